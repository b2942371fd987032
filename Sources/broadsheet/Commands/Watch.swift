import ArgumentParser
import CLinux
import DropFolder
import Files
import Ledger
import Messaging
import Reporting
import Sending
import Tasks
import Workspace

/// `broadsheet watch`: sends what is dropped into a folder.
struct Watch: AccessControlled {
  static let action = AccessAction.watch
  static let configuration = CommandConfiguration(
    abstract: "Send the sheets that are dropped into a folder.",
    discussion: """
      A sheet in <inbox>/<template>/ is sent with that template; a task file with its sheet beside it \
      as it says. A file is taken when it was renamed into place, when a .ready or .sha256 file beside \
      it matches, or when it is at rest and its end is there. It ends in Done/<date>/, beside links to \
      its results; in Duplicate/, if its content was sent before with the same settings; or in \
      Rejected/, beside ERROR.txt and error.json. These folders are beside the inbox.

      A full disk, a locked ledger and missing permissions are no fault of a file: it stays and is \
      tried again. Several watchers share the work, and go on with what one that died has begun.

      EXAMPLES:
        broadsheet watch Inbox
        broadsheet watch Inbox --once          # from cron
        broadsheet watch Inbox --json          # an event a line
      """)

  @Argument(help: "The folder in which files are dropped.")
  var inbox: String

  @Flag(
    help: """
      Do what is there, and end: files that are still being written are waited for, those that were \
      left half written are not.
      """)
  var once = false

  @OptionGroup var form: FormOptions

  @Flag(name: .shortAndLong, help: "Print nothing but faults.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "A file to which events are added, a line of JSON each; it may be moved away at any time.",
      valueName: "file"))
  var log: String?

  @Option(
    help: ArgumentHelp(
      "How long a file must not change before it is taken.", valueName: "seconds"))
  var rest = 10.0

  @Option(help: ArgumentHelp("How often to look.", valueName: "seconds"))
  var poll = 2.0

  @Option(
    help: ArgumentHelp(
      "How long a file may take to become whole after its last change.", valueName: "seconds"))
  var patience = 900.0

  @OptionGroup(title: "Workspace") var ledger: LedgerOptions

  func validate() throws {
    guard (0...86_400).contains(rest), (0.01...3_600).contains(poll),
      (0...86_400 * 7).contains(patience)
    else { throw ValidationError("--rest, --poll and --patience are seconds, at most a day.") }
  }

  /// How often what is old is dropped, in seconds.
  private static let cleaning = 3_600.0

  func run() throws {
    var status: Int32 = 0
    try CommandRunner.run {
      guard Folder.isFolder(inbox) else { throw FileError.missing(file: inbox) }
      let (session, settings) = try ledger.session()
      let folder = makeFolder(session, settings)
      let watcher = InotifyWatcher(folder.layout)
      var cleaned = -Self.cleaning
      let line = StatusLine(isWanted: !quiet && !form.json)
      notify_service_manager("READY=1")
      defer {
        notify_service_manager("STOPPING=1")
        line.clear()
        folder.stop()
      }
      do {
        while true {
          if let signal = Interruption.signal { throw CampaignError.interrupted(signal: signal) }
          let now = Int(Console.uptime() * 1_000)
          for name in watcher.renamed() { folder.arrivals.noteRename(name, now: now) }
          let waiting = try folder.look(now: now)
          if Console.uptime() >= cleaned + Self.cleaning {
            // What cannot be dropped now is dropped another time.
            try? TaskArchive(session.at(ledger.time(settings.zone))).forget()
            cleaned = Console.uptime()
          }
          if once, waiting == 0 || folder.isHeldUp {
            status = folder.obstacle.map(CommandRunner.code) ?? 0
            return
          }
          notify_service_manager("STATUS=\(waiting) files arriving\nWATCHDOG=1")
          line.show("watching \(inbox): \(waiting) files arriving")
          watcher.wait(seconds: poll)
        }
      } catch {
        // Being told to stop is how a watcher ends.
        guard case CampaignError.interrupted = error, !once else { throw error }
      }
    }
    if status != 0 { throw ExitCode(status) }
  }

  private func makeFolder(_ session: LedgerSession, _ settings: Settings) -> DropFolder {
    let report = DropReport(isJSON: form.json, isQuiet: quiet, log: log, zone: settings.zone)
    let folder = DropFolder(
      DropLayout(inbox: inbox),
      process: { taken in
        let session = session.at(ledger.time(settings.zone))
        return try DropJob(ledger.workspace, session).process(taken)
      },
      blame: { DropJob.blame($0, $1, templates: ledger.workspace.store.folder) },
      clock: Console.now,
      time: {
        var time = TimeFormatter(settings.zone)
        return time.string(ledger.time(settings.zone))
      },
      notify: report.notify)
    folder.arrivals.rest = Int(rest * 1_000)
    folder.arrivals.patience = Int(patience * 1_000)
    folder.pause = Int(min(5, poll) * 1_000)
    return folder
  }
}
