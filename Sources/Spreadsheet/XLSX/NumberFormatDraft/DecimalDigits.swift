/// A number as decimal digits: 0.d₁d₂d₃… times ten to the power of `point`.
///
/// Spreadsheets work on fifteen significant decimal digits, not on the binary value: 1.005 shown with two
/// decimals is 1.01, although the double is a little less.
struct DecimalDigits {
  /// Significant digits that a spreadsheet keeps.
  static let significant = 15

  /// Values 0 to 9; empty for zero, without zeros at either end.
  private(set) var digits: [UInt8] = []
  /// How many digits stand before the decimal point; negative for zeros after it.
  private(set) var point = 0

  /// The absolute value of a finite number.
  init(_ value: Double) {
    var exponent = 0
    var isAfterPoint = false
    var text = value.magnitude.description.utf8[...]
    if let mark = text.firstIndex(of: UInt8(ascii: "e")) {
      exponent = Int(String(decoding: text[text.index(after: mark)...], as: UTF8.self)) ?? 0
      text = text[..<mark]
    }
    for byte in text {
      if byte == UInt8(ascii: ".") {
        isAfterPoint = true
        continue
      }
      if digits.isEmpty, byte == UInt8(ascii: "0") {
        if isAfterPoint { point -= 1 }
        continue
      }
      digits.append(byte & 15)
      if !isAfterPoint { point += 1 }
    }
    point += exponent
    keep(Self.significant)
  }

  var isZero: Bool { digits.isEmpty }

  /// Multiplies by ten to the power of `places`.
  mutating func shift(_ places: Int) { if !isZero { point += places } }

  /// Rounds half away from zero to so many places after the decimal point.
  mutating func round(places: Int) { keep(point + places) }

  /// The digit at a place: 0 is the ones, 1 the tens, -1 the tenths.
  func digit(at place: Int) -> UInt8 {
    let index = point - 1 - place
    return digits.indices.contains(index) ? digits[index] : 0
  }

  /// Digits before the decimal point, none for a number below one.
  var integerCount: Int { isZero ? 0 : max(0, point) }

  /// The last place after the decimal point that is not zero; 0 for an integer.
  var fractionCount: Int { isZero ? 0 : max(0, digits.count - point) }

  /// Keeps the first digits, rounding half up on the next.
  private mutating func keep(_ count: Int) {
    if count < digits.count {
      let roundsUp = count >= 0 && digits[count] >= 5
      digits.removeSubrange(max(0, count)...)
      if roundsUp { increment() }
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  /// Adds one to the last digit kept.
  private mutating func increment() {
    guard !digits.isEmpty else {
      // Nothing was kept: the number rounds up to the next power of ten.
      digits = [1]
      point += 1
      return
    }
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }
}
