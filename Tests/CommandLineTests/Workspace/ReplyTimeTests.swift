import Foundation
import TestSupport
import Testing

@Suite(
  "ADMIN-8: times of replies, the words that texts announce, rows that are not taken", .sideBySide)
struct ReplyTimeTests {
  private func workspace(_ settings: String = "ledger: sqlite\n") throws -> Project {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", settings)
    return project
  }

  private func run(_ project: Project, _ arguments: [String]) throws -> Outcome {
    try Tool.broadsheet(arguments + ["--now", "2026-11-20 12:00"], in: project.folder.path)
  }

  private func times(_ project: Project) throws -> [String] {
    try run(project, ["replies", "list", "--json"]).output.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return object?["time"] as? String ?? ""
    }.sorted()
  }

  @Test(
    "A date cell is a moment, whatever its format shows",
    arguments: ["m/d/yy", "dd.mm.yyyy hh:mm", "yyyy\"年\"m\"月\"", "[h]:mm", "mmm-yy", "h:mm AM/PM"])
  func dateCells(format: String) throws {
    let project = try workspace()
    let script = """
      import sys, datetime, openpyxl
      book = openpyxl.Workbook()
      sheet = book.active
      sheet.append(["number", "text", "time"])
      for minute in (5, 6, 7):
          sheet.append(["1740000000%d" % minute, "STOP", datetime.datetime(2026, 11, 20, 9, minute, 30)])
          sheet.cell(row=sheet.max_row, column=3).number_format = sys.argv[2]
      book.save(sys.argv[1])
      """
    let written = try Tool.python(script, [project.folder.file("r.xlsx"), format])
    #expect(written.status == 0, "\(written.error)")
    let json = try run(project, ["replies", "import", "r.xlsx", "--signature", "A", "--json"])
      .json()
    #expect(json["unsubscribed"] as? Int == 3)
    #expect((json["problems"] as? [Any])?.isEmpty == true)
    #expect(
      try times(project) == ["2026-11-20 09:05:30", "2026-11-20 09:06:30", "2026-11-20 09:07:30"])
  }

  @Test(
    "A STOP from before anything was sent counts for the last message, and is said",
    arguments: ["1970-01-01 00:00", "2026-11-20 02:30", "2999-01-01 00:00"])
  func mistimed(time: String) throws {
    let project = try workspace()
    try project.folder.write("s.csv", "phone,name,sum\n17400000001,Ana,1\n")
    let sent = try Tool.broadsheet(
      ["send", "s.csv", "-t", "monthly-bill", "--yes", "-q", "--now", "2026-11-20 10:00"],
      in: project.folder.path)
    #expect(sent.status == 0, "\(sent.error)")
    try project.folder.write("r.csv", "number,text,time\n17400000001,STOP,\(time)\n")
    let json = try run(project, ["replies", "import", "r.csv", "--json"]).json()
    #expect(json["unsubscribed"] as? Int == 1 && json["unmatched"] as? Int == 0)
    #expect(json["mistimed"] as? Int == (time.hasPrefix("2999") ? 0 : 1))
  }

  @Test("Dates of strict workbooks and numbers of seconds are moments too")
  func otherCells() throws {
    let project = try workspace()
    let rows = [
      "<c t=\"d\"><v>2026-11-20T09:05:30.000</v></c>", "<c t=\"d\"><v>2026-11-20T01:06:30Z</v></c>",
      "<c><v>1795136850</v></c>", "<c><v>1795136910000</v></c>",
    ].enumerated().map { row, cell in
      "<row><c><v>\(17_400_000_001 + row)</v></c><c t=\"inlineStr\"><is><t>退订！</t></is></c>\(cell)</row>"
    }
    try SheetBuilder(rows.joined()).write(to: project.folder.file("r.xlsx"))
    let json = try run(project, ["replies", "import", "r.xlsx", "--signature", "A", "--json"])
      .json()
    #expect(json["unsubscribed"] as? Int == 4 && (json["problems"] as? [Any])?.isEmpty == true)
    #expect(
      try times(project) == [
        "2026-11-20 09:05:30", "2026-11-20 09:06:30", "2026-11-20 09:07:30", "2026-11-20 09:08:30",
      ])
  }

  @Test("A reply whose time cannot be read counts; rows that hold none are named with their reason")
  func problems() throws {
    let project = try workspace()
    try project.folder.write(
      "r.csv",
      "number,text,time\n17400000001,td.,5 o'clock\n17400000002,Stop,04/05/2026\n17400000003,退订,2026-06-31\n"
        + ",TD,\n17400000004,\u{200B},\n+999123456789,TD,\nWang,TD,\n17400000005,TD,2026/11/20 9:05\n"
        + "17400000006,unsubscribe,Fri, 20 Nov 2026 01:05:00 +0000\n")
    let arguments = ["replies", "import", "r.csv", "--signature", "A"]
    let text = try run(project, arguments).output
    #expect(
      text.contains("5 taken, 5 to unsubscribe (5 new on the list)") && text.contains("4 invalid"))
    #expect(text.contains("row 2  “5 o'clock”") && text.contains("[TIME_UNREADABLE]"))
    let json = try run(project, arguments + ["--json"]).json()
    #expect(json["known"] as? Int == 5 && json["invalid"] as? Int == 4)
    let problems = try #require(json["problems"] as? [[String: Any]])
    #expect(problems.map { $0["row"] as? Int } == [2, 3, 4, 5, 6, 7, 8])
    #expect(
      problems.map { $0["code"] as? String } == [
        "TIME_UNREADABLE", "TIME_AMBIGUOUS", "TIME_NO_SUCH_DAY", "NUMBER_MISSING", "TEXT_MISSING",
        "COUNTRY_CODE_UNASSIGNED", "NUMBER_UNREADABLE",
      ])
    #expect(
      problems.map { $0["taken"] as? Bool } == [true, true, true, false, false, false, false])
    #expect(problems.allSatisfy { ($0["reason"] as? String)?.isEmpty == false })
    #expect(
      try times(project) == ["2026-11-20 09:05:00", "2026-11-20 09:05:00"]
        + Array(repeating: "2026-11-20 12:00:00", count: 3))
  }

  @Test("A long list of problems is cut in words, not in JSON")
  func manyProblems() throws {
    let project = try workspace()
    try project.folder.write("r.csv", "n,t\n" + String(repeating: "17400000001,\n", count: 50))
    let arguments = ["replies", "import", "r.csv", "--signature", "A"]
    let text = try run(project, arguments).output
    #expect(text.split(separator: "\n").count == 22 && text.contains("and 30 more"))
    let json = try run(project, arguments + ["--json"]).json()
    #expect((json["problems"] as? [Any])?.count == 50)
  }

  @Test(
    "The word that the text announces opts out, however the message is named, and no other word does",
    arguments: [
      ("春装上新，退订请回复8888", "８８８８。", "8889"),
      ("Sale! Text BYE to opt out", "“bye”\n-- \nWang", "bye now then"),
      ("特惠，回复“勿扰”可取消订阅", "勿扰👍", "打扰"),
    ])
  func announced(content: String, reply: String, other: String) throws {
    // The setting's words do not take the announced one's place.
    let project = try workspace("replies: { optOut: [TD] }\n")
    try project.folder.write(
      "Templates/sale.yaml",
      "name: sale\ntype: marketing\nregion: mainland\nstatus: effective\nsignature: Acme\n"
        + "content: \(content)\n")
    let numbers = (1...4).flatMap { ["--number", "1740000000\($0)"] }
    let sent = try Tool.broadsheet(
      ["send", "-t", "sale", "--task", "sale", "-q", "--yes", "--now", "2026-11-20 10:00"]
        + numbers,
      in: project.folder.path)
    #expect(sent.status == 0, "\(sent.error)")
    for (number, scope) in [("1", []), ("2", ["--task", "sale"]), ("3", ["--signature", "Acme"])] {
      let json = try run(
        project, ["replies", "add", "1740000000\(number)", reply, "--json"] + scope
      ).json()
      #expect(json["unsubscribed"] as? Int == 1, "\(scope)")
    }
    let json = try run(project, ["replies", "add", "17400000004", other, "--json"]).json()
    #expect(json["taken"] as? Int == 1 && json["unsubscribed"] as? Int == 0)
  }
}
