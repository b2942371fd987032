import Glibc

/// Between binary and decimal, exactly and without a String.
///
/// Numbers of everyday size are converted with 128-bit integers; the rest, which a recipient sheet
/// hardly ever holds, takes a slower road through the C library.
extension DecimalDigits {
  private static let widePowersOfTen: [UInt128] = {
    var powers: [UInt128] = [1]
    for _ in 1...38 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  private static let widePowersOfFive: [UInt128] = {
    var powers: [UInt128] = [1]
    for _ in 1...27 { powers.append(powers[powers.count - 1] * 5) }
    return powers
  }()

  /// The number rounded to 15 significant digits; zero if it is not finite.
  init(_ value: Double) {
    let size = value.magnitude
    if size < 1e15, size == size.rounded(.towardZero) {
      self.init(isNegative: value < 0, significand: UInt64(size), exponent: 0)
    } else if let exact = Self.everyday(size) ?? Self.printed(size) {
      self = exact
      isNegative = value < 0
    } else {
      self.init(significand: 0, exponent: 0)
    }
  }

  /// For numbers from 10^-7 up to 2^126.
  private static func everyday(_ size: Double) -> DecimalDigits? {
    guard size >= 1e-7, size < 0x1p126 else { return nil }
    let binaryExponent = Int(size.exponent)
    let mantissa = UInt128(size.significandBitPattern | 1 << 52)
    let shift = binaryExponent - 52
    // 78913 / 2^18 is the logarithm of 2 to the base 10: the guess is right or one too small.
    let guess = (binaryExponent * 78913) >> 18
    for magnitude in guess...guess + 1 {
      let places = 14 - magnitude
      var numerator = shift > 0 ? mantissa << UInt128(shift) : mantissa
      var denominator: UInt128 = 1
      if places >= 0 {
        numerator *= widePowersOfTen[places]
      } else {
        denominator = widePowersOfTen[-places]
      }
      if shift < 0 { denominator <<= UInt128(-shift) }
      // Dividing by a power of two is a shift, and a wide division costs more than all the rest.
      let rounded =
        places >= 0
        ? (numerator + denominator >> 1) >> UInt128(max(0, -shift))
        : (numerator + denominator >> 1) / denominator
      if rounded < widePowersOfTen[15] {
        return DecimalDigits(significand: UInt64(truncatingIfNeeded: rounded), exponent: -places)
      }
    }
    return nil
  }

  /// Lets the C library print the digits; whatever its decimal separator, only digits are taken.
  private static func printed(_ size: Double) -> DecimalDigits? {
    guard size.isFinite else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      let count = withVaList([size]) { vsnprintf(buffer.baseAddress, buffer.count, "%.14e", $0) }
      guard count > 0, count < buffer.count else { return nil }
      var digits: UInt64 = 0
      var exponent = 0
      var isExponent = false
      var isNegative = false
      for byte in buffer[0..<Int(count)].lazy.map(UInt8.init(bitPattern:)) {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          let digit = byte - UInt8(ascii: "0")
          if isExponent {
            exponent = exponent &* 10 &+ Int(digit)
          } else {
            digits = digits &* 10 &+ UInt64(digit)
          }
        case UInt8(ascii: "e"): isExponent = true
        case UInt8(ascii: "-"): isNegative = true
        default: break
        }
      }
      return DecimalDigits(significand: digits, exponent: (isNegative ? -exponent : exponent) - 14)
    }
  }

  /// The double nearest to these digits; nil where 128-bit integers do not reach.
  var nearestDouble: Double? {
    guard significand != 0 else { return isNegative ? -0.0 : 0 }
    guard (-27...27).contains(exponent) else { return nil }
    var wide: UInt128
    var power: Int
    if exponent >= 0 {
      wide = UInt128(significand) * Self.widePowersOfFive[exponent]
      power = exponent
    } else {
      let divisor = Self.widePowersOfFive[-exponent]
      let room = UInt128(significand).leadingZeroBitCount
      let (quotient, remainder) = (UInt128(significand) << UInt128(room))
        .quotientAndRemainder(dividingBy: divisor)
      // A remainder only has to break a tie, so its presence in the last bit is enough.
      wide = remainder == 0 ? quotient : quotient | 1
      power = exponent - room
    }
    let excess = UInt64.bitWidth - wide.leadingZeroBitCount
    if excess > 0 {
      let lost = wide & ((1 << UInt128(excess)) - 1)
      wide = wide >> UInt128(excess) | (lost == 0 ? 0 : 1)
      power += excess
    }
    let size = Double(sign: .plus, exponent: power, significand: Double(UInt64(wide)))
    return isNegative ? -size : size
  }
}
