internal import Carrier
internal import Files
package import Ledger
internal import Messaging
package import Sending

/// What came of the messages of a task: the road from its records on, as often as it is wanted.
extension TaskRunner {
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
  ) throws -> (plan: TaskManifest, tally: Tally) {
    let records = try records(of: row)
    var plan = Self.plan(records, of: row)
    plan.task.asOf = asOf
    return (plan, try run(plan.task, records, try verdicts(of: row), into: sink))
  }

  /// The counts of a task when all receipts are in.
  func tally(of row: TaskRow, _ records: TaskRecords.Reader) throws -> Tally {
    try run(Self.plan(records, of: row).task, records, verdicts(of: row), into: nil)
  }

  func verdicts(of row: TaskRow) throws -> [UInt8] {
    if !row.verdicts.isEmpty || row.counts.suppressed == 0 { return row.verdicts }
    return try look { try $0.known(row.number, withVerdicts: true) }.verdicts
  }

  /// The road from the records on.
  func run(
    _ task: SendingTask, _ records: TaskRecords.Reader, _ verdicts: [UInt8],
    into sink: (any MessageSink)?
  ) throws -> Tally {
    let rules = VerdictStage(verdicts: verdicts, path: records.path)
    var road = Road(RecordSource(records, of: task), [rules, CarrierStage(task)], to: sink)
    road.progress = progress
    return try road.walk()
  }

  /// How a task was planned, with the time at which it was sent.
  package func manifest(of row: TaskRow) throws -> TaskManifest {
    Self.plan(try records(of: row), of: row)
  }

  static func plan(_ records: TaskRecords.Reader, of row: TaskRow) -> TaskManifest {
    var plan = records.plan
    plan.task.start = row.started ?? plan.task.start
    return plan
  }
}
