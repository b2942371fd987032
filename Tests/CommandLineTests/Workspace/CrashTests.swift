import Foundation
import TestSupport
import Testing

@Suite("TASK-5: a task that is killed", .sideBySide)
struct CrashTests {
  static let points = [
    "sheetRead", "recordsPublished", "reservationWritten", "reservationCommitted", "outputWritten",
    "outputAnnounced", "firstFileNamed", "outputPublished", "completionCommitted", "taskReported",
  ]

  @Test(
    "Killed at every step and at any time, it is counted once and its files are whole",
    arguments: ["jsonl", "csv", "xlsx"])
  func kills(format: String) throws {
    // A death at a point needs a few batches of rows, one at any time a task that takes some time.
    let (short, long) = (
      try SampleTask(format: format, rows: 5_000), try SampleTask(format: format, rows: 20_000)
    )
    for task in [short, long] {
      #expect(task.reference.states == ["completed"] && task.reference.daily == task.rows)
      #expect(task.reference.output.count >= 3 && task.reference.mostToOne == 1)
    }
    var random = SeededRandom(UInt64(format.utf8.count))
    var duration = 0.0
    for index in 0..<110 {
      let task = index < 50 ? short : long
      let project = try task.project()
      var kills = 0
      var words = ""
      // Some are killed more than once on their way.
      for _ in 0..<(index % 4 == 3 ? 3 : 1) {
        if index < 50 || index % 4 == 3 && kills > 0 {
          let point =
            kills == 0
            ? Self.points[index % 10] : Self.points.randomElement(using: &random) ?? ""
          words += " \(point)"
          try kill(at: point, project, task)
        } else {
          if duration == 0 { duration = try Self.duration(task) }
          let time = Double.random(in: 0...duration, using: &random)
          words += " \(time)"
          _ = try project.runLimited(seconds: time, task.arguments)
        }
        kills += 1
        let facts = try LedgerFacts(project)
        #expect(task.halfFiles(facts) == [], "\(index):\(words)")
        if facts.isReported { break }
      }
      try finish(project, byRunning: index % 2 == 0, task)
      #expect(
        task.differences(try LedgerFacts(project), kills: kills) == [], "\(index):\(words)")
    }
  }

  /// Sends with a death at a point; a task that is past it ends well.
  private func kill(at point: String, _ project: Project, _ task: SampleTask) throws {
    let outcome = try project.run(
      task.arguments, environment: ["BROADSHEET_KILL_AT": point])
    #expect([0, 137].contains(outcome.status), "\(outcome.error)")
  }

  private func finish(_ project: Project, byRunning: Bool, _ task: SampleTask) throws {
    var facts = try LedgerFacts(project)
    if byRunning, facts.states == ["executing"] {
      let outcome = try project.run(["run", "--now", "2026-11-20 19:31"])
      #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome.error)")
      facts = try LedgerFacts(project)
      #expect(facts.states == ["completed"])
    }
    guard !facts.isReported else { return }
    let outcome = try project.run(task.arguments)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try outcome.json()["accepted"] as? Int == task.rows)
  }

  private static func duration(_ task: SampleTask) throws -> Double {
    let project = try task.project()
    let start = Date()
    _ = try project.run(task.arguments)
    return Date().timeIntervalSince(start)
  }

  @Test("Ctrl-C at any time loses nothing: the same again completes it")
  func interrupted() throws {
    let task = try SampleTask(format: "xlsx", rows: 20_000)
    let duration = try Self.duration(task)
    var random = SeededRandom(9)
    var (before, after) = (0, 0)
    for index in 0..<30 {
      let project = try task.project()
      let outcome = try project.runLimited(
        seconds: .random(in: 0...duration, using: &random), task.arguments, signal: "INT")
      let facts = try LedgerFacts(project)
      #expect(task.halfFiles(facts) == [], "\(index)")
      if facts.states == ["executing"] {
        #expect(outcome.status == 130 && outcome.error.contains("Task 1 goes on"))
        after += 1
      } else if facts.tasks.isEmpty {
        #expect(outcome.status == 130 && !outcome.error.contains("Task"), "\(outcome.error)")
        before += 1
      }
      if !facts.isReported { #expect(try project.run(task.arguments).status == 0) }
      #expect(task.differences(try LedgerFacts(project), kills: 1) == [], "\(index)")
    }
    #expect(before > 0 && after > 0, "\(before) before the task, \(after) in it")
  }

  @Test("Records that a kill left without a task are removed after an hour, not before")
  func strays() throws {
    let task = try SampleTask(format: "csv", rows: 100)
    let project = try task.project()
    let killed = try project.run(
      task.arguments, environment: ["BROADSHEET_KILL_AT": "recordsPublished"])
    #expect(killed.status == 137)
    let stray = try #require(try LedgerFacts(project).records.first)
    #expect(try project.run(["run"]).status == 0)
    #expect(try LedgerFacts(project).records == [stray])
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3_700)],
      ofItemAtPath: project.folder.file("Ledger/records/\(stray)"))
    #expect(try project.run(["run"]).status == 0)
    #expect(try LedgerFacts(project).records == [])
  }

  @Test("A task that the user was told of is not told again: the same sheet is a new task")
  func newTask() throws {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    let sheet = try project.sheet(rows: 5)
    for expected in [0, 5] {
      let json = try project.run(["send", sheet, "-t", "monthly-bill", "--json"]).json()
      #expect(json["suppressed"] as? Int == expected)
    }
    #expect(try LedgerFacts(project).states == ["completed", "completed"])
  }
}

extension Project {
  /// Runs the program and sends it a signal after a time.
  func runLimited(
    seconds: Double, _ arguments: [String], signal: String = "KILL"
  ) throws -> Outcome {
    try Tool.run(
      "timeout",
      ["--foreground", "--preserve-status", "-s", signal, "\(seconds)", Tool.binary] + arguments
        + ["--now", "2026-11-20 19:30:05"], in: folder.path)
  }
}
