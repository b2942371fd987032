package import Carrier

/// A message goes out while the application's package has enough items left for it (SPEC RULE-1).
///
/// What the carrier refuses is given back to the package when the task completes.
package struct PackageRule: Rule {
  private let items: Int

  package init?(_ terms: RuleTerms) {
    guard let items = terms.application.packageItems else { return nil }
    self.items = items
  }

  package func verdict(on message: Candidate, _ usage: UsageCounters) -> StatusCode? {
    usage.usedItems + message.billed > items ? .packageUsedUp : nil
  }
}
