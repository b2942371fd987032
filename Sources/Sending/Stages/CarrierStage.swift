internal import Carrier
internal import Messaging

/// Hands the messages that no rule suppressed to the carrier, and counts the outcome of all.
package struct CarrierStage: MessageStage {
  private let carrier: any Carrier
  private let pace: Pace
  private let asOf: Int?
  private let prices: PriceTable
  private var counts: CarrierTally

  /// - Parameter task: whose messages come.
  package init(_ task: SendingTask) {
    carrier = task.carrier
    prices = task.prices
    counts = CarrierTally(task)
    pace = task.pace
    asOf = task.asOf
  }

  /// Fills in the outcome of each message, in their order.
  package mutating func process(_ batch: inout MessageBatch) {
    for index in batch.messages.indices {
      let time = pace.time(at: batch.messages[index].position)
      if batch.messages[index].result != .suppressed { send(&batch.messages[index], at: time) }
      counts.count(batch.messages[index], at: time)
    }
  }

  package func add(to tally: inout Tally) { counts.add(to: &tally, prices: prices) }

  package var submits: Bool { true }

  private func send(_ message: inout MessageBatch.Message, at time: Int) {
    let outcome = carrier.outcome(row: message.row, recipient: message.recipient)
    message.messageID = outcome.messageID
    message.submitted = time
    if let refusal = outcome.refusal {
      message.status = refusal
    } else if let receipt = outcome.receipt, isIn(message.submitted + receipt.delay) {
      message.received = message.submitted + receipt.delay
      message.status = receipt.status
      if let click = outcome.click, let received = message.received, isIn(received + click) {
        message.clicked = received + click
      }
    }
  }

  private func isIn(_ time: Int) -> Bool { asOf.map { time <= $0 } ?? true }
}

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

/// Messages by the number of their segments.
package struct SegmentCounts: Sendable, Equatable {
  /// From as many segments on messages are counted together.
  package static let most = 10

  /// Messages of one segment, of two, and so on; the last are of `most` or more.
  package private(set) var messages = [Int](repeating: 0, count: most)

  package init() {}

  mutating func count(_ message: MessageBatch.Message) {
    messages[min(max(message.length.segments, 1), Self.most) - 1] += 1
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
