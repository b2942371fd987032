import ArgumentParser
import Campaign
import Carrier
import Messaging
import Reporting
import Spreadsheet

extension ColumnPlan.HeaderRule: ExpressibleByArgument {}
extension TaskOutput.Format: ExpressibleByArgument {}
extension SegmentRules.Billing: ExpressibleByArgument {}

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

  @Option(help: "Whether the first row is a header.")
  var header = ColumnPlan.HeaderRule.auto

  @Option(help: ArgumentHelp("The largest file that is read, in MB.", valueName: "MB"))
  var maxSize = 30

  @Option(help: ArgumentHelp("The most data rows that are read.", valueName: "rows"))
  var maxRows = 1_000_000

  func validate() throws {
    guard (1...4_096).contains(maxSize) else {
      throw ValidationError("--max-size must be from 1 to 4096 MB.")
    }
    guard (1...DuplicateTable.maximumRows).contains(maxRows) else {
      throw ValidationError("--max-rows must be from 1 to \(DuplicateTable.maximumRows).")
    }
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
  func reading(exactColumns: Int = 1) -> ReadingOptions {
    var options = ReadingOptions()
    options.sheet = sheet
    options.encoding = encoding
    options.delimiter = delimiterByte
    options.exactColumns = exactColumns
    options.limits.fileBytes = maxSize << 20
    options.limits.dataRows = maxRows
    return options
  }
}

/// The workspace that a command works in.
struct WorkspaceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of template files.", valueName: "folder"))
  var templates = "Templates"

  @Option(
    help: ArgumentHelp(
      "The settings file; \(Settings.fileName) in this folder if it is there.", valueName: "file"))
  var config: String?

  var store: TemplateStore { TemplateStore(folder: templates) }

  func settings() throws(CampaignError) -> Settings {
    if let config { return try Settings(path: config) }
    return Folder.exists(Settings.fileName) ? try Settings(path: Settings.fileName) : Settings()
  }
}

/// What is sent to whom, and how the carrier is simulated.
struct TaskOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The signature, in place of the template's own.", valueName: "name"))
  var signature: String?

  @Option(
    name: .customLong("task"),
    help: ArgumentHelp(
      "The task's name, at most 30 characters; the sheet's by default.", valueName: "name"))
  var taskName: String?

  @Flag(help: "Accept only numbers in a range assigned to mobiles.")
  var strict = false

  @Option(help: "What is billed: segments as they go over the air, or plain division.")
  var billing: SegmentRules.Billing?

  @Option(help: ArgumentHelp("Seed of the simulated carrier.", valueName: "number"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Messages a second that the carrier takes.", valueName: "number"))
  var rate: Int?

  @Option(
    help: ArgumentHelp(
      "Show the results as of this time; when all receipts are in by default.",
      valueName: "time"))
  var asOf: String?

  @Option(
    help: ArgumentHelp("The time that counts as now.", valueName: "time", visibility: .hidden))
  var now: String?

  func validate() throws {
    guard (1...1_000_000).contains(rate ?? 1) else {
      throw ValidationError("--rate must be from 1 to 1000000.")
    }
    for (name, text) in [("as-of", asOf), ("now", now)] {
      guard let text, let utc = Zone("UTC"), TimeText.parse(text, zone: utc) == nil else {
        continue
      }
      throw ValidationError("--\(name) must be a time such as “2026-11-20 19:30:05”.")
    }
  }

  /// Puts the task together from template, settings and options.
  func task(
    _ stored: TemplateStore.Stored, sheetName: String, settings: Settings, zone: Zone
  ) throws(CampaignError) -> SendingTask {
    try TemplateStore.checkSendable(stored, signature: signature)
    let start = now.flatMap { TimeText.parse($0, zone: zone) } ?? Console.now()
    var task = try SendingTask(
      name: taskName ?? String(sheetName.prefix(SendingTask.nameLimit)), template: stored.template,
      start: start)
    task.signature = signature
    task.numberCheck = strict ? .strict : settings.numberCheck
    task.segmentRules = settings.segments
    task.segmentRules.billing = billing ?? settings.segments.billing
    task.prices = settings.prices
    task.simulator = settings.simulator
    task.simulator.seed = seed ?? settings.simulator.seed
    task.simulator.rate = rate ?? settings.simulator.rate
    task.asOf = asOf.flatMap { TimeText.parse($0, zone: zone) }
    return task
  }
}

/// Where the recipients come from: a sheet, or numbers entered one by one (SPEC SHEET-8).
struct RecipientSource {
  let path: String?
  let numbers: [String]

  /// The file's name without folder and ending, the default name of a task.
  var name: String {
    guard let path, path != "-" else { return "numbers" }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
    return String(file[..<dot])
  }

  /// Opens the sheet, or takes the numbers; a template with variables needs a sheet.
  func open(
    _ options: ReadingOptions, template: Template?
  ) throws(CampaignError) -> any SheetReader {
    guard let path, path != "-" else {
      if let template, TemplateBody(template.content).hasVariables {
        throw .sheetNeeded(template: template.name)
      }
      return try EnteredNumbers(
        path == "-" ? try Self.standardInput() : numbers,
        name: path == "-" ? "standard input" : "the numbers entered")
    }
    do throws(SheetError) {
      return try SheetFile.open(path, options: options)
    } catch {
      throw .sheet(error)
    }
  }

  /// Bytes of standard input that are taken: far more than the numbers that may be entered need.
  private static let inputBytes = 1 << 20

  /// The lines of standard input.
  private static func standardInput() throws(CampaignError) -> [String] {
    let bytes = Console.read(atMost: inputBytes + 1)
    guard bytes.count <= inputBytes else {
      throw .sheet(
        .overLimit(
          file: "standard input", sheet: nil, row: nil, limit: .fileSize, allowed: inputBytes,
          found: bytes.count))
    }
    return String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).map(String.init)
  }
}
