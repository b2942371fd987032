import ArgumentParser
import Carrier
import Files
import Ledger
import Messaging
import Providers
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

extension Language: ExpressibleByArgument {}
extension TableFormat: ExpressibleByArgument {}

/// The workspace that a command works in.
struct WorkspaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The workspace: the folder of \(Settings.fileName), Templates, Output and the ledger.",
      valueName: "folder"))
  var workspace = "."

  @Option(
    help: ArgumentHelp("The folder of template files; the workspace's own.", valueName: "folder"))
  var templates: String?

  @Option(
    help: ArgumentHelp(
      "The settings file; \(Settings.fileName) of the workspace if it is there.",
      valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Who acts, in a workspace with users; BROADSHEET_USER or the login name by default.",
      valueName: "name"))
  var user: String?

  @Option(
    help: ArgumentHelp(
      "A provider's profile: \(ProviderList.names.joined(separator: ", ")), or a file of your own.",
      valueName: "name"))
  var provider: String?

  @Option(help: "The language of workbooks, pages and what is shown here.")
  var language: Language?

  var store: TemplateStore { TemplateStore(folder: templates ?? path("Templates")) }

  /// The path of a name in the workspace.
  func path(_ name: String) -> String { Folder.path(name, in: workspace) }

  func source(flags: SettingFlags...) throws -> SettingsSource {
    let standard = path(Settings.fileName)
    var flags = flags.reduce(into: [:]) { $0.merge($1) { $1 } }
    if let provider { flags["provider"] = ("provider", provider) }
    if let language { flags["language"] = ("language", language.rawValue) }
    let source = try SettingsSource(
      path: config ?? (Folder.exists(standard) ? standard : nil), workspace: workspace,
      flags: flags)
    try permitSome(source.settings)
    return source
  }

  /// Whether the folder is a workspace: only there anything is remembered.
  private var isWorkspace: Bool { Folder.exists(path(Settings.fileName)) }

  /// The workspace's ledger; nil in other folders, and where the settings want none.
  func ledger(_ settings: Settings) throws -> Ledger? {
    guard isWorkspace, let kind = settings.ledger else { return nil }
    return try Self.ledger(kind, inWorkspace: workspace)
  }

  /// Opens the ledger of a workspace, and makes it when there is none.
  static func ledger(
    _ kind: Ledger.Kind = .standard, inWorkspace folder: String
  ) throws -> Ledger {
    try Ledger(kind, folder: Folder.path("Ledger", in: folder))
  }
}
