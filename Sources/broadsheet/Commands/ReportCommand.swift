import ArgumentParser
import Ledger
import Messaging
import Reporting
import Sending
import Tasks
internal import Workspace

/// `broadsheet report`: statistics over the tasks of a workspace.
struct ReportCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Report on what was sent: statistics over many tasks.",
    discussion: """
      Tasks count on the days on which their messages were submitted, with all their receipts, from when \
      they are completed. Requests are the messages that were asked for; accepted are those that the \
      carrier took; the success rate is that of the messages with a receipt.

      EXAMPLES:
        broadsheet report
        broadsheet report overview --days 30 --application default
        broadsheet report failures --from 2026-11-01 --to 2026-11-20 --format xlsx
        broadsheet report receipts --from yesterday --to yesterday --json
        broadsheet report overview --format html -o november.html
        broadsheet report number 12012345678
      """,
    subcommands: [
      Overview.self, Failures.self, Receipts.self, Countries.self, Codes.self, Clicks.self,
      Number.self,
    ],
    defaultSubcommand: Overview.self)

  struct Overview: StatisticCommand {
    static let action = AccessAction.reportOverview
    static let kind = StatisticReport.Kind.overview
    static let configuration = CommandConfiguration(
      abstract: "Requests, accepted, billed and successful by time, application, template, country."
    )

    @OptionGroup var options: StatisticOptions
  }

  struct Failures: StatisticCommand {
    static let action = AccessAction.reportFailures
    static let kind = StatisticReport.Kind.failures
    static let configuration = CommandConfiguration(
      abstract: "Messages that were not delivered, by code, with what to do.")

    @OptionGroup var options: StatisticOptions
  }

  struct Receipts: StatisticCommand {
    static let action = AccessAction.reportReceipts
    static let kind = StatisticReport.Kind.receipts
    static let configuration = CommandConfiguration(
      abstract: "Messages with and without a receipt, successful and failed.")

    @OptionGroup var options: StatisticOptions
  }

  struct Countries: StatisticCommand {
    static let action = AccessAction.reportCountries
    static let kind = StatisticReport.Kind.countries
    static let configuration = CommandConfiguration(
      abstract: "Requests, accepted, billed items and unit price by country.")

    @OptionGroup var options: StatisticOptions
  }

  struct Codes: StatisticCommand {
    static let action = AccessAction.reportCodes
    static let kind = StatisticReport.Kind.codes
    static let configuration = CommandConfiguration(
      abstract: "Verification codes by hour, and their growth on the day before.")

    @OptionGroup var options: StatisticOptions
  }

  struct Clicks: StatisticCommand {
    static let action = AccessAction.reportClicks
    static let kind = StatisticReport.Kind.clicks
    static let configuration = CommandConfiguration(
      abstract: "Clicks on links, simulated: recipients, clicks and rate of templates with a link.")

    @OptionGroup var options: StatisticOptions
  }

  struct Number: AccessControlled {
    static let action = AccessAction.reportNumber
    static let configuration = CommandConfiguration(
      abstract: "Log of one number: what was sent to it in the last 60 days, and what came of it.")

    @Argument(help: "The number, with + and its country code, or a mainland number.")
    var number: String

    @Flag(help: "Show the phone number whole instead of masked.")
    var showNumbers = false

    @OptionGroup var reading: NumberOptions
    @OptionGroup(title: "Period") var period: PeriodOptions
    @OptionGroup(title: "Output") var output: ReportOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        // A number's messages may be of any application.
        try ledger.workspace.permitAll(settings)
        let period = try period.period(
          days: NumberLog.days, now: session.now, zone: settings.zone)
        let number = try addressee(session)
        let report = NumberReport(
          number, period: period, zone: settings.zone, language: output.language(settings),
          currency: settings.prices.currency, showsNumber: showNumbers)
        try output.write(
          try report.document(session), session, settings,
          folder: ledger.workspace.path("Output"))
      }
    }

    /// The number: of the two that the text may be, the one that messages were sent to.
    private func addressee(_ session: LedgerSession) throws -> E164 {
      if let number = try NumberReadings.number(number, in: reading.region), reading.region != nil {
        return number
      }
      let contexts = NumberContexts(session, ledger.workspace.store)
      let readings = try NumberReadings(typed: number)
      let context = try contexts.context()
      guard let (found, other) = try contexts.addressee(readings, context) else {
        throw CampaignError.badNumber(number)
      }
      if let other, case .either = readings.meaning(in: context) {
        Console.error("This is \(found); the text may be \(other) too: --region says which.")
      }
      return found
    }
  }
}

/// A report over the counters of many tasks: alike but for what it shows.
protocol StatisticCommand: AccessControlled {
  static var kind: StatisticReport.Kind { get }
  var options: StatisticOptions { get }
}

extension StatisticCommand {
  func run() throws {
    try CommandRunner.run {
      let (session, settings) = try options.ledger.session()
      let selection = options.selection
      if let name = selection.application {
        try options.ledger.workspace.permit(name, settings)
      } else {
        try options.ledger.workspace.permitAll(settings)
      }
      let period = try selection.period.period(
        days: Self.kind == .codes ? 1 : 7, now: session.now, zone: settings.zone)
      let report = StatisticReport(
        Self.kind, period: period, filter: selection.filter(period.hours),
        language: options.output.language(settings), currency: settings.prices.currency)
      try options.output.write(
        try report.document(session), session, settings,
        folder: options.ledger.workspace.path("Output"))
    }
  }
}

/// What every report over many tasks can be told.
struct StatisticOptions: ParsableArguments {
  @OptionGroup(title: "Period and filters") var selection: SelectionOptions
  @OptionGroup(title: "Output") var output: ReportOptions
  @OptionGroup(title: "Workspace") var ledger: LedgerOptions
}
