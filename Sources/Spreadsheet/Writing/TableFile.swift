package import Files

/// A file of a format as it is written: one table, or several with forms where the format has room for them.
///
///     let file = try TableFile(.csv, inFolder: folder, properties: properties)
///     let table = try file.addTable("Recipients", columns: columns)
///     table.text("+8613800138000")
///     try table.endRow()
///     try file.complete().publish(asNew: path)
package final class TableFile {
  private let file: OutputFile
  /// What the tables are in, if they are sheets.
  private let workbook: WorkbookFile?
  private let makeTable: (String, [TableColumn]) throws -> any TableWriter
  private var tables: [any TableWriter] = []

  /// Makes the file, as yet without a name.
  ///
  /// - Parameters:
  ///   - format: of the file.
  ///   - folder: where it will appear.
  ///   - properties: of a workbook.
  ///   - namesEveryCell: whether cells of a workbook name their place also where the standard does not ask.
  /// - Throws: `FileError` when the folder cannot be written to.
  package init(
    _ format: TableFormat, inFolder folder: String, properties: DocumentProperties,
    namesEveryCell: Bool = false
  ) throws {
    let file = try OutputFile(inFolder: folder)
    self.file = file
    switch format.layout {
    case .sheets:
      let workbook = try WorkbookFile(
        file: file, folder: folder, properties: properties, namesEveryCell: namesEveryCell)
      self.workbook = workbook
      makeTable = { try workbook.addTable($0, columns: $1) }
    case .files(let make):
      workbook = nil
      makeTable = { try make(file, $1) }
    }
  }

  /// Adds a table; only a format of sheets takes a second one.
  package func addTable(_ name: String, columns: [TableColumn]) throws -> any TableWriter {
    precondition(tables.isEmpty || workbook != nil, "the format has one table a file")
    let table = try makeTable(name, columns)
    tables.append(table)
    return table
  }

  /// Adds a sheet that is laid out cell by cell; nil where the format has none.
  package func addForm(_ name: String, widths: [Double]) throws -> WorksheetForm? {
    try workbook?.addForm(name, widths: widths)
  }

  /// Completes the file and flushes it to the disk; it has no name yet.
  package func complete() throws -> OutputFile {
    for table in tables { try table.close() }
    try workbook?.close()
    return file
  }
}
