internal import Files
internal import Ledger

/// The files of a task, whose names the ledger knows before the files have them: so a kill between the two
/// leaves nothing that nobody knows of.
struct AnnouncedOutput: Codable, Sendable {
  private let files: [AnnouncedFile]

  /// The names that files are to get.
  init(_ named: some Sequence<(PendingFile, String)>) throws {
    files = try named.map { file, path in try AnnouncedFile(file, at: path) }
  }

  /// What the ledger knows of a task's output; nil when nothing was announced.
  init?(of row: TaskRow) throws {
    guard let text = row.files else { return nil }
    self = try LedgerText.value(text, as: AnnouncedOutput.self)
  }

  init(from decoder: any Decoder) throws { files = try [AnnouncedFile](from: decoder) }

  func encode(to encoder: any Encoder) throws { try files.encode(to: encoder) }

  /// Whether all of it is in place.
  var isThere: Bool { files.allSatisfy(\.isThere) }

  /// As people are shown it.
  var paths: OutputPaths { OutputPaths(files.map { ($0.role, Folder.relative($0.path)) }) }

  /// Where the files are, or will be.
  var names: [String] { files.map(\.path) }

  /// Removes what is in place: files of no task would be there in part.
  func remove() {
    for file in files where file.isThere { Folder.remove(file.path) }
  }
}
