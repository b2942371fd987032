import Foundation
import TestSupport
import Testing

@Suite("ADMIN-8: replies and unsubscribing", .sideBySide)
struct ReplyTests {
  /// A workspace in which three numbers got a marketing message and two a notification, an hour later.
  private func workspace(_ settings: String = "ledger: sqlite\n") throws -> Project {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", settings)
    try project.folder.write(
      "sale.csv", "n,a,b,c\n" + (1...3).map { "1740000000\($0),王,8,50\n" }.joined())
    try project.folder.write(
      "bill.csv", "n,a,b\n" + (1...2).map { "1740000000\($0),王,9.5\n" }.joined())
    for (sheet, template, time) in [
      ("sale.csv", "spring-sale", "10:00"), ("bill.csv", "monthly-bill", "11:00"),
    ] {
      let outcome = try Tool.broadsheet(
        ["send", sheet, "-t", template, "--yes", "-q", "--now", "2026-11-20 \(time)"],
        in: project.folder.path)
      #expect(outcome.status == 0, "\(outcome.error)")
    }
    return project
  }

  private func run(_ project: Project, _ arguments: [String]) throws -> Outcome {
    try Tool.broadsheet(arguments + ["--now", "2026-11-20 12:00"], in: project.folder.path)
  }

  private func counts(_ outcome: Outcome) throws -> [Int] {
    #expect(outcome.status == 0, "\(outcome.error)")
    let json = try outcome.json()
    return ["taken", "optOuts", "unsubscribed", "known", "unmatched", "invalid"].map {
      json[$0] as? Int ?? -1
    }
  }

  private func unsubscribed(_ project: Project) throws -> [String] {
    let outcome = try run(project, ["suppress", "unsubscribe", "list", "--show-numbers", "--json"])
    return try outcome.output.split(separator: "\n").map { line in
      let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return ["number", "signature", "type"].map { entry?[$0] as? String ?? "" }.joined(
        separator: " ")
    }.sorted()
  }

  @Test(
    "A reply unsubscribes from what its number had last: signature and type are those of that message"
  )
  func lastMessage() throws {
    let project = try workspace()
    // The first answers the marketing message, before the bill came; the second the bill; the third has no bill.
    try project.folder.write(
      "replies.csv",
      "number,text,time\n17400000001,td,2026-11-20 10:30\n+8617400000002,Ｔ,2026-11-20 11:30\n"
        + "17400000003,n.,\n17400000003,thanks,\n17400000009,TD,\nx,TD,\n17400000001,,\n"
        + "17400000001,TD,yesterday\n")
    let first = try run(project, ["replies", "import", "replies.csv", "--json"])
    #expect(try counts(first) == [5, 4, 4, 0, 1, 2])
    #expect(
      try unsubscribed(project) == [
        "+8617400000001 博阔 marketing", "+8617400000001 博阔 notification",
        "+8617400000002 博阔 notification",
        "+8617400000003 博阔 marketing",
      ])
    // The same sheet again changes nothing.
    #expect(
      try counts(run(project, ["replies", "import", "replies.csv", "--json"]))
        == [0, 0, 0, 5, 1, 2])
    let list = try run(project, ["replies", "list", "--unsubscribed", "--json"]).output
    #expect(list.split(separator: "\n").count == 4 && !list.contains("17400000001"))
    let log = try run(project, ["report", "number", "17400000001", "--json"]).json()
    let tables = try #require(log["tables"] as? [String: [[String: Any]]])
    #expect(tables["messages"]?.map { $0["task"] as? String } == ["bill", "sale"])
    #expect(tables["replies"]?.map { $0["text"] as? String } == ["TD", "td"])
    #expect(tables["replies"]?.last?["effect"] as? String == "unsubscribed")
    // They are not sent to again, but for the other type.
    let again = try Tool.broadsheet(
      [
        "send", "sale.csv", "-t", "spring-sale", "--task", "again", "--json", "--now",
        "2026-11-20 13:00",
      ], in: project.folder.path
    ).json()
    // The second number has had its two messages of the day.
    #expect(again["suppressions"] as? [String: Int] == ["UNSUBSCR": 2, "FREQDAY": 1])
  }

  @Test("A signature or a task that is named decides, and words can be set")
  func named() throws {
    let project = try workspace("replies: { optOut: [stop] }\n")
    #expect(
      try counts(
        run(project, ["replies", "add", "17400000001", "STOP", "--signature", "Acme", "--json"]))
        == [1, 1, 1, 0, 0, 0])
    #expect(
      try counts(
        run(project, ["replies", "add", "17400000002", "stop ", "--task", "sale", "--json"]))
        == [1, 1, 1, 0, 0, 0])
    #expect(
      try counts(run(project, ["replies", "add", "17400000003", "TD", "--task", "sale", "--json"]))
        == [1, 0, 0, 0, 0, 0])
    #expect(
      try unsubscribed(project) == ["+8617400000001 Acme all", "+8617400000002 博阔 marketing"])
    #expect(try run(project, ["replies", "add", "1", "x"]).status == 64)
    let both = ["replies", "add", "17400000001", "x", "--task", "1", "--signature", "A"]
    #expect(try run(project, both).status == 64)
  }

  @Test("Removal is applied for and reviewed; until then nothing is sent")
  func removal() throws {
    let project = try workspace()
    let scope = ["--signature", "博阔", "--type", "marketing"]
    let number = "17400000001"
    #expect(try run(project, ["suppress", "unsubscribe", "add", number] + scope).status == 0)
    let without = try run(project, ["suppress", "unsubscribe", "remove", number] + scope)
    #expect(without.status == 64 && without.error.contains("--reason"))
    let apply = ["suppress", "unsubscribe", "remove", number, "--reason", "asked for it"] + scope
    let applied = try run(project, apply)
    #expect(applied.output.contains("Application 1 for +86174****0001 waits"))
    #expect(try unsubscribed(project).count == 1)
    let rejected = try run(
      project, ["suppress", "unsubscribe", "review", "1", "--reject", "--note", "no proof"])
    #expect(rejected.output.contains("rejected") && rejected.status == 0)
    #expect(try unsubscribed(project).count == 1)
    #expect(try run(project, ["suppress", "unsubscribe", "review", "1", "--approve"]).status == 64)
    _ = try run(project, apply)
    let list = try run(project, ["suppress", "unsubscribe", "applications", "--json"]).output
    #expect(list.split(separator: "\n").count == 2 && list.contains("\"note\":\"no proof\""))
    let pending = ["suppress", "unsubscribe", "applications", "--state", "pending"]
    #expect(try run(project, pending).output.contains("asked for it"))
    #expect(try run(project, ["suppress", "unsubscribe", "review", "2", "--approve"]).status == 0)
    #expect(try unsubscribed(project) == [])
    let other = try run(
      project,
      ["suppress", "unsubscribe", "remove", number, "--reason", "x", "--signature", "Acme"])
    #expect(other.status == 64 && other.error.contains("is not on the list"))
  }

  @Test("Simulated replies are drawn from those who got the message, the same each time")
  func simulated() throws {
    let project = try workspace(
      "simulator: { replied: 0.5 }\napplications: { default: { frequency: { day: 250 } } }\n")
    try project.folder.write(
      "many.csv", "n,a,b,c\n" + (0..<400).map { "\(17_400_100_000 + $0),王,8,50\n" }.joined())
    let sent = try Tool.broadsheet(
      ["send", "many.csv", "-t", "spring-sale", "--json", "--now", "2026-11-20 11:00"],
      in: project.folder.path
    ).json()
    let early = try counts(
      run(project, ["replies", "simulate", "many", "--as-of", "2026-11-20 11:05", "--json"]))
    let all = try counts(run(project, ["replies", "simulate", "many", "--json"]))
    let delivered = sent["successful"] as? Int ?? 0
    let taken = early[0] + all[0]
    #expect(early[0] > 10 && all[0] > 10 && all[3] == early[0])
    #expect((delivered * 4 / 10...delivered * 6 / 10).contains(taken), "\(taken) of \(delivered)")
    #expect((taken / 2...taken * 4 / 5).contains(early[1] + all[1]))
    #expect(try unsubscribed(project).count == early[2] + all[2])
    #expect(try counts(run(project, ["replies", "simulate", "many", "--json"]))[0] == 0)
  }
}
