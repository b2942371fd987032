internal import Files
internal import Glibc
package import Ledger
internal import Sending
package import Workspace

/// The life of tasks beside their sending: found, canceled, deleted, executed when due, forgotten.
extension TaskRunner {
  /// How long records of tasks and exports are kept, in milliseconds (SPEC EXP-1, EXP-2).
  package static let retention = 60 * 86_400_000

  /// The task of a number.
  ///
  /// - Throws: `CampaignError.noSuchTask`.
  package func task(numbered number: Int) throws -> TaskRow {
    try look { try $0.known(number) }
  }

  /// The task of a number or a name.
  ///
  /// - Throws: `CampaignError.noSuchTask`, or `.ambiguousTask` for a name of several.
  package func task(_ text: String) throws -> TaskRow {
    if let number = Int(text), let row = try look({ try $0.task(numbered: number) }) { return row }
    var filter = TaskFilter()
    filter.name = text
    let rows = try look { try $0.tasks(filter) }.filter { $0.name == text }
    guard let row = rows.first else { throw CampaignError.noSuchTask(text) }
    guard rows.count == 1 else {
      throw CampaignError.ambiguousTask(name: text, numbers: rows.map(\.number))
    }
    return row
  }

  /// A task file with a task's settings, without its recipients and its time (SPEC TASK-3).
  package func copy(of row: TaskRow) throws -> TaskFile {
    var file = TaskFile()
    let output = try Self.output(of: row)
    file.task = row.name
    file.application = row.application
    file.template = row.template
    file.signature = row.signature
    file.output = Folder.relative(output.folder)
    file.format = output.format
    return file
  }

  /// Calls a pending task off, or gives an executing one up, which then has failed (SPEC DROP-5).
  ///
  /// - Throws: `CampaignError.task` when it has ended, or its time is less than five minutes away,
  ///   `.taskBusy` for one that a process works on.
  package func cancel(_ number: Int) throws -> TaskRow {
    let row = try task(numbered: number)
    guard row.state == TaskState.executing.rawValue else { return try cancelPending(number) }
    let (isFree, lock) = claim(row)
    defer { withExtendedLifetime(lock) {} }
    guard isFree else { throw CampaignError.taskBusy(number: number) }
    try fail(number, "given up by the user")
    return try task(numbered: number)
  }

  private func cancelPending(_ number: Int) throws -> TaskRow {
    try change { [now] book in
      var row = try book.known(number)
      row.state = try Self.moved(row) { (state) throws(TaskError) in
        try state.canceled(at: now, due: row.due ?? now)
      }.rawValue
      row.reason = "canceled by the user"
      row.ended = now
      _ = try book.save(row)
      return row
    }
  }

  /// Removes a canceled or failed task and its records.
  package func delete(_ number: Int) throws {
    let row = try change { book in
      let row = try book.known(number)
      _ = try Self.moved(row) { (state) throws(TaskError) in
        try state.checkDeletable()
        return state
      }
      try book.deleteTask(number)
      return row
    }
    // A file that a kill leaves behind here belongs to no task and is removed by `forget`.
    if let name = row.records { Folder.remove("\(recordsFolder)/\(name)") }
  }

  /// Marks a task that can never be delivered; what it counted stays counted.
  package func fail(_ number: Int, _ reason: String) throws {
    let failed = try change { book in
      var row = try book.known(number)
      try end(&row, reason)
      _ = try book.save(row)
      return row
    }
    removeOutput(of: failed)
  }

  private func end(_ row: inout TaskRow, _ reason: String) throws {
    row.state = try Self.moved(row) { (state) throws(TaskError) in try state.failed() }.rawValue
    row.reason = reason
    row.ended = now
  }

  /// Notes that the delivery of an executing task has met an error; the third that is its own ends it.
  ///
  /// Kills are not counted: they are no fault of a task.
  package func noteFailure(_ number: Int, _ error: any Error) throws {
    guard !error.isOfEnvironment else { return }
    let row = try change { book in
      var row = try book.known(number)
      // A pending task has 24 hours for faults of other kinds.
      guard
        row.state == TaskState.executing.rawValue
          || row.state == TaskState.pending.rawValue && error.isFinal
      else { return row }
      row.attempts += 1
      row.reason = error.explanation
      if row.attempts >= TaskState.mostAttempts || error.isFinal {
        try end(&row, error.explanation)
      }
      _ = try book.save(row)
      return row
    }
    if row.state == TaskState.failed.rawValue { removeOutput(of: row) }
  }

  /// What `run` has to do.
  package enum DueWork: Sendable {
    /// Nobody executed it in time: it is canceled now.
    case expired(TaskRow)
    /// Its time has come.
    case due(TaskRow)
    /// It was interrupted.
    case interrupted(TaskRow)
  }

  /// The tasks that are due, those that were interrupted, and those that have expired, the oldest first.
  package func duties() throws -> [DueWork] {
    var filter = TaskFilter()
    filter.states = [TaskState.pending.rawValue, TaskState.executing.rawValue]
    filter.limit = .max
    var duties: [DueWork] = []
    for row in try look({ try $0.tasks(filter) }).reversed() {
      guard let state = TaskState(rawValue: row.state) else { continue }
      if state == .executing {
        duties.append(.interrupted(row))
      } else if let due = row.due, due <= now {
        duties.append(state.expired(at: now, due: due) == nil ? .due(row) : .expired(row))
      }
    }
    return duties
  }

  /// Cancels a task whose time was more than a day ago.
  package func expire(_ number: Int) throws {
    try change { [now] book in
      guard var row = try book.task(numbered: number), let due = row.due,
        let state = TaskState(rawValue: row.state)?.expired(at: now, due: due)
      else { return }
      row.state = state.rawValue
      row.reason = "not executed within 24 hours of its time"
      row.ended = now
      _ = try book.save(row)
    }
  }

  /// Drops what is kept for 60 days only, and files that a kill has left behind.
  package func forget() throws {
    let limit = now - Self.retention
    for row in try look({ try $0.tasksWithRecords(endedBefore: limit) }) {
      guard let name = row.records else { continue }
      var row = row
      row.records = nil
      let forgotten = row
      try change { book in
        _ = try book.save(forgotten)
        try book.setVerdicts([], of: forgotten.number)
        try book.forgetFilter(of: forgotten.number)
      }
      Folder.remove("\(recordsFolder)/\(name)")
    }
    try change { try $0.forgetExports(before: limit) }
    for file in try change({ try $0.forgetCallbacks(before: limit) }) { Folder.remove(file) }
    try removeStrays()
  }

  /// Records are written before the ledger knows of them; a kill between the two leaves a stray.
  private func removeStrays() throws {
    let names = Folder.names(in: recordsFolder)
    let known = try look { try $0.recordNames() }
    for name in names where name.hasSuffix(".records") && !known.contains(name) {
      let path = "\(recordsFolder)/\(name)"
      // One that is young, or locked, may be of a task that is about to start.
      guard Folder.age(path) ?? 0 > Self.strayAge, TaskLock(path) != nil else { continue }
      Folder.remove(path)
    }
  }

  /// Seconds after which a file without a task is a stray.
  private static let strayAge = 3_600
}
