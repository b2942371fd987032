internal import Ledger
package import Messaging
package import Sending
package import Spreadsheet
internal import Workspace

/// What of a task is exported (SPEC EXP-1).
package struct ExportRequest: Sendable {
  /// The results that are wanted.
  package var results: Set<MessageBatch.Result>
  package var format = TableFormat.xlsx
  package var folder: String
  package var asOf: Int?
  package var language = Language.english
  /// Days after its start for which a task can be exported.
  package var days = Settings().exportDays

  package init(results: Set<MessageBatch.Result>, folder: String) {
    self.results = results
    self.folder = folder
  }

  /// The words of the results, as the record has them.
  var words: [String] { results.sorted { $0.rawValue < $1.rawValue }.map(\.word) }

  /// The request of a record, to be tried again.
  init?(_ record: ExportRow, folder: String) {
    guard let format = TableFormat(rawValue: record.format) else { return nil }
    results = Set(MessageBatch.Result.allCases.filter { record.results.contains($0.word) })
    self.format = format
    self.folder = folder
  }
}
