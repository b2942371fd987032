import Foundation
import TestSupport
import Testing

@Suite("CUST-1, CUST-2: the customer pool", .sideBySide)
struct CustomerTests {
  private func workspace() throws -> Project {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    return project
  }

  private func json(_ project: Project, _ arguments: [String], input: String = "") throws
    -> [String:
    Any]
  {
    let outcome = try project.run(arguments + ["--json"], input: input)
    #expect(outcome.status == 0, "\(outcome.error)")
    return try outcome.json()
  }

  private func counts(_ json: [String: Any]) -> [Int] {
    ["rows", "blank", "invalid", "duplicates", "accepted", "added", "known", "count"].map {
      json[$0] as? Int ?? -1
    }
  }

  @Test("An import normalizes, removes as a task does, and adds each number once")
  func imports() throws {
    let project = try workspace()
    // By hand: a header, then 17400000001 twice in two forms, one foreign, one too short, a blank row between.
    try project.folder.write(
      "a.csv",
      "phone,x\n17400000001,a\n+86 174-0000-0001,b\n\n4930123456,c\n1740,d\n17400000002,e\n")
    let first = try json(project, ["customers", "import", "a.csv", "--group", "VIP"])
    #expect(counts(first) == [6, 1, 2, 1, 2, 2, 0, 2])
    #expect(first["removed"] as? [String: Int] == ["NUMBER_LENGTH": 2, "DUPLICATE": 1])
    let second = try json(
      project, ["customers", "import", "-", "--group", "VIP"],
      input: "17400000002\n17400000003\n17400000003\n")
    #expect(counts(second) == [3, 0, 0, 1, 2, 1, 1, 3])
    let entered = try json(
      project, ["customers", "enter", "17400000003", "8617400000004", "x", "--group", "VIP"])
    #expect(counts(entered) == [3, 0, 1, 0, 2, 1, 1, 4])
    let text = try project.run(["customers", "import", "a.csv", "--group", "VIP"])
    #expect(text.output.contains("Rows       6 = 1 blank + 2 invalid + 1 duplicate + 2 accepted"))
    #expect(text.output.contains("Accepted   2 = 0 added + 2 in the group before"))
    #expect(text.output.contains("repeats an earlier row") && !text.output.contains("17400000001"))
    let numbers = try project.run(["groups", "show", "VIP", "--show-numbers"]).output
    #expect(
      numbers.split(separator: "\n").dropFirst() == [
        "  +8617400000001", "  +8617400000002", "  +8617400000003", "  +8617400000004",
      ])
    #expect(try !project.run(["groups", "show", "VIP"]).output.contains("17400000001"))
  }

  @Test("Groups are made, listed, searched, shown and deleted")
  func groups() throws {
    let project = try workspace()
    #expect(
      try project.run(["groups", "create", "Abroad", "--region", "international"]).status == 0)
    let taken = try project.run(["groups", "create", "Abroad"])
    #expect(taken.status == 65 && taken.error.contains("“Abroad” already"))
    _ = try json(
      project, ["customers", "enter", "+447700900001", "+8617400000001", "--group", "Abroad"])
    _ = try json(project, ["customers", "enter", "17400000001", "--group", "vip 贵宾"])
    let list = try project.run(["groups", "list", "--json"]).output.split(separator: "\n")
    #expect(list.count == 2 && list[0].contains("\"count\":1") && list[0].contains("Abroad"))
    #expect(try project.run(["groups", "--name", "VIP"]).output.contains("vip 贵宾"))
    #expect(try !project.run(["groups", "--name", "VIP"]).output.contains("Abroad"))
    let found = ["groups", "show", "Abroad", "--show-numbers", "--number"]
    #expect(try project.run(found + ["+447700900001"]).output.contains("\n  +447700900001"))
    #expect(try !project.run(found + ["+447700900002"]).output.contains("\n  +"))
    let wrong = try project.run([
      "customers", "enter", "17400000001", "--group", "Abroad", "--region", "mainland",
    ])
    #expect(wrong.status == 64 && wrong.error.contains("takes international numbers"))
    #expect(try project.run(["groups", "delete", "Abroad"]).status == 0)
    let gone = try project.run(["groups", "show", "Abroad"])
    #expect(gone.status == 66 && gone.error.contains("There are vip 贵宾."))
    #expect(try project.run(["customers", "enter", "1", "--group", " "]).status == 64)
    let many = (0..<101).map { "\(17_400_000_000 + $0)" }
    #expect(try project.run(["customers", "enter", "--group", "many"] + many).status == 64)
    #expect(
      try project.run(["customers", "enter", "--group", "many"] + many.dropLast()).status == 0)
  }

  @Test("A task is sent to a group, and limits hold for its numbers as for others")
  func sends() throws {
    let project = try workspace()
    let numbers = (0..<100).map { "\(17_400_001_000 + $0)" }
    _ = try json(project, ["customers", "enter", "--group", "VIP"] + numbers)
    let sent = try json(project, ["send", "--group", "VIP", "-t", "holiday-hours"])
    #expect(sent["rows"] as? Int == 100 && sent["submitted"] as? Int == 100)
    #expect(sent["task"] as? String == "VIP" && sent["sheet"] as? String == "the group VIP")
    let results = try Tool.python(
      """
      import openpyxl, sys
      sheet = openpyxl.load_workbook(sys.argv[1])["Recipients"]
      print(*[row[1].value for row in sheet.iter_rows(min_row=2)])
      """, [project.folder.file(try #require(sent["results"] as? String))])
    #expect(
      results.output.split(separator: " ").map { $0.filter(\.isNumber) }
        == numbers.map { "86" + $0 })
    // The same text to the same people moments later.
    let again = try json(
      project, ["send", "--group", "VIP", "-t", "holiday-hours", "--task", "again"])
    #expect(again["suppressed"] as? Int == 100)
    let variables = try project.run(["send", "--group", "VIP", "-t", "monthly-bill"])
    #expect(variables.status == 64 && variables.error.contains("needs a"))
    let unknown = try project.run(["send", "--group", "nobody", "-t", "holiday-hours"])
    #expect(unknown.status == 66 && unknown.error.contains("There are VIP."))
    let both = try project.run(["send", "a.csv", "--group", "VIP", "-t", "holiday-hours"])
    #expect(both.status == 64)
    _ = try json(project, ["customers", "enter", "--group", "VIP", "17400001999"])
    let later = try project.run([
      "send", "--group", "VIP", "-t", "holiday-hours", "--at", "2026-11-20 20:00", "--json",
    ])
    #expect(try later.json()["rows"] as? Int == 101, "\(later.error)")
  }

  @Test("Half a million numbers stream into a group in bounded memory, all or none")
  func large() throws {
    let project = try workspace()
    var random = SeededRandom(7)
    var numbers = (0..<500_000).map { 17_400_000_000 + $0 }
    numbers.shuffle(using: &random)
    var text = "phone\n"
    for number in numbers { text += "\(number)\n" }
    try project.folder.write("large.csv", text)
    let outcome = try Tool.run(
      "/usr/bin/time",
      ["-f", "%M", Tool.binary, "customers", "import", "large.csv", "--group", "all", "--json"],
      in: project.folder.path)
    let memory = Int(outcome.error.split(whereSeparator: \.isWhitespace).last ?? "") ?? .max
    #expect(try counts(outcome.json()) == [500_000, 0, 0, 0, 500_000, 500_000, 0, 500_000])
    #expect(memory < 96 << 10, "\(memory) KiB")
    // A row that breaks the sheet, at its end: nothing of it is added.
    try project.folder.write("broken.csv", Array((text + "17499999999,\"open").utf8))
    let broken = try project.run(["customers", "import", "broken.csv", "--group", "other"])
    #expect(broken.status == 65)
    #expect(try project.run(["groups", "show", "other"]).status == 66)
  }
}
