package import Carrier
internal import Messaging

/// Marketing messages go to the mainland in the permitted hours only (SPEC RULE-3).
package struct HoursRule: Rule {
  private let hours: ApplicationSettings.MarketingHours

  package init?(_ terms: RuleTerms) {
    guard terms.type == .marketing else { return nil }
    hours = terms.application.hours
  }

  package func verdict(on message: Candidate, _ usage: UsageCounters) -> StatusCode? {
    message.isMainland && !hours.contain(message.moment.second) ? .outsideHours : nil
  }
}
