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
      ("12,012,345,678", "12012345678"), (" 7,700,900,123 ", "7700900123"),
      ("12,0123,456", "unreadable"), ("1202,555,0101", "unreadable"),
      (",123,456,789", "unreadable"),
      ("1.2012345678E9", "unreadable"),
      ("1.23E", "unreadable"), ("12.3E+10", "unreadable"), ("手机", "unreadable"),
      ("12345678901234567890", "tooLong"), ("120\u{1F600}", "unreadable"),
      ("/", "unreadable"), ("\n\u{2066}", "empty"), ("③12012345678", "unreadable"),
      ("一二〇", "unreadable"),
    ] as [(String, String)])
  func refuses(cell: String, outcome: String) {
    #expect(clean(cell) == outcome)
  }

  @Test(
    "Nobody sees what stands between the digits, and it goes",
    arguments: [
      "\u{2066}12012345678\u{2069}", "\u{61C}12012345678", "120\u{FE0F}12345678\u{FE0F}",
      "120\u{3164}1234\u{3164}5678", "\u{180E}12012345678", "120\u{AD}1234\u{AD}5678",
      "\u{202A}12012345678\u{202C}", "12\u{2061}012345678",
      "\u{1160}12012345678", "120\u{2003}1234\u{205F}5678", "\u{E0001}12012345678",
      "12012345678\u{FFF9}", "\u{115F}120\u{17B4}12345678", "\u{1}12012345678\u{85}",
      "120\u{1680}12345678", "\u{2028}12012345678\u{2029}",
    ])
  func invisible(cell: String) {
    #expect(clean(cell) == "12012345678")
    #expect(clean("+86" + cell) == "+8612012345678")
  }

  @Test(
    "Digits of any script are digits",
    arguments: [
      "١٢٠١٢٣٤٥٦٧٨", "۱۲۰۱۲۳۴۵۶۷۸", "१२०१२३४५६७८", "১২০১২৩৪৫৬৭৮", "๑๒๐๑๒๓๔๕๖๗๘", "១២០១២៣៤៥៦៧៨",
      "１２０12345٦٧٨", "\u{1D7D9}20\u{1D7CF}2345678", "၁၂၀၁၂၃၄၅၆၇၈",
    ])
  func scripts(cell: String) {
    #expect(clean(cell) == "12012345678")
    #expect(clean("＋" + cell) == "+12012345678")
  }

  @Test(
    "A label goes with its colon, and slashes between parts of a number",
    arguments: [
      ("tel:+12025550123", "+12025550123"), ("TEL：12012345678", "12012345678"),
      ("p:+12025550123", "+12025550123"), ("P: +44 7700 900123", "+447700900123"),
      ("tel://12012345678", "12012345678"), ("callto:+447700900123", "+447700900123"),
      ("sms:+1-202-555-0123", "+12025550123"), ("WhatsApp: +1 202 555 0123", "+12025550123"),
      ("ｔｅｌ：１２０１２３４５６７８", "12012345678"), ("手机：120 1234 5678", "12012345678"),
      ("'tel:12012345678", "12012345678"), ("电话号码: 12012345678", "12012345678"),
      ("+49 160/1234567", "+491601234567"), ("+33 6/12/34/56/78", "+33612345678"),
      ("120/1234/5678", "12012345678"), ("+49 (0)2151/1234567", "+49021511234567"),
      ("+44\n7700 900123", "+447700900123"), ("+1 202 555\n0123", "+12025550123"),
      ("+55 (0xx11) 91234-5678", "+55011912345678"),
      ("0055 0XX11 912345678", "0055011912345678"),
      ("tel:", "unreadable"), ("tel: call me", "unreadable"), ("fax:12012345678", "unreadable"),
      ("p:p:12012345678", "unreadable"), ("手机号", "unreadable"),
    ] as [(String, String)])
  func labels(cell: String, digits: String) {
    #expect(clean(cell) == digits)
  }

  @Test(
    "Several numbers are told from one with separators",
    arguments: [
      "12012345678/13012345678", "12012345678、13012345678", "12012345678,13012345678",
      "12012345678; 13012345678", "12012345678|13012345678", "12012345678\n13012345678",
      "12012345678 13012345678", "1201234567813012345678", "12012345678或13012345678",
      "+1 202 555 0123 or +1 202 555 0124", "+12025550123+12025550124",
      "+44 7700 900123 / +44 7700 900124", "07700 900123, 07700 900124",
      "07700 900123 07700 900124", "home: 12012345678 work: 13012345678",
      "+1-202-555-0123 +1-202-555-0124", "8612012345678 8613012345678",
      "2025550123 2025550124", "12012345678/79", "+49 160 1234567/8", "12012345678／5679",
      "12012345678 13012345678 14012345678", "tel:12012345678;tel:13012345678",
    ])
  func several(cell: String) {
    #expect(clean(cell) == "several")
  }

  @Test(
    "A number with an extension is one of its own kind",
    arguments: [
      "12012345671 x12", "+1 202 555 0123x12", "+1 (202) 555-0123 ext. 12",
      "+12025550123;ext=12", "tel:+1-202-555-0123;ext=12", "+44 7700 900123 #12",
      "120 1234 5678分机12", "12012345678转12", "12012345678（转 801）", "+1 202 555 0123 EXT: 7",
      "+1 202 555 0123 Extension 1234", "+7 912 345-67-89 доб. 12", "12012345678 ｘ１２",
      "+1 202 555 0123 (ext 12)",
    ])
  func extensions(cell: String) {
    #expect(clean(cell) == "withExtension")
  }

  @Test(
    "What is neither several numbers nor a number with an extension",
    arguments: [
      ("12012345678 x", "unreadable"), ("x12", "unreadable"), ("120 x 12", "unreadable"),
      ("12012345678 x12 y", "unreadable"), ("4111 1111 1111 1111", "tooLong"),
      ("12012345678,", "unreadable"), ("12012345678 call 12", "unreadable"),
      ("+49 160 1234567 890", "+491601234567890"),
    ] as [(String, String)])
  func neither(cell: String, outcome: String) {
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
      [
        "0", "1", "9", "+", "-", ".", "E", " ", "(", "'", "=", "\"", "x", "/", "\n", "tel:", "ext",
        "转", "٣", "\u{2066}", "#", ",", "0000", "8612012345678",
      ].map { Array($0.utf8) } + [
        [0xEF, 0xBC, 0x91], [0xEF], [0xE2, 0x80], [0xC2, 0xA0], [0xFF], [0],
      ]
    for _ in 0..<2_000 {
      var cell: [UInt8] = []
      for _ in 0..<Int(random.next() % 24) {
        cell += alphabet[Int(random.next() % UInt64(alphabet.count))]
      }
      if case .number(let number) = CleanNumber.clean(cell.span) {
        #expect((1...21).contains(number.count))
        #expect(String(number.digits).count <= number.count)
        _ = NumberRules(region: .mainland).apply(to: cell.span)
        _ = NumberRules(region: .international).apply(to: cell.span)
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
    case let other: return "\(other)"
    }
  }
}
