internal import Files
package import Ledger
internal import Messaging
package import Sending
internal import Spreadsheet
package import Workspace

/// The first half of a task's life: its sheet is read into records, and what goes out is decided and counted.
///
/// The steps and their order are in `Docs/durability.md`:
/// 1. `prepare`: the sheet becomes the records of a task, a file of its own;
/// 2. `start`: one transaction decides about each message and counts those that go out;
/// 3. `TaskDeliverer.deliver`: the records become the output's files; their names are announced in the ledger
///    before they get them, and the task is completed after.
///
/// A kill at any moment loses and repeats nobody.
package struct TaskPlanner: Sendable {
  private let session: LedgerSession
  private let archive: TaskArchive

  package init(_ session: LedgerSession) {
    self.session = session
    archive = TaskArchive(session)
  }

  /// Reads a task's sheet into records, and puts the task into the ledger as a pending one.
  ///
  /// - Parameters:
  ///   - pipeline: over the sheet.
  ///   - output: how and where the output is written later.
  ///   - identity: of its content.
  ///   - due: when it is to be sent; nil: at once, and then the task is in the ledger only when `start` has
  ///     counted its recipients.
  ///   - origin: the taken file of a drop folder.
  /// - Returns: the task, with its lock.
  /// - Throws: the first failure of any stage; the ledger is as it was then.
  package func prepare(
    _ pipeline: Pipeline, output: OutputOptions, identity: TaskIdentity, due: Int? = nil,
    origin: DropOrigin? = nil
  ) throws -> (row: TaskRow, lock: (any Claim)?) {
    let task = pipeline.task
    let writer = try archive.writer(variables: pipeline.mapping.columns.count)
    let tally = try pipeline.prepare(writer.add)
    KillPoint.sheetRead.reached()
    // The task may be continued from another folder.
    var output = output
    output.folder = Folder.absolute(output.folder)
    var row = TaskRow(
      id: task.id, name: task.name, application: task.application.name,
      template: task.template.name, signature: task.effectiveSignature,
      type: task.template.type.rawValue, region: task.template.region.rawValue,
      sheet: pipeline.facts.file, state: .pending, created: session.now,
      identity: identity.current, settings: try LedgerText.json(output))
    row.due = due
    row.origin = origin?.id
    row.counts = TaskRow.Counts(tally)
    row.records = try writer.publish(
      TaskManifest(task: task, columns: pipeline.mapping, facts: pipeline.facts, tally: tally),
      for: task.id)
    let lock = try archive.lock(row)
    KillPoint.recordsPublished.reached()
    if due != nil {
      row.number = try session.write { [row] ledger in
        if let origin { try origin.check(identity.all, in: ledger) }
        return try ledger.save(row)
      }
    }
    return (row, lock)
  }

  /// Decides about each message of a task and counts those that go out, in one transaction.
  ///
  /// - Parameters:
  ///   - row: from `prepare`, or a pending task that is due.
  ///   - application: its limits as they are now.
  ///   - origin: of a task that is only sent if its content is new.
  /// - Returns: the task, executing.
  /// - Throws: what stops it; the ledger is as it was then.
  package func start(
    _ row: TaskRow, application: ApplicationSettings, origin: DropOrigin? = nil
  ) throws -> TaskRow {
    let records = try archive.records(of: row)
    let now = session.now
    var task = records.manifest.task
    task.start = row.due == nil ? task.start : now
    task.application = application
    let started = try session.write { [task] ledger in
      var row = row
      if row.number != 0 {
        row = try ledger.known(row.number)
        let due = row.due ?? now
        try row.move { state throws(TaskError) in try state.executed(at: now, due: due) }
      } else {
        if let origin { try origin.check([row.identity], in: ledger) }
        row.state = .executing
      }
      row.started = task.start
      row.number = try ledger.save(row)
      let reservation = try Reservation(
        task, number: row.number, records: records, ledger: ledger)
      row.counts.suppressed = reservation.suppressed
      _ = try ledger.save(row)
      try ledger.setVerdicts(reservation.verdicts, of: row.number)
      KillPoint.reservationWritten.reached()
      return row
    }
    KillPoint.reservationCommitted.reached()
    return started
  }
}
