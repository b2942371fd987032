internal import Files
internal import FoundationEssentials
internal import Glibc
package import Ledger
internal import Sending
package import Tasks

/// A folder in which sheets are dropped and from which they go out as tasks (SPEC DROP-1 to DROP-4).
///
/// Looking is the truth, so that it works on any file system; notices of the kernel only shorten the wait.
/// Several watchers share the work: a file belongs to whoever has renamed it into `.work`.
package final class DropFolder {
  /// The outcome of a file.
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
    /// It is at rest but not whole, for this reason, and may become so; said once.
    case incomplete(file: String, String)
    /// Something that is no fault of the file; said once until it is over.
    case fault(file: String, String)
  }

  /// Whom an error concerns (SPEC DROP-5).
  package enum Blame: Sendable {
    /// The file, which is rejected.
    case file
    /// This file alone, for now: it stays and is tried again, while others go on.
    case present
    /// Every file: nothing more is taken until it is over.
    case all
  }

  /// Files that crash the process so often are rejected.
  private static let mostAttempts = 3

  package let layout: DropLayout
  package var arrivals: Arrivals
  /// How long to wait after a fault of the environment, in milliseconds.
  package var pause = 5_000
  private let process: (TakenFile) throws -> Outcome
  private let blame: (any Error, TakenFile) -> Blame
  private let time: () -> String
  private let notify: (Event) -> Void
  /// What waits for the environment: at most one, since after a fault nothing more is taken.
  private var held: TakenFile?
  private var pausedUntil = 0
  /// A file that was put back for now.
  private struct Left {
    var stamp: FileStamp?
    var until: Int
    var error: any Error
  }
  private var left: [DropLayout.Name: Left] = [:]
  /// What was taken, is in the ledger and could not go on at this look.
  private var stalled: [DropLayout.Name: any Error] = [:]
  /// What was said last of a file, until it is over.
  private var said: [DropLayout.Name: String] = [:]

  /// - Parameters:
  ///   - layout: where everything is.
  ///   - process: sends a taken file.
  ///   - blame: whom an error concerns.
  ///   - clock: milliseconds since 1970, as the file system counts them.
  ///   - time: now, as `2026-11-20 19:30:05`, for names of folders.
  ///   - notify: gets what happens.
  package init(
    _ layout: DropLayout, process: @escaping (TakenFile) throws -> Outcome,
    blame: @escaping (any Error, TakenFile) -> Blame,
    clock: @escaping () -> Int, time: @escaping () -> String, notify: @escaping (Event) -> Void
  ) {
    self.layout = layout
    arrivals = Arrivals(layout, clock: clock)
    self.process = process
    self.blame = blame
    self.time = time
    self.notify = notify
  }

  /// Looks once, and does what is to be done.
  ///
  /// - Parameter now: milliseconds of a clock that only goes forward.
  /// - Returns: how many files are not done yet: still arriving, or held up. Files that are at rest but not
  ///   whole, and those that were put back for now, are not among them.
  /// - Throws: `CampaignError.interrupted`.
  package func look(now: Int) throws -> Int {
    guard now >= pausedUntil else { return 1 }
    heldBy = nil
    if let taken = held {
      held = nil
      try handle(taken, now)
    }
    stalled.removeAll()
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

  /// What holds everything up.
  private var heldBy: (any Error)?

  /// Whether nothing more is taken for now.
  package var isHeldUp: Bool { heldBy != nil }

  /// Why something could not go on; nil when nothing is in the way.
  package var obstacle: (any Error)? {
    heldBy ?? stalled.values.first ?? left.values.first?.error
  }

  /// Puts back what is held, at the end.
  package func stop() {
    if let taken = held { letGo(taken) }
    held = nil
  }

  // MARK: - The inbox

  private func lookAtInbox(_ now: Int) throws -> Int {
    let names = layout.names()
    arrivals.keep(names)
    forget(except: names)
    for (folder, reason) in layout.closedFolders() {
      say(DropLayout.Name(folder: folder, file: ""), "the folder cannot be looked into: \(reason)")
    }
    let sight = InboxSnapshot(names, layout) { arrivals.look($0, now: now) }
    var waiting = 0
    for name in sight.heads where !isLeft(name, now) {
      guard held == nil else { return waiting + 1 }
      if let signal = Interruption.signal { throw CampaignError.interrupted(signal: signal) }
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
        try take([name], stamp, now) { taken, now in
          try reject(
            taken,
            Rejection(
              code: "INCOMPLETE", problem: reason, advice: "Drop the whole file again.",
              file: name.shownFile), now)
        }
      case .waiting: waiting += 1
      case .stuck(let reason):
        if isNews(name, reason) { notify(.incomplete(file: "\(name)", reason)) }
      case .notAFile:
        say(
          name, "is no plain file but a folder, a link, a FIFO or a device, and is left alone")
      case .unreadable(let reason): say(name, reason)
      }
    }
    return waiting
  }

  private func take(
    _ names: [DropLayout.Name], _ stamp: FileStamp, _ now: Int,
    then work: (TakenFile, Int) throws -> Void
  ) throws {
    do {
      if let taken = try TakenFile.take(names, stamp, layout) { try work(taken, now) }
    } catch {
      if case CampaignError.interrupted = error { throw error }
      // Nothing was taken: one folder may be closed, or all of them.
      if Disk.cannotWrite(layout.work) == nil {
        leave(names[0], error, now)
      } else {
        fault(names[0], error, now)
      }
    }
  }

  // MARK: - A taken file

  private func handle(_ taken: TakenFile, _ now: Int) throws {
    let file = taken.names[0]
    do {
      try taken.begin()
      let outcome = try process(taken)
      if case .sent = outcome, taken.hasChanged {
        say(
          file,
          "was written to after it had been sent; what was added is not sent. Drop that by itself.")
      }
      try finish(taken, outcome)
      said[file] = nil
      left[file] = nil
    } catch {
      if case CampaignError.interrupted = error {
        letGo(taken)
        throw error
      }
      taken.end()
      switch blame(error, taken) {
      case .file: try reject(taken, Rejection(error, of: taken), now)
      case .present: try putBack(taken, error, now)
      case .all:
        held = taken
        fault(file, error, now)
      }
    }
  }

  /// Puts a file back for now; one that the ledger has a task of stays where it is, without our lock.
  private func putBack(
    _ taken: TakenFile, _ error: any Error, _ now: Int
  ) throws {
    let file = taken.names[0]
    do {
      if try taken.giveBackUnlessStarted() {
        if leave(file, error, now) { notify(.givenBack(file: "\(file)")) }
      } else {
        stalled[file] = error
        say(file, error.explanation)
      }
    } catch {
      held = taken
      fault(file, error, now)
    }
  }

  private func finish(_ taken: TakenFile, _ outcome: Outcome) throws {
    let file = "\(taken.names[0])"
    switch outcome {
    case .sent(let row, let files):
      let folder = "\(layout.done)/\(time().prefix(10))"
      try OutputFile.makeFolder(folder)
      for path in files?.all ?? [] {
        try OutputFile.addName("\(folder)/\(FileName.last(of: path))", to: path)
      }
      _ = try taken.finish(in: folder)
      notify(.sent(file: file, row))
    case .scheduled(let row):
      _ = try taken.finish(in: "\(layout.done)/\(time().prefix(10))")
      notify(.scheduled(file: file, row))
    case .changed:
      try taken.giveBack()
      notify(.givenBack(file: file))
    case .duplicate(let row):
      let path = try taken.finish(in: layout.duplicate)
      // A name may have 255 bytes.
      let long = FileName.bytes(FileName.last(of: path)).count > 240
      try note(
        long ? "\(layout.duplicate)/\(taken.id).duplicate.txt" : "\(path).duplicate.txt",
        """
        Nothing was sent: the content is that of task \(row.number), “\(row.name)”, with the same settings.
        To send it again all the same, drop it together with an empty file named \
        “\(taken.names[0].shownFile).again”.

        """)
      notify(.duplicate(file: file, of: row.number))
    }
  }

  private func reject(
    _ taken: TakenFile, _ rejection: Rejection, _ now: Int
  ) throws {
    let file = taken.names[0]
    do {
      let folder = try taken.rejectedFolder(stamp)
      try note("\(folder)/ERROR.txt", rejection.text)
      try note("\(folder)/error.json", rejection.json)
      _ = try taken.finish(in: folder)
      said[file] = nil
      notify(.rejected(file: "\(file)", rejection, folder: folder))
    } catch {
      held = taken
      fault(file, error, now)
    }
  }

  /// Now, as names of folders have it: `20261120-193005`.
  private var stamp: String {
    let digits = time().filter(\.isNumber)
    return "\(digits.prefix(8))-\(digits.dropFirst(8).prefix(6))"
  }

  private static func crashed(_ taken: TakenFile) -> Rejection {
    Rejection(
      code: "CRASHED",
      problem: "Work on this file has ended the program \(taken.attempts) times.",
      advice: "Keep the file and report this as a defect; other files are not concerned.",
      file: taken.names[0].shownFile)
  }

  /// Writes a small file, unless an earlier try has.
  private func note(_ path: String, _ text: String) throws {
    _ = try OutputFile.write(Array(text.utf8), to: path)
  }

  /// Lets go of a file at the end of the process: what the ledger knows of stays for the next watcher.
  private func letGo(_ taken: TakenFile) {
    taken.end()
    if (try? taken.giveBackUnlessStarted()) == true {
      notify(.givenBack(file: "\(taken.names[0])"))
    }
  }

  // MARK: - Faults

  /// What was said of files that are gone is over.
  private func forget(except names: [DropLayout.Name]) {
    left = left.filter { FileStamp(layout.path($0.key)) != nil }
    guard !said.isEmpty else { return }
    let present = Set(names).union(stalled.keys).union(held.map { [$0.names[0]] } ?? [])
    // Folders have no file's name.
    said = said.filter { present.contains($0.key) || $0.key.file.isEmpty }
  }

  private func fault(_ file: DropLayout.Name, _ error: any Error, _ now: Int) {
    pausedUntil = now + pause
    heldBy = error
    say(file, error.explanation)
  }

  /// Leaves a file in the inbox for a while, and says why.
  ///
  /// - Returns: whether that is news.
  @discardableResult
  private func leave(_ file: DropLayout.Name, _ error: any Error, _ now: Int) -> Bool {
    left[file] = Left(stamp: FileStamp(layout.path(file)), until: now + pause, error: error)
    return say(file, error.explanation)
  }

  /// Whether a file was put back and is as it was; after a while it is tried again.
  private func isLeft(_ name: DropLayout.Name, _ now: Int) -> Bool {
    guard let left = left[name] else { return false }
    return now < left.until && left.stamp == FileStamp(layout.path(name))
  }

  /// - Returns: false for what was said already.
  @discardableResult
  private func say(_ file: DropLayout.Name, _ words: String) -> Bool {
    guard isNews(file, words) else { return false }
    notify(.fault(file: file.file.isEmpty ? file.folder ?? "" : "\(file)", words))
    return true
  }

  /// Whether a file's last words were others, which these replace.
  private func isNews(_ file: DropLayout.Name, _ words: String) -> Bool {
    guard said[file] != words else { return false }
    said[file] = words
    return true
  }
}
