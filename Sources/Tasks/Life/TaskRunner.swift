internal import Carrier
internal import Files
internal import FoundationEssentials
package import Ledger
internal import Messaging
package import Sending
internal import Spreadsheet
package import Workspace

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
  /// Who is told of what: without them nothing is put into the queue of callbacks.
  package var accounts: [String: ApplicationAccount]
  /// Told the share of the messages that are delivered, once a batch.
  package var progress: ((Int, Double) -> Void)?

  package init(_ ledger: Ledger, now: Int, accounts: [String: ApplicationAccount] = [:]) {
    self.ledger = ledger
    self.now = now
    self.accounts = accounts
  }

  /// The same at another time.
  package func at(_ now: Int) -> TaskRunner {
    TaskRunner(ledger, now: now, accounts: accounts)
  }

  var recordsFolder: String { "\(ledger.folder)/records" }

  /// A task as it was sent.
  package struct Result {
    package var row: TaskRow
    package var plan: TaskManifest
    package var tally: Tally
    package var files: OutputPaths?
  }

  /// Makes the output of a task.
  package typealias MakeDelivery =
    (SendingTask, ColumnMapping, OutputOptions) throws -> any TaskDelivery

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
  /// - Throws: the first failure of any stage; the ledger is as it was then.
  package func plan(
    _ pipeline: Pipeline, output: OutputOptions, identity: String, due: Int? = nil,
    origin: DropOrigin? = nil
  ) throws -> (row: TaskRow, lock: TaskLock?) {
    let task = pipeline.task
    let writer = try TaskRecords.Writer(
      ledger.records.draft(), variables: pipeline.plan.columns.count)
    let tally = try pipeline.prepare(writer.add)
    guard tally.addsUp(isSent: false) else { throw CampaignError.countsDoNotAddUp("\(tally)") }
    KillPoint.sheetRead.reached()
    let plan = TaskManifest(task: task, columns: pipeline.plan, facts: pipeline.facts, tally: tally)
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
    let name = try writer.publish(plan, for: task.id)
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

  // MARK: - Sending

  /// Decides about each message of a task and counts those that go out, in one transaction.
  ///
  /// - Parameters:
  ///   - row: from `plan`, or a pending task that is due.
  ///   - application: its limits as they are now.
  ///   - origin: of a task that is only sent if its content is new.
  /// - Returns: the task, executing.
  /// - Throws: what stops it; the ledger is as it was then.
  package func start(
    _ row: TaskRow, application: ApplicationSettings, origin: DropOrigin? = nil
  ) throws -> TaskRow {
    let records = try records(of: row)
    var task = records.plan.task
    task.start = row.due == nil ? task.start : now
    task.application = application
    let row = try change { [now] book in
      var row = row
      if row.number != 0 {
        row = try book.known(row.number)
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

  // MARK: - The ledger

  func records(of row: TaskRow) throws -> TaskRecords.Reader {
    guard let name = row.records else { throw CampaignError.recordsDropped(task: row.number) }
    return try TaskRecords.Reader("\(recordsFolder)/\(name)")
  }

  /// The lock of a task; nil when another process works on it.
  package func lock(_ row: TaskRow) -> TaskLock? {
    row.records.flatMap { TaskLock("\(recordsFolder)/\($0)") }
  }

  /// Takes a task for work on it.
  ///
  /// - Returns: its lock, and whether nobody else has it: records that are lost have no lock, and nobody can
  ///   work on them either.
  package func claim(_ row: TaskRow) -> (isFree: Bool, lock: TaskLock?) {
    let lock = lock(row)
    let hasRecords = row.records.map { Folder.exists("\(recordsFolder)/\($0)") } ?? false
    return (lock != nil || !hasRecords, lock)
  }

  package func look<Value>(
    _ work: (LedgerTransaction) throws -> Value
  ) throws -> Value {
    try ledger.read(work)
  }

  package func change<Value>(
    _ work: (LedgerTransaction) throws -> Value
  ) throws -> Value {
    try ledger.write(work)
  }

  static func moved(
    _ row: TaskRow, _ move: (TaskState) throws(TaskError) -> TaskState
  ) throws -> TaskState {
    do throws(TaskError) {
      return try move(TaskState(rawValue: row.state) ?? .failed)
    } catch {
      throw CampaignError.task(number: row.number, error)
    }
  }

  static func json(_ value: some Encodable) throws -> String {
    do {
      return String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    } catch {
      throw LedgerError.damaged(path: Ledger.fileName, detail: "\(error)")
    }
  }

  static func value<Value: Decodable>(
    _ json: String, as type: Value.Type
  ) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(json.utf8))
    } catch {
      throw LedgerError.damaged(path: Ledger.fileName, detail: "a task's settings cannot be read")
    }
  }

  package static func output(of row: TaskRow) throws -> OutputOptions {
    try value(row.settings, as: OutputOptions.self)
  }
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

extension LedgerTransaction {
  /// The task of a number that must be there.
  ///
  /// - Throws: `CampaignError.noSuchTask`.
  func known(_ number: Int, withVerdicts: Bool = false) throws -> TaskRow {
    guard let row = try task(numbered: number, withVerdicts: withVerdicts) else {
      throw CampaignError.noSuchTask("\(number)")
    }
    return row
  }
}
