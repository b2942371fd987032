internal import Files
package import Ledger
package import Sending

/// What is kept of tasks: the records of each, from which its outcome is worked out as often as it is wanted.
package struct TaskArchive: Sendable {
  /// How long records of tasks and exports are kept, in milliseconds (SPEC EXP-1, EXP-2).
  package static let retention = 60 * 86_400_000

  private let session: LedgerSession

  package init(_ session: LedgerSession) { self.session = session }

  /// Where records are kept, and who works on them.
  private var store: any RecordStore { session.ledger.records }

  // MARK: - What it has

  /// How a task was planned, with the time at which it was sent.
  ///
  /// - Throws: `CampaignError.recordsDropped` after 60 days, `.damagedRecords`.
  package func manifest(of row: TaskRow) throws -> TaskManifest {
    try records(of: row).manifest(of: row)
  }

  /// Goes through the messages of a task with their outcomes.
  ///
  /// - Parameters:
  ///   - row: a task that was executed.
  ///   - asOf: receipts after this time have not come yet; nil: all are in.
  ///   - sink: gets batch after batch.
  /// - Returns: how it was planned, and its counts as of that time.
  /// - Throws: `CampaignError.recordsDropped` after 60 days, `.damagedRecords`, what the sink throws.
  package func replay(
    _ row: TaskRow, asOf: Int? = nil, into sink: any MessageSink
  ) throws -> (manifest: TaskManifest, tally: Tally) {
    let records = try records(of: row)
    var manifest = records.manifest(of: row)
    manifest.task.asOf = asOf
    return (manifest, try walk(manifest.task, records, try verdicts(of: row), to: sink))
  }

  /// The counts of a task when all receipts are in.
  func tally(of row: TaskRow, _ records: TaskRecords.Reader) throws -> Tally {
    try walk(records.manifest(of: row).task, records, verdicts(of: row), to: nil)
  }

  /// Brings the messages of a task down the road from its records on.
  func walk(
    _ task: SendingTask, _ records: TaskRecords.Reader, _ verdicts: [UInt8],
    to sink: (any MessageSink)?, progress: ((Int, Double) -> Void)? = nil
  ) throws -> Tally {
    let rules = VerdictStage(verdicts: verdicts, path: records.path)
    var road = Road(RecordSource(records, of: task), [rules, CarrierStage(task)], to: sink)
    road.progress = progress
    return try road.walk()
  }

  func records(of row: TaskRow) throws -> TaskRecords.Reader {
    guard let name = row.records else { throw CampaignError.recordsDropped(task: row.number) }
    return try TaskRecords.Reader(try store.open(name))
  }

  func verdicts(of row: TaskRow) throws -> [UInt8] {
    if !row.verdicts.isEmpty || row.counts.suppressed == 0 { return row.verdicts }
    return try session.read { try $0.known(row.number, withVerdicts: true) }.verdicts
  }

  // MARK: - Who works on it

  /// Records that a task is going to have.
  func writer(variables: Int) throws -> TaskRecords.Writer {
    try TaskRecords.Writer(try store.draft(), variables: variables)
  }

  /// The claim on a task; nil when another process works on it.
  package func lock(_ row: TaskRow) throws -> (any Claim)? {
    guard let name = row.records, case .mine(let claim) = try store.claim(name) else { return nil }
    return claim
  }

  /// Takes a task for work on it.
  ///
  /// - Returns: the claim, and whether nobody else has it: records that are lost have no claim, and nobody can
  ///   work on them either.
  package func claim(_ row: TaskRow) throws -> (isFree: Bool, lock: (any Claim)?) {
    guard let name = row.records else { return (true, nil) }
    return switch try store.claim(name) {
    case .mine(let claim): (true, claim)
    case .taken: (false, nil)
    case .missing: (true, nil)
    }
  }

  // MARK: - What it drops

  func remove(_ row: TaskRow) {
    if let name = row.records { store.remove(name) }
  }

  /// Drops what is kept for 60 days only, and files that a kill has left behind.
  package func forget() throws {
    let limit = session.now - Self.retention
    for row in try session.read({ try $0.tasksWithRecords(endedBefore: limit) }) {
      var forgotten = row
      forgotten.records = nil
      try session.write { [forgotten] ledger in
        _ = try ledger.save(forgotten)
        try ledger.setVerdicts([], of: forgotten.number)
        try ledger.forgetFilter(of: forgotten.number)
      }
      remove(row)
    }
    try session.write { try $0.forgetExports(before: limit) }
    for file in try session.write({ try $0.forgetCallbacks(before: limit) }) { Folder.remove(file) }
    // Records are written before the ledger knows of them; a kill between the two leaves a stray.
    try store.removeStrays { try session.read { try $0.recordNames() } }
  }
}

extension TaskRecords.Reader {
  /// How a task was planned, with the time at which it was sent.
  func manifest(of row: TaskRow) -> TaskManifest {
    var manifest = manifest
    manifest.task.start = row.started ?? manifest.task.start
    return manifest
  }
}
