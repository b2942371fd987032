import Files
import Spreadsheet
import TestSupport

/// The rows of a sheet as strings, for comparing: row number and cells.
struct ReadRow: Equatable, CustomStringConvertible {
  var number: Int
  var cells: [String]

  init(_ number: Int, _ cells: [String]) {
    self.number = number
    self.cells = cells
  }

  var description: String { "\(number): \(cells)" }
}

/// Reads a whole sheet.
func readRows(_ path: String, options: ReadingOptions = ReadingOptions()) throws -> [ReadRow] {
  let reader = try SheetFile.open(path, options: options)
  var rows: [ReadRow] = []
  while let batch = try reader.next() {
    for row in 0..<batch.rowCount {
      rows.append(
        ReadRow(
          batch.number(ofRow: row),
          (0..<batch.columnCount(ofRow: row)).map { batch.text(row, $0) }))
    }
  }
  return rows
}

/// Reads a CSV text.
func readCSV(
  _ text: [UInt8], options: ReadingOptions = ReadingOptions()
) throws -> [ReadRow] {
  let folder = try Workdir()
  return try readRows(try folder.write("t.csv", text), options: options)
}

/// Reads the rows of a worksheet's XML.
func readXML(
  _ sheetData: String, sharedStrings: String? = nil, styles: String? = nil,
  options: ReadingOptions = ReadingOptions(), change: (inout SheetBuilder) -> Void = { _ in }
) throws -> [ReadRow] {
  let folder = try Workdir()
  var builder = SheetBuilder(sheetData, sharedStrings: sharedStrings, styles: styles)
  change(&builder)
  let path = folder.file("t.xlsx")
  try builder.write(to: path)
  return try readRows(path, options: options)
}

/// The error that reading ends with.
func sheetError(_ work: () throws -> Void) -> SheetError? {
  do { try work() } catch { return error as? SheetError }
  return nil
}

/// The error of the file itself that reading ends with.
func fileError(_ work: () throws -> Void) -> FileError? {
  do { try work() } catch { return error as? FileError }
  return nil
}
