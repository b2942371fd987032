package import Campaign
internal import Messaging
package import Spreadsheet

/// A file with the recipients of a task that have one of some results (SPEC EXP-1).
package final class RecipientExport: ExportSink {
  private let results: Set<MessageBatch.Result>
  private let file: OutputFile
  private let table: any TableWriter
  /// What the table is in, if the format is a workbook.
  private let workbook: WorkbookFile?
  private var tables: ResultTables

  package init(_ plan: TaskPlan, _ export: TaskRunner.ExportPlan) throws(SheetError) {
    results = export.results
    tables = ResultTables(
      plan.task, rowPerSegment: false, language: export.format == .xlsx ? export.language : .english
    )
    try OutputFile.makeFolder(export.folder)
    file = try OutputFile(inFolder: export.folder)
    let columns = tables.recipientColumns
    switch export.format {
    case .xlsx:
      let workbook = try WorkbookFile(
        file: file, folder: export.folder,
        properties: DocumentProperties(
          title: plan.task.name, subject: Words.recipientsOfTask.text(export.language),
          created: plan.task.start / 1_000),
        namesEveryCell: plan.facts.bytes < OutputPlan.smallSheet)
      self.workbook = workbook
      table = try workbook.addTable(
        Words.recipients.text(export.language), columns: columns)
    case .csv:
      workbook = nil
      table = try CSVWriter(file: file, columns: columns)
    case .jsonl:
      workbook = nil
      table = JSONLinesWriter(file: file, columns: columns)
    }
  }

  package func take(_ batch: MessageBatch) throws(SheetError) {
    for message in batch.messages where results.contains(message.result) {
      try tables.write(message, of: batch, to: table)
    }
  }

  package func complete() throws(SheetError) -> OutputFile {
    try table.close()
    try workbook?.close()
    return file
  }
}
