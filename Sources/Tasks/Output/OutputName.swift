internal import Characters
package import Files

/// The common part of a task's file names: task, date and time joined (SPEC OUT-1).
package struct OutputName: Sendable, Equatable {
  /// `Spring Sale_20261120_193005`, safe for every file system.
  package let base: String

  /// Bytes of a task's name that are kept: a name of 255 bytes, the bound of file systems, has room for
  /// the time, a suffix and an ending.
  private static let nameBytes = 180

  /// - Parameters:
  ///   - task: the task's name.
  ///   - stamp: `20261120_193005`.
  ///   - suffix: what the file is, if not the task's own.
  package init(task: String, stamp: String, suffix: String = "") {
    base = Self.safe(task) + "_" + stamp + suffix
  }

  /// The name for another try when files of this one exist: `…_193005-2`.
  package func alternative(_ number: Int) -> String { number < 2 ? base : "\(base)-\(number)" }

  /// Replaces the characters that no file system likes: those that Windows or Linux forbid.
  package static func safe(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      let isForbidden =
        "/\\:*?\"<>|".unicodeScalars.contains(scalar) || scalar.value < 0x20
        || scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
      text.unicodeScalars.append(isForbidden ? "_" : scalar)
    }
    while text.utf8.count > nameBytes { text.removeLast() }
    text = text.trimmed
    // A leading dot hides a file, a trailing one is lost on Windows.
    while text.hasSuffix(".") { text.removeLast() }
    if text.hasPrefix(".") { text = "_" + text.dropFirst() }
    return text.isEmpty ? "task" : text
  }
}

extension OutputFile {
  /// Gives the file the first of the names that is free.
  ///
  /// - Returns: its path.
  package func publish(
    inFolder folder: String, name: OutputName, ending: String
  ) throws -> String {
    for attempt in 1...1_000 {
      let path = "\(folder)/\(name.alternative(attempt)).\(ending)"
      if try publish(as: path) { return path }
    }
    throw FileError.cannotWrite(path: folder, reason: "no name is free for \(name.base)")
  }
}
