import Messaging
import TestSupport
import Testing

@Suite("NUM-1 and NUM-6: cleaning a phone cell")
struct CleanNumberTests {
  @Test(
    "What people type becomes digits with an optional plus",
    arguments: [
      ("12012345678", "12012345678"), (" 12012345678\t", "12012345678"),
      ("120 1234 5678", "12012345678"), ("120-1234-5678", "12012345678"),
      ("(120) 1234.5678", "12012345678"), ("'12012345678", "12012345678"),
      ("\u{2019}12012345678", "12012345678"), ("１２０１２３４５６７８", "12012345678"),
      ("＋８６１２０１２３４５６７８", "+8612012345678"), ("+86 120 1234 5678", "+8612012345678"),
      ("(+86)12012345678", "+8612012345678"), ("（+86）12012345678", "+8612012345678"),
      ("12\u{A0}012\u{3000}345\u{200B}678", "12012345678"), ("\u{FEFF}12012345678", "12012345678"),
      ("120\u{2013}1234\u{2212}5678", "12012345678"), ("=\"12012345678\"", "12012345678"),
      ("12012345678.0", "12012345678"), ("12012345678.00", "12012345678"),
      ("1.2012345678E10", "12012345678"), ("1.2012345678e+10", "12012345678"),
      ("1.20123456780E10", "12012345678"), ("0012", "0012"), ("120.1234.5678", "12012345678"),
      ("+120.1234.0000", "+12012340000"),
    ] as [(String, String)])
  func cleans(cell: String, digits: String) {
    #expect(clean(cell) == digits)
  }

  @Test(
    "A number that lost its digits is told from one that is none",
    arguments: [
      ("1.2E+10", "shortened"), ("1.37E10", "shortened"), ("1.371111222E+10", "shortened"),
      ("1E+10", "shortened"), ("", "empty"), ("   ", "empty"), ("\u{3000}\u{A0}", "empty"),
      ("call me", "unreadable"), ("120123x5678", "unreadable"), ("12012345678+", "unreadable"),
      ("++8612012345678", "unreadable"), ("+", "unreadable"), ("-", "unreadable"),
      ("12,012,345,678", "unreadable"), ("1.2012345678E9", "unreadable"),
      ("1.23E", "unreadable"), ("12.3E+10", "unreadable"), ("手机", "unreadable"),
      ("12012345678/13012345678", "unreadable"), ("12345678901234567890", "unreadable"),
      ("120\u{1F600}", "unreadable"), ("١٢٠", "unreadable"),
    ] as [(String, String)])
  func refuses(cell: String, outcome: String) {
    #expect(clean(cell) == outcome)
  }

  @Test("In a number cell a dot is a decimal point, not a separator")
  func numberCells() {
    #expect(clean("1371111222.5", isNumberCell: true) == "unreadable")
    #expect(clean("1371111222.5") == "13711112225")
    #expect(clean("12012345678", isNumberCell: true) == "12012345678")
    #expect(clean("-12012345678", isNumberCell: true) == "unreadable")
  }

  @Test("Any bytes at all give an answer", arguments: 0..<20)
  func fuzz(seed: UInt64) {
    var random = SeededRandom(seed)
    let alphabet: [[UInt8]] =
      ["0", "1", "9", "+", "-", ".", "E", " ", "(", "'", "=", "\"", "x"]
      .map { Array($0.utf8) } + [
        [0xEF, 0xBC, 0x91], [0xEF], [0xE2, 0x80], [0xC2, 0xA0], [0xFF], [0],
      ]
    for _ in 0..<2_000 {
      var cell: [UInt8] = []
      for _ in 0..<Int(random.next() % 24) {
        cell += alphabet[Int(random.next() % UInt64(alphabet.count))]
      }
      if case .number(let number) = CleanNumber.clean(cell.span) {
        #expect((1...19).contains(number.count))
        #expect(String(number.digits).count <= number.count)
      }
    }
  }

  private func clean(_ cell: String, isNumberCell: Bool = false) -> String {
    let bytes = Array(cell.utf8)
    switch CleanNumber.clean(bytes.span, isNumberCell: isNumberCell) {
    case .number(let number):
      let digits = String(number.digits)
      let zeros = String(repeating: "0", count: number.count - digits.count)
      return (number.hasPlus ? "+" : "") + zeros + digits
    case .empty: return "empty"
    case .unreadable: return "unreadable"
    case .shortened: return "shortened"
    }
  }
}
