package import Carrier
package import Ledger
package import Messaging
package import Sending

/// A message that was sent to a number, or was to be sent (SPEC STAT-2).
package struct NumberLogEntry: Sendable {
  package var task: TaskRow
  package var row: Int
  package var content: String
  package var length: MessageLength
  package var result: MessageBatch.Result
  package var status: StatusCode?
  /// When it was submitted, or would have been: milliseconds since 1970.
  package var time: Int
  package var received: Int?
}

extension TaskRunner {
  /// How many days back the log of a number goes: as long as records are kept (SPEC STAT-2).
  package static var logDays: Int { retention / 86_400_000 }

  /// The most messages that a log has, the newest.
  package static let logLimit = 10_000

  /// What was sent to a number, the newest first, at most `logLimit`.
  ///
  /// Only the records of tasks that may have the number are read: the ledger has a filter of each.
  ///
  /// - Parameters:
  ///   - number: the recipient.
  ///   - times: when the tasks were sent, in milliseconds since 1970.
  /// - Returns: its messages of all tasks whose records are kept.
  /// - Throws: `CampaignError`, also for damaged records.
  package func log(
    of number: E164, times: ClosedRange<Int>
  ) throws -> [NumberLogEntry] {
    var filter = TaskFilter()
    filter.startedFrom = times.lowerBound
    filter.limit = .max
    let wanted = filter
    let tasks = try look { book in
      try book.tasks(wanted).filter { task in
        guard let started = task.started, started <= times.upperBound, task.records != nil else {
          return false
        }
        return try book.mayHave(task, number.digits)
      }
    }
    var entries: [NumberLogEntry] = []
    for task in tasks where entries.count < Self.logLimit {
      let left = Self.logLimit - entries.count
      entries += try messages(of: task, to: number, newest: left).reversed()
    }
    return entries
  }

  /// The last messages of a task to a number, in the order of its sheet.
  private func messages(
    of row: TaskRow, to number: E164, newest limit: Int
  ) throws -> [NumberLogEntry] {
    let records = try records(of: row)
    let task = Self.plan(records, of: row).task
    let renderer = task.renderer
    let rules = VerdictStage(verdicts: try verdicts(of: row), path: records.path)
    var entries: [NumberLogEntry] = []
    while let block = try records.next(with: number) {
      var batch = try block.batch(renderer, of: records)
      try rules.process(&batch)
      var carrier = CarrierStage(task)
      carrier.process(&batch)
      for message in batch.messages where message.recipient.number == number {
        entries.append(
          NumberLogEntry(
            task: row, row: message.row, content: batch.text(of: message),
            length: message.length, result: message.result, status: message.status,
            time: task.pace.time(at: message.position), received: message.received))
      }
      if entries.count > 2 * limit { entries.removeFirst(entries.count - limit) }
    }
    return Array(entries.suffix(limit))
  }
}
