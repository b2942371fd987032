/// Who may do what in a workspace (SPEC ADMIN-10).
///
/// It keeps colleagues out of each other's applications; it is no lock, since whoever may write the
/// workspace's files may change it.
package struct AccessControl: Sendable {
  /// Where policies of the workspace are, a JSON file each.
  package static let folderName = "Policies"

  private let users: [String: [String]]
  private let folder: String

  /// - Parameters:
  ///   - settings: with the users.
  ///   - folder: of the policies.
  package init(_ settings: Settings, folder: String) {
    users = settings.users
    self.folder = folder
  }

  /// Whether the workspace has users; without any it is open to its owner.
  package var isOpen: Bool { users.isEmpty }

  /// Whether a user may act on an application.
  ///
  /// - Throws: `CampaignError.invalidFile` for a policy that cannot be read.
  package func allows(
    _ user: String, _ action: String, on application: String
  ) throws(CampaignError) -> Bool {
    if isOpen { return true }
    return AccessPolicy.allows(try policies(of: user), action, on: "app/\(application)")
  }

  /// Makes sure that a user may act on an application.
  ///
  /// - Throws: `CampaignError.notPermitted`.
  package func check(
    _ user: String, _ action: String, on application: String
  ) throws(CampaignError) {
    guard try allows(user, action, on: application) else {
      throw .notPermitted(user: user, action: action, application: application)
    }
  }

  /// The policies of a user: presets, and files of the workspace.
  package func policies(of user: String) throws(CampaignError) -> [AccessPolicy] {
    try (users[user] ?? []).map { (name) throws(CampaignError) in
      if let preset = AccessPolicy.presets[name] { return preset }
      return try AccessPolicy(path: "\(folder)/\(name).json")
    }
  }
}
