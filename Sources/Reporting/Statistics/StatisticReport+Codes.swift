internal import Characters
internal import Ledger
internal import Messaging
internal import Sending
internal import Tasks
internal import Workspace

/// Verification codes by hour and clicks on links (SPEC STAT-6, STAT-7).
extension StatisticReport {
  func addCodes(
    _ session: LedgerSession, to document: inout ReportDocument
  ) throws {
    var wider = filter
    wider.hours = filter.hours.lowerBound - 24...filter.hours.upperBound
    let statistics = try Statistics(wider, session)
    let figures: [SumColumn] = [.requests, .successful, .codeSuccessRate]
    let columns =
      figures.columns + [
        ReportTable.Column("dayBefore", Words.dayBefore, .count),
        ReportTable.Column("growth", Words.growth, .share),
      ]
    func values(_ name: String, _ sum: StatisticSum, before: Int) -> [ReportTable.Value] {
      [.text(name)] + figures.values(sum)
        + [.count(before), .share(sum.requests - before, of: before)]
    }
    let nothing = StatisticSum()
    var hours = ReportTable(
      "hours", Words.byHour, [ReportTable.Column("hour", Words.hour)] + columns)
    let byHour = statistics.byHour
    let sums = period.hours.map { ($0, byHour[$0] ?? nothing, byHour[$0 - 24]?.requests ?? 0) }
    // Of one day every hour is shown; of many those that had any.
    let shown = sums.filter { period.isShort || $0.1.requests > 0 || $0.2 > 0 }
    if statistics.total.requests > 0 {
      hours.rows = shown.map { values(ReportPeriod.text(hour: $0), $1, before: $2) }
      hours.chart = .columns([1])
    }
    var days = ReportTable(
      "days", Words.byDay, [ReportTable.Column("day", Words.day)] + columns)
    let byDay = statistics.byDay()
    if statistics.total.requests > 0 {
      days.rows = period.days.map { day in
        values(
          ReportPeriod.text(day: day), byDay[day] ?? nothing,
          before: byDay[day - 1]?.requests ?? 0)
      }
    }
    document.tables = [hours, days]
  }

  func addClicks(_ statistics: Statistics, to document: inout ReportDocument) {
    let sums: [SumColumn] = [.linkRecipients, .clicks, .clickRate]
    var templates = ReportTable(
      "templates", Words.templates, [ReportTable.Column("name", Words.template)] + sums.columns)
    templates.rows = statistics.grouped(\.template).map { name, sum in
      [.text(name)] + sums.values(sum)
    }
    templates.chart = .bars(2)
    var days = ReportTable(
      "days", Words.byDay, [ReportTable.Column("day", Words.day)] + sums.columns)
    if statistics.total.requests > 0 {
      days.rows = self.days(statistics).map { name, sum in [.text(name)] + sums.values(sum) }
      days.total = [.text(Words.total.text(language))] + sums.values(statistics.total)
      days.chart = .columns([2])
    }
    document.tables = [templates, days]
  }
}
