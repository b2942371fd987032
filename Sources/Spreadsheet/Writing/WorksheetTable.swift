internal import CXLSXWriter
internal import Characters

/// A table in a workbook: bold frozen header, filter, widths; more rows than a worksheet holds go on in
/// the next, named “Name 2” and so on (SPEC OUT-2).
///
/// libxlsxwriter makes the worksheet with its header; the rows are written here and compressed as they
/// come, and take their place in that worksheet when the workbook is closed.
package final class WorksheetTable: TableWriter {
  /// Rows of a worksheet with its header, Excel's bound.
  private static let rowsPerSheet = 1_048_576

  private let workbook: WorkbookFile
  private let name: String
  private let columns: [TableColumn]
  private let sharedTexts: SharedStringTable
  private var rows: RowWriter
  private var sheet: UnsafeMutablePointer<lxw_worksheet>
  private var part: CompressedPart
  private var sheetCount = 1
  /// The widest text of each column in the first rows.
  private var widths: [Int]
  private var column = 0
  private var time = TimestampText()

  /// Rows that decide how wide columns are, and the widest that one is made, in characters.
  private static let measuredRows = 1_000
  private static let widest = 64

  init(_ workbook: WorkbookFile, name: String, columns: [TableColumn]) throws {
    self.workbook = workbook
    self.name = name
    self.columns = columns
    widths = columns.map { displayWidth($0.name) + Self.filterButton }
    sharedTexts = workbook.sharedTexts
    sheet = try workbook.addSheet(name)
    part = try workbook.makePart()
    rows = RowWriter(
      columns, textStyle: workbook.formatIndex(.text), namesEveryPlace: workbook.namesEveryCell)
    try writeHeader()
    rows.beginRow(2)
  }

  package func text(_ bytes: Span<UInt8>) {
    if rows.row <= Self.measuredRows { measure(bytes) }
    rows.text(bytes, sharedTexts)
  }

  package func text(_ word: StaticString) {
    // Unsafe: a static string's bytes live as long as the program.
    if rows.row <= Self.measuredRows {
      measure(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount).span)
    }
    rows.text(word, sharedTexts)
  }

  package func integer(_ value: Int) {
    if rows.row <= Self.measuredRows { measure(Array("\(value)".utf8).span) }
    rows.integer(value)
  }

  package func timestamp(_ moment: Timestamp) {
    time.show(moment)
    let shown = time.bytes
    text(shown.span)
  }

  package func money(millionths: Int) {
    number(decimals(millionths: millionths), .money)
  }

  package func share(_ part: Double) { number(decimals(ofShare: part), .share) }

  private func number(_ digits: String, _ style: WorkbookFile.Style) {
    if rows.row <= Self.measuredRows { measure(Array(digits.utf8).span) }
    rows.number(digits, style: workbook.formatIndex(style))
  }

  package func skip() {
    column += 1
    rows.skip()
  }

  private func measure(_ text: Span<UInt8>) {
    if column < widths.count { widths[column] = max(widths[column], displayWidth(text)) }
    column += 1
  }

  /// Characters that a header needs for the button of its filter.
  private static let filterButton = 3

  package func endRow() throws {
    rows.endRow()
    column = 0
    if rows.row == Self.rowsPerSheet { return try continueInNextSheet() }
    if rows.isFull { rows.flush(to: part) }
    rows.beginRow(rows.row + 1)
  }

  /// Hands the last rows on and sets what needs their number: the filter.
  package func close() throws {
    rows.dropRow()
    try finishSheet(lastRow: rows.row - 1)
  }

  private func continueInNextSheet() throws {
    try finishSheet(lastRow: rows.row)
    sheetCount += 1
    sheet = try workbook.addSheet("\(name) \(sheetCount)")
    part = try workbook.makePart()
    try writeHeader()
    rows.beginRow(2)
  }

  private func finishSheet(lastRow: Int) throws {
    rows.flush(to: part)
    for (index, column) in columns.enumerated() {
      let position = UInt16(index)
      worksheet_set_column(
        sheet, position, position, Double(min(widths[index], Self.widest)) + 1.5,
        workbook.format(Self.style(column.kind)))
    }
    let lastColumn = columns.count - 1
    // A filter wants a row below its header, also where there is none.
    try check(
      worksheet_autofilter(sheet, 0, 0, UInt32(max(1, lastRow - 1)), UInt16(lastColumn)))
    workbook.setRows(
      of: sheet, to: part, range: "A1:\(columnLetters(lastColumn))\(lastRow)")
  }

  /// How the cells of a column look that have no style of their own.
  private static func style(_ kind: TableColumn.Kind) -> WorkbookFile.Style {
    switch kind {
    case .text, .repeated, .timestamp: .text
    case .integer: .plain
    case .money: .money
    case .share: .share
    }
  }

  private func writeHeader() throws {
    for (index, column) in columns.enumerated() {
      try check(
        workbook.write(column.name, to: sheet, row: 0, column: index, style: .header))
    }
    worksheet_set_row(sheet, 0, 20, nil)
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    workbook.setPage(of: sheet)
  }

  private func check(_ code: lxw_error) throws {
    if code != LXW_NO_ERROR { throw workbook.failure(code) }
  }
}
