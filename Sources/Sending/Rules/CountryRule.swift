package import Carrier
internal import Messaging

/// An application with a list of countries sends to those only (SPEC RULE-1).
///
/// A number whose country cannot be told is in none of them.
package struct CountryRule: Rule {
  private let countries: Set<Region>

  package init?(_ terms: RuleTerms) {
    guard let countries = terms.application.countries else { return nil }
    self.countries = Set(countries)
  }

  package func verdict(on message: Candidate, _ usage: UsageCounters) -> StatusCode? {
    if let region = message.region, countries.contains(region) { return nil }
    return .countryNotAllowed
  }
}
