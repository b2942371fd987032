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
