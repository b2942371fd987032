import ArgumentParser
import Messaging
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

/// `broadsheet check`: everything but the sending.
struct Check: AccessControlled {
  static let action = AccessAction.check
  static let configuration = CommandConfiguration(
    abstract: "Check a recipient sheet, with or without a template; writes nothing.",
    discussion: """
      With a template it shows what `send` would do: counts, removed rows, messages, segments, \
      cost, the first messages. Without one it shows what the sheet holds.

      EXAMPLES:
        broadsheet check customers.csv
        broadsheet check customers.csv --template spring-sale
        broadsheet check customers.xlsx --template notice --json
        broadsheet check customers.xlsx --template notice --compare
      """)

  @Argument(help: "The recipient sheet, XLSX or CSV; “-” for numbers on standard input.")
  var sheet: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The template to check it with.", valueName: "name"))
  var template: String?

  @Flag(help: "Show side by side what each provider's profile would take, remove and bill.")
  var compare = false

  @OptionGroup var form: FormOptions

  @Flag(help: "Show phone numbers whole instead of masked.")
  var showNumbers = false

  @Flag(help: "End with status 1 when rows would be removed.")
  var failOnRemoved = false

  @OptionGroup(title: "Reading") var reading: SheetOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Task") var taskOptions: TaskOptions
  @OptionGroup(title: "Carrier") var settingOptions: SettingOptions
  @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions
  @OptionGroup var clock: ClockOptions

  private func settings() throws -> Settings {
    try workspace.source(flags: limits.flags, settingOptions.flags).settings
  }

  /// The settings layered over a profile.
  func settings(provider name: String) throws -> Settings {
    let flags: SettingFlags = ["provider": ("provider", name)]
    return try workspace.source(flags: limits.flags, settingOptions.flags, flags).settings
  }

  func validate() throws {
    guard !compare || template != nil else {
      throw ValidationError("--compare needs a --template.")
    }
    guard !compare || workspace.provider == nil else {
      throw ValidationError("--compare is over all profiles; leave --provider out.")
    }
  }

  func run() throws {
    var removed = 0
    try CommandRunner.run {
      if compare {
        let report = try ProfileComparison(self).document()
        return form.json
          ? Console.print(report.json()) : report.text().forEach { Console.print($0) }
      }
      removed = template == nil ? try survey() : try check()
    }
    if failOnRemoved, removed > 0 { throw ExitCode(1) }
  }

  private func check() throws -> Int {
    let began = Console.uptime()
    let settings = try settings()
    let stored = try workspace.store.template(named: template ?? "")
    let source = try Recipients(path: sheet)
    let task = try taskOptions.task(
      stored, for: source, settings, start: clock.time(settings.zone))
    try workspace.permit(task.application.name, settings)
    let result = try CheckRun.run(
      source, task, reading.reading(settings), header: source.isEntered ? .no : reading.header,
      settings: settings,
      isProgressShown: !form.json)
    if form.json {
      Console.print(result.summary.json(files: nil, seconds: Console.uptime() - began))
    } else {
      for line in result.lines(showNumbers: showNumbers) { Console.print(line) }
    }
    return result.summary.tally.invalid + result.summary.tally.duplicates
  }

  private func survey() throws -> Int {
    let view = try SurveyView(reading: sheet, reading, try settings())
    if form.json { Console.print(view.json()) } else { view.lines().forEach(Console.print) }
    return view.survey.problems.values.reduce(0, +)
  }
}

/// A check that was run: `check`, and what `send` shows before it asks.
struct CheckRun {
  /// Messages and removed rows that are shown.
  private static let examples = 5

  var summary: Summary
  private let result: Pipeline.CheckResult

  static func run(
    _ source: Recipients, _ task: SendingTask, _ options: ReadingOptions,
    header: ColumnMapping.HeaderRule, settings: Settings, isProgressShown: Bool
  ) throws -> CheckRun {
    let reader = try source.open(options, template: task.template, settings: settings)
    let pipeline = try Pipeline(task, reading: reader, limits: options.limits, header: header)
    let bar = ProgressBar(isWanted: isProgressShown)
    pipeline.progress = bar.update
    defer { bar.clear() }
    let result = try pipeline.check(examples: examples)
    var summary = Summary(
      task: task, facts: pipeline.facts, tally: result.tally, isSent: false,
      language: settings.language)
    summary.columns = pipeline.mapping
    return CheckRun(summary: summary, result: result)
  }

  func lines(showNumbers: Bool) -> [String] {
    let language = summary.language
    func place(_ row: Int) -> String { Words.exampleRow.text(language, "\(row)") }
    var lines = summary.text()
    if !result.examples.isEmpty { lines += ["", Words.firstMessages.text(language)] }
    for example in result.examples {
      let number = example.number.text(whole: showNumbers)
      let segments = example.length.segments
      let length = segments == 1 ? Words.oneSegment : Words.someSegments
      lines.append("  \(place(example.row))  \(number)  \(length.text(language, "\(segments)"))")
      lines.append("    \(example.content)")
    }
    if !result.removed.isEmpty { lines += ["", Words.firstRemoved.text(language)] }
    lines += result.removed.map { RemovedView($0, language).line(showNumbers: showNumbers) }
    return lines
  }
}
