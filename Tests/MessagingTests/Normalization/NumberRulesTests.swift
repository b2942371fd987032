import Messaging
import Testing

@Suite("NUM-2 to NUM-5, NUM-9: numbers that a task takes")
struct NumberRulesTests {
  @Test(
    "The mainland table",
    arguments: [
      // The rows of SPEC NUM-2 and of the consoles' own examples.
      ("13112345678", "+8613112345678"), ("8613112345678", "+8613112345678"),
      ("+8613112345678", "+8613112345678"), ("12012345678", "+8612012345678"),
      ("23112345678", "NUMBER_LENGTH"), ("1311234567", "NUMBER_LENGTH"),
      ("1234123456789", "NUMBER_LENGTH"), ("861311234567", "NUMBER_LENGTH"),
      ("131123456789", "NUMBER_LENGTH"), ("1201234567890123", "NUMBER_TOO_LONG"),
      ("01312345678", "NUMBER_LENGTH"), ("+861311234567", "LENGTH_IMPOSSIBLE"),
      ("+86131123456789", "LENGTH_IMPOSSIBLE"), ("+12025550123", "WRONG_REGION"),
      ("+85261234567", "WRONG_REGION"), ("+99912345678", "COUNTRY_CODE_UNASSIGNED"),
      ("+0013112345678", "COUNTRY_CODE_UNASSIGNED"), ("", "NUMBER_MISSING"),
      ("x", "NUMBER_UNREADABLE"),
      ("1.31E+10", "NUMBER_SHORTENED"), ("+8613112345678901", "NUMBER_TOO_LONG"),
    ] as [(String, String)])
  func mainland(cell: String, result: String) {
    #expect(apply(cell, NumberRules(region: .mainland)) == result)
  }

  @Test(
    "International tasks take country code and number, with or without a plus",
    arguments: [
      ("85261234567", "+85261234567"), ("+85261234567", "+85261234567"),
      ("12025550123", "+12025550123"), ("447700900123", "+447700900123"),
      ("13112345678", "+13112345678"), ("8613112345678", "WRONG_REGION"),
      ("+8613112345678", "WRONG_REGION"), ("0085261234567", "+85261234567"),
      ("1202555012", "LENGTH_IMPOSSIBLE"), ("99912345678", "COUNTRY_CODE_UNASSIGNED"),
    ] as [(String, String)])
  func international(cell: String, result: String) {
    #expect(apply(cell, NumberRules(region: .international)) == result)
  }

  @Test(
    "00 is a plus, and a national prefix behind the country code goes by its plan",
    arguments: [
      ("008612012345678", "+8612012345678"), ("+86 (0)120 1234 5678", "+8612012345678"),
      ("86-0120-1234-5678", "+8612012345678"), ("0086 0120 1234 5678", "+8612012345678"),
      ("+86 17951 12012345678", "+8612012345678"), ("8601201234567", "NUMBER_LENGTH"),
      ("012012345678", "NATIONAL_FORMAT"), ("0044 7700 900123", "WRONG_REGION"),
      ("07700 900123", "NUMBER_LENGTH"), ("12012345678 x12", "EXTENSION"),
      ("12012345678/13012345678", "SEVERAL_NUMBERS"), ("p:12012345678", "+8612012345678"),
    ] as [(String, String)])
  func mainlandPrefixes(cell: String, result: String) {
    #expect(apply(cell, NumberRules(region: .mainland)) == result)
  }

  @Test(
    "International numbers are read as people write them, or removed with a fitting reason",
    arguments: [
      ("0044 7700 900123", "+447700900123"), ("+44 (0)7700 900123", "+447700900123"),
      ("44 07700 900123", "+447700900123"), ("+1 (1) 202 555 0123", "+12025550123"),
      ("+7 (8) 912 345-67-89", "+79123456789"), ("+36 06 30 123 4567", "+36301234567"),
      ("+55 (0xx11) 91234-5678", "+5511912345678"), ("+55 015 11 91234-5678", "+5511912345678"),
      ("+972 (0)50-123-4567", "+972501234567"), ("+66 (0)81 234 5678", "+66812345678"),
      ("+84 091 234 56 78", "+84912345678"), ("+27 (0)82 123 4567", "+27821234567"),
      ("+353 (0)87 123 4567", "+353871234567"), ("+234 0803 123 4567", "+2348031234567"),
      ("+20 0100 123 4567", "+201001234567"), ("+370 8 612 34567", "+37061234567"),
      ("+370 (0) 612 34567", "+37061234567"), ("+375 80 29 123 45 67", "+375291234567"),
      ("+54 11 15 2345 6789", "+5491123456789"), ("+54 0223 15 123 4567", "+5492231234567"),
      ("60 012-345 6789", "+60123456789"), ("0060 (0)12 345 6789", "+60123456789"),
      ("+49 (٠)١٦٠ ١٢٣٤٥٦٧", "+491601234567"), ("+९१ ०९८७६५ ४३२१०", "+919876543210"),
      // The zero is the number's own.
      ("+39 06 1234 5678", "+390612345678"), ("+225 07 07 12 34 56", "+2250707123456"),
      ("+242 06 123 4567", "+242061234567"), ("+39 347 123 4567", "+393471234567"),
      // No number there begins with a zero, and none is dialled in front.
      ("+34 (0)612 34 56 78", "ZERO_BEHIND_CODE"), ("+45 020 12 34 56", "ZERO_BEHIND_CODE"),
      ("+250 00 60 098 464", "ZERO_BEHIND_CODE"), ("+43 00664 123456", "ZERO_BEHIND_CODE"),
      ("07911 123456", "NATIONAL_FORMAT"), ("(0)160 1234567", "NATIONAL_FORMAT"),
      ("0 912 345 67 89", "NATIONAL_FORMAT"), ("+44 7700 900123 ext 5", "EXTENSION"),
      ("+44 7700 900123 / +44 7700 900124", "SEVERAL_NUMBERS"),
      ("+49 160 12345678901234", "NUMBER_TOO_LONG"), ("0086 120 1234 5678", "WRONG_REGION"),
      ("00999 1234567", "COUNTRY_CODE_UNASSIGNED"), ("4111 1111 1111 1111", "NUMBER_TOO_LONG"),
    ] as [(String, String)])
  func internationalPrefixes(cell: String, result: String) {
    #expect(apply(cell, NumberRules(region: .international)) == result)
  }

  @Test("Where a provider asks for the plus, its absence is the reason; 00 stands for it")
  func plusAskedFor() {
    var rules = NumberRules(region: .international)
    rules.needsPlus = true
    #expect(apply("447700900123", rules) == "PLUS_MISSING")
    #expect(apply("00447700900123", rules) == "+447700900123")
    #expect(apply("+44 (0)7700 900123", rules) == "+447700900123")
  }

  @Test(
    "Strict takes only ranges assigned to mobiles",
    arguments: [
      ("13112345678", "+8613112345678"), ("12012345678", "NOT_MOBILE"),
      ("+8612012345678", "NOT_MOBILE"),
    ] as [(String, String)])
  func strict(cell: String, result: String) {
    #expect(apply(cell, NumberRules(region: .mainland, check: .strict)) == result)
  }

  @Test("A profile may allow numbers of the other kind")
  func otherRegion() {
    var rules = NumberRules(region: .mainland)
    rules.takesOtherRegion = true
    #expect(apply("+85261234567", rules) == "+85261234567")
  }

  @Test("Every reason has a code of its own, words and a suggestion", arguments: Language.allCases)
  func reasons(language: Language) {
    #expect(Set(Removal.allCases.map { "\($0.code)" }).count == Removal.allCases.count)
    for removal in Removal.allCases {
      #expect(removal.reason[language].utf8CodeUnitCount > 5)
      #expect(removal.suggestion[language].utf8CodeUnitCount > 5)
    }
  }

  @Test(
    "Numbers are masked, and shown in sheets as they are entered",
    arguments: [
      (8_613_812_345_678, "+86138****5678", "13812345678"),
      (85_261_234_567, "+852****4567", "+85261234567"),
    ] as [(UInt64, String, String)])
  func forms(digits: UInt64, masked: String, entered: String) {
    let number = E164(digits: digits)
    var bytes: [UInt8] = []
    number.appendAsEntered(to: &bytes)
    #expect("\(number)" == masked)
    #expect(String(decoding: bytes, as: UTF8.self) == entered)
  }

  @Test("Masking hides numbers in any text, and nothing else")
  func masking() {
    #expect(
      Masking.mask("call 13812345678 at 10:30, room 4021") == "call 138****5678 at 10:30, room 4021"
    )
    #expect(Masking.mask("1234567") == "1****67")
    #expect(Masking.mask("没有号码 2026-11-20") == "没有号码 2026-11-20")
  }

  private func apply(_ cell: String, _ rules: NumberRules) -> String {
    let bytes = Array(cell.utf8)
    switch rules.apply(to: bytes.span) {
    case .recipient(let recipient): return "+\(recipient.number.digits)"
    case .removed(let removal): return "\(removal.code)"
    }
  }
}
