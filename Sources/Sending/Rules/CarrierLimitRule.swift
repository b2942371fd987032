package import Carrier
internal import Messaging

/// What carriers take for a number in a natural day, from all applications: so many marketing messages,
/// so many others (SPEC RULE-4).
package struct CarrierLimitRule: RecipientRule {
  private let limit: Int
  private let status: StatusCode

  package init?(_ terms: RuleTerms) {
    let frequency = terms.application.frequency
    let isMarketing = terms.type == .marketing
    guard terms.hasLedger,
      let limit = isMarketing ? frequency.carrierMarketing : frequency.carrierOther
    else { return nil }
    self.limit = limit
    status = isMarketing ? .carrierMarketingLimit : .carrierOtherLimit
  }

  package func verdict(on message: Candidate, _ usage: UsageCounters) -> StatusCode? {
    guard let slot = message.slot, !usage.recipients.has(.allowed, slot) else { return nil }
    let count = usage.recipients.count(slot, onDay: message.moment.day, .carrier)
    return count >= limit ? status : nil
  }
}
