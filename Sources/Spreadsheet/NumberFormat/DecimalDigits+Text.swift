/// The decimal digits of a number as a file writes it.
struct DecimalText {
  /// The first 19 significant digits.
  private(set) var digits = DecimalDigits(significand: 0, exponent: 0)
  /// Significant digits, leading zeros not counted.
  private(set) var places = 0
  /// Where the number stands between white space.
  private(set) var range: Range<Int>

  /// Reads `12`, `-0.5`, `.5`, `1.3711112222E10`; nil for anything else, also for hexadecimal numbers,
  /// `nan` and `inf`.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var end = text.count
    while start < end, XMLToken.isSpace(text[start]) { start += 1 }
    while start < end, XMLToken.isSpace(text[end - 1]) { end -= 1 }
    range = start..<end
    var index = start
    if index < end, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      digits.isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    var hasDigit = false
    var hasPoint = false
    while index < end {
      let byte = text[index]
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else if byte &- UInt8(ascii: "0") < 10 {
        hasDigit = true
        add(byte - UInt8(ascii: "0"), isFraction: hasPoint)
      } else {
        break
      }
      index += 1
    }
    guard hasDigit else { return nil }
    if index < end {
      guard let exponent = Self.exponent(text, from: index, to: end) else { return nil }
      digits.exponent += exponent
    }
  }

  private mutating func add(_ digit: UInt8, isFraction: Bool) {
    if places > 0 || digit > 0 { places += 1 }
    if places <= 19 {
      digits.significand = digits.significand &* 10 &+ UInt64(digit)
      if isFraction { digits.exponent -= 1 }
    } else if !isFraction {
      digits.exponent += 1
    }
  }

  private static func exponent(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    guard text[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = start + 1
    guard index < end else { return nil }
    let isNegative = text[index] == UInt8(ascii: "-")
    if isNegative || text[index] == UInt8(ascii: "+") { index += 1 }
    guard index < end else { return nil }
    var value = 0
    while index < end {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      // No double needs more, and a hostile file may write millions of digits.
      value = min(value * 10 + Int(digit), 100_000)
      index += 1
    }
    return isNegative ? -value : value
  }
}
