internal import Carrier
internal import Files
internal import Messaging
package import Sending
package import Spreadsheet
package import Tasks
package import Workspace

/// The files that a task leaves: results, failed numbers and a report (SPEC OUT).
///
/// The pipeline's writing thread fills it through `take`; `complete` writes the counts and flushes
/// everything to the disk. The files have no names yet: they get them all or none.
package final class TaskOutput: TaskDelivery {
  private let task: SendingTask
  private let plan: ColumnMapping
  private let options: OutputOptions
  private let results: ResultFiles
  private var tables: ResultTables
  private var examples = RemovedExamples()

  /// Makes the files, as yet without names.
  ///
  /// - Throws: `FileError` when the folder cannot be made or written to.
  package init(_ task: SendingTask, plan: ColumnMapping, options: OutputOptions) throws {
    self.task = task
    self.plan = plan
    self.options = options
    tables = ResultTables(
      task, options.format, rowPerSegment: options.rowPerSegment, language: options.language)
    try OutputFile.makeFolder(options.folder)
    results = try ResultFiles(tables, plan, task: task, options: options)
  }

  package func take(_ batch: MessageBatch) throws {
    try tables.writeRecipients(of: batch, to: results.recipients)
    try tables.writeFailed(
      of: batch, variables: plan.columns.count, to: results.failed, where: Self.isSentAgain)
    try tables.writeRemoved(of: batch, to: results.removed)
    for removed in batch.removed { examples.note(removed, of: batch) }
  }

  /// Whether a message's number belongs into the sheet of those to be sent again.
  private static func isSentAgain(_ row: RecipientRow) -> Bool {
    switch row.result {
    case .failed, .refused: true
    case .suppressed: row.message.status?.isWorthRetrying ?? false
    case .successful, .sending: false
    }
  }

  package func complete(_ tally: Tally, facts: SheetFacts) throws -> [PendingFile] {
    let summary = Summary(
      task: task, facts: facts, tally: tally, isSent: true, language: options.language)
    let files = try results.complete(summary)
    let page = TaskPage(summary, examples: examples)
    let report = PendingFile(
      try OutputFile(inFolder: options.folder), .report, ending: "html"
    ) { names in
      page.html(
        files: names.compactMap { role, name in
          role.kind.map { Page.Link(name: name, kind: $0) }
        })
    }
    return files + [report]
  }
}

extension OutputRole {
  /// What the page of a task calls the file beside it; nil: it is the page.
  fileprivate var kind: Phrase? {
    switch self {
    case .results: Words.resultsOfTask
    case .failedNumbers: Words.failedNumbers
    case .removed: Words.removedRows
    case .report: nil
    }
  }
}
