package import Carrier

/// A disabled application sends nothing (SPEC RULE-1).
package struct ApplicationRule: Rule {
  package init?(_ terms: RuleTerms) { if terms.application.isEnabled { return nil } }

  package func verdict(on message: Candidate, _ usage: UsageCounters) -> StatusCode? {
    .applicationDisabled
  }
}
