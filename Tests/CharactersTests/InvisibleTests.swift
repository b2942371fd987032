import Characters
import Testing

@Suite("SHEET-13 What nobody sees")
struct InvisibleTests {
  @Test(
    "Padding of every kind goes from the ends, and only from there",
    arguments: [
      ("  Ana  ", "Ana"), ("\u{A0}Ana\u{3000}", "Ana"), ("\u{2066}Ana\u{2069}", "Ana"),
      ("\u{FEFF}\u{200B}Ana\u{AD}", "Ana"), ("\u{61C}Ana\u{180E}", "Ana"),
      ("\u{3164}김\u{FFA0}철수\u{115F}", "김\u{FFA0}철수"), ("a\u{200B}b", "a\u{200B}b"),
      ("\t\r\nAna\u{85}\u{2028}", "Ana"), ("\u{1}Ana\u{7F}\u{9F}", "Ana"), ("", ""),
      ("\u{200E} \u{2060}", ""), ("Ana\u{E0001}", "Ana"), ("12\u{FE0F}", "12"),
    ])
  func padding(text: String, expected: String) {
    // Compared by bytes: strings are equal that look alike.
    #expect(Array(text.trimmed.utf8) == Array(expected.utf8))
  }

  @Test(
    "A selector that its character needs is no padding",
    arguments: ["❤\u{FE0F}", "葛\u{E0100}", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E007F}", "ᠠ\u{180B}"])
  func selectors(text: String) {
    #expect(Array((" " + text + "\u{200B}").trimmed.utf8) == Array(text.utf8))
  }

  @Test(
    "Bytes that are not UTF-8 are seen",
    arguments: [[0xC2], [0xE2, 0x80], [0xFF, 0x20], [0x80]] as [[UInt8]])
  func invalid(bytes: [UInt8]) {
    let (isBlank, range) = (isBlankText(bytes.span), Invisible.trimmed(bytes.span))
    #expect(!isBlank)
    #expect(range.lowerBound == 0)
  }

  @Test("Bytes and characters agree about every character there is")
  func everyCharacter() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(Character(scalar)).utf8)
      let properties = scalar.properties
      let isInvisible =
        properties.isWhitespace || properties.isDefaultIgnorableCodePoint
        || properties.generalCategory == .format || properties.generalCategory == .control
      guard Invisible.contains(scalar) == isInvisible,
        Invisible.width(bytes.span, at: 0) == (isInvisible ? bytes.count : 0)
      else {
        Issue.record("U+\(String(value, radix: 16))")
        continue
      }
    }
  }

  @Test(
    "Decimal digits of any script are digits, other numbers are not",
    arguments: [
      ("3", 3), ("٣", 3), ("۴", 4), ("५", 5), ("６", 6), ("𝟕", 7), ("๘", 8), ("߉", 9), ("③", nil),
      ("三", nil), ("²", nil), ("Ⅳ", nil), ("x", nil),
    ] as [(String, UInt8?)])
  func digits(text: String, expected: UInt8?) {
    let found = DecimalDigit.value(Array(text.utf8).span, at: 0)?.digit
    #expect(found == expected)
  }
}
