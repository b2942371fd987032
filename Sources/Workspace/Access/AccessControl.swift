package import Sending

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

  /// What a user may do.
  ///
  /// - Throws: `CampaignError.invalidFile` for a policy that cannot be read.
  package func rights(of user: String) throws -> AccessRights {
    guard !isOpen else { return AccessRights(user: user, policies: [.full]) }
    let policies = try (users[user] ?? []).map { name in
      if let preset = AccessPolicy.presets[name] { return preset }
      return try AccessPolicy(path: "\(folder)/\(name).json")
    }
    return AccessRights(user: user, policies: policies)
  }
}

/// What a user may do, from policies that were read once.
package struct AccessRights: Sendable {
  package let user: String
  fileprivate let policies: [AccessPolicy]

  package func allows(_ action: AccessAction, on application: String) -> Bool {
    allows(actionNamed: action.rawValue, on: application)
  }

  /// What policies say of any word for an action, one of the consoles' too.
  package func allows(actionNamed action: String, on application: String) -> Bool {
    AccessPolicy.allows(policies, action, on: "app/\(application)")
  }

  /// Makes sure that the user may act on an application.
  ///
  /// - Throws: `CampaignError.notPermitted`.
  package func check(_ action: AccessAction, on application: String) throws {
    guard allows(action, on: application) else {
      throw CampaignError.notPermitted(user: user, action: action, application: application)
    }
  }
}

extension CampaignError {
  /// A user whose policies do not allow what was to be done.
  package static func notPermitted(
    user: String, action: AccessAction, application: String
  ) -> CampaignError {
    .failure(
      .notPermitted,
      "The user \(user) may not do \(action.rawValue) with "
        + (application == "*" ? "any application" : "the application \(application)")
        + ". `broadsheet access list` tells whose policies are which; name an application with "
        + "--application if yours is another.")
  }
}
