import Characters
import TestSupport
import Testing

@Suite("Columns that text takes")
struct TextWidthTests {
  @Test("Each character of the scripts that names are written in is as wide as wcwidth says")
  func characters() throws {
    let outcome = try Tool.python(
      """
      import unicodedata, wcwidth
      blocks = [(0x20, 0x7F), (0xA1, 0x250), (0x300, 0x530), (0x5D0, 0x600), (0x620, 0x700), (0x900, 0xE00),
                (0xE00, 0xF00), (0x1100, 0x1160), (0x1E00, 0x2000), (0x2010, 0x2028), (0x2030, 0x205F),
                (0x20A0, 0x20C0), (0x2100, 0x2190), (0x2500, 0x2600), (0x2600, 0x2800), (0x2E80, 0xA4D0),
                (0xAC00, 0xD7A4), (0xF900, 0xFB00), (0xFE30, 0xFE70), (0xFF01, 0xFFE7), (0x1F300, 0x1FB00),
                (0x20000, 0x2A6E0)]
      for first, end in blocks:
          for code in range(first, end):
              if unicodedata.category(chr(code)) not in ('Cn', 'Mc', 'Cf', 'Cc', 'Lm') and code not in (0x3164, 0xFFA0):
                  print(code, wcwidth.wcwidth(chr(code)))
      """)
    var checked = 0
    var wrong: [String] = []
    for line in outcome.output.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let code = try #require(UInt32(parts[0]).flatMap(Unicode.Scalar.init))
      let width = try #require(Int(parts[1]))
      checked += 1
      if displayWidth(String(Character(code))) != width {
        wrong.append("U+\(String(code.value, radix: 16)): \(displayWidth("\(code)")), not \(width)")
      }
    }
    #expect(checked > 80_000)
    #expect(wrong == [])
  }

  @Test(
    "Texts are padded to the width that is seen",
    arguments: [
      ("abc", "abc  |", "  abc|"), ("博阔", "博阔 |", " 博阔|"),
      ("e\u{301}é", "e\u{301}é   |", "   e\u{301}é|"),
      ("longer than that", "longer than that|", "longer than that|"), ("", "     |", "     |"),
    ])
  func padding(text: String, left: String, rightmost: String) {
    #expect(padded(text, 5) + "|" == left)
    #expect(right(text, 5) + "|" == rightmost)
  }
}
