import Testing

@testable import Providers

@Suite("ADMIN-7: times of the world")
struct UTCTimeTests {
  @Test(
    "Days of the week and months as RFC 822 has them",
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z"),
      (1_709_210_096_000, "Thu, 29 Feb 2024 12:34:56 +0000", "2024-02-29T12:34:56Z"),
      (1_798_761_599_999, "Thu, 31 Dec 2026 23:59:59 +0000", "2026-12-31T23:59:59Z"),
    ])
  func times(milliseconds: Int, mail: String, iso: String) {
    var time = UTCTime()
    #expect(time.mail(milliseconds) == mail && time.iso(milliseconds) == iso)
  }
}
