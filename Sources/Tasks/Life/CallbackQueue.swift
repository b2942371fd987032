package import Ledger
internal import Workspace

/// Who is told of what: noted in the transaction in which it happens, so that a kill loses nothing.
extension TaskRunner {
  /// Notes that a task's status reports are to be told, if its application tells any.
  func enqueueDeliveryReports(of row: TaskRow, _ book: LedgerTransaction) throws(LedgerError) {
    guard accounts[row.application]?.shape != nil else { return }
    _ = try book.save(
      CallbackRow(.status, of: row.number, application: row.application, at: now))
  }

  /// Keeps alarms, and notes those that are to be posted.
  package func raise(_ alarms: [AlarmRow], _ book: LedgerTransaction) throws(LedgerError) {
    for alarm in try book.add(alarms) where accounts[alarm.application]?.alarmURL != nil {
      _ = try book.save(
        CallbackRow(.alarm, of: alarm.id, application: alarm.application, at: now))
    }
  }

  /// The callbacks of replies that are taken together, one for each application that tells them.
  struct ReplyCallbacks {
    private let runner: TaskRunner
    private var known: [String: Int] = [:]
    private var applications: [Int: String] = [:]

    init(_ runner: TaskRunner) { self.runner = runner }

    /// The callback with which a reply is told; nil: none.
    mutating func callback(of reply: ReplyRow, _ book: LedgerTransaction) throws(LedgerError)
      -> Int?
    {
      guard let application = try application(of: reply, book),
        runner.accounts[application]?.shape != nil
      else { return nil }
      if let id = known[application] { return id }
      let id = try book.save(
        CallbackRow(.replies, of: nil, application: application, at: runner.now))
      known[application] = id
      return id
    }

    /// That of the task; of a reply to no known task, the only one that tells anything.
    private mutating func application(
      of reply: ReplyRow, _ book: LedgerTransaction
    ) throws(LedgerError) -> String? {
      guard let task = reply.task else {
        let telling = runner.accounts.filter { $0.value.shape != nil }.keys
        return telling.count == 1 ? telling.first : nil
      }
      if let name = applications[task] { return name }
      let name = try book.task(numbered: task)?.application
      applications[task] = name
      return name
    }
  }
}
