package import Files
internal import Messaging
package import Sending
package import Spreadsheet

/// Takes a task's messages and makes its files of them.
package protocol TaskDelivery: MessageSink {
  /// Completes the files and flushes them to the disk; as yet they have no names.
  ///
  /// - Returns: the files with what follows their common name; the results come first.
  func complete(_ tally: Tally, facts: SheetFacts) throws -> [PendingFile]
}

/// A finished file that waits for its name.
package struct PendingFile {
  package let file: OutputFile
  package let suffix: String
  /// Makes the content of a file that speaks of the others by their names, once those are chosen.
  private let content: (([String]) -> [UInt8])?

  package init(_ file: OutputFile, suffix: String) {
    self.file = file
    self.suffix = suffix
    content = nil
  }

  /// A file whose content gets the names of all files in their order; it may be asked again for others.
  package init(_ file: OutputFile, suffix: String, content: @escaping ([String]) -> [UInt8]) {
    self.file = file
    self.suffix = suffix
    self.content = content
  }

  fileprivate func write(beside names: [String]) throws {
    guard let content else { return }
    try file.rewrite(content(names))
    try file.sync()
  }
}

/// Names for the files of a task: the first common one that is free (SPEC OUT-1).
package struct FileNames {
  private let folder: String
  private let name: OutputName
  private var attempt = 0

  package init(_ task: SendingTask, folder: String) {
    self.folder = folder
    var time = TimeFormatter(task.zone)
    name = OutputName(task: task.name, stamp: time.stamp(task.start))
  }

  /// The next paths of which none exists; what depends on them is written.
  package mutating func next(_ files: [PendingFile]) throws -> [String] {
    while attempt < 1_000 {
      attempt += 1
      let base = "\(folder)/\(name.alternative(attempt))"
      let paths = files.map { base + $0.suffix }
      if paths.contains(where: Folder.exists) { continue }
      let names = files.map { name.alternative(attempt) + $0.suffix }
      for file in files { try file.write(beside: names) }
      return paths
    }
    throw FileError.cannotWrite(path: folder, reason: "no name is free for \(name.base)")
  }

  /// Gives the files their names, without a ledger that remembers them.
  package static func publish(
    _ files: [PendingFile], of task: SendingTask, folder: String
  ) throws -> [String] {
    var names = FileNames(task, folder: folder)
    while true {
      let paths = try names.next(files)
      if try OutputFile.publish(zip(files, paths).map { ($0.file, $1) }) { return paths }
    }
  }
}

/// The paths of a task's finished files.
package struct OutputPaths: Sendable, Equatable {
  package var results: String
  package var failedNumbers: String
  /// Rows that were not sent, where the format has no room for them in the results.
  package var removed: String?
  package var report: String

  /// - Parameter paths: of all files, the results first.
  package init(_ paths: [String]) {
    results = paths.first ?? ""
    failedNumbers = paths.dropFirst().first { Self.stem($0).hasSuffix("_failed") } ?? ""
    removed = paths.dropFirst().first { Self.stem($0).hasSuffix("_removed") }
    report = paths.last ?? ""
  }

  package var all: [String] { [results, failedNumbers, report] + [removed].compactMap(\.self) }

  private static func stem(_ path: String) -> Substring {
    path.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
  }
}
