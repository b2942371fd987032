internal import Characters

/// Some thousand rows of a sheet as one flat buffer of UTF-8 bytes: the unit that moves down the road.
///
/// Rows keep the number that they have in the sheet (1 is the first). A row's cells stand side by side in
/// `cells`, from column 1 to the last that is not empty; `cell(_:_:)` of any column past them is empty.
/// Blank rows are left out: a gap in the row numbers is a blank row.
package struct RowBatch: Sendable {
  /// How a cell's value came about, for the readers that must tell a number from its text.
  package enum CellKind: UInt8, Sendable {
    case empty
    case text
    case number
    case boolean
    case date
    case error
  }

  struct Cell {
    var offset: UInt32
    private var lengthAndKind: UInt32

    init(offset: Int, length: Int, kind: CellKind) {
      self.offset = UInt32(truncatingIfNeeded: offset)
      lengthAndKind = UInt32(truncatingIfNeeded: length) << 3 | UInt32(kind.rawValue)
    }

    var length: Int { Int(lengthAndKind >> 3) }
    var kind: CellKind { CellKind(rawValue: UInt8(lengthAndKind & 7)) ?? .empty }
  }

  struct Row {
    var number: UInt32
    var firstCell: UInt32
  }

  /// The bytes and rows at which a batch closes, whichever comes first.
  package struct Size: Sendable {
    package var bytes = 128 << 10
    package var rows = 2_048

    package static let standard = Size()
    /// The first batch is short, so that whoever reads sees the header before much is decoded.
    package static let first = Size(bytes: 128 << 10, rows: 64)
  }

  var bytes: [UInt8] = []
  var cells: [Cell] = []
  var rows: [Row] = []
  /// Whether the row begun last has content right of the columns that are kept.
  private(set) var lastRowHasMore = false
  /// Whether a word for nothing, `NULL` for example, is an empty value (SPEC SHEET-13).
  var takesNullForEmpty = false

  package init() {}

  /// A batch of one column, one row a text, the first of a number; blank texts are blank rows.
  package init(column texts: [String], from first: Int = 1) {
    for (index, text) in texts.enumerated() where !isBlankText(Array(text.utf8).span) {
      beginRow(first + index)
      let start = bytes.count
      bytes.append(contentsOf: text.utf8)
      endCell(from: start, kind: .text)
    }
  }

  package var rowCount: Int { rows.count }
  package var isEmpty: Bool { rows.isEmpty }

  /// The row's number in the sheet, from 1.
  package func number(ofRow row: Int) -> Int { Int(rows[row].number) }

  /// Columns of the row up to its last cell that is not empty.
  package func columnCount(ofRow row: Int) -> Int {
    let end = row + 1 < rows.count ? Int(rows[row + 1].firstCell) : cells.count
    return end - Int(rows[row].firstCell)
  }

  /// The cell's text as the user sees it; empty past the row's last cell.
  ///
  /// - Complexity: O(1)
  @_lifetime(borrow self)
  package func cell(_ row: Int, _ column: Int) -> Span<UInt8> {
    guard let cell = find(row, column) else { return bytes.span.extracting(0..<0) }
    let start = Int(cell.offset)
    return bytes.span.extracting(start..<start + cell.length)
  }

  package func kind(_ row: Int, _ column: Int) -> CellKind { find(row, column)?.kind ?? .empty }

  /// The cell as a string, for the few that a person is shown.
  package func text(_ row: Int, _ column: Int) -> String {
    guard let cell = find(row, column) else { return "" }
    let start = Int(cell.offset)
    return String(decoding: bytes[start..<start + cell.length], as: UTF8.self)
  }

  func find(_ row: Int, _ column: Int) -> Cell? {
    let first = Int(rows[row].firstCell)
    guard column < columnCount(ofRow: row) else { return nil }
    return cells[first + column]
  }

  // MARK: - Filling

  mutating func beginRow(_ number: Int) {
    rows.append(Row(number: UInt32(clamping: number), firstCell: UInt32(cells.count)))
    lastRowHasMore = false
  }

  /// Ends a cell whose text was appended to `bytes` from `start` on.
  mutating func endCell(from start: Int, kind: CellKind) {
    let length = bytes.count - start
    cells.append(Cell(offset: start, length: length, kind: length == 0 ? .empty : kind))
  }

  /// Ends a cell right of the columns that are kept: its text only makes the row not blank.
  mutating func noteMore(from start: Int) {
    lastRowHasMore = lastRowHasMore || !isBlankText(bytes.span.extracting(start..<bytes.count))
    bytes.removeSubrange(start...)
  }

  /// Takes back the row that was begun last, with its cells and bytes.
  mutating func dropLastRow(bytesFrom start: Int) {
    guard let row = rows.popLast() else { return }
    cells.removeSubrange(Int(row.firstCell)...)
    bytes.removeSubrange(start...)
  }

  /// Whether the batch has reached its size, counting a cell's record as well as its text.
  func isFull(_ size: Size) -> Bool {
    rows.count >= size.rows
      || bytes.count + cells.count * MemoryLayout<Cell>.stride >= size.bytes
  }

  mutating func reserve(_ size: Size) {
    bytes.reserveCapacity(size.bytes)
    rows.reserveCapacity(size.rows)
  }
}
