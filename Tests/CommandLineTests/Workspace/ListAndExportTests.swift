import Foundation
import TestSupport
import Testing

@Suite("RULE-2, RULE-4: the lists; EXP-1, EXP-2: exports", .sideBySide)
struct ListAndExportTests {
  private func workspace() throws -> Project {
    let project = try Project()
    try project.folder.write(
      "broadsheet.yaml", "simulator:\n  mainland:\n    failed: 0.3\n    refused: 0.2\n")
    return project
  }

  private func numbers(_ range: ClosedRange<Int>) -> String {
    "phone\n" + range.map { "\(17_400_000_000 + $0)\n" }.joined()
  }

  @Test("Muted and unsubscribed numbers are suppressed, for a signature and a type")
  func suppressed() throws {
    let project = try workspace()
    let sheet = try project.sheet(rows: 6)
    for arguments in [
      ["mute", "add", "17400001001", "--signature", "博阔", "--type", "notification"],
      ["mute", "add", "17400001002", "--signature", "博阔", "--type", "marketing"],
      ["mute", "add", "17400001003", "--signature", "other"],
      ["unsubscribe", "add", "+86 174 0000 1004", "8617400001001", "--signature", "博阔"],
    ] {
      let outcome = try project.run(["suppress"] + arguments)
      #expect(outcome.status == 0, "\(outcome.error)")
    }
    let sent = try project.run(["send", sheet, "-t", "monthly-bill", "--json"]).json()
    #expect(sent["suppressions"] as? [String: Int] == ["MUTED": 1, "UNSUBSCR": 1])
    #expect(sent["submitted"] as? Int == 4)
    _ = try project.run([
      "suppress", "mute", "remove", "17400001001", "--signature", "博阔", "--type", "notification",
    ])
    // The first number is still unsubscribed, and an hour later the others get another text.
    let again = try Tool.broadsheet(
      ["send", sheet, "-t", "monthly-bill", "--json", "--now", "2026-11-20 20:30"],
      in: project.folder.path
    ).json()
    #expect(again["suppressions"] as? [String: Int] == ["UNSUBSCR": 2])
  }

  @Test("The mute list takes 1,000 numbers, the allowlist 300 of an application and 100 a call")
  func limits() throws {
    let project = try workspace()
    let mute = ["suppress", "mute", "import"]
    let thousand = try project.folder.write("thousand.csv", numbers(1...1_000))
    let one = try project.folder.write("one.csv", numbers(2_000...2_000))
    #expect(try project.run(mute + [thousand, "--signature", "a"]).status == 0)
    for signature in ["a", "b"] {
      let full = try project.run(mute + [one, "--signature", signature])
      #expect(full.status == 65 && full.error.contains("1000"), "\(full.error)")
    }
    // What is there already takes no room.
    #expect(try project.run(mute + [thousand, "--signature", "a"]).status == 0)
    let allow = ["suppress", "allow", "import"]
    for start in [1, 101, 201] {
      let file = try project.folder.write("a\(start).csv", numbers(start...start + 99))
      #expect(try project.run(allow + [file]).status == 0)
    }
    #expect(try project.run(allow + [one]).status == 65)
    let many = try project.folder.write("many.csv", numbers(1...101))
    let call = try project.run(allow + [many])
    #expect(call.status == 64 && call.error.contains("100"))
    #expect(
      try project.run(["suppress", "allow", "list"]).output.split(separator: "\n").count == 300)
  }

  @Test("Unsubscribed numbers go out as a sheet and come in from one")
  func roundTrip() throws {
    let project = try workspace()
    let count = 5_000
    let file = try project.folder.write("stop.csv", numbers(1...count) + "nobody\n")
    let imported = try project.run([
      "suppress", "unsubscribe", "import", file, "--signature", "Acme",
    ])
    #expect(imported.status == 0 && imported.output.contains("5,000 added"))
    #expect(imported.output.contains("1 rows hold no number"))
    let out = project.folder.file("out.csv")
    #expect(try project.run(["suppress", "unsubscribe", "export", out]).status == 0)
    let lines = try project.folder.text(out).split(whereSeparator: \.isNewline)
    #expect(lines.count == count + 1 && lines[1].hasPrefix("+8617400000001,Acme,all,"))
    let other = try workspace()
    let back = try other.run(["suppress", "unsubscribe", "import", out, "--signature", "Acme"])
    #expect(back.output.contains("5,000 added"))
    #expect(try project.run(["suppress", "unsubscribe", "export", out]).status == 73)
    let found = try project.run(["suppress", "unsubscribe", "list", "--number", "17400000777"])
    #expect(found.output.contains("Acme") && !found.output.contains("17400000777"))
    let bad = try project.run(["suppress", "mute", "add", "1234567890123456", "--signature", "a"])
    #expect(bad.status == 64 && !bad.error.contains("34567890"))
    #expect(
      try project.run(["suppress", "mute", "add", "17400000001"]).error.contains("--signature"))
  }

  @Test("An export has the wanted results, once in 5 minutes", arguments: ["csv", "jsonl", "xlsx"])
  func export(format: String) throws {
    let project = try workspace()
    let sent = try project.run([
      "send", try project.sheet(rows: 300), "-t", "monthly-bill", "--json",
    ]).json()
    func export(_ time: String, _ status: String) throws -> Outcome {
      try Tool.broadsheet(
        [
          "export", "1", "--status", status, "--format", format, "--json", "--now",
          "2026-11-20 \(time)",
        ], in: project.folder.path)
    }
    let first = try export("20:00:00", "failed")
    let path = try #require(first.json()["path"] as? String, "\(first.output) \(first.error)")
    let failed = (sent["failed"] as? Int ?? 0) + (sent["refused"] as? Int ?? 0)
    #expect(failed > 60)
    if format != "xlsx" {
      let lines = try project.folder.text(path).split(whereSeparator: \.isNewline)
      #expect(lines.count == failed + (format == "csv" ? 1 : 0))
    }
    let early = try export("20:04:59", "successful")
    #expect(early.status == 75 && early.error.contains("1 seconds"), "\(early.error)")
    #expect(try export("20:05:00", "successful,sending").status == 0)
    let list = try project.run(["export", "list", "--now", "2026-11-20 20:06"]).output
    #expect(list.split(separator: "\n").count == 2)
    let none = try Tool.broadsheet(
      ["export", "1", "--now", "2027-01-20 20:00"], in: project.folder.path)
    #expect(none.status == 66 && none.error.contains("60 days"))
  }

  @Test("A failed export is recorded, retried and deleted; records are searched by name")
  func exportRecords() throws {
    let project = try workspace()
    _ = try project.run([
      "send", try project.sheet(rows: 5), "-t", "monthly-bill", "--task", "Sale",
    ])
    let now = ["--now", "2026-11-20 20:00"]
    func run(_ arguments: [String]) throws -> Outcome {
      try Tool.broadsheet(["export"] + arguments + now, in: project.folder.path)
    }
    let blocked = try project.folder.write("blocked", "a file, not a folder")
    #expect(try run(["1", "--output", blocked, "--format", "csv"]).status == 73)
    #expect(try run(["list", "--result", "failed"]).output.contains("folder"))
    #expect(try run(["list", "--result", "succeeded"]).output == "")
    #expect(try run(["list", "--name", "Sale"]).output.isEmpty == false)
    #expect(try run(["list", "--name", "Sale", "--exact"]).output == "")
    let again = try run(["retry", "1"])
    #expect(again.status == 0 && again.output.contains("succeeded"), "\(again.error)")
    #expect(project.output().contains("Sale_20261120_200000_export.csv"))
    #expect(try run(["list", "--name", "Sale_20261120_200000_export.csv", "--exact"]).output != "")
    #expect(try run(["retry", "1"]).status == 75)
    #expect(try run(["delete", "1"]).status == 0)
    #expect(try run(["list"]).output == "")
    #expect(project.output().contains("Sale_20261120_200000_export.csv"))
  }
}
