package import Carrier
package import Ledger
package import Messaging
internal import Sending

/// Sums of messages for a line of a report (SPEC STAT-1 to STAT-7).
package struct StatisticSum: Sendable, Equatable {
  /// Messages that were asked for: the accepted rows of sheets, suppressed ones too.
  package var requests = 0
  package var suppressed = 0
  package var refused = 0
  package var successful = 0
  package var failed = 0
  /// Accepted by the carrier, without a receipt.
  package var sending = 0
  package var segments = 0
  package var billed = 0
  package var cost = Money(millionths: 0)
  package var clicks = 0

  package init() {}

  /// What the carrier took.
  package var accepted: Int { successful + failed + sending }
  /// Messages with a receipt.
  package var withReceipt: Int { successful + failed }

  package static func += (left: inout StatisticSum, right: StatisticSum) {
    left.requests += right.requests
    left.suppressed += right.suppressed
    left.refused += right.refused
    left.successful += right.successful
    left.failed += right.failed
    left.sending += right.sending
    left.segments += right.segments
    left.billed += right.billed
    left.cost = left.cost + right.cost
    left.clicks += right.clicks
  }

  package mutating func add(_ row: StatisticRow) {
    requests += row.messages
    switch MessageBatch.Result(row.statusCode) {
    case .successful: successful += row.messages
    case .failed: failed += row.messages
    case .sending: sending += row.messages
    case .refused: refused += row.messages
    case .suppressed: suppressed += row.messages
    }
    segments += row.segments
    billed += row.billed
    cost = cost + Money(millionths: row.cost)
    clicks += row.clicks
  }
}

extension StatisticRow {
  /// The outcome of the messages; nil: accepted, and no receipt has come.
  package var statusCode: StatusCode? { status.flatMap(StatusCode.init(rawValue:)) }
}

extension Tally {
  /// The counters that the ledger keeps of a task.
  func statistics(_ prices: PriceTable) -> [StatisticRow] {
    messages.all.map { key, cell in
      var row = StatisticRow(
        hour: key.hour, status: key.status?.rawValue, region: key.region)
      row.messages = cell.messages
      row.segments = cell.segments
      row.billed = key.isBilled ? cell.items : 0
      row.cost = (prices.price(key.region) * row.billed).millionths
      row.clicks = cell.clicks
      return row
    }
  }
}
