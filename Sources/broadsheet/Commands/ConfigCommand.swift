import ArgumentParser
import Characters
import Files
import Providers
import Reporting
import Sending
import Spreadsheet
internal import Workspace

/// `broadsheet config`: the settings.
struct ConfigCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show the settings and where they come from.",
    discussion: """
      EXAMPLES:
        broadsheet config show
        broadsheet config show applications --provider \(ProviderList.namesWithCodes[0])
      """,
    subcommands: [Show.self], defaultSubcommand: Show.self)

  struct Show: AccessControlled {
    static let action = AccessAction.configShow
    static let configuration = CommandConfiguration(
      abstract: "Show each setting's value and where it came from.",
      discussion: """
        A flag counts more than the environment, that more than the file, and that more than the \
        default. The environment variable of a setting is its path in capitals: \
        BROADSHEET_SIMULATOR_RATE.
        """)

    @Argument(help: "Only settings whose path has this in it.")
    var part: String?

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Carrier") var settingOptions: SettingOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        for value in try workspace.source(flags: limits.flags, settingOptions.flags).shown()
        where part.map({ value.path.contains($0) }) ?? true {
          if form.json {
            var object = JSONObject()
            object.add("path", value.path)
            object.add("value", value.text)
            object.add("origin", "\(value.origin)")
            Console.print(object.text)
          } else {
            Console.print("\(padded(value.path, 48)) \(padded(value.text, 20)) \(value.origin)")
          }
        }
      }
    }
  }
}
