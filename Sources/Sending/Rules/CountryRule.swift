package import Carrier
internal import Messaging

/// Of messages to other countries an application with a list of countries sends those only (SPEC RULE-1).
///
/// A list of countries says nothing about the mainland. A number whose country cannot be told is in none.
package struct CountryRule: Rule {
  private let countries: Set<Region>

  package init?(_ terms: RuleTerms) {
    guard let countries = terms.application.countries else { return nil }
    self.countries = Set(countries)
  }

  package func verdict(on message: Candidate, _ usage: UsageCounters) -> StatusCode? {
    if message.isMainland { return nil }
    if let region = message.region, countries.contains(region) { return nil }
    return .countryNotAllowed
  }
}
