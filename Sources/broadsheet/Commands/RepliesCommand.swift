import ArgumentParser
import Characters
import Files
import Ledger
import Messaging
import Reporting
import Sending
import Tasks
import Workspace

/// `broadsheet replies`: what people answered (SPEC ADMIN-8).
struct RepliesCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "replies", abstract: "Take replies from a sheet or simulate them, and list them.",
    discussion: """
      A reply of TD, T, N, R, STOP, UNSUBSCRIBE, 退订 or the like, or of the word that the text of its message \
      announces, in any case and with any marks about it, unsubscribes its number from messages of the \
      signature and type that it answers: those of --task, of --signature and --type, or else of the last \
      message to the number. The setting replies.optOut has the words.

      A sheet of replies has the number in its first column, the text in the second and, if it has one, the \
      time in the third: a date cell, ISO 8601, seconds since 1970, or another form with one meaning. A reply \
      whose time cannot be read counts as of now. Rows that are not taken, and times that are not as they \
      say, are listed.

      EXAMPLES:
        broadsheet replies import replies.csv
        broadsheet replies import replies.xlsx --task 12
        broadsheet replies add 12012345678 TD
        broadsheet replies simulate 12
        broadsheet replies list --unsubscribed
      """,
    subcommands: [Import.self, Add.self, Simulate.self, List.self], defaultSubcommand: List.self)

  /// Whose messages replies answer.
  struct AnsweredOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The task that they answer.", valueName: "task"))
    var task: String?

    @Option(help: ArgumentHelp("The signature that they answer.", valueName: "name"))
    var signature: String?

    @Option(help: "The type of the messages that they answer; all types by default.")
    var type: MessageType?

    func validate() throws {
      guard task == nil || signature == nil else {
        throw ValidationError("Give --task or --signature, not both.")
      }
      guard type == nil || signature != nil else {
        throw ValidationError("--type goes with --signature.")
      }
    }

    @OptionGroup var reading: NumberOptions

    /// The scope and the task; nil when each number's last message decides.
    func answered(
      _ session: LedgerSession, _ ledger: LedgerOptions, _ settings: Settings
    ) throws -> (ListScope?, Int?, NumberContext) {
      let row = try task.map { task in
        try ledger.task(task, session, settings)
      }
      let scope = row?.listScope ?? signature.map { ListScope($0, type) }
      if let region = reading.region { return (scope, row?.number, NumberContext(region)) }
      let context = try NumberContexts(session, ledger.workspace.store)
        .context(ofRepliesTo: scope, task: row)
      return (scope, row?.number, context)
    }
  }

  struct Import: AccessControlled {
    static let action = AccessAction.repliesImport
    static let configuration = CommandConfiguration(abstract: "Take the replies of a sheet.")

    @Argument(help: "The sheet, XLSX or CSV.")
    var sheet: String

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Answered") var answered: AnsweredOptions
    @OptionGroup var importing: ImportOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let opened = try importing.open(sheet, ledger, momentColumn: ReplySheet.timeColumn)
        let (session, settings) = (opened.session, opened.settings)
        let (scope, task, context) = try answered.answered(session, ledger, settings)
        let found = try ReplySheet.read(
          opened.reader, header: opened.header, zone: settings.zone, now: session.now,
          context: context)
        let counts = try Replies(session).take(
          found.replies, scope: scope, task: task, words: settings.optOutWords)
        ReplyCountsView(counts, found, settings.language).print(form.json)
        ledger.workspace.flushOutbox(session, settings, isQuiet: form.json)
      }
    }
  }

  struct Add: AccessControlled {
    static let action = AccessAction.repliesAdd
    static let configuration = CommandConfiguration(abstract: "Take one reply.")

    @Argument(help: "The number that replied.")
    var number: String

    @Argument(help: "What it said.")
    var text: String

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Answered") var answered: AnsweredOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let (scope, task, context) = try answered.answered(session, ledger, settings)
        guard let sender = try NumberReadings(typed: number).sender(in: context) else {
          throw CampaignError.badNumber(number)
        }
        let reply = Reply(sender, text: text, time: session.now)
        let counts = try Replies(session).take(
          [reply], scope: scope, task: task, words: settings.optOutWords)
        ReplyCountsView(counts, nil, settings.language).print(form.json)
        ledger.workspace.flushOutbox(session, settings, isQuiet: form.json)
      }
    }
  }

  struct Simulate: AccessControlled {
    static let action = AccessAction.repliesSimulate
    static let configuration = CommandConfiguration(
      abstract: "Draw the replies to a task, the same each time, and take them.")

    @Argument(help: "The task's number or name.")
    var task: String

    @Option(
      help: ArgumentHelp(
        "Only replies that had come at this time; all by default.", valueName: "time"))
    var asOf: String?

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func validate() throws { try ClockOptions.check(asOf, "as-of") }

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let row = try ledger.task(task, session, settings)
        let time = ClockOptions.time(asOf, settings.zone)
        let replies = try Replies(session).simulated(row, asOf: time)
        let counts = try Replies(session).take(
          replies, scope: row.listScope, task: row.number, words: settings.optOutWords)
        ReplyCountsView(counts, nil, settings.language).print(form.json)
        ledger.workspace.flushOutbox(session, settings, isQuiet: form.json)
      }
    }
  }

  struct List: AccessControlled {
    static let action = AccessAction.repliesList
    static let configuration = CommandConfiguration(abstract: "List replies, the newest first.")

    @Option(help: ArgumentHelp("Only replies of this number.", valueName: "number"))
    var number: String?

    @Option(help: ArgumentHelp("Only replies to this signature.", valueName: "name"))
    var signature: String?

    @Flag(help: "Only replies that ask for no more messages.")
    var unsubscribed = false

    @Option(help: ArgumentHelp("The most replies to list.", valueName: "number"))
    var limit = 100

    @Flag(help: "Show phone numbers whole instead of masked.")
    var showNumbers = false

    @OptionGroup var reading: NumberOptions
    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        var filter = ReplyFilter()
        filter.numbers = try reading.numbers(lookedFor: number)
        filter.signature = signature
        filter.isOptOut = unsubscribed
        filter.limit = limit
        let wanted = filter
        var time = TimeFormatter(settings.zone)
        for reply in try Replies(session).replies(wanted) {
          let number = reply.number.text(whole: showNumbers)
          if form.json {
            var object = JSONObject()
            object.add("number", number)
            object.add("time", time.string(reply.time))
            object.add("text", reply.text)
            object.add("signature", reply.scope.name)
            object.add("type", reply.scope.type?.rawValue)
            object.add("task", reply.task)
            object.add("unsubscribed", reply.isOptOut)
            Console.print(object.text)
          } else {
            Console.print(
              "\(time.string(reply.time))  \(padded(number, 17))\(padded(reply.scope.name, 14))"
                + "\(reply.text)")
          }
        }
      }
    }
  }
}
