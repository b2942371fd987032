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
  /// Columns whose number cells give their exact digits, unless their format adds some.
  let exactColumns: Int
  /// Whether number cells that hold zero are shown empty.
  var hidesZeros = false

  /// Appends the row unless it is blank.
  ///
  /// - Returns: whether it was appended.
  func append(
    _ row: Range<Int>, of raw: RawCells, to batch: inout RowBatch
  ) throws(SheetError) -> Bool {
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
      if cell.kind.isText, let format = styles.textFormat(ofStyle: Int(cell.style)) {
        let text = Array(batch.bytes[start...])
        batch.bytes.removeSubrange(start...)
        format.appendText(text.span, to: &batch.bytes)
      }
      try checkLength(batch.bytes, from: start, row: number)
      isBlank = isBlank && isBlankText(batch.bytes.span.extracting(start..<batch.bytes.count))
      batch.endCell(from: start, kind: kind)
      guard batch.bytes.count - bytesStart <= limits.rowBytes else {
        throw SheetError.overLimit(
          file: file, sheet: sheet, row: number, limit: .rowLength, allowed: limits.rowBytes,
          found: batch.bytes.count - bytesStart)
      }
    }
    if isBlank { batch.dropLastRow(bytesFrom: bytesStart) }
    return !isBlank
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
      case .inline, .formulaText:
        bytes.append(contentsOf: text)
        EscapedText.decode(&bytes, from: start)
        return .text
      default: return appendToken(XMLToken.trimmed(text), cell, to: &bytes)
      }
    }
  }

  /// Appends what is no text, around which white space does not count.
  private func appendToken(
    _ token: UnsafeBufferPointer<UInt8>, _ cell: RawCells.Cell, to bytes: inout [UInt8]
  ) -> RowBatch.CellKind {
    guard !token.isEmpty else { return .empty }
    switch cell.kind {
    case .beyond, .inline, .formulaText: return .empty
    case .number: return appendNumber(token, cell, to: &bytes)
    case .shared:
      guard let index = XMLToken.number(token), strings?.append(index, to: &bytes) == true else {
        bytes.append(contentsOf: "#STRING?".utf8)
        return .error
      }
      return .text
    case .boolean:
      guard let isTrue = XMLToken.boolean(token) else { break }
      bytes.append(contentsOf: isTrue ? "TRUE".utf8 : "FALSE".utf8)
      return .boolean
    case .error:
      bytes.append(contentsOf: token)
      return .error
    case .isoDate:
      guard let value = ISODate.serial(token, system: dateSystem) else { break }
      return append(value, styles.format(ofStyle: Int(cell.style)), to: &bytes)
    }
    // What is not of its type is still data, so it stays as the file has it.
    bytes.append(contentsOf: token)
    return .text
  }

  private func appendNumber(
    _ text: UnsafeBufferPointer<UInt8>, _ cell: RawCells.Cell, to bytes: inout [UInt8]
  ) -> RowBatch.CellKind {
    if hidesZeros, GeneralNumber.parse(text) == 0 { return .empty }
    if Int(cell.column) < exactColumns {
      if appendExact(text, cell, to: &bytes) { return .text }
      if ExactNumber.append(text, to: &bytes) { return .number }
    } else if cell.style != 0 || styles.someDefaultFormat {
      let format = styles.format(ofStyle: Int(cell.style))
      if !format.isGeneral, let value = GeneralNumber.parse(text) {
        return append(value, format, to: &bytes)
      }
    }
    if GeneralNumber.append(raw: text, to: &bytes) { return .number }
    bytes.append(contentsOf: text)
    return .text
  }

  private func append(
    _ value: Double, _ format: NumberFormat, to bytes: inout [UInt8]
  ) -> RowBatch.CellKind {
    format.append(value, dateSystem: dateSystem, to: &bytes)
    return format.isDate ? .date : .number
  }

  /// Appends an identifier whose format adds a plus or digits, which makes it a text (SPEC NUM-1).
  ///
  /// - Returns: false for nearly all, whose own digits count.
  private func appendExact(
    _ text: UnsafeBufferPointer<UInt8>, _ cell: RawCells.Cell, to bytes: inout [UInt8]
  ) -> Bool {
    guard styles.someAddDigits else { return false }
    let format = styles.format(ofStyle: Int(cell.style))
    guard format.addsDigits, let value = GeneralNumber.parse(text), format.addsDigits(to: value)
    else { return false }
    format.append(value, dateSystem: dateSystem, to: &bytes)
    return true
  }

  private func checkLength(_ bytes: [UInt8], from start: Int, row: Int) throws(SheetError) {
    // A UTF-16 unit takes at least one byte, so shorter texts need no counting.
    guard bytes.count - start > limits.cellUnits else { return }
    let units = utf16Units(bytes.span.extracting(start..<bytes.count))
    guard units > limits.cellUnits else { return }
    throw SheetError.overLimit(
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
      var digits = DecimalDigits(value)
      digits.trim()
      if digits.isNegative { bytes.append(UInt8(ascii: "-")) }
      GeneralNumber.appendPlain(digits, to: &bytes)
    }
    return true
  }
}
