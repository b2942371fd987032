package import Files
internal import Spreadsheet

/// How a report is shown, and what makes it.
package enum ReportFormat: String, CaseIterable, Sendable {
  case table, xlsx, csv, json, html

  /// A report in a format.
  package enum Shown {
    /// Text, for standard output as well as for a file.
    case text([UInt8])
    /// A file, as yet without a name, that is made in a folder.
    case file(ending: String, make: (_ folder: String) throws -> OutputFile)
  }

  /// Whether people read it, in their language; what is for programs is the same in all of them.
  package var isForPeople: Bool {
    switch self {
    case .table, .xlsx, .html: true
    case .csv, .json: false
    }
  }

  /// Shows a report.
  ///
  /// - Parameters:
  ///   - report: in the language of the format's readers.
  ///   - time: when it is made, in seconds since 1970.
  ///   - isForFile: whether a file was asked for; CSV gets what spreadsheet programs want only there.
  /// - Returns: the report as text, or how its file is made.
  package func shown(_ report: ReportDocument, time: Int, isForFile: Bool) -> Shown {
    switch self {
    case .table: .text(Array((report.text().joined(separator: "\n") + "\n").utf8))
    case .json: .text(Array((report.json() + "\n").utf8))
    case .csv where !isForFile: .text(report.csv())
    case .csv: .file(ending: TableFormat.csv.ending, make: report.csv)
    case .xlsx:
      .file(ending: TableFormat.xlsx.ending) { try report.workbook(inFolder: $0, time: time) }
    case .html: .file(ending: "html", make: report.page)
    }
  }
}
