package import Files
internal import Messaging
package import Sending
internal import Spreadsheet
package import Tasks
internal import Workspace

/// A file with the recipients of a task that have one of some results (SPEC EXP-1).
package final class RecipientExport: ExportSink {
  private let results: Set<MessageBatch.Result>
  private let file: TableFile
  private let table: any TableWriter
  private var tables: ResultTables

  package init(_ plan: TaskManifest, _ export: ExportRequest) throws {
    results = export.results
    var output = OutputOptions(folder: export.folder)
    output.format = export.format
    output.language = export.language
    output.namesEveryCell = plan.facts.bytes < OutputOptions.smallSheet
    tables = ResultTables(
      plan.task, output.format, rowPerSegment: false, language: output.language)
    try OutputFile.makeFolder(output.folder)
    file = try TableFile(output, about: plan.task, Words.recipientsOfTask)
    table = try file.addTable(
      Words.recipients.text(output.language), columns: tables.recipientColumns)
  }

  package func take(_ batch: MessageBatch) throws {
    let results = results
    try tables.writeRecipients(of: batch, to: table) { results.contains($0.result) }
  }

  package func complete() throws -> OutputFile { try file.complete() }
}
