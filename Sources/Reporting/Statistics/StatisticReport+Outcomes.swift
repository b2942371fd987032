internal import Carrier
internal import Messaging
internal import Tasks

/// Failures and receipts: the outcomes of messages (SPEC STAT-3, STAT-4).
extension StatisticReport {
  func addFailures(_ statistics: Statistics, to document: inout ReportDocument) {
    var table = ReportTable(
      "codes", Words.failures,
      [
        ReportTable.Column("code", Words.code),
        ReportTable.Column("count", Words.count, .count),
        ReportTable.Column("share", Words.share, .share),
        ReportTable.Column("decidedBy", Words.decidedBy),
        ReportTable.Column("reason", Words.reason),
        ReportTable.Column("suggestion", Words.suggestion),
      ])
    table.rows = codes(statistics) { $0 != .delivery }.map { status, count, share in
      let decider =
        switch status.kind {
        case .suppression: Words.byRule
        case .refusal: Words.byCarrier
        case .failure, .delivery: Words.byReceipt
        }
      return [
        .text("\(status.code)"), .count(count), share, .text(decider.text(language)),
        .text(status.reason.text(language)), .text(status.suggestion.text(language)),
      ]
    }
    table.chart = .bars(1)
    document.tables = [table]
  }

  /// Codes of some kinds with their counts and their shares, the most first.
  private func codes(
    _ statistics: Statistics, where isWanted: (StatusCode.Kind) -> Bool
  ) -> [(StatusCode, Int, ReportTable.Value)] {
    let counts = statistics.byStatus.filter { isWanted($0.key.kind) }
    let whole = counts.values.reduce(0, +)
    return counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { ($0.key, $0.value, .share($0.value, of: whole)) }
  }

  func addReceipts(_ statistics: Statistics, to document: inout ReportDocument) {
    let sums: [SumColumn] = [
      .accepted, .withReceipt, .withoutReceipt, .receiptRate, .successful, .failed, .successRate,
    ]
    var days = ReportTable(
      "days", Words.byDay, [ReportTable.Column("day", Words.day)] + sums.columns)
    if statistics.total.requests > 0 {
      days.rows = self.days(statistics).map { day, sum in [.text(day)] + sums.values(sum) }
      days.total = [.text(Words.total.text(language))] + sums.values(statistics.total)
      days.chart = .columns([5, 6])
    }
    var reasons = ReportTable(
      "reasons", Words.failureReasons,
      [
        ReportTable.Column("code", Words.code),
        ReportTable.Column("count", Words.count, .count),
        ReportTable.Column("share", Words.share, .share),
        ReportTable.Column("reason", Words.reason),
      ])
    reasons.rows = codes(statistics) { $0 == .failure }.map { status, count, share in
      [.text("\(status.code)"), .count(count), share, .text(status.reason.text(language))]
    }
    reasons.chart = .bars(1)
    let total = statistics.total
    document.figures = [
      figure(Words.with, total.withReceipt, of: total.accepted),
      figure(Words.without, total.sending, of: total.accepted),
      figure(Words.delivery, total.successful, of: total.withReceipt),
      figure(Words.deliveryFailed, total.failed, of: total.withReceipt),
    ]
    document.tables = [days, reasons]
  }
}
