import ArgumentParser
import Files
import Ledger
import Messaging
import Reporting
import Sending
import Tasks
import Workspace

/// The days of a report.
struct PeriodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "So many natural days, the last of them today.", valueName: "number"))
  var days: Int?

  @Option(
    help: ArgumentHelp("The first day: a date, “today” or “yesterday”.", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("The last day; today by default.", valueName: "date"))
  var to: String?

  func validate() throws {
    guard (1...3_653).contains(days ?? 1) else {
      throw ValidationError("--days must be from 1 to 3653.")
    }
    guard days == nil || from == nil else {
      throw ValidationError("Give --days or --from, not both.")
    }
    // The last day that can be, so that only the order of two dates that are there counts.
    guard ReportPeriod(days: 1, from: from, to: to ?? from, today: 1) != nil else {
      throw ValidationError(
        "--from and --to are dates such as 2026-11-20, “today” or “yesterday”, at most ten years and the "
          + "first not after the last.")
    }
  }

  /// The days that were asked for, or else so many up to today.
  func period(days standard: Int, now: Int, zone: Zone) throws -> ReportPeriod {
    var clock = LocalClock(zone)
    let today = clock.moment(now).day
    guard
      let period = ReportPeriod(days: days ?? standard, from: from, to: to, today: today)
    else { throw CampaignError.badPeriod }
    return period
  }
}

/// What a report is about.
struct SelectionOptions: ParsableArguments {
  @OptionGroup var period: PeriodOptions

  @Option(help: ArgumentHelp("Only messages of this application.", valueName: "name"))
  var application: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Only messages of this template.", valueName: "name"))
  var template: String?

  @Option(help: ArgumentHelp("Only messages with this signature.", valueName: "name"))
  var signature: String?

  @Option(
    help: ArgumentHelp(
      "Only messages to this country, by its ISO 3166 code such as CN.", valueName: "code"))
  var country: Region?

  func filter(_ hours: ClosedRange<Int>) -> StatisticFilter {
    var filter = StatisticFilter(hours: hours)
    filter.application = application
    filter.template = template
    filter.signature = signature
    filter.region = country
    return filter
  }
}

extension Region: ExpressibleByArgument {
  /// A region by its code, in capital letters or not.
  public init?(argument: String) {
    guard let region = Region(code: argument.uppercased()), NumberingPlan.has(region) else {
      return nil
    }
    self = region
  }
}

extension ReportFormat: ExpressibleByArgument {}

/// How a report is shown.
struct ReportOptions: ParsableArguments {
  @Option(help: "How the report is shown.")
  var format: ReportFormat?

  @Flag(help: "The same as --format json: one line of JSON.")
  var json = false

  @Option(
    help: ArgumentHelp("Only this table of the report, such as “countries”.", valueName: "name"))
  var table: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write; standard output for table, csv and json, else a new file in Output.",
      valueName: "file"))
  var output: String?

  func validate() throws {
    guard format == nil || !json else {
      throw ValidationError("Give --format or --json, not both.")
    }
  }

  private var shown: ReportFormat { json ? .json : format ?? .table }

  /// What is for programs is the same in every language.
  func language(_ settings: Settings) -> Language {
    shown.isForPeople ? settings.language : .english
  }

  func write(
    _ report: ReportDocument, _ session: LedgerSession, _ settings: Settings, folder: String
  ) throws {
    var report = report
    if let table {
      let names = report.tables.map(\.name)
      report.tables.removeAll { $0.name != table }
      guard !report.tables.isEmpty else {
        throw CampaignError.noSuchTable(name: table, available: names)
      }
    }
    switch shown.shown(report, time: session.now / 1_000, isForFile: output != nil) {
    case .text(let bytes): try write(bytes)
    case .file(let ending, let make):
      try publish(report, session.now, settings.zone, ending, folder, make)
    }
  }

  /// Writes text to the file that was named, or to standard output.
  private func write(_ bytes: [UInt8]) throws {
    guard let output else { return Console.write(bytes) }
    guard try OutputFile.write(bytes, to: output) else { throw OutputFile.nameIsTaken(output) }
  }

  /// Gives a finished file the name that was asked for, or one of report, date and time.
  private func publish(
    _ report: ReportDocument, _ now: Int, _ zone: Zone, _ ending: String, _ folder: String,
    _ make: (String) throws -> OutputFile
  ) throws {
    if let output {
      try OutputFile.makeFolder(Folder.of(output))
      try make(Folder.of(output)).publish(asNew: output)
      return Console.print(output)
    }
    try OutputFile.makeFolder(folder)
    var time = TimeFormatter(zone)
    let name = OutputName(task: report.name, stamp: time.stamp(now))
    Console.print(try make(folder).publish(inFolder: folder, name: name, ending: ending))
  }
}
