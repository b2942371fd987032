package import Carrier

/// Messages of the application to a number in an hour, and in a natural day (SPEC RULE-4).
package struct FrequencyRule: RecipientRule {
  private let hour: Int?
  private let day: Int?

  package init?(_ terms: RuleTerms) {
    hour = terms.application.frequency.hour
    day = terms.application.frequency.day
    guard terms.hasLedger, hour != nil || day != nil else { return nil }
  }

  package func verdict(on message: Candidate, _ book: SendingBook) -> StatusCode? {
    guard let slot = message.slot, !book.recipients.has(.allowed, slot) else { return nil }
    if let hour, book.recipients.countWithinHour(slot, of: message.time) >= hour {
      return .hourlyFrequency
    }
    if let day, book.recipients.count(slot, onDay: message.moment.day, .application) >= day {
      return .dailyFrequency
    }
    return nil
  }
}
