import ArgumentParser
import Characters
import Files
import Ledger
import Messaging
import Reporting
import Sending
import Tasks
import Workspace

extension MessageType: ExpressibleByArgument {}

/// `broadsheet suppress`: the lists of numbers that are not sent to, or without limits.
struct SuppressCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "suppress",
    abstract: "Keep the mute list, the unsubscribed numbers and the allowlist.",
    discussion: """
      A muted number, or one that unsubscribed, gets no messages of a signature and a type, or of any \
      type. Numbers on an application's allowlist have no frequency limits.

      EXAMPLES:
        broadsheet suppress mute add 12012345678 --signature Acme --type marketing
        broadsheet suppress unsubscribe import stop.csv --signature Acme
        broadsheet suppress allow add 12012345678 12012345679
        broadsheet suppress mute list
        broadsheet suppress unsubscribe export unsubscribed.csv
        broadsheet suppress unsubscribe remove 12012345678 --signature Acme --reason "asked to be added again"
        broadsheet suppress unsubscribe review 1 --approve
      """,
    subcommands: [Mute.self, Unsubscribe.self, Allow.self])

  struct Mute: SuppressionListCommand {
    static let list = SuppressionList.mute
    static let actions = ListActions(
      add: .suppressMuteAdd, remove: .suppressMuteRemove, list: .suppressMuteList,
      import: .suppressMuteImport, export: .suppressMuteExport)
    static let configuration = ListCommands<Self>.configuration("mute", "The mute list.")
  }

  struct Unsubscribe: SuppressionListCommand {
    static let list = SuppressionList.unsubscribe
    static let actions = ListActions(
      add: .suppressUnsubscribeAdd, remove: .suppressUnsubscribeRemove,
      list: .suppressUnsubscribeList,
      import: .suppressUnsubscribeImport, export: .suppressUnsubscribeExport)
    static let configuration = ListCommands<Self>.configuration(
      "unsubscribe",
      "The numbers that unsubscribed; their removal is applied for and reviewed.",
      adding: [Review.self, Applications.self])
  }

  struct Allow: SuppressionListCommand {
    static let list = SuppressionList.allow
    static let actions = ListActions(
      add: .suppressAllowAdd, remove: .suppressAllowRemove, list: .suppressAllowList,
      import: .suppressAllowImport, export: .suppressAllowExport)
    static let configuration = ListCommands<Self>.configuration(
      "allow", "The numbers without frequency limits.")
  }
}

/// The commands of one list.
protocol SuppressionListCommand: CommandGroup {
  static var list: SuppressionList { get }
  static var actions: ListActions { get }
}

/// What the commands of a list are called in policies.
struct ListActions {
  let add, remove, list, `import`, export: AccessAction
}

/// Whom an entry is for.
struct ScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The signature, for the mute and unsubscribe lists.", valueName: "name"))
  var signature: String?

  @Option(help: "The type of message; all types by default.")
  var type: MessageType?

  @Option(
    help: ArgumentHelp(
      "The application, for the allowlist; the only one by default.", valueName: "name"))
  var application: String?

  func scope(
    _ list: SuppressionList, _ settings: Settings, _ workspace: WorkspaceOptions
  ) throws -> ListScope {
    if list == .allow {
      let name = try settings.application(named: application).name
      try workspace.permit(name, settings)
      return ListScope(name)
    }
    guard let signature else {
      throw CampaignError.badList("name the signature with --signature.")
    }
    return ListScope(signature, type)
  }
}

/// Add, remove, list, import and export, the same for each list.
enum ListCommands<Command: SuppressionListCommand> {
  static func configuration(
    _ name: String, _ abstract: String, adding others: [any AccessControlled.Type] = []
  ) -> CommandConfiguration {
    let scope = Command.list == .allow ? "--application shop" : "--signature Acme"
    return CommandConfiguration(
      commandName: name, abstract: abstract,
      discussion: """
        EXAMPLES:
          broadsheet suppress \(name) add 12012345678 \(scope)
          broadsheet suppress \(name) list --number 12012345678
          broadsheet suppress \(name) import numbers.csv \(scope)
        """,
      subcommands: [Add.self, Remove.self, List.self, Import.self, Export.self] + others)
  }

  /// Adds numbers, no more than a call may; both that a text may mean, so that neither is sent to.
  ///
  /// The allowlist takes limits away, so there the user must say which is meant.
  private static func add(
    _ column: NumberColumn, _ scope: ListScope, _ session: LedgerSession, _ form: FormOptions
  ) throws {
    let (list, numbers, refused) = (Command.list, column.numbers, column.refused)
    if list == .allow, case .either(let mainland, let international)? = column.example {
      throw CampaignError.ambiguousNumber(mainland: mainland, international: international)
    }
    if let limit = list.callLimit, numbers.count > limit {
      throw CampaignError.badList(
        "at most \(limit) numbers can be added at once; these are \(numbers.count).")
    }
    let added = try SuppressionLists(session).add(numbers, to: list, scope)
    form.say(
      "\(grouped(added)) added to the \(list.words)"
        + (added < numbers.count ? "; \(grouped(numbers.count - added)) were on it." : ".")
        + (refused > 0
          ? "\n\(grouped(refused)) rows hold no number that could be a recipient." : "")
        + said(of: column)
    ) {
      $0.add("added", added)
      $0.add("known", numbers.count - added)
      $0.add("invalid", refused)
      $0.add("ambiguous", column.ambiguous)
    }
  }

  /// What is said of texts that may mean two people.
  private static func said(of column: NumberColumn) -> String {
    guard case .either(let mainland, let international)? = column.example else { return "" }
    return "\n\(grouped(column.ambiguous)) may be of the mainland or of another country, as "
      + "\(mainland) or \(international): both are on the list. --region says which is meant."
  }

  struct Add: AccessControlled {
    static var action: AccessAction { Command.actions.add }
    static var configuration: CommandConfiguration {
      CommandConfiguration(commandName: "add", abstract: "Add numbers.")
    }

    @Argument(help: "The numbers.")
    var numbers: [String]

    @OptionGroup(title: "Scope") var scope: ScopeOptions
    @OptionGroup var reading: NumberOptions
    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let scope = try scope.scope(Command.list, settings, ledger.workspace)
        let context = try reading.context(of: Command.list, scope, session, ledger.workspace)
        try ListCommands.add(
          try NumberColumn(typed: numbers, context: context), scope, session, form)
      }
    }
  }

  struct Remove: AccessControlled {
    static var action: AccessAction { Command.actions.remove }
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "remove",
        abstract: Command.list == .unsubscribe
          ? "Apply for the removal of numbers; a review decides." : "Remove numbers.")
    }

    @Argument(help: "The numbers.")
    var numbers: [String]

    @Option(
      help: ArgumentHelp(
        "Why numbers that unsubscribed may be sent to again.", valueName: "words"))
    var reason: String?

    @OptionGroup(title: "Scope") var scope: ScopeOptions
    @OptionGroup var reading: NumberOptions
    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let scope = try scope.scope(Command.list, settings, ledger.workspace)
        let context = try reading.context(of: Command.list, scope, session, ledger.workspace)
        if Command.list == .unsubscribe {
          guard let reason else {
            throw CampaignError.badList(
              "say why with --reason, such as a consent that was given anew.")
          }
          for number in try listed(context, scope, session) {
            let row = try Replies(session).applyForRemoval(number, scope, reason: reason)
            form.say("Application \(row.id) for \(number) waits for its review.") {
              $0.add("application", row.id)
              $0.add("state", row.state.rawValue)
            }
          }
          return
        }
        let found = try NumberColumn(typed: numbers, context: context).numbers
        let removed = try SuppressionLists(session).remove(found, from: Command.list, scope)
        form.say("\(grouped(removed)) removed from the \(Command.list.words).") {
          $0.add("removed", removed)
        }
      }
    }

    /// The numbers, of two that a text may mean those on the list.
    private func listed(
      _ context: NumberContext, _ scope: ListScope, _ session: LedgerSession
    ) throws -> [E164] {
      var found: [E164] = []
      for text in numbers {
        let meant = try NumberReadings(typed: text).meaning(in: context).numbers
        let listed = try SuppressionLists(session).those(of: meant, on: Command.list, scope)
        found += listed.isEmpty ? Array(meant.prefix(1)) : listed
      }
      return found
    }
  }

  struct List: AccessControlled {
    static var action: AccessAction { Command.actions.list }
    static var configuration: CommandConfiguration {
      CommandConfiguration(commandName: "list", abstract: "List the numbers, or look one up.")
    }

    @Option(help: ArgumentHelp("Only this number.", valueName: "number"))
    var number: String?

    @Option(help: ArgumentHelp("Only this signature or application.", valueName: "name"))
    var of: String?

    @Flag(help: "Show phone numbers whole instead of masked.")
    var showNumbers = false

    @OptionGroup var reading: NumberOptions
    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        var time = TimeFormatter(settings.zone)
        let wanted = try reading.numbers(lookedFor: number)
        try SuppressionLists(session).entries(of: Command.list, name: of, numbers: wanted) {
          entry in
          let number = entry.number.text(whole: showNumbers)
          let type = entry.scope.type?.rawValue ?? "all"
          if form.json {
            var object = JSONObject()
            object.add("number", number)
            object.add(
              Command.list == .allow ? "application" : "signature", entry.scope.name)
            if Command.list != .allow { object.add("type", type) }
            object.add("added", time.string(entry.added))
            Console.print(object.text)
          } else {
            Console.print(
              "\(padded(number, 18))\(padded(entry.scope.name, 20)) "
                + "\(Command.list == .allow ? "" : padded(type, 13))\(time.string(entry.added))")
          }
          return true
        }
      }
    }
  }

  struct Import: AccessControlled {
    static var action: AccessAction { Command.actions.import }
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "import", abstract: "Add the numbers of a sheet's first column.")
    }

    @Argument(help: "The sheet, XLSX or CSV.")
    var sheet: String

    @OptionGroup(title: "Scope") var scope: ScopeOptions
    @OptionGroup var numbers: NumberOptions
    @OptionGroup var importing: ImportOptions
    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let opened = try importing.open(sheet, ledger)
        let into = try scope.scope(Command.list, opened.settings, ledger.workspace)
        let context = try numbers.context(of: Command.list, into, opened.session, ledger.workspace)
        let column = try NumberColumn(opened.reader, header: opened.header, context: context)
        try ListCommands.add(column, into, opened.session, form)
      }
    }
  }

  struct Export: AccessControlled {
    static var action: AccessAction { Command.actions.export }
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "export", abstract: "Write the list as CSV: number, scope, type, time.")
    }

    @Argument(help: "The file to write; standard output by default.")
    var file: String?

    @Option(help: ArgumentHelp("Only this signature or application.", valueName: "name"))
    var of: String?

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        try ListFile.write(Command.list, of: of, session, zone: settings.zone, to: file)
        if let file, form.json { form.say(file) { $0.add("file", file) } }
      }
    }
  }
}
