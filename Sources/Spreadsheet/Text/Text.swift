/// UTF-16 code units of UTF-8 text: one for each character, two past the basic plane.
package func utf16Units(_ text: Span<UInt8>) -> Int {
  var units = 0
  for index in text.indices {
    let byte = text[index]
    units += (byte & 0xC0 != 0x80 ? 1 : 0) + (byte >= 0xF0 ? 1 : 0)
  }
  return units
}

/// The letters of a zero-based column: `A`, `Z`, `AA`.
package func columnLetters(_ index: Int) -> String {
  let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
  return index < 26 ? letter : columnLetters(index / 26 - 1) + letter
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
