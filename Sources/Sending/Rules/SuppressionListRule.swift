package import Carrier

/// Numbers on the mute list, and those that unsubscribed, for the task's signature and type (SPEC
/// RULE-2).
package struct SuppressionListRule: RecipientRule {
  package init?(_ terms: RuleTerms) { if !terms.hasLedger { return nil } }

  package func verdict(on message: Candidate, _ usage: UsageCounters) -> StatusCode? {
    guard let slot = message.slot else { return nil }
    if usage.recipients.has(.muted, slot) { return .muted }
    return usage.recipients.has(.unsubscribed, slot) ? .unsubscribed : nil
  }
}
