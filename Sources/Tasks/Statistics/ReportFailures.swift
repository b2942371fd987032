package import Sending

/// What no report can be made of.
extension CampaignError {
  /// The days of a report are none, or too many.
  package static var badPeriod: CampaignError {
    .failure(
      .usage,
      "The last day is before the first, or the days are more than ten years. Correct --from and --to."
    )
  }

  package static func noSuchTable(name: String, available: [String]) -> CampaignError {
    .failure(
      .usage,
      "The report has no table “\(name)”; it has \(available.joined(separator: ", ")).")
  }
}
