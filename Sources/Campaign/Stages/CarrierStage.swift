internal import Carrier
package import Messaging

/// Hands the messages that no rule suppressed to the carrier, and counts what comes of all.
package struct CarrierStage {
  private let simulator: Simulator
  private let pace: Pace
  private let asOf: Int?
  private var position = 0
  package private(set) var tally = CarrierTally()

  package init(_ task: SendingTask) {
    simulator = Simulator(task.simulator, taskID: task.id)
    pace = task.pace
    asOf = task.asOf
  }

  /// Fills in the outcome of each message, in their order.
  package mutating func process(_ batch: inout MessageBatch) {
    for index in batch.messages.indices {
      if batch.messages[index].result != .suppressed { send(&batch.messages[index]) }
      position += 1
      tally.count(batch.messages[index])
    }
  }

  private mutating func send(_ message: inout MessageBatch.Message) {
    let outcome = simulator.outcome(row: message.row, recipient: message.recipient)
    message.messageID = outcome.messageID
    message.submitted = pace.time(at: position)
    if let refusal = outcome.refusal {
      message.result = .refused
      message.status = refusal
    } else if let receipt = outcome.receipt, isIn(message.submitted + receipt.delay) {
      message.received = message.submitted + receipt.delay
      message.result = receipt.status == .delivered ? .successful : .failed
      message.status = receipt.status
    }
  }

  private func isIn(_ time: Int) -> Bool { asOf.map { time <= $0 } ?? true }
}

/// What the carrier's stage counts.
package struct CarrierTally: Sendable {
  private var results = [Int](repeating: 0, count: MessageBatch.Result.allCases.count)
  private var statuses = [Int](repeating: 0, count: StatusCode.allCases.count)
  private var regions = RegionTally()
  private var refusedItems = 0

  package init() {}

  mutating func count(_ message: MessageBatch.Message) {
    results[Int(message.result.rawValue)] += 1
    if let status = message.status { statuses[Int(status.rawValue)] += 1 }
    if message.result == .refused { refusedItems += message.length.billed }
    regions.count(message, isBilled: message.result != .refused && message.result != .suppressed)
  }

  /// Adds what was counted to the task's tally.
  package mutating func add(to tally: inout Tally, prices: PriceTable) {
    tally.suppressed = results[Int(MessageBatch.Result.suppressed.rawValue)]
    let total = results.reduce(0, +) - tally.suppressed
    tally.successful = results[Int(MessageBatch.Result.successful.rawValue)]
    tally.failed = results[Int(MessageBatch.Result.failed.rawValue)]
    tally.sending = results[Int(MessageBatch.Result.sending.rawValue)]
    tally.refused = results[Int(MessageBatch.Result.refused.rawValue)]
    tally.submitted = total
    tally.refusedItems = refusedItems
    tally.acceptedByCarrier = total - tally.refused
    for status in StatusCode.allCases where statuses[Int(status.rawValue)] > 0 {
      tally.statuses[status] = statuses[Int(status.rawValue)]
    }
    regions.add(to: &tally, prices: prices)
  }
}

/// Counts messages by the recipients' region.
struct RegionTally: Sendable {
  private var counts: [Region?: Tally.RegionCount] = [:]
  // Neighbours in a sheet are mostly of one region: it is counted here before it goes into the table.
  private var region: Region?
  private var pending = Tally.RegionCount()

  mutating func count(_ message: MessageBatch.Message, isBilled: Bool) {
    if message.recipient.facts.region != region {
      settle()
      region = message.recipient.facts.region
    }
    pending.messages += 1
    pending.segments += message.length.segments
    if isBilled { pending.billed += message.length.billed }
  }

  mutating func add(to tally: inout Tally, prices: PriceTable) {
    settle()
    tally.regions = counts
    tally.billed = counts.values.reduce(0) { $0 + $1.billed }
    tally.cost = counts.reduce(Money(millionths: 0)) { sum, entry in
      sum + prices.price(entry.key) * entry.value.billed
    }
  }

  private mutating func settle() {
    guard pending.messages > 0 else { return }
    counts[region, default: Tally.RegionCount()].add(pending)
    pending = Tally.RegionCount()
  }
}

extension Tally.RegionCount {
  fileprivate mutating func add(_ other: Self) {
    messages += other.messages
    segments += other.segments
    billed += other.billed
  }
}
