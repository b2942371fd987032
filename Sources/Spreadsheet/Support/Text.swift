/// UTF-16 code units of UTF-8 text: one for each character, two past the basic plane.
package func utf16Units(_ text: Span<UInt8>) -> Int {
  var units = 0
  for index in text.indices {
    let byte = text[index]
    units += (byte & 0xC0 != 0x80 ? 1 : 0) + (byte >= 0xF0 ? 1 : 0)
  }
  return units
}

/// Text in an address or a form (RFC 3986): what is no letter, digit or one of these marks is escaped.
package func percentEncoded(_ text: String, keeping marks: String) -> String {
  text.utf8.reduce(into: "") { result, byte in
    let isPlain = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || marks.utf8.contains(byte)
    let digits = String(byte, radix: 16, uppercase: true)
    result += isPlain ? String(UnicodeScalar(byte)) : "%\(byte < 16 ? "0" : "")\(digits)"
  }
}

/// Whether text is empty or only white space, counting U+00A0, U+3000, the zero-width characters and
/// the byte order mark as such.
package func isBlankText(_ text: Span<UInt8>) -> Bool {
  var index = 0
  while index < text.count {
    let width = blankWidth(text, at: index)
    if width == 0 { return false }
    index += width
  }
  return true
}

/// Bytes of the white-space character at this index; 0 when it is another character.
package func blankWidth(_ text: Span<UInt8>, at index: Int) -> Int {
  let byte = text[index]
  if byte == 0x20 || (0x09...0x0D).contains(byte) { return 1 }
  if byte < 0xC2 || byte > 0xEF { return 0 }
  if byte == 0xC2 {
    guard index + 1 < text.count else { return 0 }
    return text[index + 1] == 0xA0 || text[index + 1] == 0xAD ? 2 : 0
  }
  guard index + 2 < text.count else { return 0 }
  let rest = UInt16(text[index + 1]) << 8 | UInt16(text[index + 2])
  switch (byte, rest) {
  // U+2000 to U+200F, U+2028 to U+202F, U+205F to U+2064
  case (0xE2, 0x8080...0x808F), (0xE2, 0x80A8...0x80AF), (0xE2, 0x819F...0x81A4): return 3
  case (0xE3, 0x8080), (0xEF, 0xBBBF): return 3
  default: return 0
  }
}

/// The first byte at or behind this index that is not ASCII, or the end of the text.
func endOfASCII(_ text: Span<UInt8>, from start: Int) -> Int {
  // Unsafe: eight bytes are looked at together.
  text.withUnsafeBytes { raw in
    var index = start
    while index + 8 <= raw.count {
      let high = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080
      if high != 0 { return index + high.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < raw.count, raw[index] < 0x80 { index += 1 }
    return index
  }
}
