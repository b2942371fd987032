import Foundation
import TestSupport
import Testing

/// The disk is full, or everything is read-only, from one call of the system on (`Tests/Faults/faults.c`).
@Suite("OUT-4: a disk that is full, folders that are read-only", .sideBySide)
struct FaultTests {
  /// One error of the system.
  enum Fault: Int32, CaseIterable {
    case full = 28
    case readOnly = 30
    case forbidden = 13
  }

  /// Fails the calls of a program that change files.
  struct Shim {
    private let folder: Workdir
    let library: String

    init() throws {
      folder = try Workdir()
      library = folder.file("faults.so")
      // The compiler that comes with Swift's.
      let outcome = try Tool.run(
        "clang",
        ["-shared", "-fPIC", "-O1", "-o", library, Tool.root + "/Tests/Faults/faults.c"])
      try #require(outcome.status == 0, "\(outcome.error)")
    }

    /// How many calls an undisturbed run makes.
    func count(_ project: Project, _ arguments: [String]) throws -> Int {
      let path = folder.file("count")
      let outcome = try project.run(
        arguments, environment: ["LD_PRELOAD": library, "BROADSHEET_FAULT_COUNT": path])
      try #require(outcome.status == 0, "\(outcome.error)")
      return try #require(Int(folder.text(path).filter(\.isNumber)))
    }

    func run(
      _ project: Project, _ arguments: [String], _ fault: Fault, at call: Int
    ) throws -> Outcome {
      try project.run(
        arguments,
        environment: [
          "LD_PRELOAD": library, "BROADSHEET_FAULT_AT": "\(call)",
          "BROADSHEET_FAULT": "\(fault.rawValue)",
        ])
    }
  }

  @Test(
    "Whichever write fails, nothing half is left, and once it can be written all is sent once",
    arguments: [("jsonl", Fault.full, 1), ("csv", .readOnly, 3), ("xlsx", .forbidden, 5)])
  func everyWrite(format: String, fault: Fault, step: Int) throws {
    let shim = try Shim()
    let task = try SampleTask(format: format, rows: 500)
    let count = try shim.count(try opened(task), task.arguments)
    #expect(count > 50)
    for call in stride(from: 1, through: count, by: step) {
      let project = try opened(task)
      let outcome = try shim.run(project, task.arguments, fault, at: call)
      let facts = try LedgerFacts(project)
      #expect(task.halfFiles(facts) == [], "call \(call)")
      if outcome.status == 0 {
        // What fails after the end does no harm: SQLite tries again to shorten its log.
        #expect(facts.states == ["completed"], "call \(call)")
      } else {
        #expect([73, 75].contains(outcome.status), "call \(call): \(outcome.error)")
        #expect(outcome.error.contains("broadsheet: "))
        if facts.states == ["completed"] { #expect(facts.output == task.reference.output) }
      }
      if !facts.isReported {
        let again = try project.run(task.arguments)
        #expect(again.status == 0, "call \(call): \(again.error)")
      }
      #expect(task.differences(try LedgerFacts(project), kills: 1) == [], "call \(call)")
    }
  }

  /// A workspace whose ledger is there already.
  private func opened(_ task: SampleTask) throws -> Project {
    let project = try task.project()
    #expect(try project.run(["task", "list"]).status == 0)
    return project
  }

  @Test("A ledger that cannot be made is made by the next command", arguments: Fault.allCases)
  func firstWrite(fault: Fault) throws {
    let shim = try Shim()
    let empty = try Project()
    try empty.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    let count = try shim.count(empty, ["task", "list"])
    for call in stride(from: 1, through: count, by: 4) {
      let project = try Project()
      try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
      let outcome = try shim.run(project, ["task", "list"], fault, at: call)
      #expect([0, 73, 75].contains(outcome.status), "call \(call): \(outcome.error)")
      let again = try project.run(["task", "list"])
      #expect(again.status == 0, "call \(call): \(again.error)")
      #expect(try LedgerFacts(project).faults == [])
    }
  }

  @Test("A folder that may not be written to is said to be one", arguments: ["Output", "Ledger"])
  func readOnlyFolder(name: String) throws {
    let task = try SampleTask(format: "csv", rows: 20)
    let project = try opened(task)
    let folder = project.folder.file(name)
    _ = try Tool.run("chmod", ["-R", "a+rwX", project.folder.path])
    _ = try Tool.run("chmod", ["555", folder])
    let outcome = try project.runAsNobody(task.arguments)
    #expect(outcome.status == 73, "\(outcome.error)")
    #expect(outcome.error.contains(name))
    _ = try Tool.run("chmod", ["777", folder])
    #expect(try project.runAsNobody(task.arguments).status == 0)
    #expect(task.differences(try LedgerFacts(project), kills: 1) == [])
  }
}

extension Project {
  /// Runs the program as a user whom permissions bind, also where the tests run as root.
  func runAsNobody(_ arguments: [String]) throws -> Outcome {
    let user =
      geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    return try Tool.run(
      "env", user + [Tool.binary] + arguments + ["--now", "2026-11-20 19:30:05"], in: folder.path)
  }
}
