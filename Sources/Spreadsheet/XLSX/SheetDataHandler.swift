internal import Characters

/// Collects the cells of `sheetData`, from the events of libxml2 or of our own scanner.
///
/// Rows and cells may lack `r`: a row is then the one after the last, a cell stands right of the one
/// before. A cell's row is that of its `row` element, whatever its own reference says.
final class SheetDataHandler: XMLHandler {
  var raw = RawCells()
  /// Zero-based columns from this one on are not decoded.
  var columnLimit = Int.max
  /// Formulas with the result that was saved, in the columns that are read.
  private(set) var formulas = 0
  /// Formulas that a writer left without their result.
  private(set) var formulasWithoutValue = 0
  /// What stands before the rows.
  private(set) var frame = SheetFrame()

  private enum Capture {
    case nothing
    case value
    case inlineText
  }

  private let file: String
  private let sheet: String
  private let limits: Limits
  private var isInData = false
  private var isInRow = false
  private var row = 0
  private var column = -1
  private var capture = Capture.nothing
  private var kind = RawCells.Kind.number
  private var style: UInt16 = 0
  private var start = 0
  private var rowStart = 0
  private var hasInline = false
  private var hasFormula = false
  private var hasValue = false
  /// Where the text of an inline string begins, and whether white space at its ends counts.
  private var textStart = 0
  private var preservesSpace = false
  private var isBeyond = false
  private var hasMarkedBeyond = false
  private var isHidden = false
  private var phoneticDepth = 0

  init(file: String, sheet: String, limits: Limits) {
    self.file = file
    self.sheet = sheet
    self.limits = limits
  }

  /// Drops what was handed on, so that a row cut by the end of a chunk stands at the front.
  func compact() {
    guard raw.isConsumed else { return }
    let dropped = isInRow ? rowStart : raw.bytes.count
    raw.compact(droppingBytes: dropped)
    rowStart = 0
    start = max(0, start - dropped)
    textStart = max(0, textStart - dropped)
  }

  // MARK: - Events of libxml2

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard isInData else {
      frame.note(name, attributes)
      if name == "sheetData" { isInData = true }
      return
    }
    if name == "c" {
      // Cells outside rows have no place.
      guard isInRow else { return }
      startCell(
        reference: attributes.raw("r"), style: attributes.raw("s"), type: attributes.raw("t"))
    } else if name == "v" {
      startValue()
    } else if name == "row" {
      startRow(reference: attributes.raw("r"), hidden: attributes.raw("hidden"))
    } else if name == "is" {
      startInline()
    } else if name == "t" {
      startText(isPreserving: attributes.preservesSpace)
    } else if name == "f" {
      noteFormula()
    } else if name == "rPh" {
      phoneticDepth += 1
    }
  }

  override func end(_ name: XMLName) {
    guard isInData else { return }
    if name == "c" {
      if isInRow { endCell() }
    } else if name == "v" || name == "t" {
      endText()
    } else if name == "row" {
      endRow()
    } else if name == "rPh" {
      phoneticDepth -= 1
    } else if name == "sheetData" {
      isInData = false
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard capture != .nothing else { return }
    if isBeyond {
      markBeyond(bytes)
      return
    }
    raw.bytes.append(contentsOf: bytes)
    guard raw.bytes.count - rowStart > limits.rowBytes else { return }
    over(.rowLength, limits.rowBytes, raw.bytes.count - rowStart)
  }

  /// Whether the next thing is a row or the end of them all.
  var isBetweenRows: Bool { isInData && !isInRow }

  // MARK: - Rows and cells

  func startRow(reference: UnsafeBufferPointer<UInt8>?, hidden: UnsafeBufferPointer<UInt8>?) {
    endRow()
    row = reference.flatMap(XMLToken.number).flatMap { $0 > 0 ? $0 : nil } ?? row + 1
    column = -1
    rowStart = raw.bytes.count
    isInRow = true
    hasMarkedBeyond = false
    isHidden = hidden.flatMap(XMLToken.boolean) ?? false
    guard row > 1_048_576 else { return }
    fail(
      SheetError.damaged(
        file: file, part: "worksheet “\(sheet)”", detail: "it has a row numbered \(grouped(row))"))
  }

  func endRow() {
    guard isInRow else { return }
    raw.completeRow()
    isInRow = false
  }

  func startCell(
    reference: UnsafeBufferPointer<UInt8>?, style: UnsafeBufferPointer<UInt8>?,
    type: UnsafeBufferPointer<UInt8>?
  ) {
    column = reference.flatMap(Self.column) ?? column + 1
    if column >= limits.columns { over(.columns, limits.columns, column + 1) }
    isBeyond = column >= columnLimit
    self.style = UInt16(clamping: style.flatMap(XMLToken.number) ?? 0)
    kind = type.map(Self.kind) ?? .number
    hasInline = false
    hasFormula = false
    hasValue = false
    capture = .nothing
    start = raw.bytes.count
  }

  func noteFormula() { hasFormula = true }

  /// A redundant value beside an inline string does not count.
  func startValue() {
    hasValue = true
    if !hasInline { capture = .value }
  }

  func startInline() {
    hasInline = true
    kind = .inline
    raw.bytes.removeLast(raw.bytes.count - start)
  }

  /// - Parameter isPreserving: whether the element itself says that white space at its ends counts.
  func startText(isPreserving: Bool) {
    guard hasInline, phoneticDepth == 0 else { return }
    capture = .inlineText
    textStart = raw.bytes.count
    preservesSpace = isPreserving || frame.preservesSpace
  }

  func endText() {
    if capture == .inlineText, !preservesSpace { XMLToken.trim(&raw.bytes, from: textStart) }
    capture = .nothing
  }

  func endCell() {
    let length = raw.bytes.count - start
    if hasFormula, !isBeyond { countFormula(isEmpty: length == 0) }
    guard length > 0, !isBeyond else { return }
    append(kind, style: style, offset: start, length: length)
  }

  /// A formula's empty text is a result as any other, where the file says that it is a text.
  private func countFormula(isEmpty: Bool) {
    if isEmpty, kind != .formulaText || !hasValue {
      formulasWithoutValue += 1
    } else {
      formulas += 1
    }
  }

  private func append(_ kind: RawCells.Kind, style: UInt16, offset: Int, length: Int) {
    raw.append(
      RawCells.Cell(
        row: UInt32(row), column: UInt16(truncatingIfNeeded: column), kind: kind,
        isHidden: isHidden, style: style, offset: UInt32(offset), length: UInt32(length)))
  }

  private func markBeyond(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !hasMarkedBeyond, bytes.contains(where: { $0 > 0x20 }) else { return }
    hasMarkedBeyond = true
    append(.beyond, style: 0, offset: raw.bytes.count, length: 0)
  }

  private func over(_ limit: LimitName, _ allowed: Int, _ found: Int) {
    fail(
      SheetError.overLimit(
        file: file, sheet: sheet, row: row, limit: limit, allowed: allowed, found: found))
  }

  // MARK: - Taking back

  /// Where everything stands between two rows.
  struct Mark {
    fileprivate var row: Int
    fileprivate var cells: Int
    fileprivate var bytes: Int
    fileprivate var formulas: Int
    fileprivate var formulasWithoutValue: Int
  }

  var mark: Mark {
    Mark(
      row: row, cells: raw.cells.count, bytes: raw.bytes.count, formulas: formulas,
      formulasWithoutValue: formulasWithoutValue)
  }

  /// Forgets the row begun since, as if it had not been.
  func rollBack(to mark: Mark) {
    raw.removeCells(from: mark.cells)
    raw.bytes.removeLast(raw.bytes.count - mark.bytes)
    row = mark.row
    formulas = mark.formulas
    formulasWithoutValue = mark.formulasWithoutValue
    isInRow = false
    capture = .nothing
  }

  /// The zero-based column of a reference such as `$AB$12`; nil when it names none.
  private static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var column = 0
    for byte in reference {
      let letter = byte | 0x20
      if letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z") {
        column = column * 26 + Int(letter - UInt8(ascii: "a")) + 1
        if column > 1 << 20 { return column }
      } else if byte != UInt8(ascii: "$"), column > 0 || !XMLToken.isSpace(byte) {
        break
      }
    }
    return column > 0 ? column - 1 : nil
  }

  private static func kind(_ written: UnsafeBufferPointer<UInt8>) -> RawCells.Kind {
    let type = XMLToken.trimmed(written)
    return switch type.first {
    case UInt8(ascii: "s"): type.count == 1 ? .shared : .formulaText
    case UInt8(ascii: "i"): .inline
    case UInt8(ascii: "b"): .boolean
    case UInt8(ascii: "e"): .error
    case UInt8(ascii: "d"): .isoDate
    case UInt8(ascii: "n"), nil: .number
    default: .formulaText
    }
  }
}
