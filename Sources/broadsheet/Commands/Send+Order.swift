import Ledger
import Sending
import Tasks
import Workspace

extension WorkspaceOptions {
  /// What an order becomes in the workspace.
  ///
  /// - Throws: as `SendRequest`; `CampaignError.notPermitted`, `.badSchedule`.
  func request(_ order: SendOrder, _ settings: Settings, now: Int) throws -> SendRequest {
    let request = try SendRequest(
      order, settings, templates: store, output: path("Output"), now: now)
    try permit(request.task.application.name, settings)
    try request.checkSchedule()
    return request
  }
}

extension Send {
  /// What the arguments ask for, with the task file that they name.
  func order(_ settings: Settings) throws -> SendOrder {
    var order = SendOrder()
    var sheet = sheet
    if let path = file {
      order.file = try TaskFile(path: path)
    } else if let path = sheet, path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
      order.file = try TaskFile(path: path)
      sheet = nil
    }
    if let name = group {
      order.recipients = try customers(name, settings)
    } else if let path = sheet {
      order.recipients = try Recipients(path: path)
    } else if !number.isEmpty {
      order.recipients = .entered(number, name: "the numbers entered")
    }
    order.template = template
    order.task = taskOptions.taskName
    order.application = taskOptions.application
    order.signature = taskOptions.signature
    order.asOf = ClockOptions.time(taskOptions.asOf, settings.zone)
    order.reading = reading.asked
    order.at = at
    order.output = output
    order.format = format
    order.rowPerSegment = rowPerSegment
    order.namesEveryCell = cellPlaces
    return order
  }

  private func customers(_ name: String, _ settings: Settings) throws -> Recipients {
    guard let ledger = try workspace.ledger(settings) else {
      throw CampaignError.noWorkspace(folder: workspace.workspace)
    }
    return .group(try Customers(LedgerSession(ledger, now: 0)).group(named: name), ledger)
  }
}
