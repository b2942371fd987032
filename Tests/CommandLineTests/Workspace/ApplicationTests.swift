import Foundation
import TestSupport
import Testing

@Suite("ADMIN-3, ADMIN-5, ADMIN-6: applications", .sideBySide)
struct ApplicationTests {
  private func project() throws -> Project {
    let project = try Project()
    try project.folder.write(
      "broadsheet.yaml", "simulator: { mainland: { refused: 0, failed: 0, missing: 0 } }\n")
    return project
  }

  @Test("ID and key are made on creation, differ, and stay")
  func creation() throws {
    let project = try project()
    var ids: Set<String> = []
    var keys: Set<String> = []
    for name in ["shop", "news", "商城"] {
      let made = try project.run(["application", "create", name, "--json"]).json()
      let (id, key) = (made["id"] as? String ?? "", made["key"] as? String ?? "")
      #expect(id.count == 10 && id.allSatisfy(\.isNumber), "\(id)")
      #expect(key.count == 32 && key.allSatisfy(\.isHexDigit), "\(key)")
      ids.insert(id)
      keys.insert(key)
      _ = try project.says(["application", "change", name, "--set", "daily.total=9"])
      let shown = try project.run(["application", "show", name, "--show-key", "--json"]).json()
      #expect(shown["id"] as? String == id && shown["key"] as? String == key)
      let plain = try project.says(["application", "show", name])
      #expect(!plain.contains(key) && plain.contains("daily.total                 9"))
    }
    #expect(ids.count == 3 && keys.count == 3)
    #expect(try !project.says(["config", "show"]).contains(keys.first ?? "-"))
    #expect(try project.says(["application", "create", "shop"]).contains("already"))
  }

  @Test("A key that is taken away is a new one; one that the settings have is kept")
  func keys() throws {
    let project = try project()
    func account(_ name: String) throws -> [String: String] {
      let shown = try project.run(["application", "show", name, "--show-key", "--json"]).json()
      return shown.compactMapValues { $0 as? String }
    }
    _ = try project.says(["application", "create", "shop"])
    let first = try account("shop")
    _ = try project.says(["application", "change", "shop", "--set", "key="])
    let second = try account("shop")
    #expect(first["id"] == second["id"] && first["key"] != second["key"])
    #expect(second["key"]?.count == 32)
    try project.folder.write(
      "broadsheet.yaml", "applications: { old: { id: 1400000001, key: secret } }\n")
    _ = try project.says(["application", "disable", "old"])
    #expect(try account("old")["key"] == "secret" && account("old")["id"] == "1400000001")
    // A file that somebody wrote gets what it lacks.
    try project.folder.write("Applications/hand.yaml", "daily: { total: 5 }\n")
    _ = try project.says(["application", "change", "hand", "--note", "ours"])
    #expect(try account("hand")["key"]?.count == 32)
  }

  @Test("Who may only look sees no key and changes nothing")
  func looking() throws {
    let project = try project()
    _ = try project.says(["application", "create", "shop"])
    try project.folder.write("broadsheet.yaml", "users: { ana: [full], ben: [readOnly] }\n")
    for (user, arguments, status) in [
      ("ana", ["show", "shop", "--show-key"], 0), ("ben", ["show", "shop"], 0),
      ("ben", ["show", "shop", "--show-key"], 77), ("ben", ["disable", "shop"], 77),
      ("ben", ["create", "news"], 77), ("ben", ["countries", "export", "shop", "-o", "c.csv"], 0),
      ("ben", ["countries", "import", "shop", "c.csv"], 77), ("ana", ["create", "news"], 0),
    ] as [(String, [String], Int32)] {
      let outcome = try project.run(["application"] + arguments + ["--user", user])
      #expect(outcome.status == status, "\(user) \(arguments) \(outcome.error)")
    }
    #expect(project.folder.names(in: "Applications") == ["news.yaml", "shop.yaml"])
  }

  @Test("A workspace has at most 500")
  func limit() throws {
    let project = try project()
    for number in 1...499 { try project.folder.write("Applications/a\(number).yaml", "id: 1\n") }
    #expect(try project.says(["application", "create", "last"]).contains("is made"))
    let outcome = try project.run(["application", "create", "more"])
    #expect(outcome.status == 65 && outcome.error.contains("at most 500"))
    #expect(try project.says(["application", "list"]).split(separator: "\n").count == 500)
  }

  @Test("A disabled one sends nothing, and only it can be deleted")
  func life() throws {
    let project = try project()
    try project.folder.write("people.csv", "n,a,b\n17400000001,王,1\n17400000002,王,1\n")
    func sent() throws -> Int? {
      let outcome = try project.run(
        [
          "send", "people.csv", "-t", "monthly-bill", "--yes", "--json", "--task",
          "\(UUID())".prefix(8).description,
        ]
      )
      return try outcome.json()["successful"] as? Int
    }
    _ = try project.says(["application", "create", "shop"])
    #expect(try sent() == 2)
    #expect(
      try project.says(["application", "delete", "shop", "-y"]).contains("Disable it first"))
    _ = try project.says(["application", "disable", "shop"])
    #expect(try sent() == 0)
    _ = try project.says(["application", "enable", "shop"])
    _ = try project.says(["application", "disable", "shop"])
    _ = try project.says([
      "send", "people.csv", "-t", "monthly-bill", "--yes", "--at", "2026-11-20 20:00:00",
    ])
    #expect(try project.says(["application", "delete", "shop", "-y"]).contains("not done: 3"))
    _ = try project.says(["task", "cancel", "3", "--now", "2026-11-20 19:31:00"])
    #expect(try project.says(["application", "delete", "shop", "-y"]).contains("is deleted"))
    #expect(try project.says(["application", "show", "shop"]).hasPrefix("78 "))
    // One of the settings is taken out there.
    try project.folder.write("broadsheet.yaml", "applications: { old: { enabled: no } }\n")
    #expect(try project.says(["application", "delete", "old", "-y"]).contains("broadsheet.yaml"))
  }

  @Test("Items are bought, used and counted")
  func package() throws {
    let project = try project()
    try project.folder.write(
      "people.csv", "n,a,b\n" + (1...5).map { "1740000000\($0),王,1\n" }.joined())
    _ = try project.says(["application", "create", "shop"])
    _ = try project.says(["application", "buy", "shop", "3"])
    #expect(try project.says(["application", "buy", "shop", "4"]) == "shop: package is 7 now.\n")
    _ = try project.says(["send", "people.csv", "-t", "monthly-bill", "--yes"])
    #expect(try project.says(["application", "show", "shop"]).contains("2 of 7 items left"))
    let shown = try project.run(["application", "show", "shop", "--json"]).json()
    #expect(shown["balance"] as? Int == 2 && shown["package"] as? Int == 7)
  }

  @Test("Abroad go 100 messages a day until the quota is raised; without a workspace there is none")
  func quota() throws {
    let project = try project()
    let rows = (0..<130).map {
      "+1\(202 + $0 / 100)55501\($0 % 100 < 10 ? "0" : "")\($0 % 100),a\n"
    }
    try project.folder.write("abroad.csv", "n,a\n" + rows.joined())
    try project.folder.write(
      "Templates/hi.yaml",
      "name: hi\ntype: notification\nregion: international\nstatus: effective\ncontent: 'Hi {1}'\n")
    func suppressed(_ project: Project, _ number: Int) throws -> Int? {
      let outcome = try project.run(
        ["send", "abroad.csv", "-t", "hi", "--yes", "--json", "--task", "t\(number)"])
      return try outcome.json()["suppressed"] as? Int
    }
    #expect(try suppressed(project, 1) == 30)
    // 100 went out, of the 30 others 20 may go now; the 100 had the same text moments ago.
    _ = try project.says(["application", "change", "default", "--set", "quota.international=120"])
    #expect(try suppressed(project, 2) == 110)
    // A limit that is set takes the quota's place.
    _ = try project.says(["application", "change", "default", "--set", "daily.international=1000"])
    #expect(try suppressed(project, 3) == 120)
    let plain = try Project()
    for name in ["abroad.csv", "Templates/hi.yaml"] {
      try plain.folder.write(name, try project.folder.text(name))
    }
    #expect(try suppressed(plain, 1) == 0)
  }

  @Test(
    "A value that cannot be changes nothing",
    arguments: [
      ("daily.total=x", "whole number"), ("nothing=1", "not a key"), ("enabled=maybe", "yes or no"),
      ("countries=[XX]", "XX"), ("daily=5", "must hold keys"),
      ("callbacks.status=ftp://a", "http"), ("alarms.webhook=http:// a", "http"),
    ])
  func badValue(_ value: String, _ words: String) throws {
    let project = try project()
    _ = try project.says(["application", "create", "shop", "--set", "daily.total=5"])
    let before = try project.folder.text("Applications/shop.yaml")
    let outcome = try project.run(["application", "change", "shop", "--set", value])
    #expect(outcome.status == 78 && outcome.error.contains(words), "\(outcome.error)")
    #expect(try project.folder.text("Applications/shop.yaml") == before)
    #expect(try project.run(["application", "create", "b", "--set", value]).status == 78)
    #expect(project.folder.names(in: "Applications") == ["shop.yaml"])
  }

  @Test("Countries are exported and imported as a sheet", arguments: ["csv", "xlsx"])
  func countries(_ ending: String) throws {
    let project = try project()
    _ = try project.says([
      "application", "create", "shop", "--set", "countries=[SG, CN, FR]", "--set",
      "daily.regions.SG=50", "--set", "alarms.daily.regions.SG=40",
    ])
    let file = "countries.\(ending)"
    #expect(
      try project.says(["application", "countries", "export", "shop", "-o", file]) == "\(file)\n")
    let rows = try Tool.broadsheet(["sheet", "cat", file], in: project.folder.path).output
    // The reader leaves out empty cells at the end of a workbook's row.
    #expect(
      rows.replacingOccurrences(of: ",,\n", with: "\n")
        == "Country,Name,Warning,Limit\nCN,\"China, mainland\"\nFR,France\nSG,Singapore,40,50\n")
    _ = try project.says(["application", "create", "other"])
    #expect(
      try project.says(["application", "countries", "import", "other", file])
        == "other: may send to 3 countries now.\n")
    let shown = try project.says(["application", "show", "other"])
    #expect(shown.contains("[CN, FR, SG]") && shown.contains("daily.regions.SG            50"))
    #expect(shown.contains("alarms.daily.regions.SG     40"))
    // What is imported takes the place of what was there.
    try project.folder.write("one.csv", "Country,Name,Warning,Limit\nfr,,,7\n")
    _ = try project.says(["application", "countries", "import", "other", "one.csv"])
    let after = try project.says(["application", "show", "other"])
    #expect(
      after.contains("[FR]") && !after.contains("SG") && after.contains("regions.FR            7"))
  }

  @Test(
    "A wrong row of countries is named, and nothing changes",
    arguments: [
      ("CN\nXX\n", "row 2: “XX”"), ("SG,,9,5\n", "row 1: the warning at 9"),
      ("SG,,,-1\n", "row 1: “-1”"), ("SG\nSG\n", "row 2: SG stands in it twice"),
      ("Country\n", "no country"), ("SG,,,200\n", "above that of all such countries, 100"),
    ])
  func badCountries(_ text: String, _ words: String) throws {
    let project = try project()
    _ = try project.says(["application", "create", "shop", "--set", "daily.international=100"])
    let before = try project.folder.text("Applications/shop.yaml")
    try project.folder.write("bad.csv", text)
    let outcome = try project.run(["application", "countries", "import", "shop", "bad.csv"])
    #expect(outcome.status == 65 && outcome.error.contains(words), "\(outcome.error)")
    #expect(try project.folder.text("Applications/shop.yaml") == before)
  }

  @Test("Of many changes at once none is lost")
  func concurrent() throws {
    let project = try project()
    _ = try project.says(["application", "create", "shop"])
    let outcome = try Tool.python(
      """
      import subprocess, sys
      runs = [subprocess.Popen([sys.argv[1], "application", "buy", "shop", "7"], cwd=sys.argv[2],
              stdout=subprocess.DEVNULL) for _ in range(20)]
      print(sum(run.wait() for run in runs))
      """, [Tool.binary, project.folder.path])
    #expect(outcome.output == "0\n", "\(outcome.error)")
    let shown = try project.run(["application", "show", "shop", "--json"]).json()
    #expect(shown["package"] as? Int == 140)
  }
}
