/// The cells of a worksheet as the XML has them, before their values are worked out.
///
/// A cell is twenty bytes and its raw text; a shared string is only its number here. So however much
/// text a chunk of XML stands for, what one chunk adds is bounded by the chunk's own size.
struct RawCells {
  enum Kind: UInt8 {
    case number
    case shared
    case inline
    case formulaText
    case boolean
    case error
    case isoDate
    /// Content right of the columns that are read: it only makes the row not blank.
    case beyond

    var isText: Bool { self == .shared || self == .inline || self == .formulaText }
  }

  struct Cell {
    var row: UInt32
    var column: UInt16
    var kind: Kind
    /// Whether its row is hidden.
    var isHidden: Bool
    var style: UInt16
    var offset: UInt32
    var length: UInt32
  }

  private(set) var cells: [Cell] = []
  var bytes: [UInt8] = []
  /// Cells up to the end of the last whole row.
  private(set) var completed = 0
  private var consumed = 0

  mutating func append(_ cell: Cell) { cells.append(cell) }

  mutating func removeCells(from index: Int) { cells.removeLast(cells.count - index) }

  mutating func completeRow() { completed = cells.count }

  /// The cells of the next whole row from left to right, or nil when another chunk is needed.
  mutating func nextRow() -> Range<Int>? {
    guard consumed < completed else { return nil }
    let start = consumed
    let row = cells[start].row
    var last = -1
    var isOrdered = true
    while consumed < completed, cells[consumed].row == row {
      isOrdered = isOrdered && Int(cells[consumed].column) > last
      last = Int(cells[consumed].column)
      consumed += 1
    }
    return isOrdered ? start..<consumed : order(start..<consumed)
  }

  /// Sorts a row's cells by column; of two in one column the later counts.
  private mutating func order(_ row: Range<Int>) -> Range<Int> {
    var byColumn: [UInt16: Cell] = [:]
    for cell in cells[row] { byColumn[cell.column] = cell }
    let ordered = byColumn.values.sorted { $0.column < $1.column }
    let end = row.lowerBound + ordered.count
    cells.replaceSubrange(row.lowerBound..<end, with: ordered)
    return row.lowerBound..<end
  }

  /// Drops the rows that were handed on, with their bytes; the unfinished one moves to the front.
  mutating func compact(droppingBytes dropped: Int) {
    cells.removeSubrange(0..<consumed)
    bytes.removeSubrange(0..<dropped)
    for index in cells.indices { cells[index].offset -= UInt32(dropped) }
    completed = 0
    consumed = 0
  }

  /// The numbers of the shared strings that the cells name.
  func forEachSharedString(_ body: (Int) -> Void) {
    // Unsafe: raw text is looked at in place, this is per cell.
    bytes.withUnsafeBufferPointer { bytes in
      for cell in cells where cell.kind == .shared {
        let start = Int(cell.offset)
        let text = UnsafeBufferPointer(rebasing: bytes[start..<start + Int(cell.length)])
        if let string = XMLToken.number(text) { body(string) }
      }
    }
  }

  /// Whether every whole row was handed on.
  var isConsumed: Bool { consumed == completed }
}
