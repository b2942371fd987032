package import Sending

/// What cannot be done with a group.
extension CampaignError {
  package static func badGroup(_ words: String) -> CampaignError {
    .failure(.usage, "The group cannot be used: \(words)")
  }

  package static func noSuchGroup(name: String, available: [String]) -> CampaignError {
    .failure(
      .notFound,
      "There is no group “\(name)”."
        + (available.isEmpty
          ? " `broadsheet customers import` makes one."
          : " There are \(available.prefix(20).joined(separator: ", "))."))
  }
}
