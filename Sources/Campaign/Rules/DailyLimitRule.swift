package import Carrier

/// Messages a natural day: of the application, to the mainland or abroad, and to a country (SPEC RULE-1,
/// ADMIN-5), in this order.
package struct DailyLimitRule: Rule {
  private let limits: ApplicationSettings.DailyLimits

  package init?(_ terms: RuleTerms) {
    limits = terms.application.daily
    if limits == ApplicationSettings.DailyLimits() { return nil }
  }

  package func verdict(on message: Candidate, _ book: SendingBook) -> StatusCode? {
    let counts = book.counts(onDay: message.moment.day)
    if let total = limits.total, counts.total >= total { return .applicationDailyLimit }
    let (limit, count) =
      message.isMainland
      ? (limits.mainland, counts.mainland) : (limits.international, counts.international)
    if let limit, count >= limit { return .regionDailyLimit }
    if !limits.byRegion.isEmpty, let region = message.region, let limit = limits.byRegion[region],
      counts.byRegion[region, default: 0] >= limit
    {
      return .countryDailyLimit
    }
    return nil
  }
}
