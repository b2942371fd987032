import Foundation
import TestSupport
import Testing

@Suite("A workspace and its settings", .sideBySide)
struct WorkspaceTests {
  @Test("init makes a workspace that works, and changes nothing the second time")
  func makes() throws {
    let folder = try Workdir()
    let first = try Tool.broadsheet(["init", "here"], in: folder.path)
    #expect(first.status == 0 && first.output.contains("broadsheet.yaml"))
    #expect(
      folder.names(in: "here") == [
        "Ledger", "Output", "Templates", "broadsheet.yaml", "sample.csv",
      ])
    let sent = try Tool.broadsheet(
      ["send", "sample.csv", "--template", "welcome", "--json"], in: folder.file("here"))
    #expect(try sent.json()["accepted"] as? Int == 3, "\(sent.error)")
    try folder.write("here/broadsheet.yaml", "numbers: strict\n")
    let second = try Tool.broadsheet(["init"], in: folder.file("here"))
    #expect(second.status == 0 && second.output.contains("nothing was changed"))
    #expect(try folder.text("here/broadsheet.yaml") == "numbers: strict\n")
  }

  @Test("The settings that init writes are the defaults")
  func defaults() throws {
    let folder = try Workdir()
    _ = try Tool.broadsheet(["init"], in: folder.path)
    func values(_ arguments: [String]) throws -> [String: String] {
      var values: [String: String] = [:]
      let lines = try Tool.broadsheet(["config", "show", "--json"] + arguments, in: folder.path)
        .output.split(separator: "\n")
      for line in lines {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
        values[object?["path"] ?? ""] = object?["value"]
      }
      return values
    }
    let written = try values([])
    let standard = try values(["--workspace", folder.file("Output")])
    #expect(written == standard && written.count > 40)
  }

  @Test("config show says of each value where it came from")
  func origins() throws {
    let project = try Project()
    try project.folder.write(
      "broadsheet.yaml",
      """
      numbers: strict
      simulator:
        seed: 5
        rate: 40
      applications:
        shop:
          frequency: {day: 4}
      """)
    let outcome = try project.run(
      ["config", "show", "--seed", "7"], environment: ["BROADSHEET_SIMULATOR_RATE": "60"])
    let lines = outcome.output.split(separator: "\n").map {
      $0.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
    func line(_ path: String) -> [String]? { lines.first { $0[0] == path } }
    #expect(line("numbers") == ["numbers", "strict", "broadsheet.yaml, line 1"])
    #expect(line("simulator.seed") == ["simulator.seed", "7", "flag, --seed"])
    #expect(
      line("simulator.rate")
        == ["simulator.rate", "60", "environment, BROADSHEET_SIMULATOR_RATE"])
    #expect(line("timeZone") == ["timeZone", "Asia/Shanghai", "default"])
    #expect(
      line("applications.shop.frequency.day") == [
        "applications.shop.frequency.day", "4", "broadsheet.yaml, line 7",
      ])
    #expect(line("applications.shop.frequency.hour")?.last == "default")
  }

  @Test(
    "A setting that does not exist, or has a bad value, is named with its line",
    arguments: [
      ("timeZone: Asia/Shanghai\ncolour: red\n", 2), ("\n\nnumbers: loose\n", 3),
      ("limits:\n  rows: many\n", 2), ("limits:\n  rows: 0\n", 2),
      ("applications:\n  a:\n    frequency:\n      day: 0\n", 4),
      ("applications:\n  a:\n    frequency:\n      day: 251\n", 4),
      ("applications:\n  a:\n    marketingHours: 22:00:00-08:00:00\n", 3),
      ("applications:\n  a:\n    countries: [CN, QQ]\n", 3),
      ("applications:\n  a:\n    enabled: maybe\n", 3), ("signatures:\n  Acme: good\n", 2),
      ("timeZone: Mars/Olympus\n", 1), ("simulator:\n  rate: -1\n", 2), ("ledger: yes\n", 1),
      ("prices:\n  CN: cheap\n", 2), ("a: [\n", 2),
    ])
  func badSettings(text: String, line: Int) throws {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", text)
    let outcome = try project.run(["config", "show"])
    #expect(outcome.status == 78 && outcome.output.isEmpty)
    #expect(outcome.error.contains("broadsheet.yaml, line \(line)"), "\(outcome.error)")
  }

  @Test("Commands that need a ledger say how to get one")
  func noWorkspace() throws {
    let project = try Project()
    for command in [["task", "list"], ["run"], ["suppress", "mute", "list"], ["export", "1"]] {
      let outcome = try project.run(command)
      #expect(outcome.status == 78 && outcome.error.contains("broadsheet init"), "\(command)")
    }
    let late = try project.run([
      "send", try project.sheet(), "-t", "monthly-bill", "--at", "2026-11-20 21:00",
    ])
    #expect(late.status == 78 && late.error.contains("broadsheet init"))
    #expect(project.folder.names().contains("Ledger") == false)
  }

  @Test("Without a ledger nothing is remembered", arguments: [true, false])
  func noLedger(isFlag: Bool) throws {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", isFlag ? "ledger: sqlite\n" : "ledger: none\n")
    let sheet = try project.sheet()
    for _ in 0..<2 {
      let json = try project.run(
        ["send", sheet, "-t", "monthly-bill", "--json"] + (isFlag ? ["--no-ledger"] : [])
      ).json()
      #expect(json["suppressed"] as? Int == 0 && json["number"] == nil)
    }
    #expect(project.folder.names().contains("Ledger") == false)
  }

  @Test("An application and a signature must be ones of the settings")
  func unknownNames() throws {
    let project = try Project()
    try project.folder.write(
      "broadsheet.yaml",
      "applications:\n  shop: {}\n  bank: {enabled: no}\nsignatures:\n  博阔: effective\n  Acme: pending\n"
    )
    let sheet = try project.sheet()
    let send = ["send", sheet, "-t", "monthly-bill", "--json"]
    let unnamed = try project.run(send)
    #expect(unnamed.status == 78 && unnamed.error.contains("bank, shop"))
    #expect(try project.run(send + ["--application", "shop"]).json()["accepted"] as? Int == 3)
    let disabled = try project.run(send + ["--application", "bank"]).json()
    #expect(disabled["suppressed"] as? Int == 3)
    #expect(disabled["suppressions"] as? [String: Int] == ["APPOFF": 3])
    let pending = try project.run(send + ["--application", "shop", "--signature", "Acme"])
    #expect(pending.status == 78 && pending.error.contains("pending"))
  }
}
