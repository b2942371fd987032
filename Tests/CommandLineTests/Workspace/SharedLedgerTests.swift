import Foundation
import TestSupport
import Testing

@Suite("RULE-5: several processes in one workspace", .sideBySide)
struct SharedLedgerTests {
  /// Settings that leave one limit to hold, and how many messages it lets through of 6 × 3,000.
  enum Limit: String, CaseIterable {
    case day = "frequency: {sameContent: none, day: 2}"
    case total = "daily: {total: 4000}\n    frequency: {sameContent: none, day: none}"
    case package = "package: 5000\n    frequency: {sameContent: none, day: none}"
  }

  @Test("Limits hold, and nobody hears of a lock", arguments: Limit.allCases)
  func together(limit: Limit) throws {
    let project = try Project()
    try project.folder.write(
      "broadsheet.yaml", "applications:\n  default:\n    \(limit.rawValue)\n")
    let sheet = try project.sheet(rows: 3_000)
    let senders = (1...6).map { number in
      [
        [
          "send", sheet, "-t", "monthly-bill", "--task", "t\(number)", "--format", "jsonl",
          "--quiet",
          "--now", "2026-11-20 19:30:0\(number)",
        ]
      ]
    }
    // Others look and change lists meanwhile.
    let others = (1...4).map { number in
      Array(
        repeating: [
          ["task", "list"], ["suppress", "allow", "add", "1390000000\(number)"],
          ["suppress", "allow", "remove", "1390000000\(number)"],
          ["run", "--quiet", "--now", "2026-11-20 19:31"],
        ], count: 6
      ).flatMap(\.self)
    }
    #expect(try project.together(senders + others) == [])
    let facts = try LedgerFacts(project)
    #expect(facts.faults == [] && facts.states == Array(repeating: "completed", count: 6))
    // The limit is used up to the last message and not passed by one.
    func sum(_ key: String) -> Int {
      facts.tasks.reduce(0) { $0 + ($1[key] as? Int ?? 0) }
    }
    #expect(sum("accepted") == 18_000)
    let submitted = 18_000 - sum("suppressed")
    #expect(facts.messages == submitted && facts.daily == submitted)
    switch limit {
    case .day: #expect(facts.mostToOne == 2 && submitted == 6_000)
    case .total: #expect(submitted == 4_000)
    case .package:
      // What the carrier refuses is given back when a task has ended, maybe after the others began.
      #expect(facts.used == sum("billed") && facts.used <= 5_000)
      #expect((5_000...5_000 + sum("refused")).contains(submitted))
    }
  }

  @Test("The same sheet at once by two is two tasks, and none takes over what the other works on")
  func twice() throws {
    let task = try SampleTask(format: "jsonl", rows: 5_000)
    let project = try task.project()
    let arguments = task.arguments + ["--now", "2026-11-20 19:30:05"]
    #expect(try project.together([[arguments], [arguments]]) == [])
    let facts = try LedgerFacts(project)
    #expect(facts.faults == [] && facts.states == ["completed", "completed"])
    // One of them came first; to the other all was the same text at the same time.
    let suppressed = facts.tasks.compactMap { $0["suppressed"] as? Int }.sorted()
    #expect(suppressed == [0, 5_000])
    #expect(facts.messages == 5_000 && facts.mostToOne == 1)
    #expect(facts.output.count == 2 * task.reference.output.count)
  }
}

extension Project {
  /// Runs lists of commands, all lists at once.
  ///
  /// - Returns: what went wrong: exit statuses and words on standard error.
  fileprivate func together(_ lists: [[[String]]]) throws -> [String] {
    let script = """
      import json, subprocess, sys, threading
      program, lists, wrong = sys.argv[1], json.loads(sys.argv[2]), []
      def work(commands):
          for command in commands:
              done = subprocess.run([program] + command, capture_output=True, text=True)
              if done.returncode or done.stderr: wrong.append(f'{command}: {done.returncode} {done.stderr}')
      threads = [threading.Thread(target=work, args=(commands,)) for commands in lists]
      for thread in threads: thread.start()
      for thread in threads: thread.join()
      print(json.dumps({'wrong': wrong}))
      """
    let json = String(decoding: try JSONSerialization.data(withJSONObject: lists), as: UTF8.self)
    let outcome = try Tool.run(
      Tool.python ?? "python3", ["-c", script, Tool.binary, json], in: folder.path)
    return try outcome.json()["wrong"] as? [String] ?? [outcome.error]
  }
}
