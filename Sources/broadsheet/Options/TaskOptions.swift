import ArgumentParser
import Carrier
import Files
import Ledger
import Messaging
import Providers
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

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

  /// Puts the task together from template, settings and options.
  func task(
    _ stored: TemplateStore.Stored, for recipients: Recipients, _ settings: Settings, start: Int
  ) throws -> SendingTask {
    try SendingTask(
      stored, for: recipients, name: taskName,
      signature: signature, application: application, settings, start: start,
      asOf: ClockOptions.time(asOf, settings.zone))
  }
}
