import ArgumentParser
import Glibc
import Sending
import Workspace

/// Which action the command that runs is, and who runs it (SPEC ADMIN-10).
enum Access {
  /// The command's words with colons between, such as `task:cancel`.
  @TaskLocal static var action = ""

  /// The user without `--user`: `BROADSHEET_USER`, or the login name.
  static var user: String {
    if let name = getenv("BROADSHEET_USER") { return String(cString: name) }
    guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else {
      return "\(geteuid())"
    }
    return String(cString: name)
  }

  /// The action of a command, by its place among the others.
  static func action(of command: any ParsableCommand) -> String {
    path(to: type(of: command), from: Broadsheet.self)?.joined(separator: ":") ?? ""
  }

  private static func path(
    to wanted: any ParsableCommand.Type, from root: any ParsableCommand.Type
  ) -> [String]? {
    for child in root.configuration.subcommands {
      let name = child._commandName
      if child == wanted {
        // A command that stands for its first subcommand.
        let first = child.configuration.defaultSubcommand
        return first.map { [name, $0._commandName] } ?? [name]
      }
      if let rest = path(to: wanted, from: child) { return [name] + rest }
    }
    return nil
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
