package import Messaging

/// Takes the messages of one task and gives the outcome of each.
///
/// The contract:
/// - **Who calls, how often.** `CarrierStage` asks once for each message that no rule suppressed, in the order
///   of their positions, from one thread. It asks again, possibly years later and on another machine,
///   whenever somebody looks at the task: for an export, a report, a number's log, a status report.
/// - **What must be repeatable.** Everything. The records of a task keep no outcome, so the same task, row and
///   number give the same outcome each time, in any order (SPEC SIM-1). A carrier whose answers are not a
///   function of these has to keep them itself before it answers, and answer from what it kept.
/// - **Time.** Nothing here waits, and no clock is read: delays are numbers, and `CarrierStage` leaves out what
///   has not come as of a time (SPEC SIM-4).
/// - **Failure.** An answer cannot fail; a message that was not taken is a refusal with its `StatusCode`.
///
/// Which carrier a task has is decided once, in `Engine.carrier`, by the version in the task's records.
package protocol Carrier: Sendable {
  /// The outcome of one message.
  ///
  /// - Parameters:
  ///   - row: the recipient's row in the sheet.
  ///   - recipient: the number, and what the numbering plan knows of it.
  /// - Returns: what the carrier and the handset answer, before anybody asks as of when.
  func outcome(row: Int, recipient: NumberRules.Recipient) -> Outcome

  /// The answer of a person to a message that was delivered.
  ///
  /// - Returns: nil when nobody answers, which is the rule.
  func reply(toMessage id: UInt64) -> CarrierReply?
}

/// What carrier and handset answer to a message.
package struct Outcome: Sendable, Equatable {
  package struct Receipt: Sendable, Equatable {
    package var status: StatusCode
    /// Milliseconds after the submission.
    package var delay: Int

    package init(status: StatusCode, delay: Int) {
      self.status = status
      self.delay = delay
    }
  }

  /// The carrier's ID of the message.
  package var messageID: UInt64
  /// Refused at once with this code; nil when accepted.
  package var refusal: StatusCode?
  /// The receipt, when one ever comes.
  package var receipt: Receipt?
  /// When the link is followed, in milliseconds after the receipt; nil: it is not.
  package var click: Int?

  package init(
    messageID: UInt64, refusal: StatusCode? = nil, receipt: Receipt? = nil, click: Int? = nil
  ) {
    self.messageID = messageID
    self.refusal = refusal
    self.receipt = receipt
    self.click = click
  }
}

/// What a person answers to a message.
package struct CarrierReply: Sendable, Equatable {
  package var text: String
  /// Milliseconds after the receipt.
  package var delay: Int

  package init(text: String, delay: Int) {
    self.text = text
    self.delay = delay
  }
}
