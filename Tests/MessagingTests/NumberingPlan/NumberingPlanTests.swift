import Messaging
import Testing

/// A number with the facts that were looked up by hand.
///
/// No one is called by these: the numbers are of ranges kept for fiction, unassigned, or have
/// nothing but zeros behind the digits that decide.
private struct Example: Sendable, CustomTestStringConvertible {
  var digits: UInt64
  var region: String?
  var callingCode: Int
  var isPossible: Bool
  var isMobile: Bool
  var testDescription: String

  init(
    _ digits: UInt64, _ region: String?, code: Int, possible: Bool, strict: Bool, _ what: String
  ) {
    self.digits = digits
    self.region = region
    callingCode = code
    isPossible = possible
    isMobile = strict
    testDescription = "+\(digits) \(what)"
  }

  static func mobile(_ digits: UInt64, _ region: String, code: Int, _ what: String) -> Example {
    Example(digits, region, code: code, possible: true, strict: true, what)
  }

  /// A number as long as a mobile's, in a range that is not one of mobiles.
  static func other(_ digits: UInt64, _ region: String?, code: Int, _ what: String) -> Example {
    Example(digits, region, code: code, possible: true, strict: false, what)
  }

  static func wrongLength(
    _ digits: UInt64, _ region: String?, code: Int, _ what: String
  ) -> Example {
    Example(digits, region, code: code, possible: false, strict: false, what)
  }

  static func unassigned(_ digits: UInt64, _ what: String) -> Example {
    Example(digits, nil, code: 0, possible: false, strict: false, what)
  }
}

private let sharedCodes: [Example] = [
  .mobile(1_202_555_0123, "US", code: 1, "United States, mobile or fixed line"),
  .mobile(1_416_555_0123, "CA", code: 1, "Canada"),
  .mobile(1_876_555_0123, "JM", code: 1, "Jamaica"),
  .mobile(1_809_555_0123, "DO", code: 1, "Dominican Republic"),
  .other(1_767_555_0123, "DM", code: 1, "Dominica, outside its mobile ranges"),
  .other(1_268_555_0123, "AG", code: 1, "Antigua and Barbuda, outside its mobile ranges"),
  .other(1_800_555_0123, "US", code: 1, "freephone"),
  .other(1_999_555_0123, nil, code: 1, "area code of no region"),

  .mobile(7_900_000_0000, "RU", code: 7, "Russia"),
  .mobile(7_701_000_0000, "KZ", code: 7, "Kazakhstan"),
  .other(7_800_000_0000, "RU", code: 7, "Russian freephone"),

  .mobile(393_120_000_000, "IT", code: 39, "Italy"),
  .other(390_669_800_000, "VA", code: 39, "Vatican City, the zero belongs to the number"),

  .mobile(44_7911_000000, "GB", code: 44, "United Kingdom"),
  .mobile(44_7781_000000, "GG", code: 44, "Guernsey"),
  .mobile(44_7797_000000, "JE", code: 44, "Jersey"),
  .mobile(44_7624_000000, "IM", code: 44, "Isle of Man"),
  .other(44_20_7946_0123, "GB", code: 44, "London, fixed line of fiction"),
  .other(44_7700_900123, nil, code: 44, "mobile of fiction, assigned to no one"),

  .mobile(47_40_000_000, "NO", code: 47, "Norway"),
  .other(47_79_000_000, "SJ", code: 47, "Svalbard, fixed line"),

  .mobile(61_491_570_006, "AU", code: 61, "Australian mobile of fiction"),
  .other(61_8_9162_0000, "CC", code: 61, "Cocos Islands, fixed line"),
  .other(61_8_9164_0000, "CX", code: 61, "Christmas Island, fixed line"),

  .mobile(212_650_000_000, "MA", code: 212, "Morocco"),
  .other(212_528_800_000, "MA", code: 212, "Western Sahara, which the plan counts as Morocco"),

  .mobile(262_692_000_000, "RE", code: 262, "Réunion"),
  .mobile(262_639_000_000, "YT", code: 262, "Mayotte"),

  .mobile(358_40_1234567, "FI", code: 358, "Finland"),
  .other(358_18_123456, "AX", code: 358, "Åland, fixed line"),

  .mobile(590_690_000_000, "GP", code: 590, "Guadeloupe"),
  .other(590_590_870_000, "BL", code: 590, "Saint Barthélemy, fixed line"),

  .mobile(599_9_510_0000, "CW", code: 599, "Curaçao"),
  .mobile(599_318_1000, "BQ", code: 599, "Bonaire, one digit shorter than Curaçao"),
  .other(599_318_0000, "BQ", code: 599, "Bonaire, fixed line amid the mobiles"),
]

private let otherCodes: [Example] = [
  .mobile(86_138_0000_0000, "CN", code: 86, "China"),
  .other(86_120_0000_0000, "CN", code: 86, "China, 12x is no mobile range"),
  .mobile(881_612345678, "001", code: 881, "satellite network"),
  .other(882_13_000000, "001", code: 882, "international network"),
  .wrongLength(800_555_0123, "001", code: 800, "international freephone, too short"),

  .wrongLength(1_202_555_012, nil, code: 1, "too short"),
  .wrongLength(1_202_555_01234, nil, code: 1, "too long"),
  .wrongLength(1_310_555, nil, code: 1, "no more than a local number"),
  .wrongLength(86_138_0000_000, "CN", code: 86, "too short"),
  .wrongLength(86_138_0000_00000, "CN", code: 86, "too long"),
  .wrongLength(353, "IE", code: 353, "calling code alone"),
  .wrongLength(44, nil, code: 44, "shared calling code alone"),

  .unassigned(210_123_4567, "210 is no calling code"),
  .unassigned(999_1234_5678, "999 is no calling code"),
  .unassigned(88, "start of several calling codes"),
  .unassigned(0, "no number"),
  .unassigned(1_000_000_000_000_000, "sixteen digits"),
  .unassigned(.max, "twenty digits"),
]

@Suite("NUM-4 The numbering plan knows calling codes, regions and mobile ranges")
struct NumberingPlanTests {
  @Test("Numbers looked up by hand have the expected facts", arguments: sharedCodes + otherCodes)
  private func facts(of example: Example) {
    let facts = NumberingPlan.facts(ofDigits: example.digits)

    #expect(facts.region?.code == example.region)
    #expect(facts.callingCode == example.callingCode)
    #expect(facts.isPossible == example.isPossible)
    #expect(facts.isMobile == example.isMobile)
  }

  @Test(
    "An assigned calling code has a main region",
    arguments: [
      (1, "US"), (7, "RU"), (39, "IT"), (44, "GB"), (47, "NO"), (61, "AU"), (212, "MA"),
      (262, "RE"), (358, "FI"), (590, "GP"), (599, "CW"), (800, "001"), (882, "001"), (998, "UZ"),
    ])
  func mainRegion(callingCode: Int, region: String) {
    #expect(NumberingPlan.isAssigned(callingCode: callingCode))
    #expect(NumberingPlan.mainRegion(ofCallingCode: callingCode)?.code == region)
  }

  @Test("Any other number is no calling code", arguments: [Int.min, -1, 0, 2, 21, 210, 999, 1000])
  func unassigned(callingCode: Int) {
    #expect(!NumberingPlan.isAssigned(callingCode: callingCode))
    #expect(NumberingPlan.mainRegion(ofCallingCode: callingCode) == nil)
  }

  @Test("The plan names its source with a version")
  func source() {
    #expect(NumberingPlan.source.hasPrefix("phonenumbers "))
  }
}

@Suite("NUM-4 A region is named by its code")
struct RegionTests {
  @Test("A code survives the way into a region and back", arguments: ["AC", "DE", "ZW", "001"])
  func codeSurvives(code: String) throws {
    let region = try #require(Region(code: code))
    var bytes = Array("+".utf8)
    region.append(to: &bytes)

    #expect(region.code == code)
    #expect(String(describing: region) == code)
    #expect(bytes == Array("+\(code)".utf8))
  }

  @Test(
    "What is no code is no region",
    arguments: [
      "", "D", "de", "D1", "DEU", "GERMANY", "002", "01", "0010", "É",
    ])
  func notACode(text: String) {
    #expect(Region(code: text) == nil)
  }

  @Test("Regions sort as their codes do")
  func sorting() {
    let codes = ["US", "001", "DE", "DK", "AZ"]

    #expect(codes.compactMap { Region(code: $0) }.sorted().map(\.code) == codes.sorted())
  }
}
