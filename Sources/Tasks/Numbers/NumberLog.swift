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

/// What was sent to one number, in all tasks whose records are kept (SPEC STAT-2).
package struct NumberLog: Sendable {
  /// How many days back the log of a number goes: as long as records are kept (SPEC STAT-2).
  package static var days: Int { TaskArchive.retention / 86_400_000 }

  /// The most messages that a log has, the newest.
  package static let limit = 10_000

  private let session: LedgerSession
  private let archive: TaskArchive

  package init(_ session: LedgerSession) {
    self.session = session
    archive = TaskArchive(session)
  }

  /// What was sent to a number, the newest first, at most `limit`.
  ///
  /// Only the records of tasks that may have the number are read: the ledger has a filter of each.
  ///
  /// - Parameters:
  ///   - number: the recipient.
  ///   - times: when the tasks were sent, in milliseconds since 1970.
  /// - Returns: its messages of all tasks whose records are kept.
  /// - Throws: `CampaignError`, also for damaged records.
  package func entries(
    of number: E164, times: ClosedRange<Int>
  ) throws -> [NumberLogEntry] {
    var filter = TaskFilter()
    filter.startedFrom = times.lowerBound
    filter.limit = .max
    let wanted = filter
    let tasks = try session.read { ledger in
      try ledger.tasks(wanted).filter { task in
        guard let started = task.started, started <= times.upperBound, task.records != nil else {
          return false
        }
        return try ledger.mayHave(task, number.digits)
      }
    }
    var entries: [NumberLogEntry] = []
    for task in tasks where entries.count < Self.limit {
      let left = Self.limit - entries.count
      entries += try messages(of: task, to: number, newest: left).reversed()
    }
    return entries
  }

  /// The last messages of a task to a number, in the order of its sheet.
  private func messages(
    of row: TaskRow, to number: E164, newest limit: Int
  ) throws -> [NumberLogEntry] {
    let records = try archive.records(of: row)
    let task = records.manifest(of: row).task
    let renderer = task.renderer
    let rules = VerdictStage(verdicts: try archive.verdicts(of: row), path: records.path)
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

  /// The task of the last message that a number had before a time.
  ///
  /// - Parameters:
  ///   - number: the recipient.
  ///   - time: in milliseconds since 1970.
  ///   - scope: whose messages count; nil: all.
  /// - Returns: the task; nil when there is none whose records are kept.
  /// - Throws: `CampaignError`, also for damaged records.
  func lastTask(
    _ number: E164, _ time: Int, of scope: ListScope? = nil
  ) throws -> TaskRow? {
    let first = max(0, min(time, session.now) - TaskArchive.retention)
    return try entries(of: number, times: first...max(first, time)).first { entry in
      guard entry.result != .suppressed, entry.time <= time else { return false }
      guard let scope else { return true }
      return entry.task.signature ?? "" == scope.name
        && (scope.type == nil || entry.task.type == scope.type?.rawValue)
    }?.task
  }
}

extension TaskRow {
  /// Whose messages the task sent, as lists have it.
  package var listScope: ListScope { ListScope(signature ?? "", MessageType(rawValue: type)) }
}
