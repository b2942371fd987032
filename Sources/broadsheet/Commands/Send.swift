import ArgumentParser
import Campaign
import Messaging
import Reporting
import Spreadsheet

/// `broadsheet send`: the main job.
struct Send: ParsableCommand {
  /// What makes a finished run end with status 1.
  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case never
    case removed
    case failed
    case any
  }

  static let configuration = CommandConfiguration(
    abstract: "Send a template to the recipients of a sheet.",
    discussion: """
      Writes three files into the output folder, named after the task and the time: results \
      (Summary, Recipients, Removed), failed numbers, and a report. On a terminal it first shows \
      what would be sent and asks.

      EXAMPLES:
        broadsheet send Samples/monthly-bill.xlsx --template monthly-bill
        broadsheet send customers.csv --template spring-sale --task "Spring Sale" --yes
        broadsheet send customers.xlsx --template notice --format jsonl --json
        broadsheet send --template holiday --number 12012345678 --number 12012345679
        broadsheet send - --template holiday < numbers.txt
      """)

  @Argument(help: "The recipient sheet, XLSX or CSV; “-” for numbers on standard input.")
  var sheet: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The template to send.", valueName: "name"))
  var template: String

  @Option(
    help: ArgumentHelp(
      "A number to send to, instead of a sheet; may be repeated.", valueName: "number"))
  var number: [String] = []

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder for the results.", valueName: "folder"))
  var output = "Output"

  @Option(help: "The format of the results.")
  var format = TaskOutput.Format.xlsx

  @Flag(help: "Write a long message as one row per segment, with the same SMS ID.")
  var rowPerSegment = false

  @Flag(
    help: ArgumentHelp(
      "Have every cell of a workbook name its place, for programs such as Gnumeric.",
      discussion: "That is always so for sheets of less than 2 MB; it doubles larger workbooks."))
  var cellPlaces = false

  /// Bytes of a sheet whose workbooks are so small that they may as well suit every program.
  private static let smallSheet = 2 << 20

  @Flag(name: .shortAndLong, help: "Send without asking.")
  var yes = false

  @Flag(help: "Print the summary as one line of JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  @Flag(help: "Show phone numbers whole instead of masked.")
  var showNumbers = false

  @Option(help: "End with status 1 when rows were removed, or messages failed.")
  var failOn = FailOn.never

  @OptionGroup(title: "Reading") var reading: SheetOptions
  @OptionGroup(title: "Task") var taskOptions: TaskOptions
  @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

  func validate() throws {
    guard (sheet == nil) != number.isEmpty else {
      throw ValidationError("Name a recipient sheet, or numbers with --number, but not both.")
    }
  }

  func run() throws {
    var tally = Tally()
    try Report.run { () throws(CampaignError) in tally = try send() }
    let isBad =
      switch failOn {
      case .never: false
      case .removed: tally.invalid + tally.duplicates > 0
      case .failed: tally.failed + tally.refused > 0
      case .any: tally.invalid + tally.duplicates + tally.failed + tally.refused > 0
      }
    if isBad { throw ExitCode(1) }
  }

  private func send() throws(CampaignError) -> Tally {
    let began = Console.uptime()
    let settings = try workspace.settings()
    let zone = Zone(settings.timeZone) ?? Zone.china
    let stored = try workspace.store.template(named: template)
    let source = RecipientSource(path: sheet, numbers: number)
    let task = try taskOptions.task(
      stored, sheetName: source.name, settings: settings, zone: zone)
    let options = reading.reading()

    if !yes, Console.inputIsTerminal, Console.errorIsTerminal, sheet != "-" {
      guard try confirm(source, task, options, zone) else { return Tally() }
    }
    let opened = try source.open(options, template: stored.template)
    let pipeline = try Pipeline(
      task, reading: opened, limits: options.limits,
      header: number.isEmpty && sheet != "-" ? reading.header : .no)
    let bar = ProgressBar(isWanted: !quiet && !json)
    pipeline.progress = bar.update
    var outputOptions = TaskOutput.Options(folder: output, zone: zone)
    outputOptions.format = format
    outputOptions.rowPerSegment = rowPerSegment
    outputOptions.namesEveryCell = cellPlaces || opened.facts.bytes < Self.smallSheet
    let (tally, files, summary) = try deliver(pipeline, outputOptions, bar)
    if json {
      Console.print(summary.json(files: files, seconds: Console.uptime() - began))
    } else if !quiet {
      show(summary, files)
    }
    return tally
  }

  /// Runs the pipeline into the output's files; nothing of them appears unless all is well.
  private func deliver(
    _ pipeline: Pipeline, _ options: TaskOutput.Options, _ bar: ProgressBar
  ) throws(CampaignError) -> (Tally, TaskOutput.Files, Summary) {
    defer { bar.clear() }
    let output: TaskOutput
    do throws(SheetError) {
      output = try TaskOutput(pipeline.task, plan: pipeline.plan, options: options)
    } catch {
      throw .sheet(error)
    }
    let tally = try pipeline.send(to: output)
    if let signal = Interruption.signal { throw .interrupted(signal: signal) }
    let summary = Summary(
      task: pipeline.task, facts: pipeline.facts, tally: tally, zone: options.zone, isSent: true)
    do throws(SheetError) {
      return (tally, try output.finish(summary), summary)
    } catch {
      throw .sheet(error)
    }
  }

  /// Shows what would be sent and asks (SPEC TASK-4).
  private func confirm(
    _ source: RecipientSource, _ task: SendingTask, _ options: ReadingOptions, _ zone: Zone
  ) throws(CampaignError) -> Bool {
    let preview = try CheckRun.run(
      source, task, options, header: number.isEmpty ? reading.header : .no, zone: zone,
      isProgressShown: !quiet)
    for line in preview.lines(showNumbers: showNumbers) { Console.error(line) }
    Console.error("")
    let accepted = preview.summary.tally.accepted
    guard accepted > 0 else {
      Console.error("There is nobody to send to.")
      return false
    }
    if Console.confirm("Send \(grouped(accepted)) messages?") { return true }
    Console.error("Nothing was sent.")
    return false
  }

  private func show(_ summary: Summary, _ files: TaskOutput.Files) {
    for line in summary.text() { Console.print(line) }
    Console.print()
    Console.print("Results    \(files.results)")
    Console.print("Failed     \(files.failedNumbers)")
    if let removed = files.removed { Console.print("Removed    \(removed)") }
    Console.print("Report     \(files.report)")
  }
}
