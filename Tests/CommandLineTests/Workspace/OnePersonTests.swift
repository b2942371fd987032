import Foundation
import TestSupport
import Testing

@Suite("NUM-10: one text is one person everywhere", .sideBySide)
struct OnePersonTests {
  /// A workspace whose signature Acme sends abroad, 博阔 to the mainland, and Both to both.
  private func workspace() throws -> Project {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    for name in project.folder.names(in: "Templates") {
      try FileManager.default.removeItem(atPath: project.folder.file("Templates/" + name))
    }
    for (name, region, signature) in [
      ("parcel", "international", "Acme"), ("notice", "mainland", "博阔"),
      ("abroad", "international", "Both"), ("home", "mainland", "Both"),
    ] {
      try project.folder.write(
        "Templates/\(name).yaml",
        "name: \(name)\ntype: notification\nregion: \(region)\nsignature: \(signature)\n"
          + "content: \"Your parcel is at the desk.\"\nstatus: effective\n")
    }
    return project
  }

  private func send(
    _ project: Project, _ numbers: [String], _ template: String, at time: String = "10:00"
  ) throws -> [String: Any] {
    let sheet = try project.folder.write(
      "\(template)\(time.prefix(2)).csv", "phone\n" + numbers.joined(separator: "\n") + "\n")
    let outcome = try Tool.broadsheet(
      [
        "send", sheet, "-t", template, "--yes", "--json", "--now", "2026-11-20 \(time)",
      ], in: project.folder.path)
    #expect(outcome.status == 0, "\(outcome.error)")
    return try outcome.json()
  }

  private func run(_ project: Project, _ arguments: [String]) throws -> Outcome {
    try Tool.broadsheet(arguments + ["--now", "2026-11-20 12:00"], in: project.folder.path)
  }

  private func listed(_ project: Project, _ list: String) throws -> [String] {
    let outcome = try run(project, ["suppress", list, "list", "--show-numbers", "--json"])
    return try outcome.output.split(separator: "\n").map { line in
      let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return entry?["number"] as? String ?? ""
    }.sorted()
  }

  @Test(
    "A list reads a number as the tasks of its signature do",
    arguments: [
      ("Acme", "12025550123", "+12025550123"), ("Acme", "1 (202) 555-0143", "+12025550143"),
      ("Acme", "001 202 555 0111", "+12025550111"), ("博阔", "12025550123", "+8612025550123"),
      ("博阔", "+1 202 555 0123", "+12025550123"), ("博阔", "0086 120 0000 0123", "+8612000000123"),
      // A mainland mobile's digits that are nobody's under +1.
      ("Acme", "17400000123", "+8617400000123"), ("Both", "17400000123", "+8617400000123"),
      ("Acme", "447700900123", "+447700900123"), ("博阔", "+44 (0)7700 900123", "+447700900123"),
    ])
  func listEntries(signature: String, text: String, number: String) throws {
    let project = try workspace()
    let added = try run(project, ["suppress", "mute", "add", text, "--signature", signature])
    #expect(added.status == 0 && added.output == "1 added to the mute list.\n", "\(added.error)")
    #expect(try listed(project, "mute") == [number])
    let found = try run(project, ["suppress", "mute", "list", "--number", text])
    #expect(found.output.contains(signature))
    let removed = try run(project, ["suppress", "mute", "remove", text, "--signature", signature])
    #expect(removed.output == "1 removed from the mute list.\n")
  }

  @Test("Who is on the stop list as a customer abroad is not sent to")
  func stopList() throws {
    let project = try workspace()
    try project.folder.write("stop.csv", "phone\n12025550123\n1-202-555-0124\n")
    let imported = try run(
      project, ["suppress", "unsubscribe", "import", "stop.csv", "--signature", "Acme"])
    #expect(imported.status == 0, "\(imported.error)")
    let sent = try send(
      project, ["+1 202 555 0123", "12025550124", "+12025550125"], "parcel")
    #expect(sent["suppressions"] as? [String: Int] == ["UNSUBSCR": 2])
  }

  @Test("Where nothing decides, a stop list protects both and says so; the allowlist asks")
  func either() throws {
    let project = try workspace()
    let mute = ["suppress", "mute", "add", "12025550123", "--signature", "Both"]
    let both = try run(project, mute)
    #expect(both.output.contains("2 added") && both.output.contains("both are on the list"))
    #expect(both.output.contains("+120****0123") && !both.output.contains("12025550123"))
    #expect(try listed(project, "mute") == ["+12025550123", "+8612025550123"])
    #expect(try run(project, mute + ["--json"]).json()["ambiguous"] as? Int == 1)
    #expect(
      try run(project, ["suppress", "mute", "remove", "12025550123", "--signature", "Both"])
        .output.contains("2 removed"))
    let one = try run(project, mute + ["--region", "international"])
    #expect(one.output == "1 added to the mute list.\n")
    #expect(try listed(project, "mute") == ["+12025550123"])

    let allow = ["suppress", "allow", "add", "12025550123"]
    let asked = try run(project, allow)
    #expect(asked.status == 64 && asked.error.contains("--region mainland"), "\(asked.error)")
    #expect(try run(project, allow + ["--region", "mainland"]).status == 0)
    #expect(try listed(project, "allow") == ["+8612025550123"])
  }

  @Test("A template without a signature goes out with any, so its region counts for all of them")
  func unsigned() throws {
    let project = try workspace()
    try project.folder.write(
      "Templates/any.yaml",
      "name: any\ntype: notification\nregion: international\n"
        + "content: \"Your parcel is at the desk.\"\nstatus: effective\n")
    let muted = try run(
      project, ["suppress", "mute", "add", "12025550123", "--signature", "博阔"])
    #expect(muted.output.contains("2 added"), "\(muted.error)")
    #expect(try listed(project, "mute") == ["+12025550123", "+8612025550123"])
  }

  @Test("A reply is matched against whom messages were sent to")
  func replies() throws {
    let project = try workspace()
    _ = try send(project, ["+12025550123", "+12025550124"], "parcel")
    _ = try send(project, ["12025550124", "12000000125"], "notice")
    try project.folder.write(
      "replies.csv",
      "number,text\n12025550123,TD\n12000000125,TD\n12025550124,TD\n12025550199,TD\n")
    let counts = try run(project, ["replies", "import", "replies.csv", "--json"]).json()
    #expect(counts["unsubscribed"] as? Int == 4 && counts["unmatched"] as? Int == 1)
    #expect(counts["ambiguous"] as? Int == 1)
    // The third got messages as both: whoever it was gets none.
    #expect(
      try listed(project, "unsubscribe") == [
        "+12025550123", "+12025550124", "+8612000000125", "+8612025550124",
      ])
    let list = try run(project, ["replies", "list", "--number", "12025550124", "--json"])
    #expect(list.output.split(separator: "\n").count == 2)
  }

  @Test("A reply to a task is read as the task's numbers are")
  func repliesToTask() throws {
    let project = try workspace()
    _ = try send(project, ["12025550123"], "parcel")
    _ = try send(project, ["12025550123"], "notice", at: "11:00")
    for (task, number) in [("parcel10", "+12025550123"), ("notice11", "+8612025550123")] {
      let added = try run(
        project, ["replies", "add", "12025550123", "TD", "--task", task, "--json"])
      #expect(try added.json()["unsubscribed"] as? Int == 1, "\(added.error)")
      #expect(try listed(project, "unsubscribe").contains(number))
    }
    let show = try run(
      project, ["task", "show", "parcel10", "--number", "12025550123", "--show-numbers"])
    #expect(show.output.contains("+12025550123"), "\(show.output)")
  }

  @Test("The log of a number finds who was sent to, and asks when it could be two")
  func log() throws {
    let project = try workspace()
    _ = try send(project, ["12025550123"], "parcel")
    func messages(_ arguments: [String] = []) throws -> Int? {
      let outcome = try run(project, ["report", "number", "12025550123", "--json"] + arguments)
      let tables = try outcome.json()["tables"] as? [String: [[String: Any]]]
      return tables?["messages"]?.count
    }
    #expect(try messages() == 1)
    #expect(try messages(["--region", "mainland"]) == 0)
    _ = try send(project, ["12025550123"], "notice", at: "11:00")
    let asked = try run(project, ["report", "number", "12025550123"])
    #expect(asked.status == 64 && asked.error.contains("+120****0123"), "\(asked.error)")
    #expect(asked.error.contains("+86120****0123") && !asked.error.contains("2025550123"))
    #expect(try messages(["--region", "mainland"]) == 1)
    #expect(try messages(["--region", "international"]) == 1)
  }

  @Test("A group reads numbers as its tasks do")
  func groups() throws {
    let project = try workspace()
    let enter = ["customers", "enter", "12025550123", "--group", "Abroad"]
    #expect(try run(project, enter + ["--region", "international"]).status == 0)
    let show = ["groups", "show", "Abroad", "--show-numbers", "--number"]
    #expect(try run(project, show + ["12025550123"]).output.contains("+12025550123"))
    #expect(try run(project, show + ["001 202 555 0123"]).output.contains("+12025550123"))
    #expect(try !run(project, show + ["12025550124"]).output.contains("+1202"))
  }

  @Test("What a sheet holds is counted for both kinds where nothing decides")
  func survey() throws {
    let project = try workspace()
    let sheet = try project.folder.write(
      "s.csv", "phone\n12025550123\n17400000001\n+447700900123\n07700 900123\n12025550123 x5\n")
    let outcome = try project.run(["check", sheet, "--json"])
    let json = try outcome.json()
    #expect(json["mainland"] as? Int == 2 && json["international"] as? Int == 2)
    #expect(json["eitherRegion"] as? Int == 1)
    #expect(json["problems"] as? [String: Int] == ["NATIONAL_FORMAT": 1, "EXTENSION": 1])
    #expect(try project.run(["check", sheet]).output.contains("1 of them may be either"))
  }
}
