internal import Files

/// What a file of a task's output is for; the ledger has it by its raw value.
package enum OutputRole: String, Sendable, CaseIterable, Codable {
  case results
  /// Numbers that failed, as a sheet that can be sent again.
  case failedNumbers
  /// Rows that were not sent, where the format has no room for them in the results.
  case removed
  /// The page about the task.
  case report

  /// What follows the task's common name, before the ending.
  package var suffix: String {
    switch self {
    case .results, .report: ""
    case .failedNumbers: "_failed"
    case .removed: "_removed"
    }
  }

  /// The role of a file that was announced before roles were noted, by its name.
  init(ofFileAt path: String) {
    let name = FileName.parts(of: FileName.last(of: path))
    self =
      Self.allCases.first { !$0.suffix.isEmpty && name.stem.hasSuffix($0.suffix) }
      ?? (name.ending == ".html" ? .report : .results)
  }
}

/// The paths of a task's finished files by their roles.
package struct OutputPaths: Sendable, Equatable {
  private let paths: [OutputRole: String]

  package init(_ files: [(role: OutputRole, path: String)]) {
    paths = Dictionary(files.map { ($0.role, $0.path) }) { first, _ in first }
  }

  package subscript(role: OutputRole) -> String? { paths[role] }

  package var results: String? { self[.results] }
  package var failedNumbers: String? { self[.failedNumbers] }
  package var removed: String? { self[.removed] }
  package var report: String? { self[.report] }

  /// All there are, the results first.
  package var all: [String] { OutputRole.allCases.compactMap { self[$0] } }
}

/// A file of a task's output whose name the ledger knows before the file has it.
struct AnnouncedFile: Codable, Sendable {
  let path: String
  let role: OutputRole
  let identity: OutputFile.Identity

  init(_ file: PendingFile, at path: String) throws {
    self.path = path
    role = file.role
    identity = try file.file.identity()
  }

  /// Ledgers of earlier versions have no roles.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    path = try values.decode(String.self, forKey: .path)
    identity = try values.decode(OutputFile.Identity.self, forKey: .identity)
    role =
      try values.decodeIfPresent(OutputRole.self, forKey: .role) ?? OutputRole(ofFileAt: path)
  }

  /// Whether the very file is there, not another one of its name.
  var isThere: Bool { OutputFile.Identity(ofFileAt: path) == identity }
}
