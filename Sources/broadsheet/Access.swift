import ArgumentParser
import Glibc
import Sending
import Workspace

/// A command, which is an action that policies allow or deny (SPEC ADMIN-10).
///
/// Whatever does something conforms to this and to nothing less, so that a command without an action is none.
protocol AccessControlled: ParsableCommand {
  static var action: AccessAction { get }
}

/// A command that only has others below it, and shows their help.
protocol CommandGroup: ParsableCommand {}

/// Which action the command that runs is, and who runs it (SPEC ADMIN-10).
enum Access {
  @TaskLocal private static var current: AccessAction?

  /// The action of the command that runs.
  static var action: AccessAction {
    guard let current else { preconditionFailure("the command that runs has no action") }
    return current
  }

  /// Runs a command as the action that it is.
  static func run(_ command: inout any ParsableCommand) throws {
    let action = (type(of: command) as? any AccessControlled.Type)?.action
    try $current.withValue(action) { try command.run() }
  }

  /// The user without `--user`: `BROADSHEET_USER`, or the login name.
  static var user: String {
    if let name = getenv("BROADSHEET_USER") { return String(cString: name) }
    guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else {
      return "\(geteuid())"
    }
    return String(cString: name)
  }
}

extension WorkspaceOptions {
  /// What the user may do in the workspace.
  func rights(_ settings: Settings) throws -> AccessRights {
    try AccessControl(settings, folder: path(AccessControl.folderName))
      .rights(of: user ?? Access.user)
  }

  /// Makes sure that the user may do what the command does with an application.
  ///
  /// - Throws: `CampaignError.notPermitted`.
  func permit(_ application: String, _ settings: Settings) throws {
    try rights(settings).check(Access.action, on: application)
  }

  /// Makes sure that the user may do it with some application: what it is about is told later.
  func permitSome(_ settings: Settings) throws {
    let rights = try rights(settings)
    guard settings.applicationNames.contains(where: { rights.allows(Access.action, on: $0) }) else {
      throw CampaignError.notPermitted(user: rights.user, action: Access.action, application: "*")
    }
  }

  /// Makes sure that the user may do it with every application, where none is named.
  func permitAll(_ settings: Settings) throws {
    let rights = try rights(settings)
    for name in settings.applicationNames { try rights.check(Access.action, on: name) }
  }
}
