package import Files
package import Spreadsheet

/// How a report is shown, and what makes it.
package enum ReportFormat: Hashable, Sendable {
  case table, json, html
  /// In a format of tables, which its registry says is for reports.
  case file(TableFormat)

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
    case .table, .html: true
    case .json: false
    case .file(let format): format.isForPeople
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
    case .html: .file(ending: "html", make: report.page)
    case .file(.csv) where !isForFile: .text(report.csv())
    case .file(let format):
      .file(ending: format.ending) { folder in
        format.hasSheets
          ? try report.workbook(inFolder: folder, time: time)
          : try report.file(format, inFolder: folder)
      }
    }
  }
}

/// A format is its name on the command line; help names them in this order.
extension ReportFormat: RawRepresentable, CaseIterable {
  package static let allCases =
    [ReportFormat.table] + TableFormat.forReports.map(ReportFormat.file) + [.json, .html]

  package var rawValue: String {
    switch self {
    case .table: "table"
    case .json: "json"
    case .html: "html"
    case .file(let format): format.name
    }
  }

  package init?(rawValue: String) {
    guard let format = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = format
  }
}
