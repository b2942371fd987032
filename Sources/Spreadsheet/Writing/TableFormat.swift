package import Files

/// A format in which tables are written: a line of `allCases`, and the writer that the line names.
///
///     TableFormat("csv", "CSV that Excel reads", .files { try CSVWriter(file: $0, columns: $1) })
///
/// No other file knows a format by its ending: what one is like, its line says.
package struct TableFormat: Sendable {
  /// How a table comes into a file.
  package enum Layout: Sendable {
    /// As a sheet of a workbook, which has room for more tables and for forms.
    case sheets
    /// As all of the file.
    case files(@Sendable (OutputFile, [TableColumn]) throws -> any TableWriter)
  }

  /// What options, settings and records call it.
  package let name: String
  /// Of its files' names, without the dot.
  package let ending: String
  /// What it is, for help.
  package let words: String
  /// Whether people read it, in their language; else programs do, and it is the same in all of them.
  package let isForPeople: Bool
  /// Whether a sheet of recipients can be written in it to be filled in, and read again.
  package let isForSheets: Bool
  /// Whether reports of statistics are shown in it.
  package let isForReports: Bool
  let layout: Layout

  private init(
    _ name: String, _ words: String, _ layout: Layout, isForPeople: Bool = false,
    isForSheets: Bool = false, isForReports: Bool = false
  ) {
    self.name = name
    ending = name
    self.words = words
    self.layout = layout
    self.isForPeople = isForPeople
    self.isForSheets = isForSheets
    self.isForReports = isForReports
  }

  /// Whether several tables go into one file.
  package var hasSheets: Bool {
    if case .sheets = layout { true } else { false }
  }
}

/// The registry, in the order in which help names them.
extension TableFormat: CaseIterable {
  package static let xlsx = TableFormat(
    "xlsx", "an Excel workbook", .sheets, isForPeople: true, isForSheets: true,
    isForReports: true)
  package static let csv = TableFormat(
    "csv", "CSV that Excel reads", .files { try CSVWriter(file: $0, columns: $1) },
    isForSheets: true, isForReports: true)
  package static let jsonl = TableFormat(
    "jsonl", "JSON, an object a line", .files { JSONLinesWriter(file: $0, columns: $1) })

  package static let allCases = [xlsx, csv, jsonl]
}

extension TableFormat {
  /// Those in which sheets of recipients are written.
  package static let forSheets = allCases.filter(\.isForSheets)
  /// Those in which reports are shown.
  package static let forReports = allCases.filter(\.isForReports)

  /// The format for a sheet of recipients that is written to a path, by its ending; nil: none has it.
  package init?(forSheetAt path: String) {
    let path = path.lowercased()
    guard let format = Self.forSheets.first(where: { path.hasSuffix(".\($0.ending)") }) else {
      return nil
    }
    self = format
  }
}

/// A format is its name wherever it is written down.
extension TableFormat: RawRepresentable, Hashable, Codable {
  package var rawValue: String { name }

  package init?(rawValue: String) {
    guard let format = Self.allCases.first(where: { $0.name == rawValue }) else { return nil }
    self = format
  }
}
