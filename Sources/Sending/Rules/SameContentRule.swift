package import Carrier

/// The same text goes to a number once in so many seconds (SPEC RULE-4).
package struct SameContentRule: RecipientRule {
  private let window: Int

  package init?(_ terms: RuleTerms) {
    guard terms.hasLedger, let seconds = terms.application.frequency.sameContentSeconds else {
      return nil
    }
    window = seconds * 1_000
  }

  package func verdict(on message: Candidate, _ usage: UsageCounters) -> StatusCode? {
    guard let slot = message.slot, !usage.recipients.has(.allowed, slot) else { return nil }
    return usage.recipients.hasSame(message.content, slot, near: message.time, within: window)
      ? .sameContent : nil
  }
}
