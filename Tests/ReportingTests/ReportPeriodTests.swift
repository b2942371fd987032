import Reporting
import Testing

@Suite("STAT-1: the days of a report")
struct ReportPeriodTests {
  /// 2026-11-20, as `date -d 2026-11-20 +%s` divided by 86,400 says it.
  private static let today = 20_777

  @Test(
    "Days end today or on the day named; dates count as they stand",
    arguments: [
      (7, nil, nil, 20_771...20_777), (1, nil, nil, 20_777...20_777),
      (1, "yesterday", "yesterday", 20_776...20_776), (7, "today", nil, 20_777...20_777),
      (3, nil, "2026-11-18", 20_773...20_775), (1, "2026-11-01", nil, 20_758...20_777),
      (1, "2024-02-29", "2024-03-01", 19_782...19_783), (3_653, nil, nil, 17_125...20_777),
      // The last before the first, no date, more than ten years.
      (1, "today", "yesterday", nil), (1, "2026-02-30", nil, nil), (1, nil, "soon", nil),
      (3_654, nil, nil, nil), (1, "", nil, nil),
    ] as [(Int, String?, String?, ClosedRange<Int>?)])
  func days(days: Int, from: String?, to: String?, wanted: ClosedRange<Int>?) {
    let period = ReportPeriod(days: days, from: from, to: to, today: Self.today)
    #expect(period?.days == wanted)
    if let wanted {
      #expect(period?.hours == wanted.lowerBound * 24...wanted.upperBound * 24 + 23)
    }
  }
}
