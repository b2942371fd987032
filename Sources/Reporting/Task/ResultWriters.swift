internal import Files
internal import Messaging
internal import Sending
internal import Spreadsheet
internal import Tasks
internal import Workspace

/// The columns of a task's three tables.
struct ResultColumns {
  var recipients: [TableColumn]
  var removed: [TableColumn]
  var failed: [TableColumn]
}

/// One format of a task's files.
protocol ResultWriter: AnyObject {
  var recipients: any TableWriter { get }
  var removed: any TableWriter { get }
  var failed: any TableWriter { get }
  /// Completes the files, flushed to the disk; the results come first.
  func finish(_ summary: Summary) throws -> [PendingFile]
}

/// Result workbook with Summary, Recipients and Removed, and the failed-number workbook.
final class WorkbookResultWriter: ResultWriter {
  let recipients: any TableWriter
  let removed: any TableWriter
  let failed: any TableWriter

  private let file: OutputFile
  private let failedFile: OutputFile
  private let workbook: WorkbookFile
  private let failedWorkbook: WorkbookFile
  private let summary: WorksheetForm
  private let tables: [WorksheetTable]

  init(
    _ columns: ResultColumns, task: SendingTask, options: OutputOptions
  ) throws {
    let folder = options.folder
    let language = options.language
    file = try OutputFile(inFolder: folder)
    failedFile = try OutputFile(inFolder: folder)
    let created = task.start / 1_000
    workbook = try WorkbookFile(
      file: file, folder: folder,
      properties: DocumentProperties(
        title: task.name, subject: Words.resultsOfTask.text(language), created: created),
      namesEveryCell: options.namesEveryCell)
    summary = try workbook.addForm(
      Words.summary.text(language), widths: SummarySheet.widths)
    let recipients = try workbook.addTable(
      Words.recipients.text(language), columns: columns.recipients)
    let removed = try workbook.addTable(
      Words.removed.text(language), columns: columns.removed)
    failedWorkbook = try WorkbookFile(
      file: failedFile, folder: folder,
      properties: DocumentProperties(
        title: task.name, subject: Words.failedNumbers.text(language), created: created),
      namesEveryCell: options.namesEveryCell)
    let failed = try failedWorkbook.addTable(
      Words.failedSheet.text(language), columns: columns.failed)
    self.recipients = recipients
    self.removed = removed
    self.failed = failed
    tables = [recipients, removed, failed]
  }

  func finish(_ counts: Summary) throws -> [PendingFile] {
    for table in tables { try table.close() }
    try SummarySheet.write(counts, to: summary)
    try workbook.close()
    try failedWorkbook.close()
    return [
      PendingFile(file, .results, ending: "xlsx"),
      PendingFile(failedFile, .failedNumbers, ending: "xlsx"),
    ]
  }
}

/// Three text files, CSV or JSON lines: results, failed numbers, removed rows.
final class TextResultWriter: ResultWriter {
  private let files: [OutputFile]
  private let tables: [any TableWriter]
  private let ending: String

  var recipients: any TableWriter { tables[0] }
  var failed: any TableWriter { tables[1] }
  var removed: any TableWriter { tables[2] }

  /// - Parameters:
  ///   - columns: of the three tables.
  ///   - folder: where the files will appear.
  ///   - ending: of their names.
  ///   - make: makes one table of the format.
  /// - Throws: `FileError` when the files cannot be made.
  init(
    _ columns: ResultColumns, folder: String, ending: String,
    make: (OutputFile, [TableColumn]) throws -> any TableWriter
  ) throws {
    self.ending = ending
    var files: [OutputFile] = []
    var tables: [any TableWriter] = []
    for columns in [columns.recipients, columns.failed, columns.removed] {
      let file = try OutputFile(inFolder: folder)
      files.append(file)
      tables.append(try make(file, columns))
    }
    self.files = files
    self.tables = tables
  }

  func finish(_ summary: Summary) throws -> [PendingFile] {
    for table in tables { try table.close() }
    return zip(files, [.results, .failedNumbers, .removed]).map {
      PendingFile($0, $1, ending: ending)
    }
  }
}
