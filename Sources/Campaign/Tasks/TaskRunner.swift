internal import Carrier
internal import FoundationEssentials
package import Ledger
internal import Messaging
internal import Spreadsheet

/// Sends tasks in a workspace with a ledger, so that a kill at any moment loses and repeats nobody.
///
/// The steps and their order are in `Docs/durability.md`:
/// 1. `plan`: the sheet becomes the records of a task, a file of its own;
/// 2. `start`: one transaction decides about each message and counts those that go out;
/// 3. `deliver`: the records become the output's files; their names are announced in the ledger before they
///    get them, and the task is completed after.
///
/// What was interrupted in the third step is continued by calling `deliver` again.
package final class TaskRunner {
  package let ledger: Ledger
  /// Milliseconds since 1970.
  package let now: Int
  /// Told the share of the messages that are delivered, once a batch.
  package var progress: ((Int, Double) -> Void)?

  package init(_ ledger: Ledger, now: Int) {
    self.ledger = ledger
    self.now = now
  }

  /// The same at another time.
  package func at(_ now: Int) -> TaskRunner { TaskRunner(ledger, now: now) }

  var recordsFolder: String { "\(ledger.folder)/records" }

  /// A task as it was sent.
  package struct Result {
    package var row: TaskRow
    package var plan: TaskPlan
    package var tally: Tally
    package var files: OutputPaths?
  }

  /// Makes the output of a task.
  package typealias MakeDelivery =
    (SendingTask, ColumnPlan, OutputPlan) throws(CampaignError) -> any TaskDelivery

  // MARK: - Planning

  /// Reads a task's sheet into records, and puts the task into the ledger as a pending one.
  ///
  /// - Parameters:
  ///   - pipeline: over the sheet.
  ///   - output: how and where the output is written later.
  ///   - identity: a hash of the sheet and all that decides what is sent.
  ///   - due: when it is to be sent; nil: at once, and then the task is in the ledger only when `start` has
  ///     counted its recipients.
  ///   - origin: the taken file of a drop folder.
  /// - Returns: the task, with its lock.
  /// - Throws: `CampaignError`, the first failure of any stage; the ledger is as it was then.
  package func plan(
    _ pipeline: Pipeline, output: OutputPlan, identity: String, due: Int? = nil,
    origin: DropOrigin? = nil
  ) throws(CampaignError) -> (row: TaskRow, lock: TaskLock?) {
    let task = pipeline.task
    let writer = try TaskRecords.Writer(
      inFolder: recordsFolder, variables: pipeline.plan.columns.count)
    let tally = try pipeline.plan(into: writer)
    guard tally.addsUp(isSent: false) else { throw .countsDoNotAddUp("\(tally)") }
    KillPoint.sheetRead.reached()
    let plan = TaskPlan(task: task, columns: pipeline.plan, facts: pipeline.facts, tally: tally)
    // The task may be continued from another folder.
    var output = output
    output.folder = Folder.absolute(output.folder)
    var row = TaskRow(
      id: task.id, name: task.name, application: task.application.name,
      template: task.template.name, signature: task.effectiveSignature,
      type: task.template.type.rawValue, region: task.template.region.rawValue,
      sheet: pipeline.facts.file, state: TaskState.pending.rawValue, created: now,
      identity: identity, settings: try Self.json(output))
    row.due = due
    row.origin = origin?.id
    row.counts = TaskRow.Counts(tally)
    try writer.finish(plan)
    let name = try publish(writer, id: task.id)
    row.records = name
    let lock = TaskLock("\(recordsFolder)/\(name)")
    KillPoint.recordsPublished.reached()
    if due != nil {
      row.number = try change { book in
        if let origin { try origin.check(row, in: book) }
        return try book.save(row)
      }
    }
    return (row, lock)
  }

  private func publish(
    _ writer: TaskRecords.Writer, id: String
  ) throws(CampaignError) -> String {
    var attempt = 1
    while true {
      let name = "\(id)-\(attempt).records"
      if try writer.publish(as: "\(recordsFolder)/\(name)") { return name }
      attempt += 1
    }
  }

  // MARK: - Sending

  /// Decides about each message of a task and counts those that go out, in one transaction.
  ///
  /// - Parameters:
  ///   - row: from `plan`, or a pending task that is due.
  ///   - application: its limits as they are now.
  ///   - origin: of a task that is only sent if its content is new.
  /// - Returns: the task, executing.
  /// - Throws: `CampaignError`; the ledger is as it was then.
  package func start(
    _ row: TaskRow, application: ApplicationSettings, origin: DropOrigin? = nil
  ) throws(CampaignError) -> TaskRow {
    let records = try records(of: row)
    var task = records.plan.task
    task.start = row.due == nil ? task.start : now
    task.application = application
    let row = try change { [now] book in
      var row = row
      if row.number != 0 {
        guard let stored = try book.task(numbered: row.number) else {
          throw CampaignError.noSuchTask("\(row.number)")
        }
        row = stored
        row.state = try Self.moved(row) { (state) throws(TaskError) in
          try state.executed(at: now, due: row.due ?? now)
        }.rawValue
      } else {
        if let origin { try origin.check(row, in: book) }
        row.state = TaskState.executing.rawValue
      }
      row.started = task.start
      row.number = try book.save(row)
      let reservation = try Reservation(task, number: row.number, records: records, book: book)
      row.counts.suppressed = reservation.suppressed
      _ = try book.save(row)
      try book.setVerdicts(reservation.verdicts, of: row.number)
      KillPoint.reservationWritten.reached()
      return row
    }
    KillPoint.reservationCommitted.reached()
    return row
  }

  /// Writes the output of an executing task and completes it; also of one that was interrupted.
  package func deliver(
    _ number: Int, _ make: MakeDelivery
  ) throws(CampaignError) -> Result {
    guard let row = try look({ try $0.task(numbered: number, withVerdicts: true) }) else {
      throw .noSuchTask("\(number)")
    }
    let records = try records(of: row)
    let output = try Self.output(of: row)
    if let announced = try Self.announced(row) {
      if announced.allSatisfy(\.isThere) { return try complete(row, records, announced) }
      for file in announced where file.isThere { Folder.remove(file.path) }
    }
    let task = Self.task(records.plan, of: row)
    let delivery = try make(task, records.plan.columns, output)
    let tally = try settled(number) { () throws(CampaignError) in
      try run(task, records, row.verdicts, into: delivery)
    }
    let facts = records.plan.facts
    let files = try wrapped { () throws(SheetError) in try delivery.complete(tally, facts: facts) }
    KillPoint.outputWritten.reached()
    if let signal = Interruption.signal { throw .interrupted(signal: signal, task: number) }
    let (announcing, announced) = try publish(files, of: task, in: output.folder, row, tally)
    KillPoint.outputPublished.reached()
    return try complete(announcing, records, announced, tally)
  }

  /// What stops the work on a task that the ledger has is said to be no loss.
  private func settled<Value>(
    _ number: Int, _ work: () throws(CampaignError) -> Value
  ) throws(CampaignError) -> Value {
    do throws(CampaignError) {
      return try work()
    } catch {
      if case .interrupted(let signal, _) = error {
        throw .interrupted(signal: signal, task: number)
      }
      throw error
    }
  }

  /// Announces the names of the files, then gives them to the files.
  private func publish(
    _ files: [PendingFile], of task: SendingTask, in folder: String, _ row: TaskRow, _ tally: Tally
  ) throws(CampaignError) -> (TaskRow, [AnnouncedFile]) {
    var names = FileNames(task, folder: folder)
    var row = row
    row.counts = TaskRow.Counts(tally)
    while true {
      let announced = try wrapped { () throws(SheetError) in
        var announced: [AnnouncedFile] = []
        for (file, path) in zip(files, try names.next(files)) {
          announced.append(AnnouncedFile(path: path, identity: try file.file.identity()))
        }
        return announced
      }
      row.files = try Self.json(announced)
      let announcing = row
      try change { _ = try $0.save(announcing) }
      KillPoint.outputAnnounced.reached()
      let named = zip(files, announced).map { (file: $0.file, path: $1.path) }
      let isPublished = try wrapped { () throws(SheetError) in
        try OutputFile.publish(named, named: KillPoint.firstFileNamed.reached)
      }
      if isPublished { return (row, announced) }
    }
  }

  /// Ends a task whose output is there.
  private func complete(
    _ row: TaskRow, _ records: TaskRecords.Reader, _ files: [AnnouncedFile], _ tally: Tally? = nil
  ) throws(CampaignError) -> Result {
    var row = row
    row.state = try Self.moved(row) { (state) throws(TaskError) in try state.completed() }.rawValue
    row.ended = now
    let plan = records.plan
    let tally = if let tally { tally } else { try self.tally(of: row, records) }
    let ending = row
    try change { book in
      _ = try book.save(ending)
      // The package was charged for all that went out; what the carrier refused costs nothing.
      try book.use(-tally.refusedItems, of: ending.application)
      try book.forgetRuns(endingBefore: ending.created - Self.runRetention)
    }
    KillPoint.completionCommitted.reached()
    return Result(
      row: row, plan: plan, tally: tally, files: Self.shown(files))
  }

  /// Notes that the user was told of a task's end.
  package func setReported(_ result: Result) throws(CampaignError) {
    try change { try $0.setReported(result.row.number) }
    KillPoint.taskReported.reached()
  }

  /// A task of this identity that was to be sent at once and was interrupted: before its output was
  /// complete, or before the user was told.
  ///
  /// - Returns: the oldest, with its lock; nil when there is none that nobody works on.
  package func interrupted(
    _ identity: String
  ) throws(CampaignError) -> (row: TaskRow, lock: TaskLock)? {
    var filter = TaskFilter()
    filter.identity = identity
    filter.states = [TaskState.executing.rawValue, TaskState.completed.rawValue]
    let rows = try look { try $0.tasks(filter) }
    for row in rows.reversed() where row.due == nil && !row.isReported {
      // Between the look and the lock another process may have ended it.
      if let lock = lock(row), let row = try look({ try $0.task(numbered: row.number) }),
        !row.isReported
      {
        return (row, lock)
      }
    }
    return nil
  }

  /// What was completed without the user hearing of it.
  package func completed(_ row: TaskRow) throws(CampaignError) -> Result {
    let records = try records(of: row)
    return Result(
      row: row, plan: records.plan, tally: try tally(of: row, records),
      files: try Self.announced(row).map(Self.shown))
  }

  // MARK: - Looking at a task

  /// The counts of a task as of a time; nil: when all receipts are in.
  package func tally(of row: TaskRow, asOf: Int? = nil) throws(CampaignError) -> Tally {
    try tally(of: row, records(of: row), asOf: asOf)
  }

  /// Goes through the messages of a task with what came of them.
  ///
  /// - Parameters:
  ///   - row: a task that was executed.
  ///   - asOf: receipts after this time have not come yet; nil: all are in.
  ///   - sink: gets batch after batch.
  /// - Returns: how it was planned, and its counts as of that time.
  /// - Throws: `CampaignError.recordsDropped` after 60 days, `.damagedRecords`, what the sink throws.
  package func replay(
    _ row: TaskRow, asOf: Int? = nil, into sink: any MessageSink
  ) throws(CampaignError) -> (plan: TaskPlan, tally: Tally) {
    let records = try records(of: row)
    var task = Self.task(records.plan, of: row)
    task.asOf = asOf
    let verdicts = try verdicts(of: row)
    return (records.plan, try run(task, records, verdicts, into: sink))
  }

  private func tally(
    of row: TaskRow, _ records: TaskRecords.Reader, asOf: Int? = nil
  ) throws(CampaignError) -> Tally {
    var task = Self.task(records.plan, of: row)
    task.asOf = asOf
    return try run(task, records, verdicts(of: row), into: nil)
  }

  private func verdicts(of row: TaskRow) throws(CampaignError) -> [UInt8] {
    if !row.verdicts.isEmpty || row.counts.suppressed == 0 { return row.verdicts }
    return try look { try $0.task(numbered: row.number, withVerdicts: true) }?.verdicts ?? []
  }

  // MARK: - The road from the records on

  /// Batches that wait between reading the records and the carrier.
  private static let queueCapacity = 2
  /// How long the messages of a run are kept: longer than any limit looks back, in milliseconds.
  private static let runRetention = 3 * 86_400_000

  /// Reads and renders on a thread of its own, runs the carrier on this one, and the sink on a third.
  private func run(
    _ task: SendingTask, _ records: TaskRecords.Reader, _ verdicts: [UInt8],
    into sink: (any MessageSink)?
  ) throws(CampaignError) -> Tally {
    let queue = BoundedQueue<MessageBatch>(capacity: Self.queueCapacity)
    let failure = FirstFailure()
    records.rewind()
    // Unsafe: from here until the join only the reading thread uses the records.
    nonisolated(unsafe) let lent = records
    let reading = Worker {
      let renderer = MessageRenderer(task.template, signature: task.signature)
      do throws(CampaignError) {
        while let block = try lent.next() {
          guard let batch = block.batch(renderer) else {
            throw .damagedRecords(path: lent.path, detail: "a block does not fit the template")
          }
          guard queue.push(batch) else { break }
        }
      } catch {
        failure.note(error)
      }
      queue.close()
    }
    var carrier = CarrierStage(task)
    do throws(CampaignError) {
      if let sink {
        let writing = SinkThread(sink)
        try process(queue, verdicts, &carrier, of: records) { (batch) throws(CampaignError) in
          try writing.put(batch)
        }
        try writing.finish()
      } else {
        try process(queue, verdicts, &carrier, of: records) { _ in }
      }
    } catch {
      failure.note(error)
    }
    queue.close()
    reading.join()
    if let error = failure.error { throw error }
    var tally = records.plan.tally
    var counts = carrier.tally
    counts.add(to: &tally, prices: task.prices)
    guard tally.addsUp(isSent: true) else { throw .countsDoNotAddUp("\(tally)") }
    return tally
  }

  private func process(
    _ queue: BoundedQueue<MessageBatch>, _ verdicts: [UInt8], _ carrier: inout CarrierStage,
    of records: TaskRecords.Reader, _ put: (MessageBatch) throws(CampaignError) -> Void
  ) throws(CampaignError) {
    var position = 0
    while var batch = queue.pop() {
      if let signal = Interruption.signal { throw .interrupted(signal: signal) }
      if !verdicts.isEmpty {
        guard position + batch.messages.count <= verdicts.count else {
          throw .damagedRecords(path: records.path, detail: "it has more messages than verdicts")
        }
        for index in batch.messages.indices {
          if let status = StatusCode(rawValue: verdicts[position + index]), status.isSuppression {
            batch.messages[index].suppress(status)
          }
        }
      }
      position += batch.messages.count
      carrier.process(&batch)
      try put(batch)
      progress?(position, Double(position) / Double(max(1, records.messageCount)))
    }
  }

  /// How a task was planned, with the time at which it was sent.
  package func taskPlan(of row: TaskRow) throws(CampaignError) -> TaskPlan {
    var plan = try records(of: row).plan
    plan.task = Self.task(plan, of: row)
    return plan
  }

  private static func task(_ plan: TaskPlan, of row: TaskRow) -> SendingTask {
    var task = plan.task
    task.start = row.started ?? task.start
    return task
  }

  // MARK: - The ledger

  private func records(of row: TaskRow) throws(CampaignError) -> TaskRecords.Reader {
    guard let name = row.records else { throw .recordsDropped(task: row.number) }
    return try TaskRecords.Reader("\(recordsFolder)/\(name)")
  }

  /// The lock of a task; nil when another process works on it.
  package func lock(_ row: TaskRow) -> TaskLock? {
    row.records.flatMap { TaskLock("\(recordsFolder)/\($0)") }
  }

  package func look<Value>(
    _ work: (LedgerBook) throws -> Value
  ) throws(CampaignError) -> Value {
    try Self.translated { try ledger.read(work) }
  }

  package func change<Value>(
    _ work: (LedgerBook) throws -> Value
  ) throws(CampaignError) -> Value {
    try Self.translated { try ledger.write(work) }
  }

  private static func translated<Value>(
    _ work: () throws -> Value
  ) throws(CampaignError) -> Value {
    do {
      return try work()
    } catch let error as CampaignError {
      throw error
    } catch let error as LedgerError {
      throw .ledger(error)
    } catch {
      throw .ledger(.damaged(path: Ledger.fileName, detail: "\(error)"))
    }
  }

  static func moved(
    _ row: TaskRow, _ move: (TaskState) throws(TaskError) -> TaskState
  ) throws(CampaignError) -> TaskState {
    do throws(TaskError) {
      return try move(TaskState(rawValue: row.state) ?? .failed)
    } catch {
      throw .task(number: row.number, error)
    }
  }

  static func json(_ value: some Encodable) throws(CampaignError) -> String {
    do {
      return String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    } catch {
      throw .ledger(.damaged(path: Ledger.fileName, detail: "\(error)"))
    }
  }

  static func value<Value: Decodable>(
    _ json: String, as type: Value.Type
  ) throws(CampaignError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(json.utf8))
    } catch {
      throw .ledger(.damaged(path: Ledger.fileName, detail: "a task's settings cannot be read"))
    }
  }

  package static func output(of row: TaskRow) throws(CampaignError) -> OutputPlan {
    try value(row.settings, as: OutputPlan.self)
  }

  private static func shown(_ files: [AnnouncedFile]) -> OutputPaths {
    OutputPaths(files.map { Folder.relative($0.path) })
  }

  private static func announced(_ row: TaskRow) throws(CampaignError) -> [AnnouncedFile]? {
    guard let files = row.files else { return nil }
    return try value(files, as: [AnnouncedFile].self)
  }
}

/// A file of a task's output whose name the ledger knows before the file has it.
private struct AnnouncedFile: Codable, Sendable {
  var path: String
  var identity: OutputFile.Identity

  /// Whether the very file is there, not another one of its name.
  var isThere: Bool { OutputFile.Identity(ofFileAt: path) == identity }
}

extension TaskRow.Counts {
  /// The counts of a tally, as the ledger has them.
  package init(_ tally: Tally) {
    self.init()
    blank = tally.blank
    invalid = tally.invalid
    duplicates = tally.duplicates
    accepted = tally.accepted
    suppressed = tally.suppressed
    refused = tally.refused
    successful = tally.successful
    failed = tally.failed
    sending = tally.sending
    segments = tally.segments
    billed = tally.billed
    cost = tally.cost.millionths
  }
}
