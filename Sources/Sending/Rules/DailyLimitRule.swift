package import Carrier

/// Messages a natural day: of the application, to the mainland or abroad, and to a country (SPEC RULE-1,
/// ADMIN-5, ADMIN-6), in this order.
package struct DailyLimitRule: Rule {
  private let limits: ApplicationSettings.DailyLimits

  package init?(_ terms: RuleTerms) {
    var limits = terms.application.daily
    if terms.hasLedger {
      limits.international = limits.international ?? terms.application.internationalQuota
    }
    self.limits = limits
    if limits == ApplicationSettings.DailyLimits() { return nil }
  }

  package func verdict(on message: Candidate, _ usage: UsageCounters) -> StatusCode? {
    let day = message.moment.day
    let counts = usage.messages(onDay: day)
    if let total = limits.total, counts.mainland + counts.international >= total {
      return .applicationDailyLimit
    }
    let (limit, count) =
      message.isMainland
      ? (limits.mainland, counts.mainland) : (limits.international, counts.international)
    if let limit, count >= limit { return .regionDailyLimit }
    if let region = message.region, let limit = limits.byRegion[region],
      usage.messages(to: region, onDay: day) >= limit
    {
      return .countryDailyLimit
    }
    return nil
  }
}
