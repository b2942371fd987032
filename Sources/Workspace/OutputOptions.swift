package import Messaging
package import Spreadsheet

/// How a task's output is written (SPEC OUT).
package struct OutputOptions: Sendable, Codable, Equatable {
  package var folder: String
  package var format = TableFormat.xlsx
  /// Whether a long message is one row per segment.
  package var rowPerSegment = false
  /// Whether every cell of a workbook names its place, for programs that want that.
  package var namesEveryCell = false
  /// Of workbooks and the report.
  package var language = Language.english

  /// Bytes of a sheet whose workbooks are so small that they may as well suit every program.
  package static let smallSheet = 2 << 20

  package init(folder: String) { self.folder = folder }

  /// Plans of tasks that were put off by earlier versions lack what came later.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    folder = try values.decode(String.self, forKey: .folder)
    format = try values.decode(TableFormat.self, forKey: .format)
    rowPerSegment = try values.decode(Bool.self, forKey: .rowPerSegment)
    namesEveryCell = try values.decode(Bool.self, forKey: .namesEveryCell)
    language = try values.decodeIfPresent(Language.self, forKey: .language) ?? .english
  }
}
