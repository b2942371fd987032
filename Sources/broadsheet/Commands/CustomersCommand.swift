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

extension MessageRegion: ExpressibleByArgument {}

/// `broadsheet customers`: puts numbers into the customer pool (SPEC CUST-1).
struct CustomersCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "customers", abstract: "Put numbers into groups of the customer pool.",
    discussion: """
      A group takes mainland numbers, or those of other countries. Numbers are normalized, and each is in \
      a group once, however often it is imported.

      EXAMPLES:
        broadsheet customers import vip.xlsx --group VIP
        broadsheet customers import abroad.csv --group Abroad --region international
        broadsheet customers enter 12012345678 12012345679 --group VIP
        broadsheet send --group VIP --template holiday-hours
      """,
    subcommands: [Import.self, Enter.self])

  /// The group that numbers go into.
  struct GroupOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The group; a new one is made if there is none.", valueName: "name"))
    var group: String

    @Option(help: "Which numbers a new group takes; mainland by default.")
    var region: MessageRegion?

    @Flag(help: "Accept only numbers in a range assigned to mobiles.")
    var strict = false

    func check(_ settings: Settings) -> NumberCheck { strict ? .strict : settings.numberCheck }
  }

  struct Import: AccessControlled {
    static let action = AccessAction.customersImport
    static let configuration = CommandConfiguration(
      abstract: "Import the numbers of a sheet's first column.")

    @Argument(help: "The sheet, XLSX or CSV; “-” for numbers on standard input.")
    var sheet: String

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Group") var options: GroupOptions
    @OptionGroup var importing: ImportOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let opened = try importing.open(sheet, ledger)
        let bar = ProgressBar(isWanted: !form.json)
        defer { bar.clear() }
        let imported = CustomerImport(
          opened.session, group: options.group, region: options.region)
        let check = options.check(opened.settings)
        let result = try NobodyAccepted.listed {
          try imported.run(
            opened.reader, limits: opened.limits, header: opened.header, check: check,
            progress: bar.update)
        } list: {
          let again = try importing.open(sheet, ledger)
          var plan = OutputOptions(folder: ledger.workspace.path("Output"))
          plan.language = opened.settings.language
          return try RemovedList.write(
            of: try imported.pipeline(
              again.reader, limits: again.limits, header: again.header, check: check), plan)
        }
        bar.clear()
        ImportView(result, opened.settings.language).print(form.json)
      }
    }
  }

  struct Enter: AccessControlled {
    static let action = AccessAction.customersEnter
    static let configuration = CommandConfiguration(
      abstract: "Enter up to 100 numbers.")

    /// Numbers of one call (SPEC CUST-1).
    private static let limit = 100

    @Argument(help: "The numbers.")
    var numbers: [String]

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Group") var options: GroupOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        guard numbers.count <= Self.limit else {
          throw CampaignError.tooManyEntered(count: numbers.count, limit: Self.limit)
        }
        let source = try EnteredNumbers(numbers, name: "the numbers entered")
        let imported = CustomerImport(session, group: options.group, region: options.region)
        let result = try imported.run(
          source, limits: .standard, header: .no, check: options.check(settings))
        ImportView(result, settings.language).print(form.json)
      }
    }
  }
}

/// The result of an import, in words and in JSON.
private struct ImportView {
  private let result: CustomerImport.Result
  private let language: Language

  init(_ result: CustomerImport.Result, _ language: Language) {
    self.result = result
    self.language = language
  }

  func print(_ isJSON: Bool) {
    if isJSON { Console.print(json()) } else { lines().forEach(Console.print) }
  }

  private func lines() -> [String] {
    let tally = result.tally
    let rows = [tally.rows, tally.blank, tally.invalid, tally.duplicates, tally.accepted]
    func line(_ label: Phrase, _ text: String) -> String {
      "\(padded(label.text(language), 11))\(text)"
    }
    var lines = [
      line(Words.rows, Words.rowSum.text(language, rows.map(grouped))),
      line(
        Words.accepted,
        Words.importSum.text(
          language, grouped(tally.accepted), grouped(result.added), grouped(result.known))),
      line(
        Words.group,
        Words.groupCount.text(language, result.group.name, grouped(result.group.count))),
    ]
    if !result.removed.isEmpty { lines += ["", Words.firstRemoved.text(language)] }
    lines += result.removed.map { RemovedView($0, language).line(showNumbers: false) }
    return lines
  }

  private func json() -> String {
    var object = JSONObject()
    object.add("group", result.group.name)
    object.add("region", result.group.region.rawValue)
    object.add("rows", result.tally.rows)
    object.add("blank", result.tally.blank)
    object.add("invalid", result.tally.invalid)
    object.add("duplicates", result.tally.duplicates)
    object.add("accepted", result.tally.accepted)
    object.add("added", result.added)
    object.add("known", result.known)
    object.add("count", result.group.count)
    var reasons = JSONObject()
    for (removal, count) in result.tally.removed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      reasons.add("\(removal.code)", count)
    }
    object.add(raw: "removed", reasons.text)
    return object.text
  }
}
