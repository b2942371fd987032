import Characters
import Testing

@Suite("Code points as people write them")
struct CodePointTests {
  @Test(
    "In hexadecimal, with as many digits as are asked for",
    arguments: [("\u{9}", 2, "09"), ("A", 4, "0041"), ("\u{200B}", 4, "200B"), ("😀", 4, "1F600")]
      as [(Unicode.Scalar, Int, String)])
  func hexadecimal(scalar: Unicode.Scalar, least: Int, digits: String) {
    #expect(scalar.hexadecimal(digits: least) == digits)
  }

  @Test("Spelled out as Swift does")
  func spelledOut() {
    #expect(Unicode.Scalar(0x200B).map(\.spelledOut) == "\\u{200B}")
    #expect("na\u{7}me".showingInvisible == "na\\u{7}me")
  }
}
