internal import Carrier
internal import Messaging

/// What the carrier's stage counts.
struct CarrierTally: Sendable {
  private var messages = MessageCounts()
  private var lengths = SegmentCounts()
  private var receipts = ReceiptTimes()
  private let start: Int
  private var clock: LocalClock
  // The hour of the messages before, and the time at which it ends.
  private var hour = 0
  private var hourEnd = Int.min

  init(_ task: SendingTask) {
    start = task.start
    clock = LocalClock(task.zone)
  }

  /// Counts a message.
  ///
  /// - Parameters:
  ///   - message: with its outcome.
  ///   - time: when it was submitted, or would have been; these times ascend.
  mutating func count(_ message: MessageBatch.Message, at time: Int) {
    if time >= hourEnd {
      let moment = clock.moment(time)
      hour = moment.day * 24 + moment.second / 3_600
      // Where a clock changes, it does so on a quarter of an hour.
      hourEnd = time / 900_000 * 900_000 + 900_000
    }
    messages.count(message, hour: hour)
    lengths.count(message)
    if let received = message.received { receipts.count(received - start) }
  }

  /// Adds what was counted to the task's tally.
  func add(to tally: inout Tally, prices: PriceTable) {
    tally.receipts = receipts
    tally.lengths = lengths
    tally.add(messages, prices: prices, isSent: true)
  }
}

extension Tally {
  /// Adds the counts of all messages; a check has nothing but their bill.
  mutating func add(_ counts: MessageCounts, prices: PriceTable, isSent: Bool) {
    messages = counts
    for (key, cell) in counts.all {
      if key.isBilled {
        billed += cell.items
        cost = cost + prices.price(key.region) * cell.items
      } else if key.status?.isRefusal == true {
        refusedItems += cell.items
      }
      if isSent { add(cell.messages, MessageBatch.Result(key.status)) }
    }
  }

  private mutating func add(_ count: Int, _ result: MessageBatch.Result) {
    guard result != .suppressed else {
      suppressed += count
      return
    }
    submitted += count
    guard result != .refused else {
      refused += count
      return
    }
    acceptedByCarrier += count
    switch result {
    case .successful: successful += count
    case .failed: failed += count
    case .sending, .refused, .suppressed: sending += count
    }
  }
}
