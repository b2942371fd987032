import Foundation
import TestSupport
import Testing

@Suite("TASK-1 to TASK-3, TASK-6: the life of a task", .sideBySide)
struct TaskTests {
  private func workspace(_ settings: String = "ledger: sqlite\n") throws -> Project {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", settings)
    return project
  }

  /// The program at a time of our choice.
  private func at(_ time: String, _ project: Project, _ arguments: [String]) throws -> Outcome {
    try Tool.broadsheet(arguments + ["--now", "2026-11-20 " + time], in: project.folder.path)
  }

  private func state(_ project: Project, _ task: Int = 1) throws -> String? {
    try project.run(["task", "show", "\(task)", "--json"]).output.split(separator: "\n").first
      .flatMap {
        (try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["state"]
          as? String
      }
  }

  @Test("A task waits for its time, is sent once by run, and only then counts")
  func scheduled() throws {
    let project = try workspace()
    let sheet = try project.sheet()
    let made = try at(
      "10:00:00", project, ["send", sheet, "-t", "monthly-bill", "--at", "2026-11-20 12:00:00"])
    #expect(made.status == 0 && made.output.contains("2026-11-20 12:00:00"))
    #expect(try state(project) == "pending" && project.output() == [])
    // The sheet is not needed any more.
    try FileManager.default.removeItem(atPath: sheet)
    #expect(try at("11:59:59", project, ["run"]).output == "")
    #expect(try state(project) == "pending")
    let run = try at("12:00:00", project, ["run"])
    #expect(run.status == 0 && run.output.contains("completed"))
    #expect(try at("12:00:01", project, ["run"]).output == "")
    #expect(project.output().first == "bill_20261120_120000.html" && project.output().count == 3)
    let facts = try LedgerFacts(project)
    #expect(facts.states == ["completed"] && facts.daily == 3 && facts.messages == 3)
  }

  @Test(
    "Times that a task cannot have are refused (RULE-3)",
    arguments: [
      ("2026-11-20 10:00:00", "monthly-bill", "passed"),
      ("2026-11-20 09:59:59", "monthly-bill", "passed"),
      ("2026-12-20 10:00:01", "monthly-bill", "a month ahead"),
      ("2027-11-20 12:00:00", "monthly-bill", "a month ahead"),
      ("2026-11-20 22:00:00", "monthly-bill", "08:00:00 to 21:59:59"),
      ("2026-11-21 07:59:59", "monthly-bill", "08:00:00 to 21:59:59"),
      ("tomorrow", "monthly-bill", "2026-11-20 19:30:05"),
    ])
  func badTimes(time: String, template: String, words: String) throws {
    let project = try workspace()
    let outcome = try at(
      "10:00:00", project, ["send", try project.sheet(), "-t", template, "--at", time])
    #expect([64, 65].contains(outcome.status) && outcome.error.contains(words), "\(outcome.error)")
    #expect(try LedgerFacts(project).tasks.isEmpty)
  }

  @Test(
    "Times that a task can just have", arguments: ["2026-12-20 10:00:00", "2026-11-20 21:59:59"])
  func goodTimes(time: String) throws {
    let project = try workspace()
    let outcome = try at(
      "10:00:00", project, ["send", try project.sheet(), "-t", "monthly-bill", "--at", time])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try LedgerFacts(project).states == ["pending"])
  }

  @Test("A task can be canceled until 5 minutes before its time, and only then be deleted")
  func cancel() throws {
    let project = try workspace()
    let sheet = try project.sheet()
    let send = ["send", sheet, "-t", "monthly-bill", "--at", "2026-11-20 12:00:00"]
    for _ in 0..<2 { #expect(try at("10:00:00", project, send).status == 0) }
    #expect(try at("10:00:00", project, ["task", "delete", "1"]).status == 65)
    #expect(try at("11:55:00", project, ["task", "cancel", "1"]).status == 0)
    let late = try at("11:55:01", project, ["task", "cancel", "2"])
    #expect(late.status == 65 && late.error.contains("5 minutes"))
    #expect(try at("11:56:00", project, ["task", "cancel", "1"]).status == 65)
    #expect(try at("12:00:00", project, ["run"]).output.contains("completed"))
    #expect(try LedgerFacts(project).states == ["canceled", "completed"])
    #expect(try at("12:00:00", project, ["task", "delete", "1"]).status == 0)
    let facts = try LedgerFacts(project)
    #expect(facts.states == ["completed"] && facts.records.count == 1)
    #expect(try at("12:00:00", project, ["task", "show", "1"]).status == 66)
  }

  @Test("A task that nobody executed within 24 hours of its time is canceled")
  func expired() throws {
    let project = try workspace()
    let sheet = try project.sheet()
    for time in ["12:00:00", "12:00:01"] {
      _ = try at(
        "10:00:00", project,
        ["send", sheet, "-t", "monthly-bill", "--at", "2026-11-20 \(time)"])
    }
    // A day and half a second after the one, half a second less than that after the other.
    let run = try Tool.broadsheet(
      ["run", "--now", "2026-11-21 12:00:01"], in: project.folder.path)
    #expect(run.status == 0)
    let facts = try LedgerFacts(project)
    #expect(facts.states == ["canceled", "completed"])
    #expect(facts.tasks.first?["reason"] as? String == "not executed within 24 hours of its time")
  }

  @Test("A task file says what the options say, and options count more")
  func taskFile() throws {
    let project = try workspace()
    _ = try project.sheet("in/bill.csv")
    try project.folder.write(
      "in/may.yaml",
      """
      task: May
      template: monthly-bill
      sheet: bill.csv
      format: csv
      at: 2026-11-20 20:00
      """)
    #expect(try at("19:00:00", project, ["send", "in/may.yaml"]).status == 0)
    #expect(
      try at("19:00:00", project, ["send", "in/may.yaml", "--task", "June", "--format", "jsonl"])
        .status == 0)
    #expect(try at("20:00:00", project, ["run"]).status == 0)
    #expect(
      project.output().filter { !$0.contains("_failed") && !$0.contains("removed") } == [
        "June_20261120_200000.html", "June_20261120_200000.jsonl", "May_20261120_200000.csv",
        "May_20261120_200000.html",
      ])
    let bad = try project.folder.write("bad.yaml", "task: a\nsheets: b\n")
    let outcome = try project.run(["send", bad])
    #expect(outcome.status == 78 && outcome.error.contains("line 2"))
  }

  @Test("copy writes a task file without recipients and time, which send takes")
  func copy() throws {
    let project = try workspace()
    let sheet = try project.sheet()
    _ = try project.run([
      "send", sheet, "-t", "monthly-bill", "--task", "First: \"a\"", "--format", "csv",
    ])
    let file = project.folder.file("again.yaml")
    #expect(try project.run(["task", "copy", "1", "--output", file]).status == 0)
    let text = try project.folder.text(file)
    #expect(!text.contains("sheet") && !text.contains("\nat:"))
    let other = try project.sheet("other.csv", rows: 2)
    let sent = try project.run(["send", other, "--file", file, "--json"])
    #expect(try sent.json()["task"] as? String == "First: \"a\"", "\(sent.error)")
    #expect(try sent.json()["accepted"] as? Int == 2)
    #expect(try project.run(["task", "copy", "1", "--output", file]).status == 73)
  }

  @Test("Tasks are listed by name and state, and shown by name where it is one's alone")
  func list() throws {
    let project = try workspace()
    for (name, rows) in [("Spring", 1), ("Autumn", 2), ("Spring Sale", 3)] {
      let sheet = try project.sheet("\(rows).csv", rows: rows)
      _ = try project.run(["send", sheet, "-t", "monthly-bill", "--task", name, "--quiet"])
    }
    _ = try at(
      "10:00:00", project,
      ["send", "1.csv", "-t", "monthly-bill", "--task", "Spring", "--at", "2026-11-20 20:30"])
    func names(_ arguments: [String]) throws -> [String] {
      try project.run(["task", "list", "--json"] + arguments).output.split(separator: "\n").map {
        let object = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        return "\(object?["number"] ?? "") \(object?["task"] ?? "")"
      }
    }
    #expect(try names([]) == ["4 Spring", "3 Spring Sale", "2 Autumn", "1 Spring"])
    #expect(try names(["--name", "spring"]) == ["4 Spring", "3 Spring Sale", "1 Spring"])
    #expect(
      try names(["--name", "spring", "--state", "completed"]) == ["3 Spring Sale", "1 Spring"])
    #expect(try names(["--state", "pending"]) == ["4 Spring"])
    #expect(try project.run(["task", "show", "Autumn"]).output.contains("Task        2, Autumn"))
    let two = try project.run(["task", "show", "Spring"])
    #expect(two.status == 66 && two.error.contains("4, 1"))
    #expect(try project.run(["task", "show", "Winter"]).status == 66)
  }

  @Test("show finds recipients by number and result, masked, as of any time")
  func show() throws {
    let project = try workspace("simulator:\n  mainland:\n    failed: 0.4\n    refused: 0.1\n")
    let sheet = try project.sheet(rows: 200)
    let sent = try project.run(["send", sheet, "-t", "monthly-bill", "--json"]).json()
    func rows(_ arguments: [String]) throws -> [[String: Any]] {
      try project.run(["task", "show", "1", "--json", "--limit", "1000"] + arguments).output
        .split(separator: "\n").dropFirst().compactMap {
          try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }
    for result in ["successful", "failed", "refused", "sending"] {
      let found = try rows(["--result", result])
      #expect(found.count == sent[result] as? Int)
      #expect(found.allSatisfy { $0["result"] as? String == result })
    }
    let one = try rows(["--number", "17400001007", "--show-numbers"])
    #expect(one.count == 1 && one.first?["number"] as? String == "+8617400001007")
    #expect(one.first?["row"] as? Int == 8)
    #expect(try rows([]).allSatisfy { ($0["number"] as? String)?.contains("*") == true })
    // Before the first receipt everything that was not refused is on its way.
    let early = try rows(["--as-of", "2026-11-20 19:30:05"])
    let refused = try #require(sent["refused"] as? Int)
    #expect(early.filter { $0["result"] as? String == "sending" }.count >= 200 - refused - 5)
    #expect(early.filter { $0["result"] as? String == "refused" }.count == refused)
  }

  @Test("Records are dropped after 60 days, the task and its counts stay")
  func retention() throws {
    let project = try workspace()
    _ = try project.run(["send", try project.sheet(), "-t", "monthly-bill", "--quiet"])
    // The task ended at 19:30:05.
    for (time, count) in [("2027-01-19 19:30:05", 1), ("2027-01-19 19:30:06", 0)] {
      let run = try Tool.broadsheet(["run", "--now", time], in: project.folder.path)
      #expect(run.status == 0)
      #expect(try LedgerFacts(project).records.count == count)
    }
    let shown = try project.run(["task", "show", "1"])
    #expect(shown.status == 0 && shown.output.contains("3 accepted"))
    #expect(!shown.output.contains("Recipients"))
    let export = try Tool.broadsheet(
      ["export", "1", "--now", "2027-01-19 19:30:06"], in: project.folder.path)
    #expect(export.status == 66 && export.error.contains("60 days"))
  }

  @Test("A task is continued from another folder, with its output where it was to be")
  func otherFolder() throws {
    let project = try workspace()
    _ = try project.sheet()
    let killed = try project.run(
      ["send", "bill.csv", "-t", "monthly-bill"],
      environment: ["BROADSHEET_KILL_AT": "reservationCommitted"])
    #expect(killed.status == 137)
    let run = try Tool.broadsheet(
      ["run", "--workspace", project.folder.path, "--now", "2026-11-20 19:40"], in: "/")
    #expect(run.status == 0, "\(run.error)")
    #expect(project.output().first == "bill_20261120_193005.html")
  }
}
