internal import Characters

/// Works out what the user sees in each cell (SPEC SHEET-5) and fills row batches with it.
struct CellResolver {
  let file: String
  let sheet: String
  let limits: Limits
  /// The column whose date cells give their moment.
  let momentColumn: Int?
  let styles: Styles
  let strings: SharedStrings?
  let dateSystem: DateSystem
  /// Columns whose number cells give their exact digits.
  let exactColumns: Int

  /// Appends the row unless it is blank.
  func append(
    _ row: Range<Int>, of raw: RawCells, to batch: inout RowBatch
  ) throws(SheetError) {
    let number = Int(raw.cells[row.lowerBound].row)
    let bytesStart = batch.bytes.count
    let cellsStart = batch.cells.count
    batch.beginRow(number)
    var isBlank = true
    for index in row {
      let cell = raw.cells[index]
      guard cell.kind != .beyond else {
        isBlank = false
        continue
      }
      while batch.cells.count - cellsStart < Int(cell.column) {
        batch.endCell(from: batch.bytes.count, kind: .empty)
      }
      let start = batch.bytes.count
      let kind =
        appendMoment(cell, of: raw, to: &batch.bytes) ?? append(cell, of: raw, to: &batch.bytes)
      if kind == .text, let format = styles.textFormat(ofStyle: Int(cell.style)) {
        let text = Array(batch.bytes[start...])
        batch.bytes.removeSubrange(start...)
        format.appendText(text.span, to: &batch.bytes)
      }
      try checkLength(batch.bytes, from: start, row: number)
      isBlank = isBlank && isBlankText(batch.bytes.span.extracting(start..<batch.bytes.count))
      batch.endCell(from: start, kind: kind)
      guard batch.bytes.count - bytesStart <= limits.rowBytes else {
        throw .overLimit(
          file: file, sheet: sheet, row: number, limit: .rowLength, allowed: limits.rowBytes,
          found: batch.bytes.count - bytesStart)
      }
    }
    if isBlank { batch.dropLastRow(bytesFrom: bytesStart) }
  }

  /// Appends one cell's text.
  private func append(
    _ cell: RawCells.Cell, of raw: RawCells, to bytes: inout [UInt8]
  ) -> RowBatch.CellKind {
    let start = bytes.count
    // Unsafe: raw text is looked at in place, this is per cell.
    return raw.bytes.withUnsafeBufferPointer { all in
      let text = UnsafeBufferPointer(
        rebasing: all[Int(cell.offset)..<Int(cell.offset) + Int(cell.length)])
      switch cell.kind {
      case .beyond: return .empty
      case .number: return appendNumber(text, cell, to: &bytes)
      case .shared:
        guard let index = decimal(text), strings?.append(index, to: &bytes) == true else {
          bytes.append(contentsOf: "#STRING?".utf8)
          return .error
        }
        return .text
      case .inline, .formulaText:
        bytes.append(contentsOf: text)
        EscapedText.decode(&bytes, from: start)
        return .text
      case .boolean:
        let isTrue = text.first == UInt8(ascii: "1") || text.first == UInt8(ascii: "t")
        bytes.append(contentsOf: isTrue ? "TRUE".utf8 : "FALSE".utf8)
        return .boolean
      case .error:
        bytes.append(contentsOf: text)
        return .error
      case .isoDate:
        appendISODate(text, to: &bytes)
        return .date
      }
    }
  }

  private func appendNumber(
    _ text: UnsafeBufferPointer<UInt8>, _ cell: RawCells.Cell, to bytes: inout [UInt8]
  ) -> RowBatch.CellKind {
    if Int(cell.column) < exactColumns {
      if ExactNumber.append(text, to: &bytes) { return .number }
    } else if cell.style != 0 || styles.someDefaultFormat {
      let format = styles.format(ofStyle: Int(cell.style))
      if !format.isGeneral, let value = GeneralNumber.parse(text) {
        format.append(value, dateSystem: dateSystem, to: &bytes)
        return format.isDate ? .date : .number
      }
    }
    if GeneralNumber.append(raw: text, to: &bytes) { return .number }
    bytes.append(contentsOf: text)
    return .text
  }

  /// `2026-11-20T00:00:00` as `2026-11-20`; a time of day follows after a space.
  private func appendISODate(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    let (date, time) = (
      text.prefix { $0 != UInt8(ascii: "T") }, text.drop { $0 != UInt8(ascii: "T") }
    )
    bytes.append(contentsOf: date)
    let clock = time.dropFirst().prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "Z") }
    guard !clock.isEmpty,
      clock.contains(where: { $0 >= UInt8(ascii: "1") && $0 <= UInt8(ascii: "9") })
    else { return }
    bytes.append(UInt8(ascii: " "))
    bytes.append(contentsOf: clock)
  }

  private func checkLength(_ bytes: [UInt8], from start: Int, row: Int) throws(SheetError) {
    // A UTF-16 unit takes at least one byte, so shorter texts need no counting.
    guard bytes.count - start > limits.cellUnits else { return }
    let units = utf16Units(bytes.span.extracting(start..<bytes.count))
    guard units > limits.cellUnits else { return }
    throw .overLimit(
      file: file, sheet: sheet, row: row, limit: .cellLength, allowed: limits.cellUnits,
      found: units)
  }
}

/// The exact digits of a number cell, for columns that hold identifiers (SPEC SHEET-5, NUM-6).
enum ExactNumber {
  /// Appends an integer below 10^15 as its digits, a larger one in scientific notation, since a double
  /// holds no more than 15 digits of it for sure; false when the text is no number.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) -> Bool {
    if text.count <= 15, text.allSatisfy({ $0 &- 0x30 < 10 }) {
      bytes.append(contentsOf: text)
      return !text.isEmpty
    }
    guard let value = GeneralNumber.parse(text) else { return false }
    if abs(value) >= 1e15 {
      bytes.append(contentsOf: "\(value)".uppercased().utf8)
    } else if value == value.rounded() {
      bytes.append(contentsOf: "\(Int64(value))".utf8)
    } else {
      GeneralNumber.append(value, to: &bytes)
    }
    return true
  }
}
