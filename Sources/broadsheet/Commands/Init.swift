import ArgumentParser
import Files
import Ledger
import Messaging
import Reporting
import Sending
import Workspace

/// `broadsheet init`: makes a workspace.
struct Init: AccessControlled {
  static let action = AccessAction.initialize
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a workspace: settings, a template, a sample, folders, the ledger.",
    discussion: """
      What is there already is left as it is.

      EXAMPLES:
        broadsheet init campaigns && cd campaigns
        broadsheet send sample.csv --template welcome
      """)

  @Argument(help: "The folder; this one by default.")
  var folder = "."

  @OptionGroup var form: FormOptions

  private static let template = Template(
    name: "welcome", type: .notification, region: .mainland, signature: "Acme",
    content: "Dear {1}, your account is open. Your customer number is {2}.")

  func run() throws {
    try CommandRunner.run {
      func path(_ name: String) -> String { Folder.path(name, in: folder) }
      var made: [String] = []
      for name in ["Templates", "Output"] { try OutputFile.makeFolder(path(name)) }
      let template = Self.template
      let files = [
        (Settings.fileName, Settings.sample()),
        (
          "Templates/welcome.yaml",
          """
          # broadsheet template show welcome
          name: \(template.name)
          type: \(template.type.rawValue)          # verification, notification or marketing
          region: \(template.region.rawValue)            # mainland or international
          signature: \(template.signature ?? "")
          status: \(template.status.rawValue)           # only an effective template can be sent
          content: "\(template.content)"

          """
        ),
        (
          "sample.csv",
          "Phone Number,Name,Customer Number\n17400001001,Ana,1001\n17400001002,Ben,1002\n"
            + "17400001003,Chen,1003\n"
        ),
      ]
      for (name, text) in files where !Folder.exists(path(name)) {
        try NewFile.write(text, to: path(name))
        made.append(name)
      }
      // Settings that cannot be read are for the commands that need them.
      let source = try? SettingsSource(path: path(Settings.fileName), workspace: folder, flags: [:])
      _ = try WorkspaceOptions.ledger(source?.settings.ledger ?? .standard, inWorkspace: folder)
      let place = folder == "." ? "this folder" : folder
      form.say(
        (made.isEmpty
          ? "There is a workspace in \(place) already; nothing was changed."
          : "Made \(made.joined(separator: ", ")), Output and the ledger in \(place).")
          + "\nTry: broadsheet send sample.csv --template welcome"
      ) { $0.add("made", made) }
    }
  }
}
