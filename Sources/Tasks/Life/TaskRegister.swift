internal import Files
package import Ledger
internal import Sending
package import Workspace

/// The tasks of a workspace: found, canceled, deleted, given up, and those that are due.
package struct TaskRegister: Sendable {
  let session: LedgerSession
  private let archive: TaskArchive

  package init(_ session: LedgerSession) {
    self.session = session
    archive = TaskArchive(session)
  }

  // MARK: - Found

  /// The task of a number.
  ///
  /// - Throws: `CampaignError.noSuchTask`.
  package func task(numbered number: Int) throws -> TaskRow {
    try session.read { try $0.known(number) }
  }

  /// The task of a number or a name.
  ///
  /// - Throws: `CampaignError.noSuchTask`, or `.ambiguousTask` for a name of several.
  package func task(_ text: String) throws -> TaskRow {
    if let number = Int(text), let row = try session.read({ try $0.task(numbered: number) }) {
      return row
    }
    var filter = TaskFilter()
    filter.name = text
    let rows = try session.read { try $0.tasks(filter) }.filter { $0.name == text }
    guard let row = rows.first else { throw CampaignError.noSuchTask(text) }
    guard rows.count == 1 else {
      throw CampaignError.ambiguousTask(name: text, numbers: rows.map(\.number))
    }
    return row
  }

  /// Tasks, the newest first, without their verdicts.
  package func tasks(_ filter: TaskFilter = TaskFilter()) throws -> [TaskRow] {
    try session.read { try $0.tasks(filter) }
  }

  /// A task file with a task's settings, without its recipients and its time (SPEC TASK-3).
  package func copy(of row: TaskRow) throws -> TaskFile {
    var file = TaskFile()
    let output = try row.output()
    file.task = row.name
    file.application = row.application
    file.template = row.template
    file.signature = row.signature
    file.output = Folder.relative(output.folder)
    file.format = output.format
    return file
  }

  /// A task of this identity that was to be sent at once and was interrupted: before its output was
  /// complete, or before the user was shown it.
  ///
  /// - Returns: the oldest, with its lock; nil when there is none that nobody works on.
  package func interrupted(_ identity: TaskIdentity) throws -> (row: TaskRow, lock: any Claim)? {
    var filter = TaskFilter()
    filter.states = [.executing, .completed]
    for text in identity.all {
      filter.identity = text
      for row in try tasks(filter).reversed() where row.due == nil && !row.isReported {
        // Between the look and the lock another process may have ended it.
        guard let lock = try archive.lock(row) else { continue }
        let row = try task(numbered: row.number)
        if !row.isReported { return (row, lock) }
      }
    }
    return nil
  }

  /// Notes that the user was shown a task's end.
  package func setReported(_ row: TaskRow) throws {
    try session.write { try $0.setReported(row.number) }
    KillPoint.taskReported.reached()
  }

  // MARK: - Ended

  /// Calls a pending task off, or gives an executing one up, which then has failed (SPEC DROP-5).
  ///
  /// - Throws: `CampaignError.task` when it has ended, or its time is less than five minutes away,
  ///   `.taskBusy` for one that a process works on.
  package func cancel(_ number: Int) throws -> TaskRow {
    let row = try task(numbered: number)
    guard row.state == .executing else { return try cancelPending(number) }
    let (isFree, lock) = try archive.claim(row)
    defer { withExtendedLifetime(lock) {} }
    guard isFree else { throw CampaignError.taskBusy(number: number) }
    try fail(number, "given up by the user")
    return try task(numbered: number)
  }

  private func cancelPending(_ number: Int) throws -> TaskRow {
    try session.write { ledger in
      var row = try ledger.known(number)
      let due = row.due ?? session.now
      try row.move { state throws(TaskError) in try state.canceled(at: session.now, due: due) }
      row.reason = "canceled by the user"
      row.ended = session.now
      _ = try ledger.save(row)
      return row
    }
  }

  /// Removes a canceled or failed task and its records.
  package func delete(_ number: Int) throws {
    let row = try session.write { ledger in
      let row = try ledger.known(number)
      var unmoved = row
      try unmoved.move { state throws(TaskError) in
        try state.checkDeletable()
        return state
      }
      try ledger.deleteTask(number)
      return row
    }
    // A file that a kill leaves behind here belongs to no task and is removed by `forget`.
    archive.remove(row)
  }

  /// Marks a task that can never be delivered; what it counted stays counted.
  package func fail(_ number: Int, _ reason: String) throws {
    let failed = try session.write { ledger in
      var row = try ledger.known(number)
      try end(&row, reason)
      _ = try ledger.save(row)
      return row
    }
    try? AnnouncedOutput(of: failed)?.remove()
  }

  private func end(_ row: inout TaskRow, _ reason: String) throws {
    try row.move { state throws(TaskError) in try state.failed() }
    row.reason = reason
    row.ended = session.now
  }

  /// Notes that the delivery of an executing task has met an error; the third that is its own ends it.
  ///
  /// Kills are not counted: they are no fault of a task.
  package func noteFailure(_ number: Int, _ error: any Error) throws {
    guard !error.isOfEnvironment else { return }
    let row = try session.write { ledger in
      var row = try ledger.known(number)
      // A pending task has 24 hours for faults of other kinds.
      guard
        row.state == .executing
          || row.state == .pending && error.isFinal
      else { return row }
      row.attempts += 1
      row.reason = error.explanation
      if row.attempts >= TaskState.mostAttempts || error.isFinal {
        try end(&row, error.explanation)
      }
      _ = try ledger.save(row)
      return row
    }
    if row.state == .failed { try? AnnouncedOutput(of: row)?.remove() }
  }

  // MARK: - Due

  /// What `run` has to do.
  package enum DueWork: Sendable {
    /// Nobody executed it in time: it is canceled now.
    case expired(TaskRow)
    /// Its time has come.
    case due(TaskRow)
    /// It was interrupted.
    case interrupted(TaskRow)

    package var row: TaskRow {
      switch self {
      case .expired(let row), .due(let row), .interrupted(let row): row
      }
    }

    /// The state in which it was found.
    var state: TaskState {
      switch self {
      case .expired, .due: .pending
      case .interrupted: .executing
      }
    }
  }

  /// The tasks that are due, those that were interrupted, and those that have expired, the oldest first.
  package func dueWork() throws -> [DueWork] {
    var filter = TaskFilter()
    filter.states = [.pending, .executing]
    filter.limit = .max
    var work: [DueWork] = []
    for row in try session.read({ try $0.tasks(filter) }).reversed() {
      if row.state == .executing {
        work.append(.interrupted(row))
      } else if let due = row.due, due <= session.now {
        work.append(row.state.expired(at: session.now, due: due) == nil ? .due(row) : .expired(row))
      }
    }
    return work
  }

  /// Cancels a task whose time was more than a day ago.
  package func expire(_ number: Int) throws {
    try session.write { ledger in
      guard var row = try ledger.task(numbered: number), let due = row.due,
        let state = row.state.expired(at: session.now, due: due)
      else { return }
      row.state = state
      row.reason = "not executed within 24 hours of its time"
      row.ended = session.now
      _ = try ledger.save(row)
    }
  }
}
