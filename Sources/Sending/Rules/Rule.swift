package import Carrier
package import Messaging

/// One rule before the carrier (SPEC RULE): says of a message whether it may go out.
///
/// A rule is a value made for a task; what it must remember of messages is in the `UsageCounters`. To add
/// one, write it in a file of its own and name it in `Rules.all`, in the place where it decides.
package protocol Rule: Sendable {
  /// - Parameter terms: what the task and its application say; nil comes back when they leave the rule
  ///   nothing to do.
  init?(_ terms: RuleTerms)

  /// Why the message is suppressed; nil when this rule lets it go.
  func verdict(on message: Candidate, _ usage: UsageCounters) -> StatusCode?
}

/// A rule that lets every recipient go of whom the usage knows nothing but the number.
///
/// In a large task that is nearly everybody, so such rules are not asked about them.
package protocol RecipientRule: Rule {}

/// The rules in the order of the SPEC; the first that matches decides.
package enum Rules {
  package static let all: [any Rule.Type] = [
    ApplicationRule.self, PackageRule.self, DailyLimitRule.self, CountryRule.self,
    SuppressionListRule.self, HoursRule.self, SameContentRule.self, FrequencyRule.self,
    CarrierLimitRule.self,
  ]

  /// Those that have something to do.
  package static func applying(_ terms: RuleTerms) -> [any Rule] {
    all.compactMap { $0.init(terms) }
  }
}

/// What a task's rules are made from.
package struct RuleTerms: Sendable {
  package var application: ApplicationSettings
  package var type: MessageType
  /// Whether there is a ledger that knows what was sent before, and the lists.
  package var hasLedger: Bool

  package init(application: ApplicationSettings, type: MessageType, hasLedger: Bool) {
    self.application = application
    self.type = type
    self.hasLedger = hasLedger
  }
}

/// A message as rules see it; `RuleStage` makes them.
package struct Candidate: Sendable {
  package var number: E164
  /// What the numbering plan says of the number.
  package var facts: NumberFacts
  /// Items that its application pays for.
  package var billed: Int
  /// A hash of the whole text.
  package var content: UInt32
  /// When it would be submitted: milliseconds since 1970, and the same by the workspace's clock.
  package var time: Int
  package var moment: LocalClock.Moment
  /// The number's place in the usage's `recipients`; nil without a ledger.
  package var slot: Int?

  package var region: Region? { facts.region }
  package var isMainland: Bool { facts.isMainland }

  package init(
    number: E164, facts: NumberFacts, billed: Int, content: UInt32, time: Int,
    moment: LocalClock.Moment, slot: Int?
  ) {
    self.number = number
    self.facts = facts
    self.billed = billed
    self.content = content
    self.time = time
    self.moment = moment
    self.slot = slot
  }
}
