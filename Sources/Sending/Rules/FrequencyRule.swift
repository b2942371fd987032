package import Carrier

/// Messages of the application to a number in an hour, and in a natural day (SPEC RULE-4).
package struct FrequencyRule: RecipientRule {
  // The largest number stands for no limit: so the rule fits into a list of rules without a box.
  private let hour: Int
  private let day: Int

  package init?(_ terms: RuleTerms) {
    hour = terms.application.frequency.hour ?? .max
    day = terms.application.frequency.day ?? .max
    guard terms.hasLedger, min(hour, day) < .max else { return nil }
  }

  package func verdict(on message: Candidate, _ usage: UsageCounters) -> StatusCode? {
    guard let slot = message.slot, !usage.recipients.has(.allowed, slot) else { return nil }
    if hour < .max, usage.recipients.countWithinHour(slot, of: message.time) >= hour {
      return .hourlyFrequency
    }
    if day < .max, usage.recipients.count(slot, onDay: message.moment.day, .application) >= day {
      return .dailyFrequency
    }
    return nil
  }
}
