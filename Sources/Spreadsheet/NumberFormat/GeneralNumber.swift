/// Numbers under the format General: plain digits without a floating-point tail (SPEC SHEET-5).
///
/// Decimals are shown as Excel shows them: in 11 characters with the point, the sign not counted, rounded
/// where they have more, and with an exponent where they would lose too much by that. Whole numbers keep
/// all of their digits, at most 15 that count, because they are often identifiers; Excel shows only 11.
/// Source: ECMA-376 part 1, 18.8.31, and Excel's own texts that the SheetJS and numfmt projects test with.
package enum GeneralNumber {
  /// Characters that a decimal may take.
  private static let width = 11
  /// Digits that count in a number with an exponent.
  private static let scientificDigits = 6
  /// The decimals from here on are rounded rather than written with an exponent.
  private static let leastRoundedMagnitude = -4
  /// Decimal exponents of whole numbers that are written without `E`.
  private static let longestWhole = 20

  /// Appends a number, `1.5E+30` beyond 21 digits and `#NUM!` when it is not finite.
  package static func append(_ value: Double, to bytes: inout [UInt8]) {
    guard value.isFinite else {
      bytes.append(contentsOf: "#NUM!".utf8)
      return
    }
    append(DecimalDigits(value), to: &bytes)
  }

  /// Appends what `append(_:to:)` gives for the number that `raw` spells; false if it spells none.
  ///
  /// `raw` is the text of a cell in the file. A plain decimal of at most 15 significant digits never
  /// becomes a double on the way.
  package static func append(raw: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) -> Bool {
    if isPlainInteger(raw) {
      bytes.append(contentsOf: raw)
      return true
    }
    guard let text = DecimalText(raw) else { return false }
    // A tiny or a huge number may be 0 or infinite as a double, whatever its digits.
    if text.places <= 15, (-300...290).contains(text.digits.exponent) {
      append(text.digits, to: &bytes)
      return true
    }
    guard let value = double(text, in: raw) else { return false }
    append(value, to: &bytes)
    return true
  }

  /// The number that `raw` spells, in the C locale whatever the process's own.
  ///
  /// Nil if it spells none or one that no double can hold.
  package static func parse(_ raw: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let text = DecimalText(raw) else { return nil }
    return double(text, in: raw)
  }

  private static func double(_ text: DecimalText, in raw: UnsafeBufferPointer<UInt8>) -> Double? {
    if text.places <= 19, let value = text.digits.nearestDouble { return value }
    // Only digits that no spreadsheet program writes come this far.
    let spelling = String(decoding: raw[text.range], as: UTF8.self)
    guard let value = Double(spelling), value.isFinite else { return nil }
    return value
  }

  /// Whether the text is already as General shows it: most cells of a sheet hold whole numbers.
  private static func isPlainInteger(_ raw: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (1...15).contains(raw.count), raw[0] != UInt8(ascii: "0") else { return false }
    return raw.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
  }

  /// Appends decimal digits as General shows them.
  static func append(_ number: DecimalDigits, to bytes: inout [UInt8]) {
    var number = number
    number.trim()
    if number.isNegative, !number.isZero { bytes.append(UInt8(ascii: "-")) }
    let magnitude = number.magnitude
    guard number.exponent < 0 else {
      if magnitude <= longestWhole {
        number.appendInteger(to: &bytes)
      } else {
        appendScientific(number, to: &bytes)
      }
      return
    }
    if max(0, magnitude) + 2 - number.exponent <= width {
      appendPlain(number, to: &bytes)
      return
    }
    guard (leastRoundedMagnitude..<width).contains(magnitude) else {
      appendScientific(number, to: &bytes)
      return
    }
    // One place for the point, and one for the digit in front of it that every number has.
    number.round(toPlaces: max(0, width - 2 - max(0, magnitude)))
    number.trim()
    if number.integerPlaces > width {
      appendScientific(number, to: &bytes)
    } else {
      appendPlain(number, to: &bytes)
    }
  }

  /// Appends all digits without an exponent; the number is trimmed.
  static func appendPlain(_ number: DecimalDigits, to bytes: inout [UInt8]) {
    number.appendInteger(to: &bytes)
    if number.exponent < 0 { appendFraction(of: number, from: -1, to: &bytes) }
  }

  private static func appendScientific(_ exact: DecimalDigits, to bytes: inout [UInt8]) {
    var number = exact
    number.round(toPlaces: scientificDigits - 1 - number.magnitude)
    number.trim()
    let magnitude = number.magnitude
    guard magnitude < leastRoundedMagnitude || magnitude >= width else {
      // 0.0000999999999 has become 0.0001 by rounding.
      appendPlain(number, to: &bytes)
      return
    }
    bytes.append(UInt8(ascii: "0") + number.digit(at: magnitude))
    if number.exponent < magnitude { appendFraction(of: number, from: magnitude - 1, to: &bytes) }
    bytes.append(UInt8(ascii: "E"))
    bytes.append(magnitude < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    let size = DecimalDigits(significand: UInt64(magnitude.magnitude), exponent: 0)
    if size.integerPlaces < 2 { bytes.append(UInt8(ascii: "0")) }
    size.appendInteger(to: &bytes)
  }

  /// Appends a point and the digits from this power of ten down to the last that counts.
  private static func appendFraction(
    of number: DecimalDigits, from first: Int, to bytes: inout [UInt8]
  ) {
    bytes.append(UInt8(ascii: "."))
    for power in stride(from: first, through: number.exponent, by: -1) {
      bytes.append(UInt8(ascii: "0") + number.digit(at: power))
    }
  }
}
