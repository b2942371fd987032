internal import Ledger
package import Messaging
package import Sending
package import Workspace

/// What of a task is exported (SPEC EXP-1).
package struct ExportRequest: Sendable {
  /// The results that are wanted.
  package var results: Set<MessageBatch.Result>
  package var format = OutputOptions.Format.xlsx
  package var folder: String
  package var asOf: Int?
  package var language = Language.english
  /// Days after its start for which a task can be exported.
  package var days = Settings().exportDays

  package init(results: Set<MessageBatch.Result>, folder: String) {
    self.results = results
    self.folder = folder
  }

  /// The results as the record says them.
  package var data: String {
    let names = results.sorted { $0.rawValue < $1.rawValue }.map(\.word)
    return names.joined(separator: ",") + " as \(format.rawValue)"
  }

  /// The plan of a record, to be tried again.
  init?(_ record: ExportRow, folder: String) {
    let words = record.data.split(separator: " ")
    guard words.count == 3, let format = OutputOptions.Format(rawValue: String(words[2])) else {
      return nil
    }
    let names = words[0].split(separator: ",")
    results = Set(
      MessageBatch.Result.allCases.filter { names.contains($0.word[...]) })
    self.format = format
    self.folder = folder
  }
}
