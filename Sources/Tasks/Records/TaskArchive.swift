internal import Files
package import Ledger
package import Sending

/// What is kept of tasks: the records of each, from which its outcome is worked out as often as it is wanted.
package struct TaskArchive: Sendable {
  /// How long records of tasks and exports are kept, in milliseconds (SPEC EXP-1, EXP-2).
  package static let retention = 60 * 86_400_000

  /// Seconds after which a file without a task is a stray.
  private static let strayAge = 3_600

  private let session: LedgerSession

  package init(_ session: LedgerSession) { self.session = session }

  /// The folder of the records.
  var folder: String { "\(session.ledger.folder)/records" }

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
    return try TaskRecords.Reader(path(name))
  }

  func verdicts(of row: TaskRow) throws -> [UInt8] {
    if !row.verdicts.isEmpty || row.counts.suppressed == 0 { return row.verdicts }
    return try session.read { try $0.known(row.number, withVerdicts: true) }.verdicts
  }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }

  // MARK: - Who works on it

  /// Gives records their name.
  ///
  /// - Returns: the name.
  func publish(_ writer: TaskRecords.Writer, id: String) throws -> String {
    var attempt = 1
    while true {
      let name = "\(id)-\(attempt).records"
      if try writer.publish(as: path(name)) { return name }
      attempt += 1
    }
  }

  /// The lock of a task; nil when another process works on it.
  package func lock(_ row: TaskRow) -> TaskLock? {
    row.records.flatMap { TaskLock(path($0)) }
  }

  /// Takes a task for work on it.
  ///
  /// - Returns: its lock, and whether nobody else has it: records that are lost have no lock, and nobody can
  ///   work on them either.
  package func claim(_ row: TaskRow) -> (isFree: Bool, lock: TaskLock?) {
    let lock = lock(row)
    let hasRecords = row.records.map { Folder.exists(path($0)) } ?? false
    return (lock != nil || !hasRecords, lock)
  }

  // MARK: - What it drops

  func remove(_ row: TaskRow) {
    if let name = row.records { Folder.remove(path(name)) }
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
    try removeStrays()
  }

  /// Records are written before the ledger knows of them; a kill between the two leaves a stray.
  private func removeStrays() throws {
    let names = Folder.names(in: folder)
    let known = try session.read { try $0.recordNames() }
    for name in names where name.hasSuffix(".records") && !known.contains(name) {
      // One that is young, or locked, may be of a task that is about to start.
      guard Folder.age(path(name)) ?? 0 > Self.strayAge, TaskLock(path(name)) != nil else {
        continue
      }
      Folder.remove(path(name))
    }
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
