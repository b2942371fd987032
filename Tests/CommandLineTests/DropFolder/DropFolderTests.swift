import Foundation
import TestSupport
import Testing

/// A workspace with an inbox.
struct DropWorkspace {
  let project: Project
  static let quick = ["--rest", "0.2", "--poll", "0.1"]

  init(_ settings: String = "ledger: sqlite\n") throws {
    project = try Project()
    try project.folder.write("broadsheet.yaml", settings)
    try makeFolder("Inbox/monthly-bill")
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: project.folder.file(name), withIntermediateDirectories: true)
  }

  /// Some recipients from a number on.
  static func sheet(_ first: Int, rows: Int = 2) -> String {
    "手机号,姓名,金额\n" + (0..<rows).map { "\(17_400_000_000 + first + $0),王,\($0)\n" }.joined()
  }

  func drop(_ name: String, _ first: Int, rows: Int = 2) throws {
    try project.folder.write("Inbox/" + name, Self.sheet(first, rows: rows))
  }

  /// Does what is there and ends.
  func once(
    _ arguments: [String] = quick, environment: [String: String] = [:]
  ) throws -> Outcome {
    try project.run(
      ["watch", "Inbox", "--once", "--json"] + arguments, environment: environment)
  }

  /// Every file below a folder, by its path from there.
  func files(_ folder: String) -> [String] {
    let root = project.folder.file(folder)
    let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    var isFolder: ObjCBool = false
    return all.filter {
      FileManager.default.fileExists(atPath: root + "/" + $0, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  /// The names in `Done` without the results.
  var done: [String] {
    files("Done").map { String($0.split(separator: "/").last ?? "") }.filter {
      !$0.contains("_20")
    }
  }

  func events(_ outcome: Outcome) throws -> [String] {
    try outcome.output.split(separator: "\n").map {
      let object = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      return "\(object?["event"] ?? "") \(object?["file"] ?? "")"
    }
  }
}

@Suite("DROP-1, DROP-3: the drop folder", .sideBySide)
struct DropFolderTests {
  @Test("A sheet in a template's folder, and a task file with its sheet, become tasks")
  func sends() throws {
    let workspace = try DropWorkspace()
    try workspace.drop("monthly-bill/a b.csv", 100)
    try workspace.drop("customers.csv", 200, rows: 3)
    try workspace.project.folder.write(
      "Inbox/may.yaml", "task: May\ntemplate: monthly-bill\nsheet: customers.csv\nformat: csv\n")
    let outcome = try workspace.once()
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try workspace.events(outcome) == ["sent may.yaml", "sent monthly-bill/a b.csv"])
    #expect(workspace.files("Inbox") == [])
    #expect(workspace.done == ["a b.csv", "customers.csv", "may.yaml"])
    // Results lie in Output, and again beside what they are of.
    let results = workspace.files("Done").filter { $0.contains("_20") }
    #expect(results.count == 7 && workspace.files("Output").count == 7)
    let facts = try LedgerFacts(workspace.project)
    #expect(facts.states == ["completed", "completed"] && facts.daily == 5)
    #expect(facts.tasks.map { $0["name"] as? String } == ["May", "a b"])
  }

  @Test("The same content again is a duplicate, whatever its name, unless it is asked for")
  func duplicates() throws {
    let workspace = try DropWorkspace()
    try workspace.drop("monthly-bill/a.csv", 100)
    #expect(try workspace.once().status == 0)
    try workspace.drop("monthly-bill/other name.csv", 100)
    let second = try workspace.once()
    #expect(try workspace.events(second) == ["duplicate monthly-bill/other name.csv"])
    #expect(
      workspace.files("Duplicate") == ["other name.csv", "other name.csv.duplicate.txt"])
    let note = try workspace.project.folder.text("Duplicate/other name.csv.duplicate.txt")
    #expect(note.contains("task 1") && note.contains("other name.csv.again"))
    // With another template it is something else; with the marker it goes again.
    try workspace.makeFolder("Inbox/order-shipped")
    try workspace.drop("monthly-bill/c.csv", 100)
    try workspace.project.folder.write("Inbox/monthly-bill/c.csv.again", "")
    #expect(try workspace.events(workspace.once()) == ["sent monthly-bill/c.csv"])
    #expect(try LedgerFacts(workspace.project).states == ["completed", "completed"])
    #expect(workspace.files("Inbox") == [])
  }

  @Test("Bad files are rejected with words for people and for programs")
  func rejects() throws {
    let workspace = try DropWorkspace()
    try workspace.project.folder.write(
      "Inbox/monthly-bill/open.csv", "p,n,s\n17400001001,\"a,1\n17400001002,b,2\n")
    try workspace.drop("no-such/x.csv", 1)
    try workspace.project.folder.write("Inbox/monthly-bill/old.xls", "\u{D0}\u{CF}nothing\n")
    try workspace.project.folder.write("Inbox/bad.yaml", "template: monthly-bill\nsheets: a\n")
    let outcome = try workspace.once()
    #expect(outcome.status == 0 && workspace.files("Inbox") == [])
    #expect(try workspace.events(outcome).allSatisfy { $0.hasPrefix("rejected") })
    let folders = workspace.project.folder.names(in: "Rejected")
    #expect(folders.count == 4)
    var codes: [String] = []
    for folder in folders {
      let text = try workspace.project.folder.text("Rejected/\(folder)/ERROR.txt")
      #expect(!text.contains(".work") && text.split(separator: "\n").count >= 4, "\(text)")
      let json = try workspace.project.folder.text("Rejected/\(folder)/error.json")
      let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      codes.append(object?["code"] as? String ?? "")
      if codes.last == "UNCLOSED_QUOTE" {
        #expect(object?["row"] as? Int == 2 && object?["column"] as? Int == 2)
      }
    }
    #expect(
      Set(codes).isSuperset(of: ["UNCLOSED_QUOTE", "NO_TEMPLATE", "BAD_TASK_FILE"]), "\(codes)")
    #expect(try LedgerFacts(workspace.project).tasks.isEmpty)
  }

  @Test("What is not a whole file is left alone, and at last rejected as incomplete")
  func incomplete() throws {
    let workspace = try DropWorkspace()
    let folder = workspace.project.folder
    for name in ["a.csv.part", "b.csv.filepart", ".c.csv", "~$d.xlsx", "e.tmp"] {
      try workspace.drop("monthly-bill/\(name)", 1)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("Inbox/monthly-bill/link.csv"), withDestinationPath: "/etc/hostname")
    _ = try Tool.run("mkfifo", [folder.file("Inbox/monthly-bill/fifo.csv")])
    let outcome = try workspace.once()
    #expect(outcome.status == 0)
    #expect(workspace.files("Done") == [] && workspace.files("Inbox").count == 7)
    #expect(try workspace.events(outcome).count == 2)
    // A workbook without its end, a text that stops in the middle of a row.
    let whole = try Data(contentsOf: URL(fileURLWithPath: Tool.root + "/Samples/monthly-bill.xlsx"))
    try folder.write("Inbox/monthly-bill/cut.xlsx", Array(whole.dropLast(30)))
    try folder.write("Inbox/monthly-bill/cut.csv", "p,n,s\n17400001001,a,1\n1740000")
    try folder.write("Inbox/monthly-bill/empty.csv", "")
    // At rest but not whole: left for the next time, until it has been so for too long.
    #expect(
      try Set(workspace.events(workspace.once()).filter { $0.hasPrefix("incomplete") }) == [
        "incomplete monthly-bill/cut.csv", "incomplete monthly-bill/cut.xlsx",
        "incomplete monthly-bill/empty.csv",
      ])
    let late = try workspace.once(DropWorkspace.quick + ["--patience", "0"])
    #expect(
      try workspace.events(late).filter { $0.hasPrefix("rejected") } == [
        "rejected monthly-bill/cut.csv", "rejected monthly-bill/cut.xlsx",
        "rejected monthly-bill/empty.csv",
      ])
    // A last line that alone has no end may be cut, whatever its fields; who knows better says so.
    try folder.write("Inbox/monthly-bill/end.csv", "p,n,s\n17400001001,a,1\n17400001002,b,2")
    #expect(
      try workspace.events(workspace.once()).filter { $0.contains("end.csv") } == [
        "incomplete monthly-bill/end.csv"
      ])
    try folder.write("Inbox/monthly-bill/end.csv.ready", "")
    #expect(try workspace.events(workspace.once()).contains("sent monthly-bill/end.csv"))
  }

  @Test("A checksum beside a file decides when it is there")
  func checksum() throws {
    let workspace = try DropWorkspace()
    try workspace.drop("monthly-bill/a.csv", 1)
    let folder = workspace.project.folder
    let sum = try Tool.run("sha256sum", [folder.file("Inbox/monthly-bill/a.csv")]).output
    try folder.write(
      "Inbox/monthly-bill/a.csv.sha256", String(repeating: "0", count: 64) + "  a.csv")
    #expect(try workspace.events(workspace.once()) == ["incomplete monthly-bill/a.csv"])
    let wrong = try workspace.once(DropWorkspace.quick + ["--patience", "0"])
    #expect(try workspace.events(wrong) == ["rejected monthly-bill/a.csv"])
    try workspace.drop("monthly-bill/a.csv", 1)
    try folder.write("Inbox/monthly-bill/a.csv.sha256", sum)
    // With a rest of an hour only the checksum can have said so.
    let right = try workspace.once(["--rest", "3600", "--poll", "0.1"])
    #expect(try workspace.events(right) == ["sent monthly-bill/a.csv"])
    try workspace.drop("monthly-bill/b.csv", 10)
    try folder.write("Inbox/monthly-bill/b.csv.ready", "")
    #expect(
      try workspace.events(workspace.once(["--rest", "3600", "--poll", "0.1"])) == [
        "sent monthly-bill/b.csv"
      ])
    #expect(workspace.files("Inbox") == [])
  }

  @Test(
    "Names of every kind arrive",
    arguments: ["王先生.csv", "a  b.csv", "a\nb.csv", "-x.csv", "a'\"b.csv"])
  func names(name: String) throws {
    let workspace = try DropWorkspace()
    try workspace.drop("monthly-bill/\(name)", 1)
    let outcome = try workspace.once()
    #expect(try workspace.events(outcome) == ["sent monthly-bill/\(name)"], "\(outcome.error)")
    #expect(workspace.done == [name])
  }

  @Test("A sheet and its task file wait for each other, but not for ever")
  func halves() throws {
    let workspace = try DropWorkspace()
    let task = "template: monthly-bill\nsheet: s.csv\n"
    try workspace.drop("s.csv", 1)
    #expect(try workspace.events(workspace.once()) == [])
    try workspace.project.folder.write("Inbox/t.yaml", task)
    #expect(try workspace.events(workspace.once()) == ["sent t.yaml"])
    try workspace.project.folder.write("Inbox/t.yaml", task)
    #expect(try workspace.events(workspace.once()) == [])
    let late = try workspace.once(DropWorkspace.quick + ["--patience", "0"])
    #expect(try workspace.events(late) == ["rejected t.yaml"])
    try workspace.drop("alone.csv", 1)
    let last = try workspace.once(DropWorkspace.quick + ["--patience", "0"])
    #expect(try workspace.events(last) == ["rejected alone.csv"])
    #expect(last.output.contains("NO_TEMPLATE") && workspace.files("Inbox") == [])
  }

  @Test("From cron a fault of the environment ends the run with its code, and the file is back")
  func onceWithFault() throws {
    let workspace = try DropWorkspace()
    try workspace.drop("monthly-bill/a.csv", 1)
    try workspace.project.folder.write("Templates/monthly-bill.yaml", "name: [\n")
    let outcome = try workspace.once()
    #expect(outcome.status == 78)
    #expect(
      try workspace.events(outcome) == ["fault monthly-bill/a.csv", "givenBack monthly-bill/a.csv"])
    #expect(workspace.files("Inbox") == ["monthly-bill/a.csv"])
  }

  @Test("A task file with a time waits in the ledger")
  func scheduled() throws {
    let workspace = try DropWorkspace()
    try workspace.drop("s.csv", 1)
    try workspace.project.folder.write(
      "Inbox/t.yaml", "template: monthly-bill\nsheet: s.csv\nat: 2026-11-20 21:00\n")
    let outcome = try workspace.once(DropWorkspace.quick + ["--now", "2026-11-20 20:00"])
    #expect(try workspace.events(outcome) == ["scheduled t.yaml"], "\(outcome.output)")
    #expect(try LedgerFacts(workspace.project).states == ["pending"])
    #expect(workspace.files("Done").count == 2 && workspace.files("Output") == [])
  }

  @Test(
    "A time that `send` would refuse rejects the task file",
    arguments: ["2026-11-20 19:59", "2026-11-21 07:59:59", "2027-01-20 12:00"])
  func badTime(time: String) throws {
    let workspace = try DropWorkspace()
    try workspace.drop("s.csv", 1)
    try workspace.project.folder.write(
      "Inbox/t.yaml", "template: monthly-bill\nsheet: s.csv\nat: \(time)\n")
    let outcome = try workspace.once(DropWorkspace.quick + ["--now", "2026-11-20 20:00"])
    #expect(try workspace.events(outcome) == ["rejected t.yaml"], "\(outcome.output)")
    #expect(outcome.output.contains("BAD_TIME"))
    #expect(try LedgerFacts(workspace.project).states == [])
  }

  @Test("Faults of the environment reject nothing: what was held up goes on by itself")
  func environment() throws {
    let workspace = try DropWorkspace()
    try workspace.drop("monthly-bill/a.csv", 1)
    // A template that cannot be read is the operator's fault, not the file's.
    let template = workspace.project.folder.file("Templates/monthly-bill.yaml")
    let text = try workspace.project.folder.text("Templates/monthly-bill.yaml")
    try "name: [".write(toFile: template, atomically: true, encoding: .utf8)
    let watching = try workspace.start()
    try eventually { try watching.text().contains("fault") }
    #expect(workspace.files("Rejected") == [] && workspace.done == [])
    try text.write(toFile: template, atomically: true, encoding: .utf8)
    try eventually { workspace.done == ["a.csv"] }
    watching.process.terminate()
    watching.process.waitUntilExit()
    #expect(watching.process.terminationStatus == 0)
    let faults = try watching.text().split(separator: "\n").filter { $0.contains("fault") }
    #expect(faults.count == 1)
  }

  @Test("A killed watcher's files are taken over and done once, at every step")
  func kills() throws {
    for point in CrashTests.points {
      let workspace = try DropWorkspace()
      try workspace.drop("monthly-bill/a.csv", 1, rows: 50)
      try workspace.drop("monthly-bill/b.csv", 100, rows: 50)
      let killed = try workspace.once(environment: ["BROADSHEET_KILL_AT": point])
      #expect(killed.status == 137, "\(point)")
      let outcome = try workspace.once()
      #expect(outcome.status == 0, "\(point): \(outcome.error)")
      let facts = try LedgerFacts(workspace.project)
      #expect(facts.states == ["completed", "completed"] && facts.daily == 100, "\(point)")
      #expect(facts.mostToOne == 1 && facts.faults == [], "\(point)")
      #expect(workspace.done == ["a.csv", "b.csv"] && workspace.files("Inbox") == [], "\(point)")
      #expect(
        workspace.files("Duplicate") == [] && workspace.files("Output").count == 6, "\(point)")
    }
  }

  @Test("A file that ends the program three times is rejected with that said")
  func poison() throws {
    let workspace = try DropWorkspace()
    try workspace.drop("monthly-bill/a.csv", 1)
    for _ in 0..<3 {
      #expect(try workspace.once(environment: ["BROADSHEET_KILL_AT": "sheetRead"]).status == 137)
    }
    let outcome = try workspace.once()
    #expect(try workspace.events(outcome) == ["rejected monthly-bill/a.csv"])
    #expect(outcome.output.contains("CRASHED"))
  }
}

/// Waits until something is true, for at most 20 seconds.
func eventually(_ isTrue: () throws -> Bool) throws {
  for _ in 0..<400 {
    if try isTrue() { return }
    usleep(50_000)
  }
  Issue.record("nothing happened for 20 seconds")
}

extension DropWorkspace {
  /// A watcher that runs.
  struct Watcher {
    let process: Process
    let log: String

    func text() throws -> String { try String(contentsOfFile: log, encoding: .utf8) }
  }

  func start(
    _ arguments: [String] = quick, log: String = "watch.log", environment: [String: String] = [:]
  ) throws -> Watcher {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.binary)
    process.arguments = ["watch", "Inbox", "--json"] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: project.folder.path)
    let path = try project.folder.write(log, "")
    process.standardOutput = FileHandle(forWritingAtPath: path)
    try process.run()
    return Watcher(process: process, log: path)
  }
}
