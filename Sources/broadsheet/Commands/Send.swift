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
struct Send: ParsableCommand {
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
      let job = try SendJob(self)
      try NobodyAccepted.listed {
        if let due = job.due { try schedule(job, due) } else { tally = try send(job) }
      } list: {
        Folder.relative(try job.removedList())
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

  // MARK: - Now

  private func send(_ job: SendJob) throws -> Tally {
    let began = Console.uptime()
    if try !isConfirmed(job, question: { "Send \($0) messages?" }) { return Tally() }
    let bar = ProgressBar(isWanted: !quiet && !form.json)
    if let runner = try job.runner() {
      let result = try deliver(job, runner, bar)
      show(
        Summary(result, language: job.settings.language), result.files,
        seconds: Console.uptime() - began)
      try runner.setReported(result)
      workspace.flushOutbox(runner, job.settings, isQuiet: quiet || form.json)
      // What cannot be dropped now is dropped another time.
      try? runner.forget()
      return result.tally
    }
    let (summary, files) = try deliver(job, bar)
    show(summary, files, seconds: Console.uptime() - began)
    return summary.tally
  }

  /// Sends without a ledger: straight from the sheet to the files.
  private func deliver(
    _ job: SendJob, _ bar: ProgressBar
  ) throws -> (Summary, OutputPaths) {
    defer { bar.clear() }
    let pipeline = try job.pipeline()
    pipeline.progress = bar.update
    let plan = job.outputOptions(for: pipeline.facts)
    let output = try TaskOutput.make(pipeline.task, pipeline.plan, plan)
    let tally = try pipeline.send(to: output)
    if let signal = Interruption.signal { throw CampaignError.interrupted(signal: signal) }
    let files = try output.complete(tally, facts: pipeline.facts)
    let paths = try FileNames.publish(files, of: pipeline.task, folder: plan.folder)
    return (
      Summary(
        task: pipeline.task, facts: pipeline.facts, tally: tally, isSent: true,
        language: job.settings.language),
      paths
    )
  }

  /// Sends with the ledger, or continues what was interrupted.
  private func deliver(
    _ job: SendJob, _ runner: TaskRunner, _ bar: ProgressBar
  ) throws -> TaskRunner.Result {
    defer { bar.clear() }
    runner.progress = { bar.update(rows: $0, share: 0.5 + $1 / 2) }
    let identity = try job.identity()
    if let (row, lock) = try runner.interrupted(identity) {
      defer { withExtendedLifetime(lock) {} }
      if !quiet, !form.json {
        Console.error("Task \(row.number) of this sheet was interrupted; this is its end.")
      }
      if row.state == TaskState.completed.rawValue { return try runner.completed(row) }
      return try runner.deliver(row.number, TaskOutput.make)
    }
    let pipeline = try job.pipeline()
    pipeline.progress = { bar.update(rows: $0, share: $1 / 2) }
    let (row, lock) = try runner.plan(
      pipeline, output: job.outputOptions(for: pipeline.facts), identity: identity)
    defer { withExtendedLifetime(lock) {} }
    let started = try runner.start(row, application: job.task.application)
    return try runner.deliver(started.number, TaskOutput.make)
  }

  // MARK: - Later

  private func schedule(_ job: SendJob, _ due: Int) throws {
    guard let runner = try job.runner() else {
      throw CampaignError.noWorkspace(folder: workspace.workspace)
    }
    var time = TimeFormatter(job.task.zone)
    let when = time.string(due)
    if !quiet, let note = job.dueNote { Console.error("broadsheet: \(note)") }
    if try !isConfirmed(job, question: { "Send \($0) messages at \(when)?" }) { return }
    let bar = ProgressBar(isWanted: !quiet && !form.json)
    defer { bar.clear() }
    let pipeline = try job.pipeline()
    pipeline.progress = bar.update
    let (row, lock) = try runner.plan(
      pipeline, output: job.outputOptions(for: pipeline.facts), identity: try job.identity(),
      due: due)
    withExtendedLifetime(lock) {}
    bar.clear()
    if form.json {
      Console.print(TaskView(row, zone: job.task.zone, language: job.settings.language).json())
    } else if !quiet {
      Console.print(
        "Task \(row.number) “\(row.name)” waits for \(when) with \(grouped(row.counts.accepted)) "
          + "messages. `broadsheet run` sends it then.")
    }
  }

  // MARK: - Words

  /// Shows what would be sent and asks, on a terminal (SPEC TASK-4).
  private func isConfirmed(
    _ job: SendJob, question: (String) -> String
  ) throws -> Bool {
    guard !yes, Console.inputIsTerminal, Console.errorIsTerminal, sheet != "-" else { return true }
    let preview = try CheckRun.run(
      job.recipients, job.task, job.reading, header: job.header, settings: job.settings,
      isProgressShown: !quiet)
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
