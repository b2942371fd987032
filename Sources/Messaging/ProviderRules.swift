/// How a provider's console treats numbers and words its results, where consoles differ (SPEC PROFILE).
///
/// A profile is a file of settings; this is the part of it that a task keeps.
package struct ProviderRules: Sendable, Equatable, Codable {
  /// What becomes of numbers of the other kind (SPEC NUM-5).
  package enum OtherRegion: String, Sendable, CaseIterable, Codable {
    case removed, taken
  }

  /// Whether a number of another country needs its plus sign (SPEC NUM-3).
  package enum Plus: String, Sendable, CaseIterable, Codable {
    case optional, required
  }

  /// What makes two rows duplicates (SPEC NUM-7).
  package enum Duplicates: String, Sendable, CaseIterable, Codable {
    /// The same number with the same values of the template's variables.
    case values
    /// The same number.
    case number
  }

  /// Whose codes results show: ours, or those of a provider, by its name.
  package struct Codes: RawRepresentable, Sendable, Hashable, Codable {
    package static let own = Codes(rawValue: "own")

    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
  }

  package var otherRegion = OtherRegion.removed
  package var plus = Plus.optional
  package var duplicates = Duplicates.values
  package var codes = Codes.own
  /// Words for results in place of ours, by our word in small letters: `successful`, `failed` and so on.
  package var words: [String: String] = [:]

  package init() {}
}
