import ArgumentParser
import CSystem
import Campaign
import Glibc
import Ledger
import Messaging
import Reporting
import Spreadsheet

/// `broadsheet watch`: sends what is dropped into a folder.
struct Watch: ParsableCommand {
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

  @Flag(help: "Print each event as a line of JSON.")
  var json = false

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
    try Report.run { () throws(CampaignError) in
      guard Folder.isFolder(inbox) else { throw .sheet(.missing(file: inbox)) }
      let (runner, settings) = try ledger.runner()
      let clock = ledger.now
      let folder = makeFolder(runner, settings, clock)
      let bell = Bell(inbox)
      var cleaned = -Self.cleaning
      let line = StatusLine(isWanted: !quiet && !json)
      notify_service_manager("READY=1")
      defer {
        notify_service_manager("STOPPING=1")
        line.clear()
        folder.stop()
      }
      do throws(CampaignError) {
        while true {
          if let signal = Interruption.signal { throw .interrupted(signal: signal) }
          for name in bell.renamed() { folder.arrivals.noteRename(name) }
          let waiting = try folder.look(now: Int(Console.uptime() * 1_000))
          if Console.uptime() >= cleaned + Self.cleaning {
            // What cannot be dropped now is dropped another time.
            try? runner.at(ledger.time(settings.zone)).forget()
            cleaned = Console.uptime()
          }
          if once, waiting == 0 { return }
          if once, let obstacle = folder.obstacle {
            status = Report.code(of: obstacle)
            return
          }
          notify_service_manager("STATUS=\(waiting) files arriving\nWATCHDOG=1")
          line.show("watching \(inbox): \(waiting) files arriving")
          bell.wait(seconds: poll)
        }
      } catch {
        // Being told to stop is how a watcher ends.
        guard case .interrupted = error, !once else { throw error }
      }
    }
    if status != 0 { throw ExitCode(status) }
  }

  private func makeFolder(
    _ runner: TaskRunner, _ settings: Settings, _ now: String?
  ) -> DropFolder {
    let report = DropReport(isJSON: json, isQuiet: quiet, log: log, zone: settings.zone)
    let folder = DropFolder(
      DropLayout(inbox: inbox),
      process: { (taken) throws(CampaignError) in
        let job = DropJob(ledger.workspace, runner.at(ledger.time(settings.zone)), time: now)
        return try job.process(taken)
      },
      isTheFilesFault: { DropJob(ledger.workspace, runner, time: now).isTheFilesFault($0, $1) },
      clock: Console.now,
      date: {
        var time = TimeFormatter(settings.zone)
        return String(time.string(ledger.time(settings.zone)).prefix(10))
      },
      tell: report.tell)
    folder.arrivals.rest = Int(rest * 1_000)
    folder.arrivals.patience = Int(patience * 1_000)
    folder.pause = Int(min(5, poll) * 1_000)
    return folder
  }
}

/// Says what happens in a drop folder.
struct DropReport {
  let isJSON: Bool
  let isQuiet: Bool
  /// Where events are kept too.
  let log: String?
  let zone: Zone

  func tell(_ event: DropFolder.Event) {
    switch event {
    case .sent(let file, let row):
      say("sent", file, row.number) {
        let counts = row.counts
        return "\(grouped(counts.successful)) of \(grouped(counts.accepted)) successful"
      }
    case .scheduled(let file, let row):
      var time = TimeFormatter(zone)
      say("scheduled", file, row.number) { row.due.map { "for \(time.string($0))" } ?? "" }
    case .duplicate(let file, let number): say("duplicate", file, number) { "" }
    case .rejected(let file, let rejection, let folder):
      say("rejected", file, nil, ["folder": folder, "code": rejection.code]) {
        "\(rejection.problem) See \(folder)/ERROR.txt."
      }
    case .givenBack(let file): say("givenBack", file, nil) { "" }
    case .fault(let file, let words):
      if isJSON {
        line("fault", file, nil, ["problem": words])
      } else {
        StatusLine.clearAny()
        Console.error("broadsheet: \(Self.plain(Masking.mask(file))): \(words)")
        keep("fault", file, nil, ["problem": words])
      }
    }
  }

  private func say(
    _ event: String, _ file: String, _ task: Int?, _ more: [String: String] = [:],
    _ words: () -> String
  ) {
    if isJSON { return line(event, file, task, more) }
    keep(event, file, task, more)
    guard !isQuiet else { return }
    let task = task.map { "task \($0)" } ?? ""
    StatusLine.clearAny()
    Console.print("\(padded(event, 10)) \(padded(task, 10)) \(Self.plain(file))  \(words())")
  }

  /// A name as one line of a terminal.
  private static func plain(_ name: String) -> String {
    String(name.map { $0.isNewline || $0 < " " ? "?" : $0 })
  }

  private func line(
    _ event: String, _ file: String, _ task: Int?, _ more: [String: String]
  ) {
    Console.print(text(event, file, task, more))
    keep(event, file, task, more)
  }

  /// Adds an event to the log, which is opened anew each time: so it can be moved away.
  private func keep(
    _ event: String, _ file: String, _ task: Int?, _ more: [String: String]
  ) {
    guard let log else { return }
    let descriptor = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return }
    Console.write(Array((text(event, file, task, more) + "\n").utf8), to: descriptor)
    close(descriptor)
  }

  private func text(
    _ event: String, _ file: String, _ task: Int?, _ more: [String: String]
  ) -> String {
    var time = TimeFormatter(zone)
    var object = JSONObject()
    object.add("event", event)
    object.add("time", time.string(Console.now()))
    object.add("file", file)
    if let task { object.add("task", task) }
    for (key, value) in more.sorted(by: { $0.key < $1.key }) { object.add(key, value) }
    return object.text
  }
}
