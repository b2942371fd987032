import Spreadsheet

/// Reads the bytes as a file; what is no workbook must be refused with an error.
func readWorkbook(_ bytes: [UInt8]) { readBothWays(MemoryFile(bytes)) }

/// Reads a workbook by our own scanner and by libxml2 alone: both must find the same.
private func readBothWays(_ file: MemoryFile) {
  var options = ReadingOptions()
  let plain = rows(of: file, options: options)
  options.usesPlainForm = false
  expect(rows(of: file, options: options) == plain, "libxml2 finds what our scanner does")
}

/// Puts the XML into a workbook that is whole otherwise, and reads that.
func readPart(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let names = WorkbookParts.names
  var parts = WorkbookParts.plain
  parts[names[Int(first) % names.count]] = Array(bytes.dropFirst())
  readBothWays(
    MemoryFile(storedArchive(names.compactMap { name in parts[name].map { (name, $0) } })))
}

/// Reads a CSV file, writes what was found, and reads that: it must be the same.
func readDelimited(_ bytes: [UInt8]) {
  guard let found = rows(of: MemoryFile(bytes)), !found.isEmpty else { return }
  // An apostrophe in front of a quoted formula is a guard, which is taken off when it is read.
  guard !found.joined().contains(where: { $0.first == UInt8(ascii: "'") }) else { return }
  // A line in front, so that nothing in the first row is taken for a mark or a `sep=` line.
  var text = Array("first,row\n".utf8)
  for cells in found { text += cells.map(quoted).joined(separator: [UInt8(ascii: ",")]) + [0x0A] }
  var options = ReadingOptions()
  options.encoding = "UTF-8"
  options.delimiter = UInt8(ascii: ",")
  // Text that passes for something else than a table, or that grew past a bound, may be refused.
  guard let again = rows(of: MemoryFile(text), options: options) else { return }
  expect(Array(again.dropFirst()) == found, "CSV that was written reads back as it was")
}

/// A field, in quotes where it needs them.
private func quoted(_ cell: [UInt8]) -> [UInt8] {
  guard cell.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
  return [0x22] + cell.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
}

/// Reads a whole sheet and holds it to what readers promise; nil when it is refused.
private func rows(of file: MemoryFile, options: ReadingOptions = ReadingOptions()) -> [[[UInt8]]]? {
  do {
    let reader = try SheetFile.open(file.path, options: options)
    var rows: [[[UInt8]]] = []
    while let batch = try reader.next() {
      expect(!batch.isEmpty, "a batch has rows")
      for row in 0..<batch.rowCount { rows.append(cells(row, of: batch, reader.facts.kind)) }
    }
    return rows
  } catch {
    expect(!"\(error)".isEmpty, "an error has words")
    return nil
  }
}

private func cells(_ row: Int, of batch: RowBatch, _ kind: FileKind) -> [[UInt8]] {
  let number = batch.number(ofRow: row)
  expect(number >= 1, "row numbers start at 1")
  expect(kind == .csv || number <= 1_048_576, "a worksheet has 1,048,576 rows")
  let count = batch.columnCount(ofRow: row)
  expect(count <= Limits.standard.columns, "a row has at most 16,384 columns")
  return (0..<count).map { column in
    let bytes = batch.cell(row, column).withUnsafeBufferPointer(Array.init)
    expect(String(validating: bytes, as: UTF8.self) != nil, "a cell is UTF-8")
    expect(utf16Units(bytes.span) <= Limits.standard.cellUnits, "a cell has at most 32,767 units")
    expect((batch.kind(row, column) == .empty) == bytes.isEmpty, "an empty cell is of that kind")
    return bytes
  }
}
