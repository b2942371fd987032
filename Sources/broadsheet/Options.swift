import ArgumentParser
import Carrier
import Files
import Ledger
import Messaging
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

extension ColumnMapping.HeaderRule: ExpressibleByArgument {}
extension DateStyle: ExpressibleByArgument {}
extension TableFormat: ExpressibleByArgument {}
extension SegmentRules.Billing: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

/// How a sheet is read.
struct SheetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The worksheet to read; the first visible one by default.", valueName: "name"))
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      "A CSV file's encoding, such as GB18030; told from its bytes by default.", valueName: "name"))
  var encoding: String?

  @Option(
    help: ArgumentHelp(
      "A CSV file's delimiter, one character or “tab”; told from its text by default.",
      valueName: "character"))
  var delimiter: String?

  @Flag(help: "Take words for nothing, such as NULL, (null) or nan, for missing values.")
  var null = false

  @Option(
    help: ArgumentHelp(
      "Dates whose format leaves it to the reader's country; as the settings say by default.",
      valueName: "style"))
  var dates: DateStyle?

  @Option(help: "Whether the first row is a header.")
  var header = ColumnMapping.HeaderRule.auto

  func validate() throws {
    guard delimiter == nil || delimiterByte != nil else {
      throw ValidationError("--delimiter must be one ASCII character, or “tab”.")
    }
  }

  private var delimiterByte: UInt8? {
    guard let delimiter else { return nil }
    if delimiter == "tab" || delimiter == "\\t" { return UInt8(ascii: "\t") }
    let bytes = Array(delimiter.utf8)
    return bytes.count == 1 && bytes[0] < 0x80 && bytes[0] != UInt8(ascii: "\"") ? bytes[0] : nil
  }

  /// The options for reading; the first column's numbers keep their exact digits.
  func reading(_ settings: Settings, exactColumns: Int = 1) -> ReadingOptions {
    var options = ReadingOptions()
    options.sheet = sheet
    options.encoding = encoding
    options.delimiter = delimiterByte
    options.takesNullForEmpty = null
    options.dates = dates ?? settings.dates
    options.exactColumns = exactColumns
    options.limits.fileBytes = settings.fileMegabytes << 20
    options.limits.dataRows = settings.dataRows
    return options
  }
}

/// How a command says what it has to say.
struct FormOptions: ParsableArguments {
  @Flag(help: "Print JSON for programs, an object a line.")
  var json = false

  /// Says a sentence, or for programs the facts of it.
  func say(_ words: String, _ facts: (inout JSONObject) -> Void) {
    guard json else { return Console.print(words) }
    var object = JSONObject()
    facts(&object)
    Console.print(object.text)
  }
}

/// What takes something away asks before, on a terminal.
struct ConfirmOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Do it without asking.")
  var yes = false

  /// Asks a question, unless there is nobody to answer it.
  ///
  /// - Returns: whether to go on; what was not done is said.
  func isWanted(_ question: String) -> Bool {
    if yes || !Console.inputIsTerminal || Console.confirm(question) { return true }
    Console.error("Nothing was changed.")
    return false
  }
}

/// The workspace that a command works in.
struct WorkspaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The workspace: the folder of \(Settings.fileName), Templates, Output and the ledger.",
      valueName: "folder"))
  var workspace = "."

  @Option(
    help: ArgumentHelp("The folder of template files; the workspace's own.", valueName: "folder"))
  var templates: String?

  @Option(
    help: ArgumentHelp(
      "The settings file; \(Settings.fileName) of the workspace if it is there.",
      valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Who acts, in a workspace with users; BROADSHEET_USER or the login name by default.",
      valueName: "name"))
  var user: String?

  @Option(
    help: ArgumentHelp(
      "A provider's profile: standard, tencent, alibaba, huawei, or a file of your own.",
      valueName: "name"))
  var provider: String?

  @Option(help: "The language of workbooks, pages and what is shown here.")
  var language: Language?

  var store: TemplateStore { TemplateStore(folder: templates ?? path("Templates")) }

  /// The path of a name in the workspace.
  func path(_ name: String) -> String { Folder.path(name, in: workspace) }

  func source(flags: SettingFlags...) throws -> SettingsSource {
    let standard = path(Settings.fileName)
    var flags = flags.reduce(into: [:]) { $0.merge($1) { $1 } }
    if let provider { flags["provider"] = ("provider", provider) }
    if let language { flags["language"] = ("language", language.rawValue) }
    let source = try SettingsSource(
      path: config ?? (Folder.exists(standard) ? standard : nil), workspace: workspace,
      flags: flags)
    try permitSome(source.settings)
    return source
  }

  /// Whether the folder is a workspace: only there anything is remembered.
  private var isWorkspace: Bool { Folder.exists(path(Settings.fileName)) }

  /// The workspace's ledger; nil in other folders, and where the settings want none.
  func ledger(_ settings: Settings) throws -> Ledger? {
    guard isWorkspace, settings.hasLedger else { return nil }
    return try Self.ledger(inWorkspace: workspace)
  }

  /// Opens the ledger of a workspace, and makes it when there is none.
  static func ledger(inWorkspace folder: String) throws -> Ledger {
    try Ledger(folder: Folder.path("Ledger", in: folder))
  }
}

/// The workspace's ledger, for commands that work with what it remembers.
struct LedgerOptions: ParsableArguments {
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup private var clock: ClockOptions

  /// What was given as now; nil: the system's clock.
  var now: String? { clock.now }

  func time(_ zone: Zone) -> Int { clock.time(zone) }

  /// A task that the user may do this with.
  func task(
    _ name: String, _ runner: TaskRunner, _ settings: Settings
  ) throws -> TaskRow {
    let row = try runner.task(name)
    try workspace.permit(row.application, settings)
    return row
  }

  /// Runs tasks in the workspace.
  ///
  /// - Parameter flags: settings that were given for this run.
  /// - Returns: what runs them, and the settings.
  /// - Throws: `CampaignError.noWorkspace` in a folder without a ledger.
  func runner(flags: SettingFlags = [:]) throws -> (TaskRunner, Settings) {
    let settings = try workspace.source(flags: flags).settings
    guard let ledger = try workspace.ledger(settings) else {
      throw CampaignError.noWorkspace(folder: workspace.workspace)
    }
    let now = clock.time(settings.zone)
    return (TaskRunner(ledger, now: now, accounts: settings.accounts), settings)
  }
}

/// A sheet that is imported into the workspace.
struct ImportOptions: ParsableArguments {
  @OptionGroup(title: "Reading") var reading: SheetOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  /// A sheet that was opened, and where it is imported.
  struct Opened {
    let runner: TaskRunner
    let settings: Settings
    let reader: any SheetReader
    let limits: Limits
    let header: ColumnMapping.HeaderRule
  }

  /// Opens a sheet, or takes numbers from standard input.
  ///
  /// - Parameters:
  ///   - path: of the sheet, or `-`.
  ///   - ledger: of the workspace.
  ///   - momentColumn: whose date cells are wanted as moments; nil for none.
  /// - Returns: the sheet, and where it is imported.
  /// - Throws: `CampaignError` when either cannot be opened.
  func open(
    _ path: String, _ ledger: LedgerOptions, momentColumn: Int? = nil
  ) throws -> Opened {
    let (runner, settings) = try ledger.runner(flags: limits.flags)
    var options = reading.reading(settings)
    options.momentColumn = momentColumn
    let source = RecipientSource(path: path, numbers: [])
    return Opened(
      runner: runner, settings: settings, reader: try source.open(options, template: nil),
      limits: options.limits, header: source.isEntered ? .no : reading.header)
  }
}

/// Flags that stand for settings: by the setting's path, their name and text.
typealias SettingFlags = [String: (name: String, text: String)]

/// The limits of a sheet, which may be given for one run.
struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The largest file that is read, in MB.", valueName: "MB"))
  var maxSize: Int?

  @Option(help: ArgumentHelp("The most data rows that are read.", valueName: "rows"))
  var maxRows: Int?

  func validate() throws {
    guard (1...4_096).contains(maxSize ?? 1) else {
      throw ValidationError("--max-size must be from 1 to 4096 MB.")
    }
    guard (1...DuplicateTable.maximumRows).contains(maxRows ?? 1) else {
      throw ValidationError("--max-rows must be from 1 to \(DuplicateTable.maximumRows).")
    }
  }

  /// The flags that were given.
  var flags: SettingFlags {
    var flags: SettingFlags = [:]
    if let maxSize { flags["limits.fileSize"] = ("max-size", "\(maxSize)") }
    if let maxRows { flags["limits.rows"] = ("max-rows", "\(maxRows)") }
    return flags
  }
}

/// Settings of the carrier and the bill, which may be given for one run.
struct SettingOptions: ParsableArguments {
  @Flag(help: "Accept only numbers in a range assigned to mobiles.")
  var strict = false

  @Option(help: "What is billed: segments as they go over the air, or plain division.")
  var billing: SegmentRules.Billing?

  @Option(help: ArgumentHelp("Seed of the simulated carrier.", valueName: "number"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Messages a second that the carrier takes.", valueName: "number"))
  var rate: Int?

  func validate() throws {
    guard (1...1_000_000).contains(rate ?? 1) else {
      throw ValidationError("--rate must be from 1 to 1000000.")
    }
  }

  /// The flags that were given, by the setting that they are for.
  var flags: SettingFlags {
    var flags: SettingFlags = [:]
    if strict { flags["numbers"] = ("strict", NumberCheck.strict.rawValue) }
    if let billing { flags["segments.billing"] = ("billing", billing.rawValue) }
    if let seed { flags["simulator.seed"] = ("seed", "\(seed)") }
    if let rate { flags["simulator.rate"] = ("rate", "\(rate)") }
    return flags
  }
}

/// What is sent to whom.
struct TaskOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The signature, in place of the template's own.", valueName: "name"))
  var signature: String?

  @Option(
    help: ArgumentHelp(
      "The application that sends; needed when the settings have several.", valueName: "name"))
  var application: String?

  @Option(
    name: .customLong("task"),
    help: ArgumentHelp(
      "The task's name, at most 30 characters; the sheet's by default.", valueName: "name"))
  var taskName: String?

  @Option(
    help: ArgumentHelp(
      "Show the results as of this time; when all receipts are in by default.",
      valueName: "time"))
  var asOf: String?

  func validate() throws { try ClockOptions.check(asOf, "as-of") }
}

/// Where the recipients come from: a sheet, or numbers entered one by one (SPEC SHEET-8).
struct RecipientSource {
  let path: String?
  let numbers: [String]
  /// A group of the customer pool, and where it is.
  var group: (CustomerGroup, Ledger)?

  /// Whether the numbers stand by themselves, so that there is no header among them.
  var isEntered: Bool { path == nil || path == "-" }

  /// The file's name without folder and ending, the default name of a task.
  var name: String {
    if let (group, _) = group { return FileName.title(group.name) }
    guard let path, path != "-" else { return "numbers" }
    let title = FileName.title(FileName.parts(of: FileName.last(of: path)).stem)
    return title.isEmpty ? "task" : title
  }

  /// Opens the sheet, or takes the numbers; a template with variables needs a sheet.
  ///
  /// - Parameters:
  ///   - options: how a sheet is read.
  ///   - template: what is sent; nil: nothing is.
  ///   - settings: whose rules about files and entered numbers hold; nil: none.
  /// - Returns: the rows.
  /// - Throws: `CampaignError`, what is wrong with the sheet or the numbers.
  func open(
    _ options: ReadingOptions, template: Template?, settings: Settings? = nil
  ) throws -> any SheetReader {
    guard let path, path != "-" else {
      if let template, TemplateBody(template.content).hasVariables {
        throw CampaignError.sheetNeeded(template: template.name)
      }
      if let (group, ledger) = group { return GroupReader(group, ledger) }
      return try EnteredNumbers(
        path == "-" ? try Self.standardInput() : numbers,
        name: path == "-" ? "standard input" : "the numbers entered",
        limit: settings?.sheetRules.entered ?? EnteredNumbers.limit)
    }
    let reader = try SheetFile.open(path, options: options)
    if let settings {
      try settings.sheetRules.check(reader.facts, provider: settings.provider)
    }
    return reader
  }

  /// Bytes of standard input that are taken: far more than the numbers that may be entered need.
  private static let inputBytes = 1 << 20

  /// Standard input, which is read once, though its lines may be wanted again.
  private static let input = Console.read(atMost: inputBytes + 1)

  /// The lines of standard input.
  private static func standardInput() throws -> [String] {
    let bytes = input
    guard bytes.count <= inputBytes else {
      throw FileError.tooLarge(file: "standard input", allowed: inputBytes, found: bytes.count)
    }
    return String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).map(String.init)
  }
}
