/// Digits of the scripts of the world (SPEC NUM-1).
package enum DecimalDigit {
  /// The value of a decimal digit of any script, `٣` and `３` for 3; nil for any other character.
  ///
  /// Only what Unicode counts as a decimal digit is one: ③ and 三 are not.
  package static func value(of scalar: Unicode.Scalar) -> UInt8? {
    if scalar.isASCII {
      let digit = scalar.value &- 0x30
      return digit < 10 ? UInt8(truncatingIfNeeded: digit) : nil
    }
    let properties = scalar.properties
    guard properties.numericType == .decimal, let value = properties.numericValue else {
      return nil
    }
    return UInt8(value)
  }

  /// The value of the digit at this index and its bytes; nil for any other character.
  package static func value(
    _ text: Span<UInt8>, at index: Int
  ) -> (digit: UInt8, width: Int)? {
    guard let (scalar, width) = UTF8Text.scalar(text, at: index) else { return nil }
    return value(of: scalar).map { ($0, width) }
  }
}
