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
      let (runner, settings) = try ledger.runner()
      for duty in try runner.duties() {
        do {
          try perform(duty, runner, settings)
        } catch {
          // One task that cannot be sent now does not hold up the others.
          Console.error("broadsheet: \(error.explanation)")
          status = CommandRunner.code(of: error)
          if case CampaignError.interrupted = error { break }
        }
      }
      try runner.forget()
    }
    if status != 0 { throw ExitCode(status) }
  }

  private func perform(
    _ duty: TaskRunner.DueWork, _ runner: TaskRunner, _ settings: Settings
  ) throws {
    switch duty {
    case .expired(let row):
      try runner.expire(row.number)
      tell(try runner.task(numbered: row.number), settings)
    case .due(let row): try send(row, .pending, runner, settings)
    case .interrupted(let row): try send(row, .executing, runner, settings)
    }
  }

  /// Sends a task that is still in the state in which it was found.
  private func send(
    _ row: TaskRow, _ state: TaskState, _ runner: TaskRunner, _ settings: Settings
  ) throws {
    try ledger.workspace.permit(row.application, settings)
    // Another process that has the lock is sending it.
    let (isFree, lock) = runner.claim(row)
    guard isFree else { return }
    defer { withExtendedLifetime(lock) {} }
    // Another process may have been faster.
    guard try runner.task(numbered: row.number).state == state.rawValue else { return }
    if state == .pending {
      try start(row, runner, settings)
    }
    let result = try runner.deliver(row.number, TaskOutput.make)
    tell(result.row, settings)
    try runner.setReported(result)
    ledger.workspace.flushOutbox(runner, settings, isQuiet: quiet || form.json)
  }

  private func start(
    _ row: TaskRow, _ runner: TaskRunner, _ settings: Settings
  ) throws {
    guard row.counts.accepted > 0 else { return try runner.refuse(row) }
    do {
      _ = try runner.start(row, application: settings.application(named: row.application))
    } catch {
      try runner.noteFailure(row.number, error)
      throw error
    }
  }

  private func tell(_ row: TaskRow, _ settings: Settings) {
    guard !quiet else { return }
    let view = TaskView(row, zone: settings.zone, language: settings.language)
    Console.print(form.json ? view.json() : view.line())
  }
}
