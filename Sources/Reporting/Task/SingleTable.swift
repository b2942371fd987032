internal import Files
internal import Spreadsheet
internal import Workspace

/// A file of one table, in any format.
struct SingleTable {
  let table: any TableWriter
  private let file: OutputFile
  /// What the table is in, if the format is a workbook.
  private let workbook: WorkbookFile?

  /// Makes the file, as yet without a name, and its folder.
  ///
  /// - Parameters:
  ///   - name: of the worksheet.
  ///   - columns: of the table.
  ///   - properties: of a workbook.
  ///   - plan: folder, format and how cells are written.
  /// - Throws: `FileError` when the folder cannot be made or written to.
  init(
    _ name: String, columns: [TableColumn], properties: DocumentProperties, plan: OutputOptions
  ) throws {
    try OutputFile.makeFolder(plan.folder)
    file = try OutputFile(inFolder: plan.folder)
    switch plan.format {
    case .xlsx:
      let workbook = try WorkbookFile(
        file: file, folder: plan.folder, properties: properties,
        namesEveryCell: plan.namesEveryCell)
      self.workbook = workbook
      table = try workbook.addTable(name, columns: columns)
    case .csv:
      workbook = nil
      table = try CSVWriter(file: file, columns: columns)
    case .jsonl:
      workbook = nil
      table = JSONLinesWriter(file: file, columns: columns)
    }
  }

  /// Completes the file and flushes it to the disk.
  func complete() throws -> OutputFile {
    try table.close()
    try workbook?.close()
    return file
  }
}
