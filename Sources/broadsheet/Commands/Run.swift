import ArgumentParser
import Ledger
import Messaging
import Reporting
import Sending
import Tasks
import Workspace

/// `broadsheet run`: executes what is due, for cron or a timer.
struct Run: AccessControlled {
  static let action = AccessAction.run
  static let configuration = CommandConfiguration(
    abstract: "Send the tasks that are due, and finish those that were interrupted.",
    discussion: """
      For cron or a systemd timer, every minute or so; several at once share the work. A task that \
      nobody executed within 24 hours of its time is canceled. Records older than 60 days are dropped.

      EXAMPLES:
        broadsheet run
        * * * * * broadsheet run --workspace /srv/sms --quiet
      """)

  @OptionGroup var form: FormOptions

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup(title: "Workspace") var ledger: LedgerOptions

  func run() throws {
    var status: Int32 = 0
    try CommandRunner.run {
      let (session, settings) = try ledger.session()
      for work in try TaskRegister(session).dueWork() {
        do {
          try perform(work, session, settings)
        } catch {
          // One task that cannot be sent now does not hold up the others.
          Console.error("broadsheet: \(error.explanation)")
          status = CommandRunner.code(of: error)
          if case CampaignError.interrupted = error { break }
        }
      }
      try TaskArchive(session).forget()
    }
    if status != 0 { throw ExitCode(status) }
  }

  private func perform(
    _ work: TaskRegister.DueWork, _ session: LedgerSession, _ settings: Settings
  ) throws {
    let register = TaskRegister(session)
    if case .expired(let row) = work {
      try register.expire(row.number)
      return notify(try register.task(numbered: row.number), settings)
    }
    try ledger.workspace.permit(work.row.application, settings)
    let sender = Sender(session, TaskOutput.make)
    guard let outcome = try sender.send(work, settings, refuse: { try session.refuse($0) }) else {
      return
    }
    notify(outcome.row, settings)
    try register.setReported(outcome.row)
    ledger.workspace.flushOutbox(session, settings, isQuiet: quiet || form.json)
  }

  private func notify(_ row: TaskRow, _ settings: Settings) {
    guard !quiet else { return }
    let view = TaskView(row, zone: settings.zone, language: settings.language)
    Console.print(form.json ? view.json() : view.line())
  }
}
