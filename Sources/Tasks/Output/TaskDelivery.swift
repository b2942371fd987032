package import Files
internal import Messaging
package import Sending
package import Spreadsheet

/// Takes a task's messages and makes its files of them.
package protocol TaskDelivery: MessageSink {
  /// Completes the files and flushes them to the disk; as yet they have no names.
  ///
  /// - Returns: the files with what they are for; the results come first.
  func complete(_ tally: Tally, facts: SheetFacts) throws -> [PendingFile]
}

/// A finished file that waits for its name.
package struct PendingFile {
  /// The names that the files of a task are about to get.
  package typealias Names = [(role: OutputRole, name: String)]

  package let file: OutputFile
  package let role: OutputRole
  /// The ending of its name, without the dot.
  package let ending: String
  /// Makes the content of a file that speaks of the others by their names, once those are chosen.
  private let content: ((Names) -> [UInt8])?

  /// A file that is as it will be; or, with `content`, one whose content gets the names of all files in
  /// their order, and may be asked again for others.
  package init(
    _ file: OutputFile, _ role: OutputRole, ending: String, content: ((Names) -> [UInt8])? = nil
  ) {
    self.file = file
    self.role = role
    self.ending = ending
    self.content = content
  }

  /// What follows the common name.
  package var suffix: String { "\(role.suffix).\(ending)" }

  fileprivate func write(beside names: Names) throws {
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
      let common = name.alternative(attempt)
      let names = files.map { (role: $0.role, name: common + $0.suffix) }
      let paths = names.map { "\(folder)/\($0.name)" }
      if paths.contains(where: Folder.exists) { continue }
      for file in files { try file.write(beside: names) }
      return paths
    }
    throw FileError.cannotWrite(path: folder, reason: "no name is free for \(name.base)")
  }

  /// Gives the files their names, without a ledger that remembers them.
  package static func publish(
    _ files: [PendingFile], of task: SendingTask, folder: String
  ) throws -> OutputPaths {
    var names = FileNames(task, folder: folder)
    while true {
      let paths = try names.next(files)
      if try OutputFile.publish(zip(files, paths).map { ($0.file, $1) }) {
        return OutputPaths(zip(files, paths).map { ($0.role, $1) })
      }
    }
  }
}
