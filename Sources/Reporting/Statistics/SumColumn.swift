internal import Messaging
internal import Tasks

/// A column of a report that shows a figure of sums, wherever reports have it.
struct SumColumn: Sendable {
  let column: ReportTable.Column
  let value: @Sendable (StatisticSum) -> ReportTable.Value

  private init(
    _ key: String, _ title: Phrase, _ kind: ReportTable.Kind,
    _ value: @escaping @Sendable (StatisticSum) -> ReportTable.Value
  ) {
    column = ReportTable.Column(key, title, kind)
    self.value = value
  }

  static let requests = SumColumn("requests", Words.requests, .count) { .count($0.requests) }
  static let accepted = SumColumn("accepted", Words.requestsAccepted, .count) {
    .count($0.accepted)
  }
  static let acceptedRate = SumColumn("acceptedRate", Words.acceptedRate, .share) {
    .share($0.accepted, of: $0.requests)
  }
  static let withReceipt = SumColumn("withReceipt", Words.with, .count) { .count($0.withReceipt) }
  static let withoutReceipt = SumColumn("without", Words.without, .count) { .count($0.sending) }
  static let receiptRate = SumColumn("receiptRate", Words.receiptRate, .share) {
    .share($0.withReceipt, of: $0.accepted)
  }
  static let successful = SumColumn("successful", Words.delivery, .count) {
    .count($0.successful)
  }
  static let failed = SumColumn("failed", Words.deliveryFailed, .count) { .count($0.failed) }
  static let successRate = SumColumn("successRate", Words.successRate, .share) {
    .share($0.successful, of: $0.withReceipt)
  }
  /// Of verification codes: of all that were asked for, refused and unanswered ones too (SPEC STAT-6).
  static let codeSuccessRate = SumColumn("successRate", Words.successRate, .share) {
    .share($0.successful, of: $0.requests)
  }
  static let billed = SumColumn("billed", Words.billedItems, .count) { .count($0.billed) }
  /// What a billed item cost on the average; none where nothing was billed.
  static let unitPrice = SumColumn("unitPrice", Words.unitPrice, .money) { sum in
    sum.billed == 0
      ? .none : .money(Money(millionths: (sum.cost.millionths + sum.billed / 2) / sum.billed))
  }
  static let cost = SumColumn("cost", Words.cost, .money) { .money($0.cost) }
  /// Those who got a link.
  static let linkRecipients = SumColumn("recipients", Words.gotLink, .count) {
    .count($0.successful)
  }
  static let clicks = SumColumn("clicks", Words.clickCount, .count) { .count($0.clicks) }
  static let clickRate = SumColumn("rate", Words.clickRate, .share) {
    .share($0.clicks, of: $0.successful)
  }
}

extension [SumColumn] {
  var columns: [ReportTable.Column] { map(\.column) }

  func values(_ sum: StatisticSum) -> [ReportTable.Value] { map { $0.value(sum) } }
}
