/// Numbers without a format of their own: up to fifteen significant digits, no floating-point tail
/// (SPEC SHEET-5).
package enum GeneralNumber {
  /// Powers of ten that are written out; beyond them scientific notation is used.
  private static let plainExponents = -9...20

  /// Appends the number as a person would write it: `29.321`, `-0.5`, `1E+300`.
  package static func append(_ value: Double, to bytes: inout [UInt8]) {
    guard value.isFinite else {
      bytes.append(contentsOf: "#NUM!".utf8)
      return
    }
    let decimal = DecimalDigits(value)
    guard !decimal.isZero else {
      bytes.append(UInt8(ascii: "0"))
      return
    }
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let exponent = decimal.point - 1
    guard !plainExponents.contains(exponent) else {
      appendPlain(decimal, to: &bytes)
      return
    }
    bytes.append(0x30 + decimal.digits[0])
    if decimal.digits.count > 1 {
      bytes.append(UInt8(ascii: "."))
      for digit in decimal.digits.dropFirst() { bytes.append(0x30 + digit) }
    }
    bytes.append(UInt8(ascii: "E"))
    bytes.append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    if abs(exponent) < 10 { bytes.append(UInt8(ascii: "0")) }
    bytes.append(contentsOf: "\(abs(exponent))".utf8)
  }

  /// Appends the number that is written in a file; false, and nothing appended, when it is none.
  ///
  /// Plain decimals of at most fifteen digits, which most are, never become a double.
  package static func append(raw: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) -> Bool {
    if let kept = plainLength(raw) {
      bytes.append(contentsOf: raw[..<kept])
      return true
    }
    guard let value = parse(raw) else { return false }
    append(value, to: &bytes)
    return true
  }

  /// The value of a number as XML files write it; nil for other text.
  package static func parse(_ raw: UnsafeBufferPointer<UInt8>) -> Double? {
    var text = raw[...]
    while let first = text.first, first <= 0x20 { text.removeFirst() }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    // Double's own parser also takes words and hexadecimals, which are no numbers here.
    let isNumeric = text.allSatisfy { byte in
      byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "+") || byte | 0x20 == UInt8(ascii: "e")
    }
    guard isNumeric, !text.isEmpty, text.count <= 400 else { return nil }
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  private static func appendPlain(_ decimal: DecimalDigits, to bytes: inout [UInt8]) {
    if decimal.integerCount == 0 { bytes.append(UInt8(ascii: "0")) }
    for place in stride(from: decimal.integerCount - 1, through: 0, by: -1) {
      bytes.append(0x30 + decimal.digit(at: place))
    }
    guard decimal.fractionCount > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    for place in 1...decimal.fractionCount { bytes.append(0x30 + decimal.digit(at: -place)) }
  }

  /// How much of a plain decimal is to be shown, without zeros at its end; nil for anything else.
  private static func plainLength(_ raw: UnsafeBufferPointer<UInt8>) -> Int? {
    var digits = 0
    var pointAt: Int?
    var lastUseful = 0
    let start = raw.first == UInt8(ascii: "-") ? 1 : 0
    for index in start..<raw.count {
      let byte = raw[index]
      if byte == UInt8(ascii: "."), pointAt == nil, index > start {
        pointAt = index
      } else if byte &- 0x30 < 10 {
        digits += 1
        if pointAt == nil || byte != UInt8(ascii: "0") { lastUseful = index + 1 }
      } else {
        return nil
      }
    }
    guard digits > 0, digits <= DecimalDigits.significant else { return nil }
    // Leading zeros and a negative zero are not how a number is shown.
    if raw[start] == UInt8(ascii: "0"), pointAt != start + 1, raw.count > start + 1 { return nil }
    if start == 1, lastUseful <= 2, raw[1] == UInt8(ascii: "0") { return nil }
    return lastUseful
  }
}
