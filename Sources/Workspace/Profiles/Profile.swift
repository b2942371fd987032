internal import Files
internal import Providers
internal import Sending

/// A provider's profile: a file of settings that others are layered over (SPEC PROFILE).
///
/// Those that ship with the program are data too: `profile show` prints one, to be copied and changed.
package enum Profile {
  /// The text of a profile that ships.
  ///
  /// - Throws: `CampaignError.invalidFile` for another name.
  package static func known(_ name: String) throws -> String {
    guard let provider = ProviderList.provider(named: name) else { throw unknown(name) }
    return provider.profile
  }

  private static func unknown(_ name: String) -> CampaignError {
    let names = ProviderList.names.joined(separator: ", ")
    return .invalidFile(
      path: name, line: nil,
      problem: "is no profile: there are \(names), or name a file of your own.")
  }

  /// The paths of what profiles say.
  static var settings: Set<[String]> {
    let entries = try? file(ProviderList.standardName).entries()
    return Set((entries ?? []).map(\.path))
  }

  /// The file of a profile: one that ships, or one of the user's.
  static func file(_ name: String) throws -> YAMLFile {
    if let provider = ProviderList.provider(named: name) {
      return try YAMLFile(provider.profile, path: "profile \(name)")
    }
    guard Folder.isFile(name) else { throw unknown(name) }
    return try YAMLFile(name)
  }
}
