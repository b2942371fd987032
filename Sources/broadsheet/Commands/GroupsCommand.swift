import ArgumentParser
import Characters
import Files
import Ledger
import Messaging
import Reporting
import Sending
internal import Tasks
import Workspace

/// `broadsheet groups`: the groups of the customer pool (SPEC CUST-2).
struct GroupsCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "groups", abstract: "Create, list, show and delete groups of customers.",
    discussion: """
      EXAMPLES:
        broadsheet groups create Abroad --region international
        broadsheet groups list --name vip
        broadsheet groups show VIP --limit 50
        broadsheet groups delete VIP
      """,
    subcommands: [Create.self, List.self, Show.self, Delete.self], defaultSubcommand: List.self)

  struct Create: AccessControlled {
    static let action = AccessAction.groupsCreate
    static let configuration = CommandConfiguration(abstract: "Make an empty group.")

    @Argument(help: "The group's name, at most 30 characters.")
    var name: String

    @Option(help: "Which numbers it takes.")
    var region = MessageRegion.mainland

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let name = try CustomerGroup.checked(name)
        let group = try Customers(session).create(name, region)
        GroupView(group, settings).print(form.json)
      }
    }
  }

  struct List: AccessControlled {
    static let action = AccessAction.groupsList
    static let configuration = CommandConfiguration(
      abstract: "List groups with their counts and times, by name.")

    @Option(help: ArgumentHelp("Groups with this in their name.", valueName: "text"))
    var name: String?

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        for group in try Customers(session).groups(name: name) {
          GroupView(group, settings).print(form.json)
        }
      }
    }
  }

  struct Show: AccessControlled {
    static let action = AccessAction.groupsShow
    static let configuration = CommandConfiguration(
      abstract: "Show a group and its numbers, or look one up.")

    @Argument(help: "The group's name.")
    var name: String

    @Option(help: ArgumentHelp("Only this number, if the group has it.", valueName: "number"))
    var number: String?

    @Option(help: ArgumentHelp("The most numbers to show.", valueName: "number"))
    var limit = 20

    @Flag(help: "Show phone numbers whole instead of masked.")
    var showNumbers = false

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func validate() throws {
      guard limit >= 0 else { throw ValidationError("--limit must be 0 or more.") }
    }

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let group = try Customers(session).group(named: name)
        GroupView(group, settings).print(form.json)
        if let number = try NumberReadings.number(number, in: group.region) {
          if try Customers(session).has(number, in: group) { show(number) }
          return
        }
        let numbers = try Customers(session).numbers(of: group, limit: limit)
        for digits in numbers { show(E164(digits: digits)) }
      }
    }

    private func show(_ number: E164) {
      let text = number.text(whole: showNumbers)
      guard form.json else { return Console.print("  \(text)") }
      var object = JSONObject()
      object.add("number", text)
      Console.print(object.text)
    }
  }

  struct Delete: AccessControlled {
    static let action = AccessAction.groupsDelete
    static let configuration = CommandConfiguration(
      abstract: "Delete a group and its numbers; asks on a terminal.")

    @Argument(help: "The group's name.")
    var name: String

    @OptionGroup var confirm: ConfirmOptions
    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, _) = try ledger.session()
        let group = try Customers(session).group(named: name)
        let question = "Delete the group “\(group.name)” with \(grouped(group.count)) numbers?"
        guard confirm.isWanted(question) else { return }
        try Customers(session).delete(group)
        form.say("The group “\(group.name)” is deleted.") { $0.add("deleted", group.name) }
      }
    }
  }
}

/// A group in words and in JSON.
private struct GroupView {
  private let group: CustomerGroup
  private let settings: Settings

  init(_ group: CustomerGroup, _ settings: Settings) {
    self.group = group
    self.settings = settings
  }

  func print(_ isJSON: Bool) {
    var time = TimeFormatter(settings.zone)
    let (created, changed) = (time.string(group.created), time.string(group.changed))
    guard isJSON else {
      return Console.print(
        "\(padded(group.name, 30)) \(padded(group.region.rawValue, 14))"
          + "\(right(grouped(group.count), 11))  \(changed)")
    }
    var object = JSONObject()
    object.add("group", group.name)
    object.add("region", group.region.rawValue)
    object.add("count", group.count)
    object.add("created", created)
    object.add("changed", changed)
    Console.print(object.text)
  }
}
