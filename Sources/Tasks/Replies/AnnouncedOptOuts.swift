internal import Ledger
internal import Messaging
internal import Sending

/// The words that the texts announced to which replies answer (SPEC ADMIN-8).
struct AnnouncedOptOuts {
  private let session: LedgerSession
  /// By the number of the task, a word list each: replies of one import answer few tasks.
  private var byTask: [Int: OptOut] = [:]

  init(_ session: LedgerSession) { self.session = session }

  /// Whether a reply is what the text that it answers tells people to reply.
  ///
  /// - Parameters:
  ///   - reply: as it came.
  ///   - scope: whose messages it answers.
  ///   - task: that it answers; nil: the last that its number had of the scope.
  /// - Returns: false also when nothing is known of that text.
  /// - Throws: `CampaignError`, also for damaged records.
  mutating func isAsked(
    by reply: Reply, of scope: ListScope, task: Int?
  ) throws -> Bool {
    if let task, let known = byTask[task] { return known.isAsked(by: reply.text) }
    let row =
      if let task {
        try TaskRegister(session).task(numbered: task)
      } else {
        try NumberLog(session).lastTask(reply.number, reply.time, of: scope)
      }
    guard let row else { return false }
    return optOut(of: row).isAsked(by: reply.text)
  }

  private mutating func optOut(of task: TaskRow) -> OptOut {
    if let known = byTask[task.number] { return known }
    // Records that were dropped have the text no more; damaged ones must not keep replies from being taken.
    let plan = task.records == nil ? nil : try? TaskArchive(session).manifest(of: task)
    let optOut = OptOut(plan.map { OptOutNotice($0.task.template.content).words } ?? [])
    byTask[task.number] = optOut
    return optOut
  }
}
