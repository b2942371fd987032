/// Characters in UTF-8 bytes that need not be valid (RFC 3629).
package enum UTF8Text {
  /// The character that begins at this index, and its bytes; nil for what is not UTF-8.
  ///
  /// - Complexity: O(1)
  package static func scalar(
    _ text: Span<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar, width: Int)? {
    let lead = text[index]
    let width: Int
    var value: UInt32
    switch lead {
    case 0..<0x80: return (Unicode.Scalar(lead), 1)
    case 0xC2...0xDF: (width, value) = (2, UInt32(lead & 0x1F))
    case 0xE0...0xEF: (width, value) = (3, UInt32(lead & 0x0F))
    case 0xF0...0xF4: (width, value) = (4, UInt32(lead & 0x07))
    default: return nil
    }
    guard index + width <= text.count else { return nil }
    for step in 1..<width {
      let byte = text[index + step]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    // An overlong form spells a character of fewer bytes.
    guard value >= (width == 2 ? 0x80 : width == 3 ? 0x800 : 0x1_0000),
      let scalar = Unicode.Scalar(value)
    else {
      return nil
    }
    return (scalar, width)
  }

  /// Where the character begins that ends before this index, which must be above 0.
  ///
  /// - Complexity: O(1)
  package static func start(ofCharacterBefore end: Int, in text: Span<UInt8>) -> Int {
    var start = end - 1
    while start > 0, end - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}
