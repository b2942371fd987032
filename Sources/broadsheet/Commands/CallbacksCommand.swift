import ArgumentParser
import Callbacks
import Characters
import Files
import Glibc
import Ledger
import Messaging
import Providers
import Reporting
import Sending
import Tasks
import Workspace

/// `broadsheet callbacks`: notifies other programs of receipts and replies (SPEC ADMIN-7).
struct CallbacksCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "callbacks", abstract: "Post status reports and replies to programs of yours.",
    discussion: """
      An application with callbacks.shape has the status reports of its tasks and the replies to them written to \
      Outbox, a post a line, in the form of a provider's callbacks; with callbacks.status and callbacks.replies \
      they are posted there, and with alarms.webhook its alarms. A post is tried until it is answered for, the \
      reports of a task in their order; what a kill has interrupted may be posted twice. Each is signed: \
      Broadsheet-Signature is the HMAC-SHA256 of Broadsheet-Timestamp, a dot and the body, by the application's key.

      EXAMPLES:
        broadsheet application change shop --set callbacks.shape=\(ProviderList.shapes[0].name) \\
            --set callbacks.status=https://crm.example/sms
        broadsheet callbacks send
        broadsheet callbacks list --state waiting
      """,
    subcommands: [List.self, Send.self, Again.self], defaultSubcommand: List.self)

  struct List: AccessControlled {
    static let action = AccessAction.callbacksList
    static let configuration = CommandConfiguration(
      abstract: "List callbacks of the last 60 days and what came of them, the oldest first.")

    @Option(help: "Only those in this state: new, waiting, sent, kept (in a file only) or failed.")
    var state: CallbackRow.State?

    @Option(help: ArgumentHelp("Only callbacks of this application.", valueName: "name"))
    var application: String?

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let rights = try ledger.workspace.rights(settings)
        let rows = try CallbackQueue(session).callbacks(state.map { [$0] } ?? [])
        for row in rows
        where application.map({ row.application == $0 }) ?? true
          && rights.allows(Access.action, on: row.application)
        {
          let view = CallbackView(row, settings.zone)
          Console.print(form.json ? view.json() : view.line())
        }
      }
    }
  }

  struct Send: AccessControlled {
    static let action = AccessAction.callbacksSend
    static let configuration = CommandConfiguration(
      abstract: "Post what waits; ends with status 75 when something still waits then.",
      discussion: """
        This is the one command that talks to other machines. What fails is tried again after 1 s, 2 s, 4 s … up \
        to 5 minutes, for three days. One process sends at a time.

        EXAMPLES:
          broadsheet callbacks send
          broadsheet callbacks send --follow
          * * * * * broadsheet callbacks send --workspace /srv/sms --quiet
        """)

    @Option(
      help: ArgumentHelp(
        "How long what fails is tried again; 0: once.", valueName: "seconds"))
    var patience = 60

    @Option(
      help: ArgumentHelp("How long an answer may take.", valueName: "seconds"))
    var timeout = 10

    @Flag(help: "Stay, and post what comes, until a signal ends it.")
    var follow = false

    @OptionGroup var form: FormOptions

    @Flag(name: .shortAndLong, help: "Print nothing but errors.")
    var quiet = false

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func validate() throws {
      guard (0...86_400).contains(patience) else {
        throw ValidationError("--patience must be from 0 to 86400 seconds.")
      }
      guard (1...300).contains(timeout) else {
        throw ValidationError("--timeout must be from 1 to 300 seconds.")
      }
    }

    func run() throws {
      var isLeft = false
      try CommandRunner.run {
        let end = Console.uptime() + Double(patience)
        while true {
          // A service runs for long; keys and addresses are those of now.
          let next = try round()
          isLeft = next != nil
          if let signal = Interruption.signal {
            if follow { return isLeft = false }
            throw CampaignError.interrupted(signal: signal)
          }
          if !follow, next == nil || Console.uptime() >= end { return }
          pause(until: next, atMost: follow ? .infinity : end)
        }
      }
      if isLeft { throw ExitCode(75) }
    }

    /// Posts what is due.
    ///
    /// - Returns: when the next is due.
    /// - Throws: `CampaignError.tryLater` when another process sends.
    private func round() throws -> Int? {
      let (session, settings) = try ledger.session()
      guard
        let round = try ledger.workspace.postCallbacks(session, settings, timeout: timeout)
      else {
        throw CampaignError.tryLater("Another process sends the callbacks of this workspace.")
      }
      guard !quiet else { return round.next }
      for row in round.tried {
        let view = CallbackView(row, settings.zone)
        Console.print(form.json ? view.json() : view.line())
      }
      return round.next
    }

    /// Seconds after which a service looks for what has come.
    private static let poll = 1.0

    private func pause(until next: Int?, atMost end: Double) {
      let wait = next.map { max(0.05, Double($0 - Console.now()) / 1_000) } ?? Self.poll
      let until = min(end, Console.uptime() + (follow ? min(wait, Self.poll) : wait))
      while Console.uptime() < until, Interruption.signal == nil { usleep(20_000) }
    }
  }

  struct Again: AccessControlled {
    static let action = AccessAction.callbacksAgain
    static let configuration = CommandConfiguration(
      abstract: "Post a callback again from its beginning.")

    @Argument(help: "The callback's number.")
    var callback: Int

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        guard let known = try CallbackQueue(session).callback(callback) else {
          throw CampaignError.refused(
            "There is no callback \(callback). `broadsheet callbacks list` shows them.")
        }
        try ledger.workspace.permit(known.application, settings)
        var row = CallbackRow(
          known.kind, of: known.subject, application: known.application, at: session.now)
        row.id = known.id
        try CallbackQueue(session).save(row)
        form.say("Callback \(callback) waits; `broadsheet callbacks send` posts it.") {
          $0.add("callback", callback)
          $0.add("state", row.state.rawValue)
        }
      }
    }
  }
}

extension CallbackRow.State: ExpressibleByArgument {}

/// A callback in words and in JSON.
struct CallbackView {
  private let row: CallbackRow
  private let zone: Zone

  init(_ row: CallbackRow, _ zone: Zone) {
    self.row = row
    self.zone = zone
  }

  private var what: String {
    switch row.kind {
    case .status: "status reports of task \(row.subject ?? 0)"
    case .replies: "replies"
    case .alarm: "alarm \(row.subject ?? 0)"
    }
  }

  func line() -> String {
    var words =
      "\(padded("\(row.id)", 6))\(padded(row.application, 14))\(padded(row.state.rawValue, 9))"
      + "\(padded(what, 28))\(row.sent) of \(row.posts) posts"
    if let problem = row.problem, row.state != .sent { words += "; \(problem)" }
    return words
  }

  func json() -> String {
    var time = TimeFormatter(zone)
    var object = JSONObject()
    object.add("callback", row.id)
    object.add("application", row.application)
    object.add("kind", row.kind.rawValue)
    object.add(row.kind == .alarm ? "alarm" : "task", row.subject)
    object.add("state", row.state.rawValue)
    object.add("posts", row.posts)
    object.add("sent", row.sent)
    object.add("attempts", row.attempts)
    object.add("problem", row.problem)
    object.add("file", row.file.map(Folder.relative))
    object.add("created", time.string(row.created))
    return object.text
  }
}

extension WorkspaceOptions {
  /// Posts the callbacks that are due and that the user may post.
  ///
  /// - Returns: its outcome; nil when another process sends.
  /// - Throws: the error of the ledger or a file.
  func postCallbacks(
    _ session: LedgerSession, _ settings: Settings, timeout: Int
  ) throws -> CallbackSender.Round? {
    let rights = try rights(settings)
    guard
      let sender = try CallbackSender(
        session, settings, folder: path("Outbox"), timeout: timeout, clock: Console.now)
    else { return nil }
    return try sender.round(permits: { rights.allows(Access.action, on: $0) })
  }
}
