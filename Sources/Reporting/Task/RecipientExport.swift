package import Files
internal import Messaging
package import Sending
internal import Spreadsheet
package import Tasks
internal import Workspace

/// A file with the recipients of a task that have one of some results (SPEC EXP-1).
package final class RecipientExport: ExportSink {
  private let results: Set<MessageBatch.Result>
  private let file: SingleTable
  private var tables: ResultTables

  package init(_ plan: TaskManifest, _ export: ExportRequest) throws {
    results = export.results
    tables = ResultTables(
      plan.task, rowPerSegment: false, language: export.format == .xlsx ? export.language : .english
    )
    var output = OutputOptions(folder: export.folder)
    output.format = export.format
    output.namesEveryCell = plan.facts.bytes < OutputOptions.smallSheet
    file = try SingleTable(
      Words.recipients.text(export.language), columns: tables.recipientColumns,
      properties: DocumentProperties(
        title: plan.task.name, subject: Words.recipientsOfTask.text(export.language),
        created: plan.task.start / 1_000),
      plan: output)
  }

  package func take(_ batch: MessageBatch) throws {
    try tables.writeRecipients(of: batch, to: file.table) { [results] in results.contains($0.result)
    }
  }

  package func complete() throws -> OutputFile { try file.complete() }
}
