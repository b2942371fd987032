package import Campaign
internal import Carrier
internal import Messaging
package import Spreadsheet

/// The files that a task leaves: results, failed numbers and a report (SPEC OUT).
///
/// The pipeline's writing thread fills it through `take`; `complete` writes the counts and flushes
/// everything to the disk. The files have no names yet: they get them all or none.
package final class TaskOutput: TaskDelivery {
  private let task: SendingTask
  private let plan: ColumnPlan
  private let options: OutputPlan
  private let writer: any ResultWriter
  private var tables: ResultTables

  /// Makes the files, as yet without names.
  ///
  /// - Throws: `SheetError` when the folder cannot be made or written to.
  package init(_ task: SendingTask, plan: ColumnPlan, options: OutputPlan) throws(SheetError) {
    self.task = task
    self.plan = plan
    self.options = options
    tables = ResultTables(task, rowPerSegment: options.rowPerSegment)
    try OutputFile.makeFolder(options.folder)
    let columns = ResultColumns(
      recipients: tables.recipientColumns, removed: ResultTables.removedColumns,
      failed: ResultTables.failedColumns(plan))
    writer =
      switch options.format {
      case .xlsx:
        try WorkbookResultWriter(
          columns, folder: options.folder, task: task, namesEveryCell: options.namesEveryCell)
      case .csv:
        try TextResultWriter(columns, folder: options.folder, ending: ".csv") {
          (file, columns) throws(SheetError) in try CSVWriter(file: file, columns: columns)
        }
      case .jsonl:
        try TextResultWriter(columns, folder: options.folder, ending: ".jsonl") {
          JSONLinesWriter(file: $0, columns: $1)
        }
      }
  }

  package func take(_ batch: MessageBatch) throws(SheetError) {
    for message in batch.messages {
      try tables.write(message, of: batch, to: writer.recipients)
      guard Self.isSentAgain(message) else { continue }
      try tables.writeFailed(
        message, of: batch, variables: plan.columns.count, to: writer.failed)
    }
    for removed in batch.removed { try tables.write(removed, of: batch, to: writer.removed) }
  }

  /// Whether a message's number belongs into the sheet of those to be sent again.
  private static func isSentAgain(_ message: MessageBatch.Message) -> Bool {
    switch message.result {
    case .failed, .refused: true
    case .suppressed: message.status?.isWorthRetrying ?? false
    case .successful, .sending: false
    }
  }

  package func complete(_ tally: Tally, facts: SheetFacts) throws(SheetError) -> [PendingFile] {
    let summary = Summary(task: task, facts: facts, tally: tally, isSent: true)
    let report = try OutputFile(inFolder: options.folder)
    try report.write(Array((summary.text().joined(separator: "\n") + "\n").utf8))
    try report.sync()
    return try writer.finish(summary) + [PendingFile(report, suffix: ".txt")]
  }
}
