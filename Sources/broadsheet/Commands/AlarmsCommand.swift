import ArgumentParser
import Callbacks
import Characters
import Ledger
import Reporting
import Sending
import Tasks
import Workspace

/// `broadsheet alarms`: what applications have raised alarms about (SPEC ADMIN-4).
struct AlarmsCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "alarms", abstract: "List alarms about limits, packages and verification codes.",
    discussion: """
      An application's settings say when alarms are raised and which contacts they are for. Each is put into \
      Outbox/\(Outbox.fileName) as a line of JSON, when the task that raised it is complete.

      EXAMPLES:
        broadsheet alarms list
        broadsheet alarms list --event codeAbuse --json
      """,
    subcommands: [List.self], defaultSubcommand: List.self)

  struct List: AccessControlled {
    static let action = AccessAction.alarmsList
    static let configuration = CommandConfiguration(abstract: "List alarms, the oldest first.")

    @Option(help: ArgumentHelp("Only alarms of this application.", valueName: "name"))
    var application: String?

    @Option(help: "Only alarms of this event.")
    var event: AlarmEvent?

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        var time = TimeFormatter(settings.zone)
        let alarms = try Alarms(session).alarms(
          application: application, event: event?.rawValue)
        let rights = try ledger.workspace.rights(settings)
        for alarm in alarms where rights.allows(Access.action, on: alarm.application) {
          Console.print(
            form.json
              ? Outbox.json(alarm, &time)
              : "\(time.string(alarm.time))  \(padded(alarm.application, 14))"
                + "\(padded(alarm.event, 11))\(alarm.text)")
        }
      }
    }
  }
}

extension AlarmEvent: ExpressibleByArgument {}

extension WorkspaceOptions {
  /// Puts new alarms and callbacks into the outbox and says them; what cannot be put there waits for the next
  /// time.
  func flushOutbox(_ session: LedgerSession, _ settings: Settings, isQuiet: Bool) {
    do {
      let alarms = try Outbox.fill(
        path("Outbox/\(Outbox.fileName)"), from: session, zone: settings.zone)
      let waiting = try CallbackFiles(
        session, settings, folder: path("Outbox"), clock: Console.now
      ).make()
      guard !isQuiet else { return }
      for alarm in alarms { Console.error("Alarm of \(alarm.application): \(alarm.text)") }
      if waiting > 0 {
        Console.error(
          "\(waiting == 1 ? "A callback waits" : "\(waiting) callbacks wait"): broadsheet callbacks send"
        )
      }
    } catch {
      Console.error("broadsheet: \(error.explanation)")
    }
  }
}
