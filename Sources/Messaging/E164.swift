/// An E.164 number: country code and subscriber number, at most 15 digits, no leading zero (ITU-T E.164).
package struct E164: Hashable, Sendable, Codable {
  /// The digits as one integer: +8613800138000 is 8613800138000.
  package let digits: UInt64

  package init(digits: UInt64) { self.digits = digits }

  /// Most digits that a number may have.
  package static let maximumDigits = 15

  /// Appends the number with its plus sign.
  package func append(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "+"))
    appendDecimal(digits, to: &bytes)
  }

  /// Appends the digits that the standard recipient sheet shows: a mainland number without its country
  /// code, others with a plus sign, so that the sheet is read the same again.
  package func appendAsEntered(to bytes: inout [UInt8]) {
    if digits / 100_000_000_000 == 86 {
      appendDecimal(digits % 100_000_000_000, to: &bytes)
    } else {
      append(to: &bytes)
    }
  }
}

extension E164: CustomStringConvertible {
  /// The number with its middle masked (SPEC SAFE-2): `+86138****5678`.
  package var description: String { text(whole: false) }

  /// The number with its plus sign, whole or masked.
  package func text(whole: Bool) -> String { whole ? "+\(digits)" : Masking.mask("+\(digits)") }
}

/// Hides what identifies a person in text that goes to logs, errors and terminals (SPEC SAFE-2).
package enum Masking {
  /// Masks every run of at least seven digits: `86138****5678`.
  ///
  /// At least four digits are hidden, whatever the length; of a long run the first five and the last
  /// four stay, of a short one the last two.
  package static func mask(_ text: String) -> String {
    var result: [UInt8] = []
    var run: [UInt8] = []
    for byte in Array(text.utf8) + [0] {
      if byte &- 0x30 < 10 {
        run.append(byte)
        continue
      }
      result.append(contentsOf: maskedRun(run))
      run.removeAll()
      if byte != 0 { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func maskedRun(_ run: [UInt8]) -> [UInt8] {
    guard run.count >= 7 else { return run }
    let tail = run.count >= 10 ? 4 : 2
    let head = min(5, run.count - tail - 4)
    return run.prefix(head) + "****".utf8 + run.suffix(tail)
  }
}

/// Appends the sixteen hexadecimal digits of a message's ID.
package func appendHexadecimal(_ value: UInt64, to bytes: inout [UInt8]) {
  // Unsafe: the digits are put where they belong, for a message each.
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { digits in
    for index in 0..<16 {
      let digit = UInt8(truncatingIfNeeded: value >> UInt64(60 - index * 4) & 15)
      digits[index] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
    }
    bytes.append(contentsOf: digits)
  }
}

/// Appends an integer's decimal digits.
package func appendDecimal(_ value: UInt64, to bytes: inout [UInt8]) {
  // Unsafe: the digits are found from the last to the first; a 64-bit integer has at most twenty.
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
    var rest = value
    var start = digits.count
    repeat {
      start -= 1
      digits[start] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    bytes.append(contentsOf: digits[start...])
  }
}
