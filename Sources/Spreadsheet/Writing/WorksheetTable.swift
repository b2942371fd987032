internal import CXLSXWriter

/// A table in a workbook: bold frozen header, filter, widths; more rows than a worksheet holds go on in
/// the next, named “Name 2” and so on (SPEC OUT-2).
///
/// libxlsxwriter makes the worksheet with its header; the rows are written here and compressed as they
/// come, and take their place in that worksheet when the workbook is closed.
package final class WorksheetTable: TableWriter {
  /// Rows of a worksheet with its header, Excel's bound.
  private static let rowsPerSheet = 1_048_576

  /// What the cells of a column have in common.
  private struct Column {
    var kind: TableColumn.Kind
    /// `<c r="D`, before the row's number.
    var start: RowWord
    /// From the quote behind the reference to the text, in line or by its number.
    var inline: RowPiece
    var shared: RowPiece
    /// The word written last and its number, since words of ours come again and again.
    var lastWord: UnsafePointer<UInt8>?
    var lastNumber = RowWord("")
  }

  private let workbook: WorkbookFile
  private let name: String
  private let columns: [TableColumn]
  private var layout: [Column]
  private var sheet: UnsafeMutablePointer<lxw_worksheet>
  private var part: CompressedPart
  private var sheetCount = 1
  private var row = 2
  private var rowDigits = RowWord("2")
  private var column = 0
  private var buffer = RowBytes()

  private static let rowStart = RowPiece("<row r=\"")
  private static let rowMiddle = RowPiece("\">")
  private static let rowEnd = RowPiece("</row>")
  private static let numberStart = RowPiece("\"><v>")
  private static let valueEnd = RowPiece("</v></c>")
  private static let inlineEnd = RowPiece("</is></c>")

  init(_ workbook: WorkbookFile, name: String, columns: [TableColumn]) throws(SheetError) {
    self.workbook = workbook
    self.name = name
    self.columns = columns
    sheet = try workbook.addSheet(name)
    part = try workbook.makePart()
    let style = workbook.formatIndex(.text)
    layout = columns.indices.map { index in
      Column(
        kind: columns[index].kind, start: RowWord("<c r=\"\(columnName(index))"),
        inline: RowPiece("\" s=\"\(style)\" t=\"inlineStr\"><is>"),
        shared: RowPiece("\" s=\"\(style)\" t=\"s\"><v>"))
    }
    try writeHeader()
    beginRow()
  }

  package func text(_ bytes: Span<UInt8>) {
    defer { column += 1 }
    guard bytes.count > 0 else { return }
    if layout[column].kind == .repeated, let number = workbook.sharedTexts.number(of: bytes) {
      return addShared(RowWord(digits: number))
    }
    addInline(bytes.count > Self.longestText ? cut(bytes) : bytes)
  }

  package func text(_ word: StaticString) {
    guard layout[column].kind == .repeated, word.utf8CodeUnitCount > 0 else {
      // Unsafe: a static string's bytes live as long as the program.
      return text(
        UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount).span)
    }
    if layout[column].lastWord == word.utf8Start {
      workbook.sharedTexts.countUse()
    } else {
      let bytes = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount).span
      guard let number = workbook.sharedTexts.number(of: bytes) else { return text(bytes) }
      layout[column].lastWord = word.utf8Start
      layout[column].lastNumber = RowWord(digits: number)
    }
    addShared(layout[column].lastNumber)
    column += 1
  }

  package func integer(_ value: Int) {
    buffer.reserve(64)
    buffer.add(layout[column].start)
    buffer.add(rowDigits)
    buffer.add(Self.numberStart)
    if (0..<100_000_000).contains(value) {
      buffer.add(RowWord(digits: value))
    } else {
      buffer.add(RowPiece("\(value)"))
    }
    buffer.add(Self.valueEnd)
    column += 1
  }

  package func skip() { column += 1 }

  package func endRow() throws(SheetError) {
    buffer.reserve(64)
    buffer.add(Self.rowEnd)
    column = 0
    row += 1
    if row > Self.rowsPerSheet {
      try beginSheet()
    } else if buffer.isFull {
      try flush()
    }
    beginRow()
  }

  /// Hands the last rows on and sets what needs their number: the filter.
  package func close() throws(SheetError) { try finishSheet() }

  // MARK: - Cells

  /// Bytes that a text of the longest cell has at least.
  private static let longestText = 32_767

  private func addShared(_ number: RowWord) {
    buffer.reserve(64)
    buffer.add(layout[column].start)
    buffer.add(rowDigits)
    buffer.add(layout[column].shared)
    buffer.add(number)
    buffer.add(Self.valueEnd)
  }

  private func addInline(_ text: Span<UInt8>) {
    buffer.reserve(text.count * 7 + 128)
    buffer.add(layout[column].start)
    buffer.add(rowDigits)
    buffer.add(layout[column].inline)
    buffer.addText(text)
    buffer.add(Self.inlineEnd)
  }

  /// What is too long for a cell is cut, not inside a character.
  @_lifetime(copy text)
  private func cut(_ text: Span<UInt8>) -> Span<UInt8> {
    var units = 0
    for index in text.indices {
      let byte = text[index]
      let isStart = byte & 0xC0 != 0x80
      let width = isStart ? (byte >= 0xF0 ? 2 : 1) : 0
      if units + width > 32_767 { return text.extracting(0..<index) }
      units += width
    }
    return text
  }

  private func beginRow() {
    buffer.reserve(64)
    rowDigits = RowWord(digits: row)
    buffer.add(Self.rowStart)
    buffer.add(rowDigits)
    buffer.add(Self.rowMiddle)
  }

  // MARK: - Worksheets

  private func flush() throws(SheetError) {
    try part.append(buffer.bytes)
    buffer.removeAll()
  }

  private func beginSheet() throws(SheetError) {
    try flush()
    try finish(lastRow: row - 1)
    sheetCount += 1
    sheet = try workbook.addSheet("\(name) \(sheetCount)")
    part = try workbook.makePart()
    row = 2
    try writeHeader()
  }

  private func finishSheet() throws(SheetError) {
    // The row begun last has no cell.
    buffer.removeLast(Self.rowStart.count + rowDigits.count + Self.rowMiddle.count)
    try flush()
    try finish(lastRow: row - 1)
  }

  private func finish(lastRow: Int) throws(SheetError) {
    let last = (row: UInt32(max(1, lastRow - 1)), column: UInt16(columns.count - 1))
    try check(worksheet_autofilter(sheet, 0, 0, last.row, last.column))
    workbook.setRows(
      of: sheet, to: part, range: "A1:\(columnName(columns.count - 1))\(max(1, lastRow))")
  }

  private func writeHeader() throws(SheetError) {
    for (index, column) in columns.enumerated() {
      let position = UInt16(index)
      let format = workbook.format(column.kind == .integer ? .plain : .text)
      worksheet_set_column(sheet, position, position, column.width, format)
      try check(worksheet_write_string(sheet, 0, position, column.name, workbook.format(.header)))
    }
    worksheet_set_row(sheet, 0, 20, nil)
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    workbook.setPage(of: sheet)
  }

  private func check(_ code: lxw_error) throws(SheetError) {
    if code != LXW_NO_ERROR { throw workbook.failure(code) }
  }
}

/// A column's letters: A, B … Z, AA.
private func columnName(_ index: Int) -> String {
  let letter = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index % 26)))
  return index < 26 ? letter : columnName(index / 26 - 1) + letter
}
