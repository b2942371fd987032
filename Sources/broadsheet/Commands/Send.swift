import ArgumentParser
import Characters
import Files
import Ledger
import Messaging
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

/// `broadsheet send`: the main job.
struct Send: AccessControlled {
  static let action = AccessAction.send
  /// What makes a finished run end with status 1.
  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case never
    case removed
    case suppressed
    case failed
    case any
  }

  static let configuration = CommandConfiguration(
    abstract: "Send a template to the recipients of a sheet, now or later.",
    discussion: """
      Writes three files into the output folder, named after the task and the time: results \
      (Summary, Recipients, Removed), failed numbers, and a report. On a terminal it first shows \
      what would be sent and asks.

      In a workspace (see `broadsheet init`) the ledger remembers what was sent to whom: limits hold \
      across tasks, a task that was interrupted continues when it is sent again, and --at puts it off \
      until `broadsheet run` finds it due.

      EXAMPLES:
        broadsheet send Samples/monthly-bill.xlsx --template monthly-bill
        broadsheet send customers.csv --template spring-sale --task "Spring Sale" --yes
        broadsheet send customers.csv --template spring-sale --at "2026-12-24 09:00"
        broadsheet send spring-sale-task.yaml
        broadsheet send customers.xlsx --template notice --format jsonl --json
        broadsheet send --group VIP --template holiday
        broadsheet send --template holiday --number 12012345678 --number 12012345679
        broadsheet send - --template holiday < numbers.txt
      """)

  @Argument(
    help: "The recipient sheet, XLSX or CSV; “-” for numbers on standard input; or a task file.")
  var sheet: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The template to send.", valueName: "name"))
  var template: String?

  @Option(
    help: ArgumentHelp(
      "A task file in YAML; options given here count more than what it says.", valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "When to send, at most a month ahead, with an offset such as +08:00 if it is not by the workspace's "
        + "clock; at once by default.", valueName: "time"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "A number to send to, instead of a sheet; may be repeated.", valueName: "number"))
  var number: [String] = []

  @Option(
    help: ArgumentHelp(
      "A group of customers to send to, instead of a sheet.", valueName: "name"))
  var group: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for the results; the workspace's Output.", valueName: "folder"))
  var output: String?

  @Option(help: "The format of the results.")
  var format: TableFormat?

  @Flag(help: "Write a long message as one row per segment, with the same SMS ID.")
  var rowPerSegment = false

  @Flag(
    help: ArgumentHelp(
      "Have every cell of a workbook name its place, for programs such as Gnumeric.",
      discussion: "That is always so for sheets of less than 2 MB; it doubles larger workbooks."))
  var cellPlaces = false

  @Flag(name: .shortAndLong, help: "Send without asking.")
  var yes = false

  @OptionGroup var form: FormOptions

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  @Flag(help: "Show phone numbers whole instead of masked.")
  var showNumbers = false

  @Flag(help: "Remember nothing, and look at nothing that is remembered.")
  var noLedger = false

  @Option(help: "End with status 1 when rows were removed, or messages suppressed or failed.")
  var failOn = FailOn.never

  @OptionGroup(title: "Reading") var reading: SheetOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Task") var taskOptions: TaskOptions
  @OptionGroup(title: "Carrier") var settingOptions: SettingOptions
  @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions
  @OptionGroup var clock: ClockOptions

  func validate() throws {
    guard [sheet != nil, !number.isEmpty, group != nil].count(where: { $0 }) < 2 else {
      throw ValidationError(
        "Name a recipient sheet, numbers with --number, or a group with --group, but not several.")
    }
    guard sheet != nil || file != nil || !number.isEmpty || group != nil else {
      throw ValidationError(
        "Name a recipient sheet, a task file, numbers with --number, or a group with --group.")
    }
    try ClockOptions.check(at, "at")
  }

  func run() throws {
    var tally = Tally()
    try CommandRunner.run {
      let settings = try workspace.source(flags: limits.flags, settingOptions.flags).settings
      let request = try workspace.request(
        try order(settings), settings, now: clock.time(settings.zone))
      try NobodyAccepted.listed {
        if let due = request.due { try schedule(request, due) } else { tally = try send(request) }
      } list: {
        Folder.relative(try request.removedList())
      }
    }
    let (removed, failed) = (tally.invalid + tally.duplicates, tally.failed + tally.refused)
    let isBad =
      switch failOn {
      case .never: false
      case .removed: removed > 0
      case .suppressed: tally.suppressed > 0
      case .failed: failed > 0
      case .any: removed + tally.suppressed + failed > 0
      }
    if isBad { throw ExitCode(1) }
  }

  /// The workspace's ledger at this time; nil without one.
  private func session(_ request: SendRequest) throws -> LedgerSession? {
    guard !noLedger else { return nil }
    // A group's ledger is open already; its numbers are read before the ledger is written to.
    let ledger =
      if case .group(_, let open) = request.recipients { open } else {
        try workspace.ledger(request.settings)
      }
    return ledger.map {
      LedgerSession($0, now: request.task.start, accounts: request.settings.accounts)
    }
  }

  // MARK: - Now

  private func send(_ request: SendRequest) throws -> Tally {
    let began = Console.uptime()
    if try !isConfirmed(request, question: { "Send \($0) messages?" }) { return Tally() }
    let bar = ProgressBar(isWanted: !quiet && !form.json)
    defer { bar.clear() }
    let language = request.settings.language
    guard let session = try session(request) else {
      let (manifest, tally, files) = try UnrememberedSender(TaskOutput.make)
        .send(request, progress: bar.update)
      bar.clear()
      show(
        Summary(
          task: manifest.task, facts: manifest.facts, tally: tally, isSent: true,
          language: language), files, seconds: Console.uptime() - began)
      return tally
    }
    let sender = Sender(session, progress: bar.update, TaskOutput.make)
    let outcome = try sender.send(request) { row in
      guard !quiet, !form.json else { return }
      Console.error("Task \(row.number) of this sheet was interrupted; this is its end.")
    }
    bar.clear()
    show(
      Summary(outcome, language: language), outcome.files, seconds: Console.uptime() - began)
    try TaskRegister(session).setReported(outcome.row)
    workspace.flushOutbox(session, request.settings, isQuiet: quiet || form.json)
    // What cannot be dropped now is dropped another time.
    try? TaskArchive(session).forget()
    return outcome.tally
  }

  // MARK: - Later

  private func schedule(_ request: SendRequest, _ due: Int) throws {
    guard let session = try session(request) else {
      throw CampaignError.noWorkspace(folder: workspace.workspace)
    }
    var time = TimeFormatter(request.task.zone)
    let when = time.string(due)
    if !quiet, let note = request.dueNote { Console.error("broadsheet: \(note)") }
    if try !isConfirmed(request, question: { "Send \($0) messages at \(when)?" }) { return }
    let bar = ProgressBar(isWanted: !quiet && !form.json)
    defer { bar.clear() }
    let row = try Sender(session, progress: bar.update, TaskOutput.make).schedule(request)
    bar.clear()
    if form.json {
      Console.print(
        TaskView(row, zone: request.task.zone, language: request.settings.language).json())
    } else if !quiet {
      Console.print(
        "Task \(row.number) “\(row.name)” waits for \(when) with \(grouped(row.counts.accepted)) "
          + "messages. `broadsheet run` sends it then.")
    }
  }

  // MARK: - Words

  /// Shows what would be sent and asks, on a terminal (SPEC TASK-4).
  private func isConfirmed(
    _ request: SendRequest, question: (String) -> String
  ) throws -> Bool {
    guard !yes, Console.inputIsTerminal, Console.errorIsTerminal, sheet != "-" else { return true }
    let preview = try CheckRun.run(
      request.recipients, request.task, request.reading, header: request.header,
      settings: request.settings, isProgressShown: !quiet)
    for line in preview.lines(showNumbers: showNumbers) { Console.error(line) }
    Console.error("")
    let tally = preview.summary.tally
    let accepted = tally.accepted
    guard accepted > 0 else {
      throw CampaignError.nobodyAccepted(
        file: preview.summary.facts.file, removed: tally.invalid + tally.duplicates, list: nil)
    }
    if Console.confirm(question(grouped(accepted))) { return true }
    Console.error("Nothing was sent.")
    return false
  }

  private func show(_ summary: Summary, _ files: OutputPaths?, seconds: Double) {
    if form.json {
      Console.print(summary.json(files: files, seconds: seconds))
    } else if !quiet {
      for line in summary.text() { Console.print(line) }
      if let files { Self.show(files, summary.language) }
    }
  }

  static func show(_ files: OutputPaths, _ language: Language) {
    Console.print()
    for (label, path) in [
      (Words.resultsFile, files.results), (Words.failedFile, files.failedNumbers),
      (Words.removedFile, files.removed), (Words.reportFile, files.report),
    ] {
      if let path { Console.print("\(padded(label.text(language), 11))\(path)") }
    }
  }
}

extension TaskOutput {
  /// Makes the output of a task.
  static func make(
    _ task: SendingTask, _ columns: ColumnMapping, _ plan: OutputOptions
  ) throws -> any TaskDelivery {
    try TaskOutput(task, plan: columns, options: plan)
  }
}
