import ArgumentParser
import Characters
import Files
import Reporting
import Sending
import Workspace

/// `broadsheet access`: who may do what (SPEC ADMIN-10).
struct AccessCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "access", abstract: "Tell who may do what in the workspace.",
    discussion: """
      The settings name users with their policies: full, readOnly, or a file of \(AccessControl.folderName)/. \
      A workspace without users is open to its owner. The user is --user, BROADSHEET_USER or the login name.

      EXAMPLES:
        broadsheet access list
        broadsheet access can ana task:cancel app/shop
        broadsheet access show readOnly
      """,
    subcommands: [Can.self, List.self, Show.self], defaultSubcommand: List.self)

  struct Can: AccessControlled {
    static let action = AccessAction.accessCan
    static let configuration = CommandConfiguration(
      abstract: "Say whether a user may do something; ends with status 1 if not.")

    @Argument(help: "The user.")
    var user: String

    @Argument(help: "The action: a command's words with colons between, such as task:cancel.")
    var action: String

    @Argument(help: "The application, such as app/shop.")
    var resource: String

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      var isAllowed = false
      try CommandRunner.run {
        let settings = try workspace.source().settings
        let control = AccessControl(settings, folder: workspace.path(AccessControl.folderName))
        let application = resource.hasPrefix("app/") ? String(resource.dropFirst(4)) : resource
        isAllowed = try control.rights(of: user).allows(actionNamed: action, on: application)
        form.say(isAllowed ? "yes" : "no") { $0.add("allowed", isAllowed) }
      }
      if !isAllowed { throw ExitCode(1) }
    }
  }

  struct List: AccessControlled {
    static let action = AccessAction.accessList
    static let configuration = CommandConfiguration(abstract: "List the users with their policies.")

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        for (user, policies) in try workspace.source().settings.users.sorted(by: { $0.key < $1.key }
        ) {
          var object = JSONObject()
          object.add("user", user)
          object.add("policies", policies)
          Console.print(
            form.json ? object.text : "\(padded(user, 20)) \(policies.joined(separator: ", "))")
        }
      }
    }
  }

  struct Show: AccessControlled {
    static let action = AccessAction.accessShow
    static let configuration = CommandConfiguration(abstract: "Show what a policy says.")

    @Argument(help: "The policy: full, readOnly, or the name of a file without its ending.")
    var policy: String

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        _ = try workspace.source()
        let path = workspace.path("\(AccessControl.folderName)/\(policy).json")
        let preset = AccessPolicy.presets[policy]
        let shown = if let preset { preset } else { try AccessPolicy(path: path) }
        for statement in shown.statements {
          form.say(
            "\(padded(statement.effect.rawValue, 6)) \(statement.actions.joined(separator: ", ")) on "
              + statement.resources.joined(separator: ", ")
          ) {
            $0.add("effect", statement.effect.rawValue)
            $0.add("action", statement.actions)
            $0.add("resource", statement.resources)
          }
        }
      }
    }
  }
}
