package import Carrier
package import Messaging

/// The rules before the carrier, message after message in the order of the sheet.
package struct RuleStage: MessageStage {
  private let rules: [any Rule]
  /// Those that may stop a message to a recipient of whom nothing is known.
  private let rulesForUnknown: [any Rule]
  private let pace: Pace
  private var clock: LocalClock
  package var usage: UsageCounters

  package init(_ task: SendingTask, usage: UsageCounters, hasLedger: Bool) {
    rules = Rules.applying(
      RuleTerms(application: task.application, type: task.template.type, hasLedger: hasLedger))
    rulesForUnknown = rules.filter { !($0 is any RecipientRule) }
    pace = task.pace
    clock = LocalClock(task.zone)
    self.usage = usage
  }

  /// Marks the messages that must not go out.
  package mutating func process(_ batch: inout MessageBatch) {
    guard !rules.isEmpty else { return }
    for index in batch.messages.indices {
      let message = batch.messages[index]
      let status = verdict(
        at: message.position, to: message.recipient.number, message.recipient.facts,
        billed: message.length.billed, content: 0, slot: nil)
      if let status { batch.messages[index].status = status }
    }
  }

  /// Judges a message, and takes note of it when it goes out.
  ///
  /// - Parameters:
  ///   - position: among the messages of the task; they come in this order.
  ///   - number: whom it is to.
  ///   - facts: what the numbering plan says of the number.
  ///   - billed: items that it costs.
  ///   - content: a hash of its text.
  ///   - slot: the number's place in `usage.recipients`; nil without a ledger.
  /// - Returns: why it is suppressed; nil when it goes out.
  package mutating func verdict(
    at position: Int, to number: E164, _ facts: NumberFacts, billed: Int, content: UInt32,
    slot: Int?
  ) -> StatusCode? {
    let time = pace.time(at: position)
    let message = Candidate(
      number: number, facts: facts, billed: billed, content: content, time: time,
      moment: clock.moment(time), slot: slot)
    let isUnknown = slot.map(usage.recipients.isUnknown) ?? false
    for rule in isUnknown ? rulesForUnknown : rules {
      if let status = rule.verdict(on: message, usage) { return status }
    }
    usage.take(message)
    return nil
  }
}
