import Sending
import TestSupport
import Testing

@Suite("TASK-2, ADMIN-8: times as people and systems write them")
struct TimeTextTests {
  /// 2026-11-20 10:30:00 in China, by `date -d '2026-11-20T10:30:00+08:00' +%s`.
  private static let moment = 1_795_141_800_000

  @Test(
    "Forms with one meaning are read, all of the same moment",
    arguments: [
      "2026-11-20 10:30:00", "2026-11-20 10:30", "2026-11-20T10:30", " 2026-11-20  10:30:00 ",
      "2026/11/20 10:30", "2026/11/20 10:30:00", "2026.11.20 10:30", "2026年11月20日 10:30",
      "2026年11月20日10:30:00", "2026年11月20日 10时30分", "2026年11月20日上午10点30分0秒", "2026/11/20 上午10:30",
      "2026年11月20日 星期五 10:30", "2026/11/20 周五 10:30:00", "20.11.2026 10:30", "20.11.2026, 10:30:00",
      "20/11/2026 10:30", "11/20/2026 10:30", "11/20/2026 10:30 AM", "20-11-2026 10:30",
      "20 Nov 2026 10:30",
      "20-Nov-2026 10:30:00", "Nov 20, 2026 10:30 am", "November 20 2026, 10:30 A.M.",
      "2026-Nov-20 10:30",
      "Fri Nov 20 10:30:00 2026", "Fri, 20 Nov 2026 02:30:00 +0000",
      "Fri, 20 Nov 2026 02:30:00 GMT",
      "20 Nov 2026 10:30:00 +0800 (CST)", "Fri Nov 20 02:30:00 UTC 2026",
      "Fri Nov 20 2026 10:30:00 GMT+0800 (China Standard Time)", "Friday, 20 November 2026 10:30",
      "2026-11-20T02:30:00Z", "2026-11-20t02:30:00z", "2026-11-20T02:30:00.000Z",
      "2026-11-20 02:30:00 UTC",
      "2026-11-20T10:30:00.000+08:00", "2026-11-20T10:30+08:00", "2026-11-20T10:30:00+0800",
      "2026-11-20T10:30:00+08", "2026-11-20 10:30:00 +8", "2026-11-19T23:00:00-03:30",
      "2026-11-19T23:00−0330",
      "2026-11-20T10:30+08:00[Asia/Shanghai]", "2026-11-20 02:30:00 -0000", "1795141800",
      "1795141800.0",
      "1795141800000", "1795141800000000", "20261120103000", "202611201030", "20261120T103000",
      "20261120T023000Z", "20261120 1030", "２０２６－１１－２０　１０：３０", "2026-11-20\u{A0}10:30",
      "11/20/2026 10:30\u{202F}AM", "\u{200E}2026-11-20 10:30", "٢٠٢٦-١١-٢٠ ١٠:٣٠",
    ])
  func forms(text: String) throws {
    #expect(try TimeText.read(text, zone: .china).milliseconds == Self.moment)
  }

  @Test(
    "Parts of a time count",
    arguments: [
      ("2026-11-20", -37_800_000), ("2026/11/20", -37_800_000), ("20261120", -37_800_000),
      ("2026-11-20 9:05", -5_100_000), ("2026/11/20 9:05", -5_100_000),
      ("2026/11/20 10:30:05", 5_000),
      ("2026-11-20T10:30:00.25", 250), ("2026-11-20T10:30:00,123456789", 123),
      ("1795141800.5", 500),
      ("20261120103000042", 42), ("2026-11-20 10:30 PM", 43_200_000),
      ("2026/11/20 下午 10:30", 43_200_000),
      ("2026/11/20 下午22:30", 43_200_000), ("2026-11-20 12:30 AM", -36_000_000),
      ("2026-11-20 12:30 PM", 7_200_000), ("2026-11-20 23:59:59", 48_599_000),
      ("2026-11-20T10:30:00+14:00", -21_600_000), ("2026-11-20T10:30:00-12:00", 72_000_000),
    ] as [(String, Int)])
  func parts(text: String, offset: Int) throws {
    #expect(try TimeText.read(text, zone: .china).milliseconds == Self.moment + offset)
  }

  @Test(
    "Days that there are not",
    arguments: [
      "2026-11-31", "2027-02-29", "2026-04-31 10:00", "2100-02-29", "2026-13-01", "2026-00-10",
      "2026-01-00",
      "2026/6/31", "31.6.2026", "30 Feb 2027", "2026年2月30日", "20260230", "20260931120000",
      "31/04/2026",
      "2027-02-29T10:00Z", "Feb 29, 2027",
    ])
  func noDays(text: String) {
    #expect(throws: TimeText.Fault.noSuchDay) { try TimeText.read(text, zone: .china) }
  }

  @Test(
    "The twenty-ninth of February comes every four years, but not in 2100",
    arguments: [
      "2028-02-29", "2096-02-29", "2000-02-29",
    ])
  func leapDays(text: String) {
    #expect(TimeText.parse(text, zone: .china) != nil)
  }

  @Test(
    "Day and month that could be either are not guessed",
    arguments: ["03/04/2026", "3/4/2026 10:30", "12-11-2026", "1/12/2026 9:05 PM"])
  func ambiguous(text: String) {
    #expect(throws: TimeText.Fault.ambiguous) { try TimeText.read(text, zone: .china) }
  }

  @Test(
    "What is no time",
    arguments: [
      "", " ", "yesterday", "10:30", "2026", "2026-11", "2026-11-20 24:00", "2026-11-20 24:00:00",
      "2026-11-20 25:00",
      "2026-11-20 10:60", "2026-11-20 10:30:60", "2026-11-20 10", "2026-11-20 10:3",
      "2026-11-20 10:30:5",
      "2026-11-20 10:30 x", "2026-11-20 10:30:00 CST", "2026-11-20T10:30:00+24:00",
      "2026-11-20T10:30:00+08:60",
      "2026-11-20T10:30:00+", "2026-11-20T10:30:00+8000", "2026-11-20T10:30Z+08:00",
      "2026-11-20T10:30:00.",
      "2026-11-20 13:30 PM2", "2026-11-20 13:30 AM", "2026-11-20 0:30 PM", "11/20/26", "26/11/20",
      "1969-12-31",
      "0000-01-01", "20/11/0000 10:30 2026", "2026-11-20-03:30", "2026-11/20", "2026年11月",
      "Mon, 20 Nov 2026 10:30",
      "20 Foo 2026", "46346.4375", "179514180", "17951418000", "1795141800x",
      "2026-11-20 10:30 (CST)",
      "Nov 20", "Nov 20 10:30", "2026-11-20 10:30\n11:00", "2026-11-20,", "T10:30",
      "999999999999999999999",
      String(repeating: "2026-11-20 ", count: 20),
    ])
  func noTimes(text: String) {
    #expect(throws: TimeText.Fault.notATime) { try TimeText.read(text, zone: .china) }
  }

  @Test("Any text is answered, and a formatted time comes back", arguments: 0..<10)
  func fuzz(seed: UInt64) throws {
    var random = SeededRandom(seed)
    let alphabet = Array("0123456789-/:. TZ+年月日APM分Nov,2026")
    var formatter = TimeFormatter(.china)
    for _ in 0..<300 {
      let text = String(
        (0..<Int.random(in: 0...22, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        })
      if let milliseconds = TimeText.parse(text, zone: .china) {
        let written = formatter.string(milliseconds)
        #expect(TimeText.parse(written, zone: .china) == milliseconds / 1_000 * 1_000, "\(text)")
      }
      let time = Int.random(in: 0..<4_000_000_000, using: &random)
      let written = formatter.string(time * 1_000)
      for text in [written, written.replacing(" ", with: "T"), written.replacing("-", with: "/")] {
        #expect(TimeText.parse(text, zone: .china) == time * 1_000)
      }
    }
  }
}
