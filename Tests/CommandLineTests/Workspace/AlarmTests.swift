import Foundation
import TestSupport
import Testing

@Suite("ADMIN-4, ADMIN-5, ADMIN-6, ADMIN-9: alarms", .sideBySide)
struct AlarmTests {
  /// A carrier that delivers everything, so that counts can be worked out by hand.
  private static let certain =
    "simulator: { mainland: { refused: 0, failed: 0, missing: 0 } }\n"

  private func workspace(_ settings: String) throws -> Project {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", settings)
    return project
  }

  /// Sends to numbers of their own and gives what is said on standard error.
  private func send(
    _ project: Project, _ count: Int, _ template: String = "monthly-bill", at time: String,
    environment: [String: String] = [:]
  ) throws -> String {
    // Day, hour and minute give each sheet numbers of its own.
    let moment = Int(time.filter(\.isNumber).suffix(6)) ?? 0
    let first = 17_400_000_000 + moment % 5_999 * 1_000
    let values = template == "verification-code" ? "123456,5" : "王,1"
    let name = "s\(time.filter(\.isNumber)).csv"
    try project.folder.write(
      name, "n,a,b\n" + (0..<count).map { "\(first + $0),\(values)\n" }.joined())
    let outcome = try Tool.broadsheet(
      ["send", name, "-t", template, "--yes", "--now", time], in: project.folder.path,
      environment: environment)
    #expect(outcome.status == 0 || !environment.isEmpty, "\(outcome.error)")
    return outcome.error
  }

  private func alarms(_ project: Project, _ arguments: [String] = []) throws -> [[String: Any]] {
    let outcome = try project.run(["alarms", "list", "--json"] + arguments)
    #expect(outcome.status == 0, "\(outcome.error)")
    return try outcome.output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
  }

  @Test(
    "Warnings of a day, of a country and of the package are raised once, by the task that passes them"
  )
  func thresholds() throws {
    let project = try workspace(
      Self.certain + """
        applications:
          shop:
            package: 100
            daily: { total: 60 }
            alarms: { daily: { total: 30, regions: { CN: 20 } }, package: 50 }
            contacts: { ops@acme.example: [overLimit, package], night: [codeAbuse] }

        """)
    // 10, 25, 35, 45, 55 and 60 of the day; of the package 100, 75, 65, 55, 45 and 40 are left.
    let said = try [10, 15, 10, 10, 10, 10].enumerated().map { index, count in
      try send(project, count, at: "2026-11-20 1\(index):00")
    }
    #expect(said[0].isEmpty && said[3].isEmpty)
    #expect(
      said[1].contains("Alarm of shop: 25 messages to CN on 2026-11-20; the warning is at 20."))
    #expect(said[2].contains("35 messages on 2026-11-20; the warning is at 30."))
    #expect(said[4].contains("45 of 100 items are left; the warning is at 50."))
    #expect(said[5].contains("Daily limits stopped 5 messages."))
    let all = try alarms(project)
    #expect(
      all.map { $0["event"] as? String } == ["overLimit", "overLimit", "package", "overLimit"])
    #expect(all.allSatisfy { $0["contacts"] as? [String] == ["ops@acme.example"] })
    #expect(all.map { $0["task"] as? Int } == [2, 3, 5, 6])
    #expect(try alarms(project, ["--event", "package"]).count == 1)
    #expect(try alarms(project, ["--application", "other"]).isEmpty)
    // The outbox has the same lines.
    let outbox = try project.folder.text("Outbox/alarms.jsonl")
    #expect(try project.run(["alarms", "list", "--json"]).output == outbox)
    // Another day begins anew.
    #expect(
      try send(project, 25, at: "2026-11-21 10:00").contains("25 messages to CN on 2026-11-21"))
  }

  @Test("Verification codes: an alarm when all bounds that are set are passed, once an hour")
  func codes() throws {
    func settings(_ codes: String) -> String {
      """
      applications:
        default:
          alarms: { codes: { \(codes) } }
          contacts: { security: [codeAbuse] }

      """
    }
    let code = "verification-code"
    let growing = try workspace(Self.certain + settings("messages: 40, growth: 0.5"))
    #expect(try send(growing, 30, code, at: "2026-11-19 10:00").isEmpty)
    #expect(try send(growing, 40, code, at: "2026-11-20 10:00").isEmpty)
    // 55 in the hour: over 40, and 83% more than the 30 of the day before.
    let words =
      "2026-11-20 10:00: 55 verification messages in an hour, 30 in that hour of the day before; "
      + "the bounds are over 40 messages, growth above 50%."
    #expect(try send(growing, 15, code, at: "2026-11-20 10:30").contains(words))
    #expect(try send(growing, 15, code, at: "2026-11-20 10:35").isEmpty)
    // Other messages do not count.
    #expect(try send(growing, 100, at: "2026-11-20 10:40").isEmpty)
    // 60 in an hour that had 45: growth of a third is not enough.
    #expect(try send(growing, 45, code, at: "2026-11-20 14:00").contains("0 in that hour"))
    #expect(try send(growing, 60, code, at: "2026-11-21 14:00").isEmpty)
    #expect(try alarms(growing).allSatisfy { $0["contacts"] as? [String] == ["security"] })

    let failing = "simulator: { mainland: { failed: 0.99, refused: 0, missing: 0 } }\n"
    let few = try workspace(failing + settings("success: 0.9"))
    #expect(
      try send(few, 30, code, at: "2026-11-20 10:00")
        .contains("successful; the bounds are below 90%."))
    // Fewer than 20 say nothing.
    #expect(try send(few, 19, code, at: "2026-11-20 12:00").isEmpty)
    let both = try workspace(failing + settings("messages: 50, success: 0.9"))
    #expect(try send(both, 50, code, at: "2026-11-20 10:00").isEmpty)
    #expect(
      try send(both, 1, code, at: "2026-11-20 10:30").contains(
        "51 verification messages in an hour"))
    let sound = try workspace(Self.certain + settings("messages: 5, success: 0.9"))
    #expect(try send(sound, 30, code, at: "2026-11-20 10:00").isEmpty)
  }

  @Test("A warning is raised above its value, not at it", arguments: [0, 1])
  func aboveTheBound(more: Int) throws {
    let project = try workspace(
      Self.certain + """
        applications:
          default:
            alarms: { daily: { mainland: 12 } }

        """)
    #expect(try send(project, 12, at: "2026-11-20 10:00").isEmpty)
    let said = try more == 0 ? "" : send(project, more, at: "2026-11-20 11:00")
    #expect(
      said.contains("13 messages to the mainland on 2026-11-20; the warning is at 12.")
        == (more > 0))
    #expect(try alarms(project).count == more)
  }

  @Test(
    "Codes that the carrier refuses or that nobody answers for are no success",
    arguments: ["refused: 0.99, missing: 0", "refused: 0, missing: 0.99"])
  func unansweredCodes(behaviour: String) throws {
    let project = try workspace(
      """
      simulator: { mainland: { failed: 0, \(behaviour) } }
      applications: { default: { alarms: { codes: { success: 0.9 } } } }

      """)
    let said = try send(project, 100, "verification-code", at: "2026-11-20 10:00")
    #expect(said.contains("100 verification messages in an hour, "))
    #expect(said.contains("the bounds are below 90%."))
    let shown = try project.run([
      "report", "codes", "--from", "2026-11-20", "--to", "2026-11-20", "--format", "json", "--now",
      "2026-11-20 12:00",
    ])
    #expect(!shown.output.contains(#""successRate":1"#), "\(shown.output)")
  }

  @Test("Frequency limits and a package that is used up are told of, without any setting")
  func stopped() throws {
    let project = try workspace(Self.certain + "applications: { default: { package: 12 } }\n")
    _ = try send(project, 10, at: "2026-11-20 10:00")
    let used = try send(project, 5, at: "2026-11-20 11:00")
    #expect(used.contains("The package is used up; 3 messages were stopped."))
    let other = try workspace(Self.certain)
    _ = try send(other, 7, at: "2026-11-20 10:00")
    let again = try Tool.broadsheet(
      [
        "send", "s20261120\(1000).csv", "-t", "monthly-bill", "--task", "again", "--now",
        "2026-11-20 10:00:10",
      ],
      in: other.folder.path)
    #expect(again.error.contains("Frequency limits stopped 7 messages."), "\(again.error)")
  }

  @Test("A kill between the commit and the outbox delays an alarm, and loses none")
  func afterKill() throws {
    let project = try workspace(
      Self.certain + "applications: { default: { alarms: { daily: { total: 5 } } } }\n")
    let killed = ["BROADSHEET_KILL_AT": "completionCommitted"]
    _ = try send(project, 6, at: "2026-11-20 10:00", environment: killed)
    #expect(try alarms(project).count == 1)
    #expect(project.folder.names(in: "Outbox") == [])
    #expect(try send(project, 6, at: "2026-11-20 10:00").contains("6 messages on 2026-11-20"))
    let lines = try project.folder.text("Outbox/alarms.jsonl").split(separator: "\n")
    #expect(lines.count == 1)
  }

  @Test(
    "Contacts and bounds that cannot be are refused with their line",
    arguments: [
      ("contacts: { a: [frequency], b: [], c: [], d: [], e: [], f: [] }", "at most 5 contacts"),
      (
        "contacts: { a: [fire] }", "must be one of frequency, overLimit, review, package, codeAbuse"
      ),
      ("alarms: { codes: { success: 2 } }", "from 0.0 to 1.0"),
      ("alarms: { daily: { regions: { XX: 5 } } }", "“XX” is no region"),
    ])
  func refusals(settings: String, words: String) throws {
    let project = try workspace("applications:\n  default:\n    \(settings)\n")
    let outcome = try project.run(["config", "show"])
    #expect(outcome.status == 78 && outcome.error.contains(words), "\(outcome.error)")
    #expect(outcome.error.contains("line 3"))
  }
}
