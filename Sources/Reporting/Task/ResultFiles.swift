internal import Files
internal import Messaging
internal import Sending
internal import Spreadsheet
internal import Tasks
internal import Workspace

/// The files of a task's three tables, in any format: sheets of a workbook where it has them, or a file each.
///
/// The numbers to be sent again are always a file of their own.
final class ResultFiles {
  let recipients: any TableWriter
  let removed: any TableWriter
  let failed: any TableWriter

  private let files: [(role: OutputRole, file: TableFile)]
  /// The sheet before the tables, where the format has such.
  private let summary: WorksheetForm?
  private let ending: String

  /// Makes the files, as yet without names.
  ///
  /// - Parameters:
  ///   - tables: say what columns there are.
  ///   - mapping: the columns of the sheet.
  ///   - task: what the files are about.
  ///   - options: folder, format and how cells are written.
  /// - Throws: `FileError` when the folder cannot be written to.
  init(
    _ tables: ResultTables, _ mapping: ColumnMapping, task: SendingTask, options: OutputOptions
  ) throws {
    let language = options.language
    ending = options.format.ending
    let results = try TableFile(options, about: task, Words.resultsOfTask)
    summary = try results.addForm(Words.summary.text(language), widths: SummarySheet.widths)
    recipients = try results.addTable(
      Words.recipients.text(language), columns: tables.recipientColumns)
    let failedNumbers = try TableFile(options, about: task, Words.failedNumbers)
    failed = try failedNumbers.addTable(
      Words.failedSheet.text(language), columns: tables.failedColumns(mapping))
    let hasSheets = options.format.hasSheets
    let removedRows =
      hasSheets ? results : try TableFile(options, about: task, Words.removedRows)
    removed = try removedRows.addTable(
      Words.removed.text(language), columns: tables.removedColumns)
    files =
      [(.results, results), (.failedNumbers, failedNumbers)]
      + (hasSheets ? [] : [(.removed, removedRows)])
  }

  /// Completes the files, flushed to the disk; the results come first.
  func complete(_ counts: Summary) throws -> [PendingFile] {
    if let summary { try SummarySheet.write(counts, to: summary) }
    return try files.map { PendingFile(try $0.file.complete(), $0.role, ending: ending) }
  }
}

extension TableFile {
  /// A file about a task, as its options want it.
  convenience init(_ options: OutputOptions, about task: SendingTask, _ subject: Phrase) throws {
    try self.init(
      options.format, inFolder: options.folder,
      properties: DocumentProperties(
        title: task.name, subject: subject.text(options.language), created: task.start / 1_000),
      namesEveryCell: options.namesEveryCell)
  }
}
