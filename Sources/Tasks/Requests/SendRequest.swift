internal import Files
internal import Ledger
internal import Messaging
package import Sending
package import Spreadsheet
package import Workspace

/// A send that is ready to go: an order, its task file and the settings put together.
///
/// ```swift
/// let request = try SendRequest(order, settings, templates: store, output: "Output", now: now)
/// let outcome = try Sender(session, TaskOutput.make).send(request)
/// ```
package struct SendRequest: Sendable {
  package let content: SendContent
  package let recipients: Recipients
  package let task: SendingTask
  package let reading: ReadingOptions
  package let header: ColumnMapping.HeaderRule
  /// When to send, in milliseconds since 1970; nil: now.
  package let due: Int?
  /// What a change of the clocks made of that time, a sentence; nil: nothing.
  package let dueNote: String?
  package let settings: Settings
  private let output: OutputOptions

  /// - Parameters:
  ///   - order: what was asked for.
  ///   - settings: for what the order and its file leave open.
  ///   - templates: where templates are found.
  ///   - output: the folder of the results that nobody gave one for.
  ///   - now: in milliseconds since 1970.
  /// - Throws: `CampaignError`: a template that cannot be sent, an application that is not there, a name or
  ///   a time that is none.
  package init(
    _ order: SendOrder, _ settings: Settings, templates: TemplateStore, output: String, now: Int
  ) throws {
    let file = order.file
    guard let recipients = order.recipients ?? file.sheet.map(Recipients.sheet) else {
      throw CampaignError.badTaskName(
        file.task ?? "", problem: "the task file names no sheet. Add sheet:, or name one before it."
      )
    }
    guard let template = order.template ?? file.template else {
      throw CampaignError.noSuchFile(
        noun: Template.noun, name: "", folder: templates.folder, available: templates.names())
    }
    let asked = order.reading.filled(from: file)
    reading = asked.options(settings)
    header = recipients.isEntered ? .no : asked.header
    if let text = order.at ?? file.at {
      do throws(TimeText.Fault) {
        let time = try TimeText.read(text, zone: settings.zone)
        due = time.milliseconds
        dueNote = TimeText.note(text, time, zone: settings.zone)
      } catch {
        throw CampaignError.badSchedule("“\(text)” \(error).")
      }
    } else {
      (due, dueNote) = (nil, nil)
    }
    let stored = try templates.template(named: template)
    let task = try SendingTask(
      stored, for: recipients, name: order.task ?? file.task,
      signature: order.signature ?? file.signature,
      application: order.application ?? file.application, settings, start: now, asOf: order.asOf)
    var options = OutputOptions(folder: order.output ?? file.output ?? output)
    options.format = order.format ?? file.format ?? .xlsx
    options.language = settings.language
    options.rowPerSegment = order.rowPerSegment || settings.rowPerSegment
    options.namesEveryCell = order.namesEveryCell
    content = SendContent(
      task: order.isDropped ? file.task ?? "" : task.name, application: task.application.name,
      template: SendContent.Text(task.template), signature: task.effectiveSignature,
      numberCheck: task.numberCheck, provider: settings.providerRules,
      reading: SendContent.Reading(reading, header), isDropped: order.isDropped)
    self.recipients = recipients
    self.task = task
    self.settings = settings
    self.output = options
  }

  /// Makes sure that it can be put off until its time.
  ///
  /// - Throws: `CampaignError.badSchedule`.
  package func checkSchedule() throws {
    guard let due else { return }
    try Schedule.check(due, now: task.start, task: task, kept: settings.scheduleHours)
  }

  /// What the task is told from others by: of its content, and of whom it goes to.
  ///
  /// - Throws: `FileError` when the sheet cannot be read.
  package func identity() throws -> TaskIdentity {
    try content.identity(for: recipients)
  }

  /// Opens the sheet and works out its columns.
  package func pipeline() throws -> Pipeline {
    try Pipeline(
      task, reading: try recipients.open(reading, template: task.template, settings: settings),
      limits: reading.limits, header: header)
  }

  /// How the results of a sheet are written.
  package func outputOptions(for facts: SheetFacts) -> OutputOptions {
    var options = output
    options.namesEveryCell = options.namesEveryCell || facts.bytes < OutputOptions.smallSheet
    return options
  }
}

extension SendingTask {
  /// Puts a task together from a template and the settings; without a name it has that of its recipients.
  ///
  /// - Throws: `CampaignError`: a template or a signature that cannot be sent with, no such application, a
  ///   name that cannot be a task's.
  package init(
    _ stored: TemplateStore.Stored, for recipients: Recipients, name: String?, signature: String?,
    application: String?, _ settings: Settings, start: Int, asOf: Int?
  ) throws {
    try TemplateStore.checkSendable(stored, signature: signature)
    try self.init(
      name: name ?? String(recipients.title.prefix(Self.nameLimit)), template: stored.template,
      start: start)
    self.application = try settings.application(named: application)
    self.signature = signature
    try settings.checkSignature(effectiveSignature)
    zone = settings.zone
    numberCheck = settings.numberCheck
    segmentRules = settings.segments
    prices = settings.prices
    simulator = settings.simulator
    provider = settings.providerRules
    self.asOf = asOf
  }
}
