/// A number as the decimal digits a spreadsheet works with: at most 15 of them count.
///
/// The value is `significand × 10^exponent`. Rounding, percent and thousands scaling then happen on
/// the digits a user sees and not on the binary number behind them: 1.005 with two places is 1.01.
/// Source: ECMA-376 part 1, 18.8.31, and the 15 digits of precision that Excel documents.
struct DecimalDigits {
  var isNegative = false
  /// Below 10^19, the most that all operations here are safe for.
  var significand: UInt64
  /// Power of ten of the significand's last digit.
  var exponent: Int

  static let powersOfTen: [UInt64] = {
    var powers: [UInt64] = [1]
    for _ in 1...19 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  var isZero: Bool { significand == 0 }

  /// Digits before the decimal point, 0 for numbers below 1.
  var integerPlaces: Int { isZero ? 0 : max(0, exponent + significandPlaces) }

  /// Power of ten of the first digit; 0 for zero.
  var magnitude: Int { isZero ? 0 : exponent + significandPlaces - 1 }

  /// Power of ten of the last digit that is not zero; 0 for zero.
  var lowestPower: Int {
    var copy = self
    copy.trim()
    return copy.exponent
  }

  /// Number of decimal digits of the significand.
  private var significandPlaces: Int {
    // 1233 / 4096 is the logarithm of 2 to the base 10, close enough below 2^64.
    let bits = UInt64.bitWidth - significand.leadingZeroBitCount
    let guess = (bits * 1233) >> 12
    return guess < 20 && significand >= Self.powersOfTen[guess] ? guess + 1 : guess
  }

  /// The digit that stands for this power of ten.
  func digit(at power: Int) -> UInt8 {
    let shift = power - exponent
    guard shift >= 0, shift < 20 else { return 0 }
    return UInt8(truncatingIfNeeded: significand / Self.powersOfTen[shift] % 10)
  }

  /// Takes away zeros at the end of the significand, so that `exponent` is the last digit that counts.
  mutating func trim() {
    guard significand != 0 else {
      exponent = 0
      return
    }
    while significand % 10 == 0 {
      significand /= 10
      exponent += 1
    }
  }

  /// Rounds half away from zero to a number of decimal places.
  mutating func round(toPlaces places: Int) {
    let dropped = -places - exponent
    guard dropped > 0 else { return }
    exponent = -places
    guard dropped < 20 else {
      significand = 0
      return
    }
    let unit = Self.powersOfTen[dropped]
    significand = significand / unit + (significand % unit >= unit / 2 ? 1 : 0)
  }

  /// What is left before the decimal point.
  var truncated: DecimalDigits {
    guard exponent < 0 else { return self }
    let whole = -exponent < 20 ? significand / Self.powersOfTen[-exponent] : 0
    return DecimalDigits(isNegative: isNegative, significand: whole, exponent: 0)
  }

  /// What is left after the decimal point.
  var fraction: DecimalDigits {
    var copy = self
    if exponent >= 0 {
      copy.significand = 0
    } else if -exponent < 20 {
      copy.significand = significand % Self.powersOfTen[-exponent]
    }
    return copy
  }

  /// Appends the digits before the decimal point, `0` for numbers below 1.
  func appendInteger(to bytes: inout [UInt8]) {
    for power in stride(from: max(0, integerPlaces - 1), through: 0, by: -1) {
      bytes.append(UInt8(ascii: "0") + digit(at: power))
    }
  }
}
