import ArgumentParser
import Files
import Providers
import Reporting
import Sending
import Workspace

/// `broadsheet profile`: the providers' profiles (SPEC PROFILE).
struct ProfileCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "List and show the providers' profiles.",
    discussion: """
      A profile is a file of settings: what a provider's console takes, removes and bills. --provider lays \
      one upon the workspace's settings; one of your own is named by its path.

      EXAMPLES:
        broadsheet profile list
        broadsheet profile show \(ProviderList.names.last ?? "") > ours.yaml
        broadsheet check customers.xlsx --template notice --provider ours.yaml
        broadsheet check customers.xlsx --template notice --compare
      """,
    subcommands: [List.self, Show.self], defaultSubcommand: List.self)

  struct List: AccessControlled {
    static let action = AccessAction.profileList
    static let configuration = CommandConfiguration(abstract: "List the profiles that ship.")

    @OptionGroup var form: FormOptions

    func run() {
      for name in ProviderList.names {
        var object = JSONObject()
        object.add("profile", name)
        Console.print(form.json ? object.text : name)
      }
    }
  }

  struct Show: AccessControlled {
    static let action = AccessAction.profileShow
    static let configuration = CommandConfiguration(
      abstract: "Print a profile's file, to be copied and changed.")

    @Argument(help: "The profile's name.")
    var name: String

    func run() throws {
      try CommandRunner.run {
        Console.write(Array(try Profile.known(name).utf8))
      }
    }
  }
}
