import Sending
import Testing

@Suite("Times in a zone")
struct ZoneTests {
  @Test(
    "Civil times, from `date`",
    arguments: [
      ("Asia/Shanghai", 1_795_174_205, "2026-11-20 19:30:05"), ("UTC", 0, "1970-01-01 00:00:00"),
      ("UTC", 951_782_399, "2000-02-28 23:59:59"), ("UTC", 951_782_400, "2000-02-29 00:00:00"),
      ("UTC", 4_107_542_400, "2100-03-01 00:00:00"),
    ])
  func civil(name: String, seconds: Int, text: String) throws {
    let zone = try #require(Zone(name))
    var formatter = TimeFormatter(zone)
    #expect(formatter.string(seconds * 1_000 + 999) == text)
    #expect(TimeText.parse(text, zone: zone) == seconds * 1_000)
  }

  @Test("A zone with summer time changes its offset")
  func summerTime() throws {
    let zone = try #require(Zone("Europe/Berlin"))
    var formatter = TimeFormatter(zone)
    #expect(formatter.string(1_774_745_999_000) == "2026-03-29 01:59:59")
    #expect(formatter.string(1_774_746_000_000) == "2026-03-29 03:00:00")
    #expect(formatter.stamp(1_774_746_000_000) == "20260329_030000")
  }

  @Test(
    "Times as users write them",
    arguments: [
      ("2026-11-20", 1_795_104_000_000), ("2026-11-20 19:30", 1_795_174_200_000),
      ("2026-11-20T19:30:05+08:00", 1_795_174_205_000), ("2026-11-20T11:30:05Z", 1_795_174_205_000),
      ("20.11.26", nil), ("2026-13-01", nil), ("2026-11-20 25:00:00", nil), ("", nil),
      ("2026-11-20 19:30:05 CET", nil),
    ] as [(String, Int?)])
  func parses(text: String, milliseconds: Int?) {
    #expect(TimeText.parse(text, zone: Zone.china) == milliseconds)
  }

  @Test("Unknown zones are refused", arguments: ["", "Nowhere", "../passwd", "/etc/passwd"])
  func unknown(name: String) { #expect(Zone(name) == nil) }
}
