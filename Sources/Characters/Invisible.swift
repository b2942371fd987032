/// What of a text nobody sees (SPEC SHEET-13).
///
/// The one place that decides it: for numbers, values, headers, blank cells and rows, opt-out words and
/// header detection. Invisible are the characters that Unicode calls white space, default-ignorable, format
/// or control (Unicode Standard Annex 44): spaces of every width, zero-width and bidirectional marks, soft
/// hyphens, fillers, variation selectors.
///
/// ```swift
/// let cell = "\u{2066}12012345671\u{A0}"
/// cell.trimmed  // "12012345671"
/// ```
package enum Invisible {
  /// Whether a character is one that nobody sees.
  package static func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x7F { return value <= 0x20 }
    if isPlainIdeograph(value) { return false }
    let properties = scalar.properties
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return true }
    switch properties.generalCategory {
    case .format, .control: return true
    default: return false
    }
  }

  /// Bytes of the invisible character at this index; 0 for a visible one, and for what is not UTF-8.
  package static func width(_ text: Span<UInt8>, at index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte <= 0x20 || byte == 0x7F ? 1 : 0 }
    // U+4000 to U+DFFF, the lead bytes of nearly all Chinese and Korean text, have no invisible character.
    if byte >= 0xE4, byte <= 0xED { return 0 }
    guard let (scalar, width) = UTF8Text.scalar(text, at: index), contains(scalar) else { return 0 }
    return width
  }

  /// The range of a text without the invisible characters at its ends; empty for a blank text.
  ///
  /// A variation selector or tag that belongs to the character before it, as in ❤️, is no padding.
  ///
  /// - Complexity: O(padding)
  package static func trimmed(_ text: Span<UInt8>) -> Range<Int> {
    hasPlainEnds(text) ? 0..<text.count : trimmedByCharacter(text)
  }

  /// Whether a text begins and ends with ASCII that is seen, or with an ideograph: nearly every value does.
  private static func hasPlainEnds(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0, isPlainLead(text[0]) else { return false }
    let last = text[text.count - 1]
    if last < 0x80 { return last > 0x20 && last < 0x7F }
    return text.count > 2 && (0xE4...0xED).contains(text[text.count - 3])
  }

  private static func isPlainLead(_ byte: UInt8) -> Bool {
    byte < 0x80 ? byte > 0x20 && byte < 0x7F : (0xE4...0xED).contains(byte)
  }

  private static func trimmedByCharacter(_ text: Span<UInt8>) -> Range<Int> {
    var start = 0
    while start < text.count {
      let width = width(text, at: start)
      if width == 0 { break }
      start += width
    }
    var end = text.count
    while end > start {
      let last = UTF8Text.start(ofCharacterBefore: end, in: text)
      guard last >= start, width(text, at: last) == end - last, !isAttached(text, at: last) else {
        break
      }
      end = last
    }
    return start..<end
  }

  private static func isPlainIdeograph(_ value: UInt32) -> Bool {
    (0x4000...0xDFFF).contains(value)
  }

  /// Whether the selector or tag at this index changes how the character before it looks.
  private static func isAttached(_ text: Span<UInt8>, at index: Int) -> Bool {
    guard index > 0, let (mark, _) = UTF8Text.scalar(text, at: index) else { return false }
    let before = UTF8Text.start(ofCharacterBefore: index, in: text)
    guard let (base, _) = UTF8Text.scalar(text, at: before) else { return false }
    switch mark.value {
    // Emoji or text presentation; digits are emoji by their property, but no padded code is one.
    case 0xFE0E, 0xFE0F: return base.properties.isEmoji && !base.isASCII
    // Ideographic variation sequences, which people's names are written with.
    case 0xFE00...0xFE0D, 0xE0100...0xE01EF: return base.properties.isIdeographic
    // The tags of a flag such as Scotland's.
    case 0xE0020...0xE007F: return base.value == 0x1F3F4 || (0xE0020...0xE007E).contains(base.value)
    // Mongolian letters choose their form so.
    case 0x180B...0x180D, 0x180F: return (0x1820...0x18AA).contains(base.value)
    default: return false
    }
  }
}

/// Whether a text is empty, or nobody sees anything of it.
package func isBlankText(_ text: Span<UInt8>) -> Bool {
  var index = 0
  while index < text.count {
    let width = Invisible.width(text, at: index)
    if width == 0 { return false }
    index += width
  }
  return true
}

extension String {
  /// The text without what nobody sees at its ends.
  package var trimmed: String {
    var copy = self
    return copy.withUTF8 { bytes in
      String(decoding: bytes[Invisible.trimmed(bytes.span)], as: UTF8.self)
    }
  }

  /// The text without what nobody sees, anywhere.
  package var withoutInvisible: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { !Invisible.contains($0) }))
  }

  /// The text with what nobody sees spelled out, `na\u{200B}me` for example; spaces stay.
  package var showingInvisible: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      if scalar != " ", Invisible.contains(scalar) {
        text += scalar.spelledOut
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}
