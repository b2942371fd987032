package import Ledger
internal import Workspace

/// Who is notified of what: noted in the transaction in which it happens, so that a kill loses nothing.
package struct CallbackQueue: Sendable {
  private let session: LedgerSession

  package init(_ session: LedgerSession) { self.session = session }

  // MARK: - Filled

  /// Notes that a task's delivery reports are to be posted, if its application has callbacks.
  func enqueueDeliveryReports(of row: TaskRow, _ ledger: LedgerTransaction) throws(LedgerError) {
    guard session.accounts[row.application]?.shape != nil else { return }
    _ = try ledger.save(
      CallbackRow(.status, of: row.number, application: row.application, at: session.now))
  }

  /// Keeps alarms, and notes those that are to be posted.
  func raise(_ alarms: [AlarmRow], _ ledger: LedgerTransaction) throws(LedgerError) {
    for alarm in try ledger.add(alarms) where session.accounts[alarm.application]?.alarmURL != nil {
      _ = try ledger.save(
        CallbackRow(.alarm, of: alarm.id, application: alarm.application, at: session.now))
    }
  }

  // MARK: - Emptied

  /// Callbacks in some of the states; none: in any.
  package func callbacks(_ states: [CallbackRow.State] = []) throws -> [CallbackRow] {
    try session.read { try $0.callbacks(states: states) }
  }

  /// The callback of a number; nil when there is none.
  package func callback(_ id: Int) throws -> CallbackRow? {
    try session.read { try $0.callbacks(id: id) }.first
  }

  /// Keeps what has become of a callback.
  package func save(_ row: CallbackRow) throws { try session.write { _ = try $0.save(row) } }

  /// Keeps a callback whose file was made, unless another process was faster, and may have posted it by now.
  ///
  /// - Parameters:
  ///   - made: with its file.
  ///   - state: in which it was found.
  /// - Returns: the callback as the ledger has it then.
  /// - Throws: `LedgerError`.
  package func keep(_ made: CallbackRow, foundIn state: CallbackRow.State) throws -> CallbackRow {
    try session.write { ledger in
      if let known = try ledger.callbacks(id: made.id).first, known.state != state { return known }
      _ = try ledger.save(made)
      return made
    }
  }

  /// The replies that a callback is to notify of.
  package func replies(of row: CallbackRow) throws -> [ReplyRow] {
    try session.read { try $0.replies(ofCallback: row.id) }
  }

  /// The alarm that a callback is to notify of.
  package func alarm(of row: CallbackRow) throws -> AlarmRow? {
    guard let id = row.subject else { return nil }
    return try session.read { try $0.alarms(id: id) }.first
  }

  /// The callbacks of replies that are taken together, one for each application that has callbacks.
  struct ReplyCallbacks {
    private let session: LedgerSession
    private var known: [String: Int] = [:]
    private var applications: [Int: String] = [:]

    init(_ session: LedgerSession) { self.session = session }

    /// The callback of a reply; nil: none.
    mutating func callback(of reply: ReplyRow, _ ledger: LedgerTransaction) throws(LedgerError)
      -> Int?
    {
      guard let application = try application(of: reply, ledger),
        session.accounts[application]?.shape != nil
      else { return nil }
      if let id = known[application] { return id }
      let id = try ledger.save(
        CallbackRow(.replies, of: nil, application: application, at: session.now))
      known[application] = id
      return id
    }

    /// That of the task; of a reply to no known task, the only one that has callbacks.
    private mutating func application(
      of reply: ReplyRow, _ ledger: LedgerTransaction
    ) throws(LedgerError) -> String? {
      guard let task = reply.task else {
        let telling = session.accounts.filter { $0.value.shape != nil }.keys
        return telling.count == 1 ? telling.first : nil
      }
      if let name = applications[task] { return name }
      let name = try ledger.task(numbered: task)?.application
      applications[task] = name
      return name
    }
  }
}
