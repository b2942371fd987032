import Foundation
import TestSupport
import Testing

@Suite("DROP-5, TASK-7: an executing task has a way out, and a task of nobody is none", .sideBySide)
struct FailedTaskTests {
  /// A workspace with an executing task that nobody works on.
  private func interrupted() throws -> Project {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    let outcome = try project.run(
      ["send", try project.sheet(), "-t", "monthly-bill"],
      environment: ["BROADSHEET_KILL_AT": "reservationCommitted"])
    #expect(outcome.status == 137)
    return project
  }

  private func state(_ project: Project) throws -> [String] { try LedgerFacts(project).states }

  @Test("A delivery that fails three times by its own fault ends the task; others go on")
  func threeTimes() throws {
    let project = try interrupted()
    let records = project.folder.names(in: "Ledger/records")
    try FileManager.default.removeItem(atPath: project.folder.file("Ledger/records/\(records[0])"))
    // Another that is due waits behind it.
    try project.folder.write("other.csv", "手机号,姓名,金额\n17400002001,王,1\n")
    let later = ["send", "other.csv", "-t", "monthly-bill", "--at", "2026-11-20 20:00"]
    #expect(try project.run(later).status == 0)
    for attempt in 1...3 {
      let run = try project.run(["run", "--now", "2026-11-20 20:01"])
      #expect(run.status != 0 && run.status != 75, "\(attempt): \(run.error)")
      let states = attempt < 3 ? ["executing", "completed"] : ["failed", "completed"]
      #expect(try state(project) == states)
    }
    let last = try project.run(["run", "--now", "2026-11-20 20:01"])
    #expect(last.status == 0 && last.error == "")
    #expect(try project.says(["task", "show", "1"]).contains("no such file"))
    #expect(try project.says(["doctor"]).contains("failed tasks"))
    #expect(try project.run(["task", "delete", "1", "--yes"]).status == 0)
    #expect(try state(project) == ["completed"])
    #expect(try LedgerFacts(project).faults == [])
  }

  @Test("Damaged records end a task at once, and kills do not count")
  func damaged() throws {
    let project = try interrupted()
    for _ in 0..<5 {
      let killed = try project.run(["run"], environment: ["BROADSHEET_KILL_AT": "outputWritten"])
      #expect(killed.status == 137)
    }
    #expect(try state(project) == ["executing"])
    let name = project.folder.names(in: "Ledger/records")[0]
    try project.folder.write("Ledger/records/\(name)", [UInt8](repeating: 7, count: 500))
    #expect(try project.run(["run"]).status == 74)
    #expect(try state(project) == ["failed"])
    #expect(try project.run(["run"]).status == 0)
  }

  @Test(
    "An executing task can be given up at every step; nothing of it is left in Output",
    arguments: ["reservationCommitted", "outputAnnounced", "firstFileNamed", "outputPublished"])
  func givenUp(point: String) throws {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    let send = ["send", try project.sheet(), "-t", "monthly-bill"]
    #expect(try project.run(send, environment: ["BROADSHEET_KILL_AT": point]).status == 137)
    let canceled = try project.run(["task", "cancel", "1"])
    #expect(canceled.status == 0 && canceled.output.contains("failed"), "\(canceled.error)")
    #expect(try state(project) == ["failed"] && project.output() == [])
    #expect(try project.run(["run"]).output == "")
    #expect(try project.run(["task", "cancel", "1"]).status == 65)
    #expect(try project.run(["task", "delete", "1", "--yes"]).status == 0)
    let facts = try LedgerFacts(project)
    #expect(facts.states == [] && facts.faults == [] && facts.messages == 0)
    // What was given up is sent anew.
    #expect(try project.run(send).status == 0)
    #expect(try state(project) == ["completed"])
  }

  @Test(
    "A task's name with a control character is refused with a word",
    arguments: [
      "a\u{1B}b", "a\u{1}", "a\nb", "a\tb", "a\u{7F}b", "a\u{85}b", "a\u{2028}b", "a\u{FFFE}",
    ])
  func names(name: String) throws {
    let project = try Project()
    let outcome = try project.run(
      ["send", try project.sheet(), "-t", "monthly-bill", "--task", "x" + name + "y"])
    #expect(outcome.status == 64 && outcome.error.contains("control character"))
    #expect(!outcome.error.unicodeScalars.contains { $0.value == 0x1B })
    #expect(project.output() == [])
  }

  @Test("Names of sheets, headers and values may hold anything")
  func contents() throws {
    let project = try Project()
    let sheet = try project.folder.write(
      "x\u{1B}y\u{1}.csv", "手机号,姓\u{1B}名,金\u{2}额\n17400001001,王\u{1B},\u{B}1\n17400001002,,2\n")
    let outcome = try project.run(["send", sheet, "-t", "monthly-bill"])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(project.output().count == 3)
    for name in project.output() where name.hasSuffix(".xlsx") {
      let script =
        "import openpyxl, sys; print(len(openpyxl.load_workbook(sys.argv[1]).sheetnames))"
      let read = try Tool.python(script, [project.folder.file("Output/\(name)")])
      #expect(read.status == 0, "\(read.error)")
    }
  }

  private static let nobody = [
    "手机号,姓名,金额\n123,王,1\n0000,李,2\n", "手机号,姓名,金额\n17400001001,,\n17400001002,,5\n",
    "手机号,姓名,金额\nabc,王,1\n+99912345678,李,2\n1.74E+10,王,3\n",
  ]

  @Test(
    "A sheet in which nobody is accepted is refused, and leaves the list of its rows alone",
    arguments: nobody, ["xlsx", "csv", "jsonl"])
  func refused(sheet: String, format: String) throws {
    for settings in ["ledger: sqlite\n", "ledger: none\n"] {
      let project = try Project()
      try project.folder.write("broadsheet.yaml", settings)
      try project.folder.write("n.csv", sheet)
      let outcome = try project.run(["send", "n.csv", "-t", "monthly-bill", "--format", format])
      let list = "n_20261120_193005_removed.\(format)"
      #expect(outcome.status == 65 && outcome.error.contains(list), "\(outcome.error)")
      #expect(project.output() == [list])
      if settings.contains("sqlite") { #expect(try LedgerFacts(project).tasks.isEmpty) }
      guard format == "csv" else { continue }
      let rows = try project.folder.text("Output/\(list)").split(whereSeparator: \.isNewline)
        .count
      #expect(rows == sheet.split(separator: "\n").count)
    }
  }

  @Test("So is a later task, numbers on standard input, and an import")
  func otherWays() throws {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    try project.folder.write("n.csv", Self.nobody[0])
    let later = ["send", "n.csv", "-t", "monthly-bill", "--at", "2026-11-20 20:00"]
    #expect(try project.run(later).status == 65)
    #expect(try LedgerFacts(project).tasks.isEmpty)
    let entered = try project.run(["send", "-", "-t", "holiday-hours"], input: "12\n34\n")
    #expect(entered.status == 65 && entered.error.contains("all of its 2 rows"), "\(entered.error)")
    let imported = try project.run(["customers", "import", "n.csv", "--group", "G"])
    #expect(imported.status == 65 && imported.error.contains("_removed."), "\(imported.error)")
    #expect(try project.says(["groups", "list", "--json"]) == "")
    #expect(project.output().filter { $0.contains("_removed") }.count == 3)
    #expect(project.output().count == 3)
  }

  @Test("A dropped one is rejected with the list", arguments: nobody)
  func dropped(sheet: String) throws {
    let workspace = try DropWorkspace()
    try workspace.project.folder.write("Inbox/monthly-bill/n.csv", sheet)
    try workspace.drop("monthly-bill/z.csv", 1)
    let outcome = try workspace.once(DropWorkspace.quick + ["--now", "2026-11-20 19:30:05"])
    #expect(
      try workspace.events(outcome) == ["rejected monthly-bill/n.csv", "sent monthly-bill/z.csv"])
    #expect(
      workspace.files("Rejected")
        == [
          "ERROR.txt", "error.json", "n.csv", "n_20261120_193005_removed.xlsx",
        ].map { "20261120-193005 n.csv/\($0)" })
    let error = try workspace.project.folder.text("Rejected/20261120-193005 n.csv/ERROR.txt")
    #expect(error.contains("NO_RECIPIENTS") && !error.contains(".work"), "\(error)")
    #expect(workspace.files("Inbox") == [] && workspace.files("Output").count == 3)
    #expect(workspace.project.folder.names(in: "Inbox/.work") == [])
  }
}
