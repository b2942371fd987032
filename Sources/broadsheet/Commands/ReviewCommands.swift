import ArgumentParser
import Characters
import Files
import Ledger
import Messaging
import Reporting
import Sending
import Tasks
import Workspace

/// The commands that qualifications, signatures and templates have in common (SPEC ADMIN-1, ADMIN-2).
enum ReviewCommands {
  struct List<Item: ReviewControlled>: AccessControlled {
    static var action: AccessAction { Item.actions.list }
    static var configuration: CommandConfiguration {
      CommandConfiguration(commandName: "list", abstract: "List \(Item.noun)s and their status.")
    }

    @Option(help: "Only those of this status.")
    var status: ReviewStatus?

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        _ = try workspace.source()
        for item in try workspace.reviewed(Item.self).items()
        where status.map({ item.status == $0 }) ?? true {
          Console.print(form.json ? ReviewView.json(item) : ReviewView.line(item))
        }
      }
    }
  }

  struct Show<Item: ReviewControlled>: AccessControlled {
    static var action: AccessAction { Item.actions.show }
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "show", abstract: "Show a \(Item.noun) and what a reviewer would refuse.")
    }

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        _ = try workspace.source()
        let item = try workspace.reviewed(Item.self).item(named: name)
        guard !form.json else { return Console.print(ReviewView.json(item)) }
        ReviewView.lines(item).forEach(Console.print)
        for finding in try item.findings(in: workspace.workspace) {
          Console.print("\(padded("Finding", 15))\(finding.message) [\(finding.code)]")
        }
      }
    }
  }

  struct Review<Item: ReviewControlled>: AccessControlled {
    static var action: AccessAction { Item.actions.review }
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "review", abstract: "Review a \(Item.noun): it is effective or failed then.",
        discussion: """
          Without more it fails for what a reviewer would refuse, as `show` says, and is effective if that is \
          nothing. --approve and --reject decide whatever that is. Contacts of applications that are told of \
          reviews get an alarm.

          EXAMPLES:
            broadsheet \(Item.noun) review Acme
            broadsheet \(Item.noun) review Acme --reject --reason "The licence has expired."
          """)
    }

    @Argument(help: "Its name.")
    var name: String

    @Flag(help: "Make it effective.")
    var approve = false

    @Flag(help: "Let it fail; also an effective one.")
    var reject = false

    @Option(help: ArgumentHelp("Why it fails.", valueName: "words"))
    var reason: String?

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func validate() throws {
      guard !(approve && reject) else {
        throw ValidationError("Give --approve or --reject, not both.")
      }
      guard !reject || reason?.isEmpty == false else {
        throw ValidationError("Say why it is rejected with --reason.")
      }
      guard reject || reason == nil else {
        throw ValidationError("--reason goes with --reject.")
      }
    }

    func run() throws { try run(setting: []) }

    /// Reviews it after setting fields of it.
    func run(setting fields: [(key: String, value: String)]) throws {
      try CommandRunner.run {
        let settings = try ledger.workspace.source().settings
        let decision: ReviewStore<Item>.Decision =
          approve ? .approved : reject ? .failed(reason: reason ?? "") : .byLint
        let item = try ledger.workspace.reviewed(Item.self).review(
          name, decision, setting: fields)
        Console.print(form.json ? ReviewView.json(item) : ReviewView.said(item))
        try ledger.tellReview(ReviewView.said(item), settings)
      }
    }
  }

  struct Delete<Item: ReviewControlled>: AccessControlled {
    static var action: AccessAction { Item.actions.delete }
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a \(Item.noun); that is final. Asks on a terminal.")
    }

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var confirm: ConfirmOptions
    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        _ = try workspace.source()
        let store = workspace.reviewed(Item.self)
        _ = try store.item(named: name)
        try workspace.checkUnused(Item.noun, name)
        guard confirm.isWanted("Delete the \(Item.noun) “\(name)” for good?") else { return }
        try store.delete(name)
        form.say("The \(Item.noun) “\(name)” is deleted.") { $0.add("deleted", name) }
      }
    }
  }
}

/// What the commands of a kind of review are called in policies.
struct ReviewActions {
  let list, show, review, delete: AccessAction
}

/// What is reviewed by commands.
protocol ReviewControlled: Reviewed {
  static var actions: ReviewActions { get }
}

extension Qualification: ReviewControlled {
  static let actions = ReviewActions(
    list: .qualificationList, show: .qualificationShow, review: .qualificationReview,
    delete: .qualificationDelete)
}

extension Signature: ReviewControlled {
  static let actions = ReviewActions(
    list: .signatureList, show: .signatureShow, review: .signatureReview,
    delete: .signatureDelete)
}

extension Template: ReviewControlled {
  static let actions = ReviewActions(
    list: .templateList, show: .templateShow, review: .templateReview, delete: .templateDelete)
}

/// What is reviewed, in words and in JSON.
enum ReviewView {
  static func said(_ item: some Reviewed) -> String {
    "The \(type(of: item).noun) “\(item.name)” "
      + (item.reason.map { "failed its review: \($0)" } ?? "is \(item.status.rawValue).")
  }

  static func line(_ item: some Reviewed) -> String {
    let fields = item.fields.compactMap { $0.value }.joined(separator: ", ")
    return "\(padded(item.name, 20)) \(padded(item.status.rawValue, 10))\(fields)"
      + (item.reason.map { "  (\($0))" } ?? "")
  }

  static func lines(_ item: some Reviewed) -> [String] {
    let fields =
      [("name", item.name)] + item.fields
      + [("status", item.status.rawValue), ("reason", item.reason)]
    return fields.compactMap { key, value in
      value.map { "\(padded(key.prefix(1).uppercased() + key.dropFirst(), 15))\($0)" }
    }
  }

  static func json(_ item: some Reviewed) -> String {
    var object = JSONObject()
    object.add("name", item.name)
    for (key, value) in item.fields { object.add(key, value) }
    object.add("status", item.status.rawValue)
    object.add("reason", item.reason)
    return object.text
  }
}

extension ReviewStatus: ExpressibleByArgument {}
extension Qualification.Purpose: ExpressibleByArgument {}
extension Signature.Kind: ExpressibleByArgument {}

extension WorkspaceOptions {
  /// The files of one kind.
  func reviewed<Item: Reviewed>(_ kind: Item.Type) -> ReviewStore<Item> {
    guard kind == Template.self else { return ReviewStore(workspace: workspace) }
    return ReviewStore(folder: store.folder, workspace)
  }

  /// Makes sure that no signature names a qualification that is to go.
  fileprivate func checkUnused(_ noun: String, _ name: String) throws {
    guard noun == Qualification.noun else { return }
    let users = try reviewed(Signature.self).items().filter { $0.qualification == name }
    guard users.isEmpty else {
      throw CampaignError.refused(
        "The qualification “\(name)” is that of \(users.map(\.name).joined(separator: ", ")). "
          + "Delete the signature first, or change its qualification.")
    }
  }

  /// Makes a new one, which is pending.
  func create<Item: Reviewed>(_ item: Item, _ form: FormOptions) throws {
    _ = try source()
    try reviewed(Item.self).create(item)
    sayPending(item, form)
  }

  /// Changes one that is pending or failed.
  func change<Item: Reviewed>(
    _ kind: Item.Type, _ name: String, _ fields: [(String, String?)], _ form: FormOptions
  ) throws {
    _ = try source()
    let given = fields.compactMap { key, value in value.map { (key, $0) } }
    guard !given.isEmpty else {
      throw CampaignError.refused(
        "Nothing was said that is to change. Give an option such as --note.")
    }
    sayPending(try reviewed(kind).change(name, given), form)
  }

  private func sayPending<Item: Reviewed>(_ item: Item, _ form: FormOptions) {
    guard !form.json else { return Console.print(ReviewView.json(item)) }
    Console.print(
      "\(ReviewView.said(item)) `broadsheet \(Item.noun) review \(item.name)` has it reviewed.")
  }
}

extension LedgerOptions {
  /// Raises an alarm for those who are notified of reviews.
  fileprivate func tellReview(_ words: String, _ settings: Settings) throws {
    let told = settings.applications.compactMap { application in
      let contacts = application.alarms?.contacts.filter { $0.value.contains(.review) }.keys
        .sorted()
      return contacts.flatMap { $0.isEmpty ? nil : (application.name, $0) }
    }
    guard !told.isEmpty, let ledger = try workspace.ledger(settings) else { return }
    let session = LedgerSession(ledger, now: time(settings.zone), accounts: settings.accounts)
    try Alarms(session).raise(
      told.map { name, contacts in
        AlarmRow(
          application: name, event: AlarmEvent.review.rawValue, text: words, task: nil,
          time: session.now, contacts: contacts)
      })
    workspace.flushOutbox(session, settings, isQuiet: true)
  }
}
