import ArgumentParser
import Characters
import Files
import Ledger
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

/// `broadsheet export`: recipients of a task with their results, and the records of exports.
struct ExportCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Export a task's recipients with their latest results.",
    discussion: """
      EXAMPLES:
        broadsheet export 12 --status failed,sending
        broadsheet export 12 --format csv --as-of "2026-11-20 19:31"
        broadsheet export list --name "Spring Sale"
        broadsheet export retry 3
      """,
    subcommands: [Write.self, List.self, Retry.self, Delete.self], defaultSubcommand: Write.self)

  struct Write: AccessControlled {
    static let action = AccessAction.exportTask
    static let configuration = CommandConfiguration(
      commandName: "task", abstract: "Export a task of the last 60 days, once in 5 minutes.")

    @Argument(help: "The task's number or name.")
    var task: String

    @Option(
      help: ArgumentHelp(
        "The results that are wanted: successful, failed (refused ones too), sending, suppressed.",
        valueName: "results"))
    var status = "successful,failed,sending"

    @Option(help: "The format of the file.")
    var format = TableFormat.xlsx

    @Option(
      help: ArgumentHelp(
        "The results as of this time; when all receipts are in by default.", valueName: "time"))
    var asOf: String?

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp("The folder for the file; the workspace's Output.", valueName: "folder"))
    var output: String?

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    private var results: Set<MessageBatch.Result>? {
      var results: Set<MessageBatch.Result> = []
      for word in status.split(separator: ",") {
        guard let result = MessageBatch.Result.allCases.first(where: { $0.word == word }) else {
          return nil
        }
        results.insert(result)
        if result == .failed { results.insert(.refused) }
      }
      return results.isEmpty ? nil : results
    }

    func validate() throws {
      try ClockOptions.check(asOf, "as-of")
      guard results != nil else {
        throw ValidationError(
          "--status is some of successful, failed, sending, refused, suppressed, with commas between."
        )
      }
    }

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let row = try ledger.task(task, session, settings)
        var plan = ExportRequest(
          results: results ?? [], folder: output ?? ledger.workspace.path("Output"))
        plan.format = format
        plan.language = settings.language
        plan.days = settings.exportDays
        plan.asOf = ClockOptions.time(asOf, settings.zone)
        let record = try TaskExports(session).export(row, plan, RecipientExport.make)
        ExportView(record, zone: settings.zone).print(form.json)
      }
    }
  }

  struct List: AccessControlled {
    static let action = AccessAction.exportList
    static let configuration = CommandConfiguration(
      abstract: "List the records of exports of the last 60 days, the newest first.")

    @Option(help: ArgumentHelp("Exports with this in their file's name.", valueName: "text"))
    var name: String?

    @Flag(help: "The name is the whole one.")
    var exact = false

    @Option(help: ArgumentHelp("Exports that succeeded, or failed.", valueName: "result"))
    var result: String?

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func validate() throws {
      guard result.map(["succeeded", "failed"].contains) ?? true else {
        throw ValidationError("--result must be succeeded or failed.")
      }
    }

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let records = try TaskExports(session).exports(
          name: name, isExact: exact, result: result)
        for record in records {
          ExportView(record, zone: settings.zone).print(form.json)
        }
      }
    }
  }

  struct Retry: AccessControlled {
    static let action = AccessAction.exportRetry
    static let configuration = CommandConfiguration(abstract: "Try a failed export again.")

    @Argument(help: "The export's number.")
    var export: Int

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp("The folder for the file; the workspace's Output.", valueName: "folder"))
    var output: String?

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        let record = try TaskExports(session).retry(
          export, folder: output ?? ledger.workspace.path("Output"), settings: settings,
          RecipientExport.make)
        ExportView(record, zone: settings.zone).print(form.json)
      }
    }
  }

  struct Delete: AccessControlled {
    static let action = AccessAction.exportDelete
    static let configuration = CommandConfiguration(
      abstract: "Delete the record of an export; its file stays. Asks on a terminal.")

    @Argument(help: "The export's number.")
    var export: Int

    @OptionGroup var confirm: ConfirmOptions
    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, _) = try ledger.session()
        guard try TaskExports(session).has(export) else {
          throw CampaignError.refused(
            "There is no export \(export). `broadsheet export list` shows them.")
        }
        guard confirm.isWanted("Delete the record of export \(export)?") else { return }
        try TaskExports(session).delete(export)
        form.say("Export \(export) is deleted.") { $0.add("deleted", export) }
      }
    }
  }
}

extension RecipientExport {
  /// Makes the file of an export.
  static func make(
    _ plan: TaskManifest, _ export: ExportRequest
  ) throws -> any ExportSink {
    try RecipientExport(plan, export)
  }
}

/// The record of an export in words and in JSON.
private struct ExportView {
  private let record: ExportRow
  private let zone: Zone

  init(_ record: ExportRow, zone: Zone) {
    self.record = record
    self.zone = zone
  }

  /// What was exported.
  private var data: String {
    "\(record.results.joined(separator: ",")) as \(record.format)"
  }

  func print(_ isJSON: Bool) {
    var time = TimeFormatter(zone)
    guard isJSON else {
      let end = record.path ?? record.reason ?? ""
      return Console.print(
        "\(padded("\(record.number)", 6))\(padded(record.result, 11))\(time.string(record.time))  "
          + "task \(record.task), \(data)  \(end)")
    }
    var object = JSONObject()
    object.add("number", record.number)
    object.add("task", record.task)
    object.add("name", record.name)
    object.add("data", data)
    object.add("result", record.result)
    object.add("reason", record.reason)
    object.add("time", time.string(record.time))
    object.add("path", record.path)
    Console.print(object.text)
  }
}
