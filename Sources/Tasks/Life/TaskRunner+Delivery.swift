internal import Files
internal import FoundationEssentials
package import Ledger
internal import Messaging
package import Sending
internal import Spreadsheet
package import Workspace

/// The output of tasks: made, named in the ledger, put in place, told of.
extension TaskRunner {
  /// How long the messages of a run are kept: longer than any limit looks back, in milliseconds.
  private static let runRetention = 3 * 86_400_000

  /// Writes the output of an executing task and completes it; also of one that was interrupted.
  ///
  /// - Throws: errors of all modules; the third that is the task's own fault leaves it failed.
  package func deliver(
    _ number: Int, _ make: (SendingTask, ColumnMapping, OutputOptions) throws -> any TaskDelivery
  ) throws -> Result {
    do {
      return try attempt(number, make)
    } catch {
      // The first error says more than one that may follow it.
      try? noteFailure(number, error)
      throw error
    }
  }

  private func attempt(_ number: Int, _ make: MakeDelivery) throws -> Result {
    let row = try look { try $0.known(number, withVerdicts: true) }
    let records = try records(of: row)
    let output = try Self.output(of: row)
    if let announced = try Self.announced(row) {
      if announced.allSatisfy(\.isThere) { return try complete(row, records, announced) }
      for file in announced where file.isThere { Folder.remove(file.path) }
    }
    let task = Self.plan(records, of: row).task
    let delivery = try make(task, records.plan.columns, output)
    let tally = try settled(number) {
      try run(task, records, row.verdicts, into: delivery)
    }
    let facts = records.plan.facts
    let files = try delivery.complete(tally, facts: facts)
    KillPoint.outputWritten.reached()
    if let signal = Interruption.signal {
      throw CampaignError.interrupted(signal: signal, task: number)
    }
    let (announcing, announced) = try publish(files, of: task, in: output.folder, row, tally)
    KillPoint.outputPublished.reached()
    return try complete(announcing, records, announced, tally)
  }

  /// Removes what a failed task has put in place: files of no task would be there in part.
  func removeOutput(of row: TaskRow) {
    for file in (try? Self.announced(row)) ?? [] where file.isThere { Folder.remove(file.path) }
  }

  /// What stops the work on a task that the ledger has is said to be no loss.
  private func settled<Value>(
    _ number: Int, _ work: () throws -> Value
  ) throws -> Value {
    do {
      return try work()
    } catch {
      if case CampaignError.interrupted(let signal, _) = error {
        throw CampaignError.interrupted(signal: signal, task: number)
      }
      throw error
    }
  }

  /// Announces the names of the files, then gives them to the files.
  private func publish(
    _ files: [PendingFile], of task: SendingTask, in folder: String, _ row: TaskRow, _ tally: Tally
  ) throws -> (TaskRow, [AnnouncedFile]) {
    var names = FileNames(task, folder: folder)
    var row = row
    row.counts = TaskRow.Counts(tally)
    while true {
      let announced = try zip(files, names.next(files)).map { file, path in
        try AnnouncedFile(file, at: path)
      }
      row.files = try Self.json(announced)
      let announcing = row
      try change { _ = try $0.save(announcing) }
      KillPoint.outputAnnounced.reached()
      let named = zip(files, announced).map { (file: $0.file, path: $1.path) }
      let isPublished = try OutputFile.publish(named, named: KillPoint.firstFileNamed.reached)
      if isPublished { return (row, announced) }
    }
  }

  /// Ends a task whose output is there.
  private func complete(
    _ row: TaskRow, _ records: TaskRecords.Reader, _ files: [AnnouncedFile], _ tally: Tally? = nil
  ) throws -> Result {
    var row = row
    row.state = try Self.moved(row) { (state) throws(TaskError) in try state.completed() }.rawValue
    row.ended = now
    row.reason = nil
    let tally = if let tally { tally } else { try self.tally(of: row, records) }
    let ending = row
    let plan = Self.plan(records, of: row)
    try change { book in
      _ = try book.save(ending)
      // The package was charged for all that went out; what the carrier refused costs nothing.
      try book.use(-tally.refusedItems, of: ending.application)
      try book.add(
        tally.statistics(plan.task.prices), of: ending.number,
        hasLink: plan.task.template.hasLink)
      let alarms = AlarmCheck(plan.task, number: ending.number, tally, book)
      try raise(try alarms.alarms(at: ending.ended ?? 0), book)
      try enqueueDeliveryReports(of: ending, book)
      try book.forgetRuns(endingBefore: ending.created - Self.runRetention)
    }
    KillPoint.completionCommitted.reached()
    return Result(row: row, plan: plan, tally: tally, files: Self.shown(files))
  }

  /// Notes that the user was told of a task's end.
  package func setReported(_ result: Result) throws {
    try change { try $0.setReported(result.row.number) }
    KillPoint.taskReported.reached()
  }

  /// A task of this identity that was to be sent at once and was interrupted: before its output was
  /// complete, or before the user was told.
  ///
  /// - Returns: the oldest, with its lock; nil when there is none that nobody works on.
  package func interrupted(
    _ identity: String
  ) throws -> (row: TaskRow, lock: TaskLock)? {
    var filter = TaskFilter()
    filter.identity = identity
    filter.states = [TaskState.executing.rawValue, TaskState.completed.rawValue]
    let rows = try look { try $0.tasks(filter) }
    for row in rows.reversed() where row.due == nil && !row.isReported {
      // Between the look and the lock another process may have ended it.
      guard let lock = lock(row) else { continue }
      let row = try task(numbered: row.number)
      if !row.isReported { return (row, lock) }
    }
    return nil
  }

  /// What was completed without the user hearing of it.
  package func completed(_ row: TaskRow) throws -> Result {
    let records = try records(of: row)
    return Result(
      row: row, plan: Self.plan(records, of: row), tally: try tally(of: row, records),
      files: try files(of: row))
  }

  /// Where the output of a completed task was put.
  package func files(of row: TaskRow) throws -> OutputPaths? {
    try Self.announced(row).map(Self.shown)
  }

  private static func shown(_ files: [AnnouncedFile]) -> OutputPaths {
    OutputPaths(files.map { ($0.role, Folder.relative($0.path)) })
  }

  private static func announced(_ row: TaskRow) throws -> [AnnouncedFile]? {
    guard let files = row.files else { return nil }
    return try value(files, as: [AnnouncedFile].self)
  }
}
