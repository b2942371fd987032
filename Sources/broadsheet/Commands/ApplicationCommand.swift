import ArgumentParser
import Characters
import Files
import Ledger
import Messaging
import Reporting
import Sending
import Tasks
import Workspace

/// `broadsheet application`: what sends, each with an ID, a key and limits of its own (SPEC ADMIN-3).
struct ApplicationCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: ApplicationFiles.noun,
    abstract: "Create, change, disable and delete applications, which send.",
    discussion: """
      Each is a file in \(ApplicationFiles.folderName) with settings that count more than those under \
      applications: in \(Settings.fileName); `broadsheet config show applications` tells what they are. At most \
      \(ApplicationFiles.limit).

      EXAMPLES:
        broadsheet application create shop --set daily.total=10000 --set contacts.ops@acme.example=package
        broadsheet application buy shop 5000
        broadsheet application countries import shop countries.xlsx
        broadsheet application disable shop
      """,
    subcommands: [
      Create.self, Change.self, Buy.self, Disable.self, Enable.self, Delete.self, List.self,
      Show.self, CountriesCommand.self,
    ])

  /// Settings of an application.
  struct ValueOptions: ParsableArguments {
    @Option(
      name: .customLong("set"),
      help: ArgumentHelp(
        "A setting of the application, such as daily.total=1000; without a value it is taken away. "
          + "May be given several times.",
        valueName: "name=value"))
    var values: [String] = []

    @Option(help: ArgumentHelp("What the application is for.", valueName: "words"))
    var note: String?

    func validate() throws {
      for value in values where !value.contains("=") || value.hasPrefix("=") {
        throw ValidationError("--set must be a name and a value, such as daily.total=1000.")
      }
    }

    var pairs: [(path: String, value: String)] {
      let given = values.map { text in
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (path: String(parts[0]), value: String(parts[1]))
      }
      return (note.map { [(path: "note", value: $0)] } ?? []) + given
    }
  }

  struct Create: AccessControlled {
    static let action = AccessAction.applicationCreate
    static let configuration = CommandConfiguration(
      abstract: "Make an application; prints its ID and its key.")

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var values: ValueOptions

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        let settings = try workspace.source().settings
        try workspace.permit(name, settings)
        let account = try workspace.applications.create(name, values.pairs, settings)
        guard form.json else {
          Console.print("The application “\(name)” is made.")
          Console.print("ID   \(account.id ?? "")")
          return Console.print("Key  \(account.key ?? "")")
        }
        var object = JSONObject()
        object.add("application", name)
        object.add("id", account.id)
        object.add("key", account.key)
        Console.print(object.text)
      }
    }
  }

  /// The application that is changed.
  struct TargetOptions: ParsableArguments {
    @Argument(help: "The application's name.")
    var name: String

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    /// Changes its settings and says what they are.
    ///
    /// - Parameter values: gets what its file says so far and its settings, and gives what is to change.
    /// - Throws: the exit code of an error that was told.
    func change(
      _ values: ([String: String], ApplicationSettings) -> [(path: String, value: String)]
    ) throws {
      try CommandRunner.run {
        let settings = try workspace.source().settings
        try workspace.permit(name, settings)
        let application = try settings.application(named: name)
        var changed: [(path: String, value: String)] = []
        try workspace.applications.change(name, settings) { said in
          changed = values(said, application)
          return changed
        }
        for (path, value) in changed {
          // A key that is taken away is a new one; other settings are those of the workspace then.
          let words = path == "key" ? "another" : value.isEmpty ? "as without the file" : value
          form.say("\(name): \(path) is \(words) now.") {
            $0.add("application", name)
            $0.add("setting", path)
            $0.add("value", value.isEmpty ? nil : value)
          }
        }
      }
    }
  }

  struct Change: AccessControlled {
    static let action = AccessAction.applicationChange
    static let configuration = CommandConfiguration(
      abstract: "Change settings of an application.",
      discussion: """
        EXAMPLES:
          broadsheet application change shop --set daily.total=20000 --set alarms.daily.total=15000
          broadsheet application change shop --set daily.total=
          broadsheet application change shop --set key=        # a new one
        """)

    @OptionGroup var target: TargetOptions
    @OptionGroup var values: ValueOptions

    func validate() throws {
      guard !values.pairs.isEmpty else { throw ValidationError("Give --set or --note.") }
    }

    func run() throws { try target.change { _, _ in values.pairs } }
  }

  struct Buy: AccessControlled {
    static let action = AccessAction.applicationBuy
    static let configuration = CommandConfiguration(
      abstract: "Add billed items to an application's package.")

    @OptionGroup var target: TargetOptions

    @Argument(help: "How many.")
    var items: Int

    func validate() throws {
      guard (1...1_000_000_000).contains(items) else {
        throw ValidationError("The items must be from 1 to 1000000000.")
      }
    }

    func run() throws {
      try target.change { said, application in
        let bought = said["package"].flatMap(Int.init) ?? application.packageItems ?? 0
        return [(path: "package", value: "\(bought + items)")]
      }
    }
  }

  struct Disable: AccessControlled {
    static let action = AccessAction.applicationDisable
    static let configuration = CommandConfiguration(
      abstract: "Disable an application: what it sends is suppressed.")

    @OptionGroup var target: TargetOptions

    func run() throws { try target.change { _, _ in [(path: "enabled", value: "no")] } }
  }

  struct Enable: AccessControlled {
    static let action = AccessAction.applicationEnable
    static let configuration = CommandConfiguration(
      abstract: "Enable an application again.")

    @OptionGroup var target: TargetOptions

    func run() throws { try target.change { _, _ in [(path: "enabled", value: "yes")] } }
  }

  struct Delete: AccessControlled {
    static let action = AccessAction.applicationDelete
    static let configuration = CommandConfiguration(
      abstract: "Delete a disabled application; that is final. Asks on a terminal.")

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var confirm: ConfirmOptions
    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        let settings = try workspace.source().settings
        try workspace.permit(name, settings)
        try checkIdle(settings)
        guard confirm.isWanted("Delete the application “\(name)” for good?") else { return }
        try workspace.applications.delete(name, settings)
        form.say("The application “\(name)” is deleted.") { $0.add("deleted", name) }
      }
    }

    /// Makes sure that nothing is going to be sent by it.
    private func checkIdle(_ settings: Settings) throws {
      guard let ledger = try workspace.ledger(settings) else { return }
      var filter = TaskFilter()
      filter.states = [.pending, .executing]
      filter.limit = .max
      let tasks = try TaskRegister(LedgerSession(ledger, now: 0)).tasks(filter)
        .filter { $0.application == name }
      guard tasks.isEmpty else {
        throw CampaignError.refused(
          "The application “\(name)” has tasks that are not done: "
            + "\(tasks.map { "\($0.number)" }.joined(separator: ", ")). Cancel them first.")
      }
    }
  }

  struct List: AccessControlled {
    static let action = AccessAction.applicationList
    static let configuration = CommandConfiguration(
      abstract: "List applications with their IDs.")

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        let settings = try workspace.source().settings
        let rights = try workspace.rights(settings)
        for name in settings.applicationNames where rights.allows(Access.action, on: name) {
          let view = ApplicationView(try settings.application(named: name), settings, used: nil)
          Console.print(form.json ? view.json(key: nil) : view.line())
        }
      }
    }
  }

  struct Show: AccessControlled {
    static let action = AccessAction.applicationShow
    static let configuration = CommandConfiguration(
      abstract: "Show an application: ID, key, balance of its package, and its settings.")

    @Argument(help: "Its name.")
    var name: String

    @Flag(help: "Show the key whole; for users the action application:key.")
    var showKey = false

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        let source = try workspace.source()
        let settings = source.settings
        let rights = try workspace.rights(settings)
        try rights.check(Access.action, on: name)
        // Who may look at everything need not know what callbacks are signed with.
        if showKey { try rights.check(.applicationKey, on: name) }
        let application = try settings.application(named: name)
        var used: Int?
        if let ledger = try workspace.ledger(settings) {
          used = try LedgerSession(ledger, now: 0).usedItems(of: name)
        }
        let view = ApplicationView(application, settings, used: used)
        let key = settings.accounts[name]?.key.map { showKey ? $0 : "\($0.prefix(4))…" }
        guard !form.json else { return Console.print(view.json(key: key)) }
        view.lines(key: key).forEach(Console.print)
        let prefix = "applications.\(name)."
        for value in source.shown()
        where value.path.hasPrefix(prefix) && value.origin != .standard {
          let path = value.path.dropFirst(prefix.count)
          guard !["id", "key", "note", "enabled"].contains(path) else { continue }
          Console.print("\(padded(String(path), 28))\(value.text)")
        }
      }
    }
  }
}

/// An application in words and in JSON.
private struct ApplicationView {
  private let application: ApplicationSettings
  private let account: ApplicationAccount
  /// Items used of its package; nil: not looked up.
  private let used: Int?

  init(_ application: ApplicationSettings, _ settings: Settings, used: Int?) {
    self.application = application
    account = settings.accounts[application.name] ?? ApplicationAccount()
    self.used = used
  }

  private var state: String { application.isEnabled ? "enabled" : "disabled" }

  private var balance: Int? {
    guard let bought = application.packageItems, let used else { return nil }
    return max(0, bought - used)
  }

  func line() -> String {
    "\(padded(application.name, 20)) \(padded(account.id ?? "-", 12))\(padded(state, 10))"
      + (account.note ?? "")
  }

  func lines(key: String?) -> [String] {
    var lines = ["\(padded("Name", 28))\(application.name)", "\(padded("Status", 28))\(state)"]
    func add(_ name: String, _ value: String?) {
      if let value { lines.append("\(padded(name, 28))\(value)") }
    }
    add("ID", account.id)
    add("Key", key)
    add("Note", account.note)
    if let bought = application.packageItems, let balance {
      add("Package", "\(grouped(balance)) of \(grouped(bought)) items left")
    }
    return lines
  }

  func json(key: String?) -> String {
    var object = JSONObject()
    object.add("application", application.name)
    object.add("id", account.id)
    if let key { object.add("key", key) }
    object.add("note", account.note)
    object.add("enabled", application.isEnabled)
    object.add("package", application.packageItems)
    if used != nil { object.add("balance", balance) }
    return object.text
  }
}

extension WorkspaceOptions {
  var applications: ApplicationFiles { ApplicationFiles(workspace: workspace) }
}
