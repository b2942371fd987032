package import Ledger
package import Sending
package import Workspace

/// Sends: for `send`, for `run`, for a watcher.
///
/// What is sent twice is the same task: one that was interrupted goes on, and one of a taken file goes out
/// once, whoever takes the file.
package struct Sender {
  private let session: LedgerSession
  private let register: TaskRegister
  private let archive: TaskArchive
  private let planner: TaskPlanner
  private var deliverer: TaskDeliverer
  /// Told the rows of the sheet and their share, once a batch, while it is read.
  private let progress: ((Int, Double) -> Void)?

  /// - Parameters:
  ///   - session: of the workspace.
  ///   - progress: told rows or messages, and the share of the whole.
  ///   - make: makes the files of a task.
  package init(
    _ session: LedgerSession,
    progress: ((Int, Double) -> Void)? = nil,
    _ make: @escaping (SendingTask, ColumnMapping, OutputOptions) throws -> any TaskDelivery
  ) {
    self.session = session
    register = TaskRegister(session)
    archive = TaskArchive(session)
    planner = TaskPlanner(session)
    deliverer = TaskDeliverer(session, make)
    self.progress = progress
    deliverer.progress = progress.map { progress in { progress($0, 0.5 + $1 / 2) } }
  }

  // MARK: - A request

  /// Sends a request now, or goes on with it where it was interrupted.
  ///
  /// - Parameters:
  ///   - request: what is sent to whom.
  ///   - resumed: told the task that was interrupted, before it goes on.
  /// - Returns: the task as it was sent.
  /// - Throws: what stops it; what the ledger has of it goes on when the same is sent again.
  package func send(_ request: SendRequest, resumed: (TaskRow) -> Void) throws -> TaskOutcome {
    let identity = try request.identity()
    if let (row, lock) = try register.interrupted(identity) {
      defer { withExtendedLifetime(lock) {} }
      resumed(row)
      if row.state == .completed { return try deliverer.completed(row) }
      return try deliverer.deliver(row.number)
    }
    let (row, lock) = try prepare(request, identity)
    defer { withExtendedLifetime(lock) {} }
    let started = try planner.start(row, application: request.task.application)
    return try deliverer.deliver(started.number)
  }

  /// Puts a request off until its time.
  ///
  /// - Returns: the task, pending.
  /// - Throws: what stops it; nothing is in the ledger then.
  package func schedule(_ request: SendRequest) throws -> TaskRow {
    let (row, lock) = try prepare(request, try request.identity())
    withExtendedLifetime(lock) {}
    return row
  }

  private func prepare(
    _ request: SendRequest, _ identity: TaskIdentity, _ origin: DropOrigin? = nil
  ) throws -> (row: TaskRow, lock: (any Claim)?) {
    let pipeline = try request.pipeline()
    // Of what goes out at once, reading is the first half and delivering the second.
    let share = request.due == nil ? 0.5 : 1
    pipeline.progress = progress.map { progress in { progress($0, $1 * share) } }
    return try planner.prepare(
      pipeline, output: request.outputOptions(for: pipeline.facts), identity: identity,
      due: request.due, origin: origin)
  }

  // MARK: - A file that was dropped

  /// What has become of a request that was dropped.
  package enum DropResult {
    case sent(TaskRow, OutputPaths?)
    case scheduled(TaskRow)
    /// Another task has this content already.
    case duplicate(of: TaskRow)
    /// The file is not any more what was read.
    case changed
  }

  /// Sends a request that was dropped, once for each content.
  ///
  /// - Parameters:
  ///   - request: what the file stands for.
  ///   - origin: the taken file.
  ///   - isChanged: whether the file is another than was read.
  ///   - started: called once its recipients are counted, from where on it goes out.
  /// - Returns: what has become of it.
  /// - Throws: what stops it; `CampaignError.duplicate` when another process was faster with the same.
  package func send(
    _ request: SendRequest, of origin: DropOrigin, isChanged: () -> Bool, started: () -> Void
  ) throws -> DropResult {
    let identity = try request.identity()
    if let first = try register.duplicate(identity, of: origin) { return .duplicate(of: first) }
    let (row, lock) = try prepare(request, identity, origin)
    defer { withExtendedLifetime(lock) {} }
    if request.due != nil { return .scheduled(row) }
    if isChanged() { return .changed }
    let executing = try planner.start(
      row, application: request.task.application, origin: origin)
    started()
    return try delivered(executing.number)
  }

  /// Goes on with the task of a taken file, which a watcher that died has begun.
  ///
  /// - Returns: what has become of it.
  /// - Throws: `CampaignError.taskFailed`, `.taskBusy` when `broadsheet run` is at it.
  package func resume(_ row: TaskRow) throws -> DropResult {
    switch row.state {
    case .pending, .canceled: return .scheduled(row)
    case .completed: return .sent(row, try row.outputPaths())
    case .failed:
      throw CampaignError.taskFailed(number: row.number, reason: row.reason ?? "")
    case .executing:
      let (isFree, lock) = try archive.claim(row)
      guard isFree else { throw CampaignError.taskBusy(number: row.number) }
      defer { withExtendedLifetime(lock) {} }
      let row = try register.task(numbered: row.number)
      if row.state == .completed {
        return .sent(row, try row.outputPaths())
      }
      return try delivered(row.number)
    }
  }

  private func delivered(_ number: Int) throws -> DropResult {
    let outcome = try deliverer.deliverOrFail(number)
    return .sent(outcome.row, outcome.files)
  }

  // MARK: - What is due

  /// Sends a task that is due or was interrupted.
  ///
  /// - Parameters:
  ///   - work: as it was found.
  ///   - settings: with the applications as they are now.
  ///   - refuse: ends a task in which nobody is accepted, as earlier versions could plan one; throws.
  /// - Returns: the task as it was sent; nil when another process has it.
  /// - Throws: what stops it.
  package func send(
    _ work: TaskRegister.DueWork, _ settings: Settings, refuse: (TaskRow) throws -> Void
  ) throws -> TaskOutcome? {
    let (row, state) = (work.row, work.state)
    // Another process that has the lock is sending it.
    let (isFree, lock) = try archive.claim(row)
    guard isFree else { return nil }
    defer { withExtendedLifetime(lock) {} }
    // Another process may have been faster.
    guard try register.task(numbered: row.number).state == state else { return nil }
    if state == .pending {
      if row.counts.accepted == 0 { try refuse(row) }
      do {
        _ = try planner.start(row, application: settings.application(named: row.application))
      } catch {
        try register.noteFailure(row.number, error)
        throw error
      }
    }
    return try deliverer.deliver(row.number)
  }
}

/// Sends without a ledger: straight from the sheet to the files, and nothing is remembered.
package struct UnrememberedSender {
  private let make: TaskDeliverer.MakeOutput

  package init(
    _ make: @escaping (SendingTask, ColumnMapping, OutputOptions) throws -> any TaskDelivery
  ) {
    self.make = make
  }

  /// Sends a request.
  ///
  /// - Returns: how it was sent, its counts and files.
  /// - Throws: what stops it; there are no files then.
  package func send(
    _ request: SendRequest, progress: ((Int, Double) -> Void)? = nil
  ) throws -> (manifest: TaskManifest, tally: Tally, files: OutputPaths) {
    let pipeline = try request.pipeline()
    pipeline.progress = progress
    let options = request.outputOptions(for: pipeline.facts)
    let delivery = try make(pipeline.task, pipeline.mapping, options)
    let tally = try pipeline.send(to: delivery)
    if let signal = Interruption.signal { throw CampaignError.interrupted(signal: signal) }
    let files = try delivery.complete(tally, facts: pipeline.facts)
    let paths = try FileNames.publish(files, of: pipeline.task, folder: options.folder)
    let manifest = TaskManifest(
      task: pipeline.task, columns: pipeline.mapping, facts: pipeline.facts, tally: tally)
    return (manifest, tally, paths)
  }
}
