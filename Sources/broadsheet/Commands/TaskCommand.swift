import ArgumentParser
import Carrier
import Characters
import Files
import Ledger
import Messaging
import Reporting
import Sending
internal import Tasks
internal import Workspace

/// `broadsheet task`: the tasks of the ledger.
struct TaskCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "task", abstract: "List, show, cancel, delete and copy tasks.",
    discussion: """
      A task is named by its number, or by its name when no other has it.

      EXAMPLES:
        broadsheet task list --state completed --name spring
        broadsheet task show 12 --result failed
        broadsheet task cancel 13
        broadsheet task copy 12 > may.yaml
      """,
    subcommands: [List.self, Show.self, Cancel.self, Delete.self, Copy.self],
    defaultSubcommand: List.self)

  struct List: AccessControlled {
    static let action = AccessAction.taskList
    static let configuration = CommandConfiguration(abstract: "List tasks, the newest first.")

    @Option(help: ArgumentHelp("Tasks with this in their name.", valueName: "text"))
    var name: String?

    @Option(help: ArgumentHelp("Tasks in this state; may be repeated.", valueName: "state"))
    var state: [TaskState] = []

    @Option(help: ArgumentHelp("The most tasks to list.", valueName: "number"))
    var limit = 100

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        var filter = TaskFilter()
        filter.name = name
        filter.states = state
        filter.limit = limit
        let rights = try ledger.workspace.rights(settings)
        for row in try TaskRegister(session).tasks(filter)
        where rights.allows(Access.action, on: row.application) {
          let view = TaskView(row, zone: settings.zone, language: settings.language)
          Console.print(form.json ? view.json() : view.line())
        }
      }
    }
  }

  struct Show: AccessControlled {
    static let action = AccessAction.taskShow
    static let configuration = CommandConfiguration(
      abstract: "Show a task: its counts, and what came of its messages as of any time.",
      discussion: """
        EXAMPLES:
          broadsheet task show 12
          broadsheet task show 12 --result failed --limit 50
          broadsheet task show 12 --number 12012345678 --show-numbers
          broadsheet task show 12 --as-of "2026-11-20 19:31"
        """)

    @Argument(help: "The task's number or name.")
    var task: String

    @Option(
      help: ArgumentHelp(
        "The results as of this time; when all receipts are in by default.", valueName: "time"))
    var asOf: String?

    @Option(help: ArgumentHelp("Recipients with this number.", valueName: "number"))
    var number: String?

    @Option(
      help: ArgumentHelp(
        "Recipients with this result: successful, failed, sending, refused or suppressed.",
        valueName: "result"))
    var result: String?

    @Option(help: ArgumentHelp("The most recipients to show.", valueName: "number"))
    var limit = 20

    @Flag(help: "Show phone numbers whole instead of masked.")
    var showNumbers = false

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func validate() throws {
      try ClockOptions.check(asOf, "as-of")
      let words = MessageBatch.Result.allCases.map(\.word)
      guard result.map(words.contains) ?? true else {
        throw ValidationError("--result must be one of \(words.joined(separator: ", ")).")
      }
    }

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let row = try ledger.task(task, session, settings)
        let view = TaskView(row, zone: settings.zone, language: settings.language)
        guard row.started != nil, row.records != nil else {
          if form.json { Console.print(view.json()) } else { view.lines().forEach(Console.print) }
          return
        }
        let details = DetailSink(
          zone: settings.zone, result: result,
          number: try NumberReadings.number(number, in: MessageRegion(rawValue: row.region)),
          limit: limit,
          showNumbers: showNumbers, isJSON: form.json, language: settings.language)
        let time = ClockOptions.time(asOf, settings.zone)
        let (plan, tally) = try TaskArchive(session).replay(row, asOf: time, into: details)
        if form.json {
          Console.print(view.json(TaskRow.Counts(tally)))
        } else {
          view.lines().prefix(2).forEach(Console.print)
          let summary = Summary(
            plan, tally: tally, number: row.number, language: settings.language)
          summary.text().dropFirst().forEach(Console.print)
          if !details.lines.isEmpty { Console.print("\nRecipients") }
        }
        details.lines.forEach(Console.print)
      }
    }
  }

  struct Cancel: AccessControlled {
    static let action = AccessAction.taskCancel
    static let configuration = CommandConfiguration(
      abstract:
        "Cancel a pending task, until 5 minutes before its time, or give up an executing one.")

    @Argument(help: "The task's number or name.")
    var task: String

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let row = try TaskRegister(session).cancel(try ledger.task(task, session, settings).number)
        guard form.json else {
          let words =
            row.state == .failed
            ? "is given up: it has failed, and what it counted stays counted." : "is canceled."
          return Console.print("Task \(row.number) “\(row.name)” \(words)")
        }
        Console.print(TaskView(row, zone: settings.zone, language: settings.language).json())
      }
    }
  }

  struct Delete: AccessControlled {
    static let action = AccessAction.taskDelete
    static let configuration = CommandConfiguration(
      abstract: "Delete a canceled or failed task and its records; asks on a terminal.")

    @Argument(help: "The task's number or name.")
    var task: String

    @OptionGroup var confirm: ConfirmOptions
    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let row = try ledger.task(task, session, settings)
        let name = "\(row.number) “\(row.name)”"
        guard confirm.isWanted("Delete task \(name) and its records?") else { return }
        try TaskRegister(session).delete(row.number)
        form.say("Task \(name) is deleted.") { $0.add("deleted", row.number) }
      }
    }
  }

  struct Copy: AccessControlled {
    static let action = AccessAction.taskCopy
    static let configuration = CommandConfiguration(
      abstract: "Write a task file with a task's settings, without its recipients and time.",
      discussion: """
        EXAMPLES:
          broadsheet task copy 12 > may.yaml
          broadsheet send may.xlsx --file may.yaml
        """)

    @Argument(help: "The task's number or name.")
    var task: String

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp("The file to write; standard output by default.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let text = try TaskRegister(session).copy(of: try ledger.task(task, session, settings)).text
        guard let output else { return Console.write(Array(text.utf8)) }
        try NewFile.write(text, to: output)
      }
    }
  }
}

extension TaskState: ExpressibleByArgument {}

/// Gathers the recipients of a task that are asked for, as lines.
private final class DetailSink: MessageSink {
  private(set) var lines: [String] = []
  private let result: String?
  private let number: E164?
  private let limit: Int
  private let showNumbers: Bool
  private let isJSON: Bool
  private let language: Language
  private var time: TimeFormatter

  init(
    zone: Zone, result: String?, number: E164?, limit: Int, showNumbers: Bool, isJSON: Bool,
    language: Language
  ) {
    self.language = language
    self.result = result
    self.number = number
    self.limit = limit
    self.showNumbers = showNumbers
    self.isJSON = isJSON
    time = TimeFormatter(zone)
  }

  func take(_ batch: MessageBatch) {
    guard lines.count < limit else { return }
    for message in batch.messages where lines.count < limit {
      guard number == nil || message.recipient.number == number,
        result == nil || message.result.word == result
      else { continue }
      lines.append(isJSON ? json(message, of: batch) : line(message))
    }
  }

  private func line(_ message: MessageBatch.Message) -> String {
    let status = message.status.map { "\($0.code)  \($0.reason[language])" } ?? ""
    let when = message.received.map { time.string($0) } ?? ""
    return
      "  row \(padded("\(message.row)", 8))\(padded(message.recipient.number.text(whole: showNumbers), 17))"
      + "\(padded("\(message.result.name[language])", 11))\(padded(when, 20)) \(status)"
  }

  private func json(_ message: MessageBatch.Message, of batch: MessageBatch) -> String {
    var object = JSONObject()
    object.add("row", message.row)
    object.add("number", message.recipient.number.text(whole: showNumbers))
    object.add("content", batch.text(of: message))
    object.add("segments", message.length.segments)
    object.add("result", message.result.word)
    object.add("submitted", message.result == .suppressed ? nil : time.string(message.submitted))
    object.add("received", message.received.map { time.string($0) })
    object.add("code", message.status.map { "\($0.code)" })
    object.add("reason", message.status.map { "\($0.reason[.english])" })
    object.add("suggestion", message.status.map { "\($0.suggestion[.english])" })
    return object.text
  }
}
