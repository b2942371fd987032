internal import Files
package import Ledger
internal import Messaging
package import Sending
package import Workspace

/// A task as it was sent.
package struct TaskOutcome {
  package var row: TaskRow
  package var manifest: TaskManifest
  package var tally: Tally
  package var files: OutputPaths?
}

/// The second half of a task's life: its output is made, named in the ledger, put in place, reported.
package struct TaskDeliverer {
  /// Makes the output of a task.
  package typealias MakeOutput =
    (SendingTask, ColumnMapping, OutputOptions) throws -> any TaskDelivery

  /// How long the messages of a run are kept: longer than any limit looks back, in milliseconds.
  private static let runRetention = 3 * 86_400_000

  private let session: LedgerSession
  private let archive: TaskArchive
  private let register: TaskRegister
  private let make: MakeOutput
  /// Told the messages so far and their share, once a batch.
  package var progress: ((Int, Double) -> Void)?

  /// - Parameters:
  ///   - session: of the workspace.
  ///   - make: makes the files.
  package init(
    _ session: LedgerSession,
    _ make: @escaping (SendingTask, ColumnMapping, OutputOptions) throws -> any TaskDelivery
  ) {
    self.session = session
    self.make = make
    archive = TaskArchive(session)
    register = TaskRegister(session)
  }

  /// Writes the output of an executing task and completes it; also of one that was interrupted.
  ///
  /// - Throws: errors of all modules; the third that is the task's own fault leaves it failed.
  package func deliver(_ number: Int) throws -> TaskOutcome {
    do {
      return try attempt(number)
    } catch {
      // The first error says more than one that may follow it.
      try? register.noteFailure(number, error)
      throw error
    }
  }

  /// Delivers a task, several times if that fails by a fault of its own, so that a dropped file is not left
  /// with a task that nobody ends.
  ///
  /// - Throws: as `deliver`; `CampaignError.taskFailed` once the task has failed.
  package func deliverOrFail(_ number: Int) throws -> TaskOutcome {
    func checkFailed() throws {
      let row = try register.task(numbered: number)
      guard row.state == .failed else { return }
      throw CampaignError.taskFailed(number: number, reason: row.reason ?? "")
    }
    for _ in 1..<TaskState.mostAttempts {
      do {
        return try deliver(number)
      } catch {
        if error.isOfEnvironment { throw error }
        try checkFailed()
      }
    }
    do {
      return try deliver(number)
    } catch {
      try checkFailed()
      throw error
    }
  }

  private func attempt(_ number: Int) throws -> TaskOutcome {
    let row = try session.read { try $0.known(number, withVerdicts: true) }
    let records = try archive.records(of: row)
    let output = try row.output()
    if let announced = try AnnouncedOutput(of: row) {
      if announced.isThere { return try complete(row, records, announced) }
      announced.remove()
    }
    let manifest = records.manifest(of: row)
    let delivery = try make(manifest.task, manifest.columns, output)
    let tally = try settled(number) {
      try archive.walk(manifest.task, records, row.verdicts, to: delivery, progress: progress)
    }
    let files = try delivery.complete(tally, facts: manifest.facts)
    KillPoint.outputWritten.reached()
    if let signal = Interruption.signal {
      throw CampaignError.interrupted(signal: signal, task: number)
    }
    let (announcing, announced) = try publish(
      files, of: manifest.task, in: output.folder, row, tally)
    KillPoint.outputPublished.reached()
    return try complete(announcing, records, announced, tally)
  }

  /// What stops the work on a task that the ledger has is said to be no loss.
  private func settled<Value>(_ number: Int, _ work: () throws -> Value) throws -> Value {
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
  ) throws -> (TaskRow, AnnouncedOutput) {
    var names = FileNames(task, folder: folder)
    var row = row
    row.counts = TaskRow.Counts(tally)
    while true {
      let announced = try AnnouncedOutput(zip(files, names.next(files)))
      row.files = try LedgerText.json(announced)
      try session.write { [row] ledger in _ = try ledger.save(row) }
      KillPoint.outputAnnounced.reached()
      let named = zip(files, announced.names).map { (file: $0.file, path: $1) }
      let isPublished = try OutputFile.publish(named, named: KillPoint.firstFileNamed.reached)
      if isPublished { return (row, announced) }
    }
  }

  /// Ends a task whose output is there.
  private func complete(
    _ row: TaskRow, _ records: TaskRecords.Reader, _ files: AnnouncedOutput, _ tally: Tally? = nil
  ) throws -> TaskOutcome {
    var ending = row
    try ending.move { state throws(TaskError) in try state.completed() }
    ending.ended = session.now
    ending.reason = nil
    let tally = if let tally { tally } else { try archive.tally(of: ending, records) }
    let manifest = records.manifest(of: ending)
    try session.write { [ending] ledger in
      _ = try ledger.save(ending)
      // The package was charged for all that went out; what the carrier refused costs nothing.
      try ledger.use(-tally.refusedItems, of: ending.application)
      try ledger.add(
        tally.statistics(manifest.task.prices), of: ending.number,
        hasLink: manifest.task.template.hasLink)
      let check = AlarmCheck(manifest.task, number: ending.number, tally, ledger)
      let queue = CallbackQueue(session)
      try queue.raise(try check.alarms(at: session.now), ledger)
      try queue.enqueueDeliveryReports(of: ending, ledger)
      try ledger.forgetRuns(endingBefore: ending.created - Self.runRetention)
    }
    KillPoint.completionCommitted.reached()
    return TaskOutcome(row: ending, manifest: manifest, tally: tally, files: files.paths)
  }

  /// What was completed without the user hearing of it.
  package func completed(_ row: TaskRow) throws -> TaskOutcome {
    let records = try archive.records(of: row)
    return TaskOutcome(
      row: row, manifest: records.manifest(of: row), tally: try archive.tally(of: row, records),
      files: try row.outputPaths())
  }
}
