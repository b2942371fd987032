/// Columns that text takes on a terminal, or digits' widths in a worksheet: two for each wide character of
/// East Asia and each emoji, none for marks upon another (Unicode Standard Annex 11).
package func displayWidth(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}

/// The same of UTF-8 text.
package func displayWidth(_ text: Span<UInt8>) -> Int {
  if !text.indices.contains(where: { text[$0] >= 0x80 }) { return text.count }
  return text.withUnsafeBufferPointer { displayWidth(String(decoding: $0, as: UTF8.self)) }
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  if wideRanges.contains(where: { $0.contains(value) }) { return 2 }
  return scalar.properties.isEmojiPresentation ? 2 : 1
}

/// Blocks whose characters are wide; emoji among others are told by their property.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F,  // Hangul Jamo, initial consonants
  0x2E80...0x303E,  // CJK radicals, symbols and punctuation
  // Trigrams and hexagrams, kana to Yi without the circled numbers of one column.
  0x2630...0x2637, 0x268A...0x268F, 0x3041...0x3247, 0x3250...0xA4CF,
  0xA960...0xA97F, 0xAC00...0xD7A3,  // Hangul
  0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,  // compatibility and vertical forms
  0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full-width forms
  0x17000...0x18AFF, 0x1B000...0x1B2FF,  // Tangut, kana supplements
  0x1F200...0x1F265,  // enclosed ideographs
  0x20000...0x3FFFD,  // extensions of the ideographs
]

/// Pads a text on the right to a width on the terminal.
package func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - displayWidth(text)))
}

/// Pads a text on the left.
package func right(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - displayWidth(text))) + text
}
