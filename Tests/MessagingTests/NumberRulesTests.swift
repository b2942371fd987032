import Messaging
import Testing

@Suite("NUM-2 to NUM-5: numbers that a task takes")
struct NumberRulesTests {
  @Test(
    "The mainland table",
    arguments: [
      // The rows of SPEC NUM-2 and of the consoles' own examples.
      ("13112345678", "+8613112345678"), ("8613112345678", "+8613112345678"),
      ("+8613112345678", "+8613112345678"), ("12012345678", "+8612012345678"),
      ("23112345678", "NUMBER_LENGTH"), ("1311234567", "NUMBER_LENGTH"),
      ("1234123456789", "NUMBER_LENGTH"), ("861311234567", "NUMBER_LENGTH"),
      ("131123456789", "NUMBER_LENGTH"), ("008613112345678", "NUMBER_LENGTH"),
      ("01312345678", "NUMBER_LENGTH"), ("+861311234567", "LENGTH_IMPOSSIBLE"),
      ("+86131123456789", "LENGTH_IMPOSSIBLE"), ("+12025550123", "WRONG_REGION"),
      ("+85261234567", "WRONG_REGION"), ("+99912345678", "COUNTRY_CODE_UNASSIGNED"),
      ("+0013112345678", "NUMBER_LENGTH"), ("", "NUMBER_MISSING"), ("x", "NUMBER_UNREADABLE"),
      ("1.31E+10", "NUMBER_SHORTENED"), ("+8613112345678901", "NUMBER_LENGTH"),
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
      ("+8613112345678", "WRONG_REGION"), ("0085261234567", "NUMBER_LENGTH"),
      ("1202555012", "LENGTH_IMPOSSIBLE"), ("99912345678", "COUNTRY_CODE_UNASSIGNED"),
    ] as [(String, String)])
  func international(cell: String, result: String) {
    #expect(apply(cell, NumberRules(region: .international)) == result)
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
