internal import CXLSXWriter

/// A table in a workbook: bold frozen header, filter, widths; more rows than a worksheet holds go on in
/// the next, named “Name 2” and so on (SPEC OUT-2).
package final class WorksheetTable: TableWriter {
  /// Rows of a worksheet with its header, Excel's bound.
  private static let rowsPerSheet: UInt32 = 1_048_576

  private let workbook: WorkbookFile
  private let name: String
  private let columns: [TableColumn]
  private var sheet: UnsafeMutablePointer<lxw_worksheet>
  private var sheetCount = 1
  private var row: UInt32 = 1
  private var column: UInt16 = 0
  private var failure: SheetError?
  // The library takes strings that end in a zero; each cell is built here.
  private var cell: [UInt8] = []

  init(_ workbook: WorkbookFile, name: String, columns: [TableColumn]) throws(SheetError) {
    self.workbook = workbook
    self.name = name
    self.columns = columns
    sheet = try workbook.addSheet(name)
    writeHeader()
  }

  package func text(_ bytes: Span<UInt8>) {
    defer { column += 1 }
    guard bytes.count > 0 else { return }
    if write(bytes) == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED {
      // Escapes make a text up to seven times as long; what is too long for a cell is cut, not inside
      // a character.
      var end = min(Self.cutBytes, bytes.count)
      while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      note(write(bytes.extracting(0..<end)))
    }
  }

  /// Bytes of a text that fit a cell however they are escaped.
  private static let cutBytes = 32_767 / 7

  private func write(_ bytes: Span<UInt8>) -> lxw_error {
    cell.removeAll(keepingCapacity: true)
    EscapedText.append(bytes, to: &cell)
    cell.append(0)
    // Unsafe: the library reads the buffer up to its zero and copies it.
    let code = cell.withUnsafeBytes { buffer in
      worksheet_write_string(
        sheet, row, column, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        workbook.format(.text))
    }
    if code != LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED { note(code) }
    return code
  }

  package func integer(_ value: Int) {
    note(worksheet_write_number(sheet, row, column, Double(value), nil))
    column += 1
  }

  package func skip() { column += 1 }

  package func endRow() throws(SheetError) {
    if let failure { throw failure }
    column = 0
    row += 1
    guard row == Self.rowsPerSheet else { return }
    finishSheet()
    sheetCount += 1
    sheet = try workbook.addSheet("\(name) \(sheetCount)")
    row = 1
    writeHeader()
  }

  /// Sets what needs the last row: the filter.
  package func close() throws(SheetError) {
    finishSheet()
    if let failure { throw failure }
  }

  private func finishSheet() {
    note(worksheet_autofilter(sheet, 0, 0, max(1, row - 1), UInt16(columns.count - 1)))
  }

  private func writeHeader() {
    for (index, column) in columns.enumerated() {
      let position = UInt16(index)
      let format = workbook.format(column.kind == .text ? .text : .plain)
      worksheet_set_column(sheet, position, position, column.width, format)
      note(worksheet_write_string(sheet, 0, position, column.name, workbook.format(.header)))
    }
    worksheet_set_row(sheet, 0, 20, nil)
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    workbook.setPage(of: sheet)
  }

  private func note(_ code: lxw_error) {
    if code != LXW_NO_ERROR, failure == nil { failure = workbook.failure(code) }
  }
}
