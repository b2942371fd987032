import Files
import Ledger
import Messaging
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

/// What one call of `send` is to do: its arguments, the task file's values and the settings put together.
struct SendJob {
  let task: SendingTask
  let recipients: RecipientSource
  let reading: ReadingOptions
  let header: ColumnMapping.HeaderRule
  /// When to send; nil: now.
  let due: Int?
  /// What a change of the clocks made of that time, a sentence; nil: nothing.
  let dueNote: String?
  private let command: Send
  let settings: Settings
  private let file: TaskFile

  init(_ command: Send) throws {
    self.command = command
    var sheet = command.sheet
    var file = TaskFile()
    if let path = command.file {
      file = try TaskFile(path: path)
    } else if let path = sheet, path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
      file = try TaskFile(path: path)
      sheet = nil
    }
    self.file = file
    if sheet == nil, command.number.isEmpty, command.group == nil { sheet = file.sheet }
    guard sheet != nil || !command.number.isEmpty || command.group != nil else {
      throw CampaignError.badTaskName(
        file.task ?? "", problem: "the task file names no sheet. Add sheet:, or name one before it."
      )
    }
    settings = try command.workspace.source(
      flags: command.limits.flags, command.settingOptions.flags
    ).settings
    var source = RecipientSource(path: sheet, numbers: command.number)
    if let name = command.group {
      source.group = try Self.group(name, command.workspace, settings)
    }
    recipients = source
    guard let template = command.template ?? file.template else {
      throw CampaignError.noSuchFile(
        noun: Template.noun,
        name: "", folder: command.workspace.store.folder,
        available: command.workspace.store.names())
    }
    var options = command.reading
    options.sheet = options.sheet ?? file.worksheet
    options.encoding = options.encoding ?? file.encoding
    options.delimiter = options.delimiter ?? file.delimiter
    options.null = options.null || file.null ?? false
    reading = options.reading(settings)
    header =
      recipients.isEntered ? .no : options.header == .auto ? file.header ?? .auto : options.header
    let now = command.clock.time(settings.zone)
    if let text = command.at ?? file.at {
      do throws(TimeText.Fault) {
        let reading = try TimeText.read(text, zone: settings.zone)
        due = reading.milliseconds
        dueNote = TimeText.note(text, reading, zone: settings.zone)
      } catch {
        throw CampaignError.badSchedule("“\(text)” \(error).")
      }
    } else {
      (due, dueNote) = (nil, nil)
    }
    var taskOptions = command.taskOptions
    taskOptions.signature = taskOptions.signature ?? file.signature
    taskOptions.application = taskOptions.application ?? file.application
    taskOptions.taskName = taskOptions.taskName ?? file.task
    task = try taskOptions.task(
      try command.workspace.store.template(named: template), sheetName: recipients.name,
      settings: settings, start: now)
    try command.workspace.permit(task.application.name, settings)
    if let due {
      try Schedule.check(due, now: now, task: task, kept: settings.scheduleHours)
    }
  }

  private static func group(
    _ name: String, _ workspace: WorkspaceOptions, _ settings: Settings
  ) throws -> (CustomerGroup, Ledger) {
    guard let ledger = try workspace.ledger(settings) else {
      throw CampaignError.noWorkspace(folder: workspace.workspace)
    }
    return (try TaskRunner(ledger, now: 0).group(named: name), ledger)
  }

  /// Runs it with the workspace's ledger; nil without one.
  func runner() throws -> TaskRunner? {
    // A group's ledger is open already; its numbers are read before the ledger is written to.
    let open = recipients.group?.1
    guard !command.noLedger,
      let ledger = if let open { open } else { try command.workspace.ledger(settings) }
    else { return nil }
    return TaskRunner(ledger, now: task.start, accounts: settings.accounts)
  }

  /// Opens the sheet and works out its columns.
  func pipeline() throws -> Pipeline {
    try Pipeline(
      task, reading: try recipients.open(reading, template: task.template, settings: settings),
      limits: reading.limits, header: header)
  }

  func outputOptions(for facts: SheetFacts) -> OutputOptions {
    var plan = OutputOptions(
      folder: command.output ?? file.output ?? command.workspace.path("Output"))
    plan.format = command.format ?? file.format ?? .xlsx
    plan.language = settings.language
    plan.rowPerSegment = command.rowPerSegment || settings.rowPerSegment
    plan.namesEveryCell = command.cellPlaces || facts.bytes < OutputOptions.smallSheet
    return plan
  }

  /// A hash of the sheet's bytes and all that decides what is sent to whom, but not when.
  ///
  /// - Parameter isDropped: whether it came through a drop folder, where the file's name counts for nothing.
  /// - Returns: SHA-256 as 64 hexadecimal digits.
  /// - Throws: `FileError` when the sheet cannot be read.
  func identity(isDropped: Bool = false) throws -> String {
    let hash = ContentHash()
    let template = task.template
    for text in [
      isDropped ? "dropped \(file.task ?? "")" : task.name, task.application.name, template.name,
      template.content, template.type.rawValue,
      template.region.rawValue, task.effectiveSignature ?? "", task.numberCheck.rawValue,
      settings.providerRules.otherRegion.rawValue, settings.providerRules.plus.rawValue,
      settings.providerRules.duplicates.rawValue,
      reading.sheet ?? "", reading.encoding ?? "", reading.dates.rawValue, header.rawValue,
      reading.takesNullForEmpty ? "null" : "",
    ] {
      hash.add(text)
    }
    if let (group, _) = recipients.group {
      // Its numbers are those that it has now; more of them make another task.
      hash.add("group \(group.id) \(group.count) \(group.changed)")
    } else if let path = recipients.path, path != "-" {
      try hash.add(contentsOf: path)
    } else {
      for number in recipients.numbers { hash.add(number) }
    }
    return hash.finish()
  }
}

extension TaskOptions {
  /// Puts the task together from template, settings and options.
  func task(
    _ stored: TemplateStore.Stored, sheetName: String, settings: Settings, start: Int
  ) throws -> SendingTask {
    try TemplateStore.checkSendable(stored, signature: signature)
    var task = try SendingTask(
      name: taskName ?? String(sheetName.prefix(SendingTask.nameLimit)), template: stored.template,
      start: start)
    task.application = try settings.application(named: application)
    task.signature = signature
    try settings.checkSignature(task.effectiveSignature)
    task.zone = settings.zone
    task.numberCheck = settings.numberCheck
    task.segmentRules = settings.segments
    task.prices = settings.prices
    task.simulator = settings.simulator
    task.provider = settings.providerRules
    task.asOf = ClockOptions.time(asOf, settings.zone)
    return task
  }
}
