package import Sending

/// What cannot be done with a list of numbers.
extension CampaignError {
  package static func badList(_ words: String) -> CampaignError {
    .failure(.usage, "The list cannot be changed: \(words)")
  }
}
