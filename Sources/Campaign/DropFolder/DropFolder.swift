internal import FoundationEssentials
internal import Glibc
package import Ledger
internal import Spreadsheet

/// A folder in which sheets are dropped and from which they go out as tasks (SPEC DROP-1 to DROP-4).
///
/// Looking is the truth, so that it works on any file system; notices of the kernel only shorten the wait.
/// Several watchers share the work: a file belongs to whoever has renamed it into `.work`.
package final class DropFolder {
  /// What came of a file.
  package enum Outcome: Sendable {
    case sent(TaskRow, OutputPaths?)
    /// It waits for its time; `run` sends it.
    case scheduled(TaskRow)
    /// It is the content of that task again.
    case duplicate(of: TaskRow)
    /// Somebody wrote to it while it was read: it goes back until it is at rest.
    case changed
  }

  package enum Event: Sendable {
    case sent(file: String, TaskRow)
    case scheduled(file: String, TaskRow)
    case duplicate(file: String, of: Int)
    case rejected(file: String, Rejection, folder: String)
    case givenBack(file: String)
    /// Something that is no fault of the file; said once until it is over.
    case fault(file: String, String)
  }

  /// Files that crash the process so often are rejected.
  private static let mostAttempts = 3

  package let layout: DropLayout
  package var arrivals: Arrivals
  /// How long to wait after a fault of the environment, in milliseconds.
  package var pause = 5_000
  private let process: (TakenFile) throws(CampaignError) -> Outcome
  private let isTheFilesFault: (CampaignError, TakenFile) -> Bool
  private let date: () -> String
  private let tell: (Event) -> Void
  /// What waits for the environment: at most one, since after a fault nothing more is taken.
  private var held: TakenFile?
  private var pausedUntil = 0
  /// What was said last of a file, until it is over.
  private var told: [String: String] = [:]

  /// - Parameters:
  ///   - layout: where everything is.
  ///   - process: sends a taken file.
  ///   - isTheFilesFault: whether an error is one of the file, which then is rejected.
  ///   - clock: milliseconds since 1970, as the file system counts them.
  ///   - date: today's, for the name of a folder.
  ///   - tell: gets what happens.
  package init(
    _ layout: DropLayout, process: @escaping (TakenFile) throws(CampaignError) -> Outcome,
    isTheFilesFault: @escaping (CampaignError, TakenFile) -> Bool,
    clock: @escaping () -> Int, date: @escaping () -> String, tell: @escaping (Event) -> Void
  ) {
    self.layout = layout
    arrivals = Arrivals(layout, clock: clock)
    self.process = process
    self.isTheFilesFault = isTheFilesFault
    self.date = date
    self.tell = tell
  }

  /// Looks once, and does what is to be done.
  ///
  /// - Parameter now: milliseconds of a clock that only goes forward.
  /// - Returns: how many files are not done yet: still arriving, or held up. Files that are at rest but not
  ///   whole are not among them.
  /// - Throws: `CampaignError.interrupted`.
  package func look(now: Int) throws(CampaignError) -> Int {
    guard now >= pausedUntil else { return 1 }
    if let taken = held {
      held = nil
      try handle(taken, now)
    }
    for taken in TakenFile.abandoned(layout) where held == nil {
      guard taken.attempts < Self.mostAttempts else {
        try reject(taken, Self.crashed(taken), now)
        continue
      }
      try handle(taken, now)
    }
    let waiting = try lookAtInbox(now)
    return waiting + (held == nil ? 0 : 1)
  }

  /// What holds everything up; nil when nothing does.
  package private(set) var obstacle: CampaignError?

  /// Puts back what is held, at the end.
  package func stop() {
    if let taken = held { letGo(taken) }
    held = nil
  }

  // MARK: - The inbox

  /// What one look found.
  private struct Sight {
    var states: [DropLayout.Name: Arrivals.State] = [:]
    /// The sheets that task files name.
    var sheets: [DropLayout.Name: DropLayout.Name] = [:]

    /// The task file's sheet, or the sheet, is not there as a whole yet, but may be soon.
    func isArriving(_ name: DropLayout.Name) -> Bool {
      // A task file that is still arriving may name any sheet beside it.
      states[sheets[name] ?? name] == .waiting
        || !name.isTaskFile
          && states.contains {
            $0.key.isTaskFile && $0.key.folder == name.folder && $0.value == .waiting
          }
    }

    /// What is taken together; nil while its other half is missing.
    func whole(_ name: DropLayout.Name) -> [DropLayout.Name]? {
      guard name.isTaskFile else {
        return name.folder == nil || isArriving(name) ? nil : [name]
      }
      guard let sheet = sheets[name] else { return [name] }
      if case .ready = states[sheet] { return [name, sheet] }
      return nil
    }
  }

  private func lookAtInbox(_ now: Int) throws(CampaignError) -> Int {
    let names = layout.names()
    arrivals.keep(names)
    forgetWords(except: names)
    var sight = Sight()
    for name in names {
      sight.states[name] = arrivals.look(name, now: now)
      if name.isTaskFile { sight.sheets[name] = sheet(of: name) }
    }
    let spoken = Set(sight.sheets.values)
    var waiting = 0
    for name in names where name.isTaskFile || !spoken.contains(name) {
      guard held == nil else { return waiting + 1 }
      if let signal = Interruption.signal { throw .interrupted(signal: signal) }
      switch sight.states[name] ?? .waiting {
      case .ready(let stamp):
        if let whole = sight.whole(name) {
          try take(whole, stamp, now, then: handle)
        } else if sight.isArriving(name) {
          waiting += 1
        } else if arrivals.isOverdue(stamp) {
          // Sent without its other half it is rejected, and the user learns what was missing.
          try take([name], stamp, now, then: handle)
        }
      case .incomplete(let stamp, let reason):
        try take([name], stamp, now) { (taken, now) throws(CampaignError) in
          try reject(
            taken,
            Rejection(
              code: "INCOMPLETE", problem: reason, advice: "Drop the whole file again.",
              file: name.file), now)
        }
      case .waiting: waiting += 1
      case .stuck: break
      case .notAFile:
        say(
          "\(name)", "is no plain file but a folder, a link, a FIFO or a device, and is left alone")
      case .unreadable(let reason): say("\(name)", reason)
      }
    }
    return waiting
  }

  /// The sheet beside a task file that it names.
  private func sheet(of name: DropLayout.Name) -> DropLayout.Name? {
    guard let file = try? TaskFile(path: layout.path(name)), let sheet = file.sheet,
      let last = sheet.split(separator: "/").last
    else { return nil }
    return DropLayout.Name(folder: name.folder, file: String(last))
  }

  private func take(
    _ names: [DropLayout.Name], _ stamp: FileStamp, _ now: Int,
    then work: (TakenFile, Int) throws(CampaignError) -> Void
  ) throws(CampaignError) {
    do throws(CampaignError) {
      if let taken = try TakenFile.take(names, stamp, layout) { try work(taken, now) }
    } catch {
      if case .interrupted = error { throw error }
      fault("\(names[0])", error, now)
    }
  }

  // MARK: - A taken file

  private func handle(_ taken: TakenFile, _ now: Int) throws(CampaignError) {
    let file = "\(taken.names[0])"
    do throws(CampaignError) {
      try taken.begin()
      let outcome = try process(taken)
      if case .sent = outcome, taken.hasChanged {
        say(
          file,
          "was written to after it had been sent; what was added is not sent. Drop that by itself.")
      }
      try finish(taken, outcome)
      told[file] = nil
      obstacle = nil
    } catch {
      if case .interrupted = error {
        letGo(taken)
        throw error
      }
      taken.end()
      if isTheFilesFault(error, taken) {
        try reject(taken, Rejection(error, of: taken), now)
      } else {
        held = taken
        fault(file, error, now)
      }
    }
  }

  private func finish(_ taken: TakenFile, _ outcome: Outcome) throws(CampaignError) {
    let file = "\(taken.names[0])"
    switch outcome {
    case .sent(let row, let files):
      let folder = "\(layout.done)/\(date())"
      try wrapped { () throws(SheetError) in
        try OutputFile.makeFolder(folder)
        for path in files?.all ?? [] {
          let name = path.split(separator: "/").last.map(String.init) ?? path
          try OutputFile.addName("\(folder)/\(name)", to: path)
        }
      }
      _ = try taken.finish(in: folder)
      tell(.sent(file: file, row))
    case .scheduled(let row):
      _ = try taken.finish(in: "\(layout.done)/\(date())")
      tell(.scheduled(file: file, row))
    case .changed:
      try taken.giveBack()
      tell(.givenBack(file: file))
    case .duplicate(let row):
      let path = try taken.finish(in: layout.duplicate)
      // A name may have 255 bytes.
      let long = (path.split(separator: "/").last?.utf8.count ?? 0) > 240
      try note(
        long ? "\(layout.duplicate)/\(taken.id).duplicate.txt" : "\(path).duplicate.txt",
        """
        Nothing was sent: the content is that of task \(row.number), “\(row.name)”, with the same settings.
        To send it again all the same, drop it together with an empty file named \
        “\(taken.names[0].file).again”.

        """)
      tell(.duplicate(file: file, of: row.number))
    }
  }

  private func reject(
    _ taken: TakenFile, _ rejection: Rejection, _ now: Int
  ) throws(CampaignError) {
    let file = "\(taken.names[0])"
    let folder = "\(layout.rejected)/\(taken.id)"
    do throws(CampaignError) {
      try note("\(folder)/ERROR.txt", rejection.text)
      try note("\(folder)/error.json", rejection.json)
      _ = try taken.finish(in: folder)
      tell(.rejected(file: file, rejection, folder: folder))
    } catch {
      held = taken
      fault(file, error, now)
    }
  }

  private static func crashed(_ taken: TakenFile) -> Rejection {
    Rejection(
      code: "CRASHED",
      problem: "Work on this file has ended the program \(taken.attempts) times.",
      advice: "Keep the file and report this as a defect; other files are not concerned.",
      file: taken.names[0].file)
  }

  /// Writes a small file, unless an earlier try has.
  private func note(_ path: String, _ text: String) throws(CampaignError) {
    _ = try wrapped { () throws(SheetError) in try OutputFile.write(Array(text.utf8), to: path) }
  }

  /// Lets go of a file at the end of the process: what the ledger knows of stays for the next watcher.
  private func letGo(_ taken: TakenFile) {
    taken.end()
    if (try? taken.giveBackUnlessStarted()) == true {
      tell(.givenBack(file: "\(taken.names[0])"))
    }
  }

  // MARK: - Faults

  /// What was said of files that are gone is over.
  private func forgetWords(except names: [DropLayout.Name]) {
    guard !told.isEmpty else { return }
    let present = Set(names.map { "\($0)" } + [held].compactMap { $0.map { "\($0.names[0])" } })
    told = told.filter { present.contains($0.key) }
  }

  private func fault(_ file: String, _ error: CampaignError, _ now: Int) {
    pausedUntil = now + pause
    obstacle = error
    say(file, error.description)
  }

  private func say(_ file: String, _ words: String) {
    guard told[file] != words else { return }
    told[file] = words
    tell(.fault(file: file, words))
  }
}
