import Foundation
import TestSupport
import Testing

/// What a command says: its output, or its exit status and its error.
private func says(_ project: Project, _ arguments: [String]) throws -> String {
  let outcome = try project.run(arguments)
  return outcome.status == 0 ? outcome.output : "\(outcome.status) \(outcome.error)"
}

@Suite("ADMIN-1, ADMIN-2: qualifications, signatures, templates and their review")
struct ReviewTests {
  private func workspace() throws -> Project {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "language: en\n")
    try project.folder.write("licence.png", [0x89, 0x50, 0x4E, 0x47, 1, 2, 3])
    try project.folder.write("letter.jpg", [0xFF, 0xD8, 0xFF, 0xE0])
    try project.folder.write("fake.png", "GIF89a")
    return project
  }

  @Test("A new one is pending, a review by the lint makes it effective or says why not")
  func review() throws {
    let project = try workspace()
    #expect(
      try says(project, ["qualification", "create", "acme", "--holder", "Acme Ltd"])
        .hasPrefix("The qualification “acme” is pending."))
    #expect(
      try says(project, ["qualification", "review", "acme"])
        == "The qualification “acme” failed its review: A picture of the licence is missing: proof.\n"
    )
    #expect(
      try says(project, ["qualification", "change", "acme", "--proof", "licence.png"])
        .contains("is pending"))
    #expect(
      try says(project, ["qualification", "review", "acme"])
        == "The qualification “acme” is effective.\n")
    // An effective one is what it is.
    #expect(
      try says(project, ["qualification", "change", "acme", "--note", "x"])
        .contains("65 broadsheet: The qualification “acme” is effective, and only"))
    #expect(
      try says(project, ["qualification", "create", "acme", "--holder", "B"]).contains("already"))
  }

  /// Names of signatures with what they are for, and the codes of what a reviewer finds, worked out by
  /// hand from Tencent's guide (seeds/004, Creating Signature).
  private static let signatures: [([String], [String])] = [
    (["Acme"], []),
    (["阿克米"], []),
    (["A"], ["SIGNATURE_FORM"]),
    (["Acme Ltd"], ["SIGNATURE_FORM"]),
    (["ABCDEFGHIJKL"], []),
    (["ABCDEFGHIJKLM"], ["SIGNATURE_FORM"]),
    (["Acme", "--type", "trademark"], ["NO_PROOF"]),
    (["Acme", "--type", "trademark", "--proof", "licence.png"], []),
    (["Acme", "--type", "trademark", "--proof", "fake.png"], ["PROOF_KIND"]),
    (["Acme", "--type", "trademark", "--proof", "none.png"], ["NO_PROOF"]),
    (["Acme", "--purpose", "others"], ["QUALIFICATION_PURPOSE", "NO_AUTHORIZATION"]),
    (
      ["Acme", "--purpose", "others", "--authorization", "letter.jpg"], ["QUALIFICATION_PURPOSE"]
    ),
    (["Acme", "--qualification", "pending"], ["QUALIFICATION_STATUS"]),
    (["Acme", "--qualification", "unknown"], ["NO_QUALIFICATION"]),
    (["Acme", "--qualification", ""], ["NO_QUALIFICATION"]),
  ]

  @Test("What a reviewer finds in a signature", arguments: signatures)
  func signature(_ arguments: [String], _ codes: [String]) throws {
    let project = try workspace()
    for name in ["acme", "pending"] {
      _ = try says(
        project, ["qualification", "create", name, "--holder", "A", "--proof", "licence.png"])
    }
    _ = try says(project, ["qualification", "review", "acme"])
    var given = ["signature", "create"] + arguments
    if !given.contains("--type") { given += ["--type", "company"] }
    if !given.contains("--qualification") { given += ["--qualification", "acme"] }
    #expect(try says(project, given).contains("is pending"))
    let shown = try says(project, ["signature", "show", arguments[0]])
    let found = shown.split(separator: "\n").filter { $0.hasPrefix("Finding") }
      .compactMap { $0.split(separator: "[").last?.dropLast() }.map(String.init)
    #expect(found == codes, "\(shown)")
    let status = try says(project, ["signature", "review", arguments[0]])
    #expect(status.contains(codes.isEmpty ? "is effective" : "failed its review"))
  }

  @Test("Only effective signatures and templates are sent with; a reviewer may overrule the lint")
  func sending() throws {
    let project = try workspace()
    try project.folder.write("people.csv", "n\n17400000001\n")
    func send() throws -> Outcome {
      try project.run(["send", "people.csv", "-t", "sale", "--yes"])
    }
    #expect(
      try says(
        project,
        [
          "template", "create", "sale", "--type", "marketing", "--signature", "Acme",
          "--content", "Sale! 100% \"off\": #1",
        ]
      ).contains("is pending"))
    #expect(try says(project, ["template", "review", "sale"]).contains("how to opt out"))
    #expect(try send().status == 65)
    _ = try says(
      project, ["template", "change", "sale", "--content", "Sale: all \"must go\". Reply TD."])
    #expect(try says(project, ["template", "review", "sale", "--approve"]).contains("effective"))
    // The lint has the last word at sending, whoever approved.
    #expect(try send().error.contains("opt out"))
    _ = try says(project, ["template", "review", "sale", "--reject", "--reason", "Say: how?"])
    _ = try says(
      project,
      [
        "template", "change", "sale", "--content",
        "Sale: \"must go\" # now. Reply TD to unsubscribe.",
      ])
    #expect(try says(project, ["template", "review", "sale"]).contains("is effective"))
    #expect(try project.folder.text("Templates/sale.yaml").contains("reason") == false)

    _ = try says(project, ["signature", "create", "Acme", "--type", "app"])
    let refused = try send()
    #expect(refused.status == 78 && refused.error.contains("Signature “Acme” is pending"))
    #expect(try says(project, ["signature", "review", "Acme", "--approve"]).contains("effective"))
    let outcome = try send()
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(
      try says(project, ["signature", "review", "Acme", "--reject", "--reason", "Expired"])
        == "The signature “Acme” failed its review: Expired\n")
    #expect(try send().status == 78)
  }

  @Test("Deletion is final, and not of a qualification that is used")
  func deletion() throws {
    let project = try workspace()
    _ = try says(project, ["qualification", "create", "acme", "--holder", "A"])
    _ = try says(
      project, ["signature", "create", "Acme", "--type", "app", "--qualification", "acme"])
    #expect(try says(project, ["qualification", "delete", "acme", "-y"]).contains("that of Acme"))
    #expect(try says(project, ["signature", "delete", "Acme", "-y"]).contains("is deleted"))
    #expect(try says(project, ["signature", "list"]).isEmpty)
    #expect(try says(project, ["qualification", "delete", "acme", "-y"]).contains("is deleted"))
    #expect(try says(project, ["qualification", "show", "acme"]).hasPrefix("66 "))
    for name in ["../up", ".hidden", "a/b", "-x", ""] {
      let outcome = try project.run(
        ["qualification", "create", "--holder", "A", "--", name])
      #expect(outcome.status == 65, "\(name)")
    }
    #expect(project.folder.names(in: "Qualifications").isEmpty)
  }

  @Test("A change leaves the rest of a file as its author wrote it")
  func comments() throws {
    let project = try workspace()
    let text = """
      # Ours.
      name: bill
      type: notification      # as agreed
      region: mainland

      # Not yet approved.
      status: pending  # by us
      content: |
        Dear {1},
        your bill is {2}.
      note: "a: b"
      # The end.

      """
    try project.folder.write("Templates/bill.yaml", text)
    #expect(try says(project, ["template", "review", "bill"]).contains("is effective"))
    #expect(
      try project.folder.text("Templates/bill.yaml")
        == text.replacingOccurrences(of: "pending  # by us", with: "effective  # by us"))
    _ = try says(project, ["template", "review", "bill", "--reject", "--reason", "Too: long"])
    _ = try says(
      project, ["template", "change", "bill", "--content", "Hello {1} {2}", "--note", ""])
    let changed =
      text.replacingOccurrences(
        of: "content: |\n  Dear {1},\n  your bill is {2}.\nnote: \"a: b\"\n",
        with: "content: Hello {1} {2}\n")
    #expect(try project.folder.text("Templates/bill.yaml") == changed)
    // Neither a broken file nor one in braces is touched.
    for broken in ["name: [", "{name: x, type: notification, region: mainland, content: c}\n"] {
      try project.folder.write("Templates/bill.yaml", broken)
      #expect(try says(project, ["template", "review", "bill"]).hasPrefix("78 "))
      #expect(try project.folder.text("Templates/bill.yaml") == broken)
    }
  }

  @Test("Contacts who are told of reviews get an alarm")
  func alarm() throws {
    let project = try workspace()
    _ = try says(
      project, ["application", "create", "shop", "--set", "contacts.ops@acme.example=[review]"])
    _ = try says(project, ["application", "create", "other"])
    _ = try says(project, ["qualification", "create", "acme", "--holder", "A"])
    _ = try says(project, ["qualification", "review", "acme"])
    let line = try project.folder.text("Outbox/alarms.jsonl")
    let alarm = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    #expect(alarm["application"] as? String == "shop" && alarm["event"] as? String == "review")
    #expect(alarm["task"] is NSNull && alarm["contacts"] as? [String] == ["ops@acme.example"])
    #expect((alarm["message"] as? String)?.contains("“acme” failed its review") == true)
  }
}

@Suite("ADMIN-3, ADMIN-5, ADMIN-6: applications")
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
      _ = try says(project, ["application", "change", name, "--set", "daily.total=9"])
      let shown = try project.run(["application", "show", name, "--show-key", "--json"]).json()
      #expect(shown["id"] as? String == id && shown["key"] as? String == key)
      let plain = try says(project, ["application", "show", name])
      #expect(!plain.contains(key) && plain.contains("daily.total                 9"))
    }
    #expect(ids.count == 3 && keys.count == 3)
    #expect(try !says(project, ["config", "show"]).contains(keys.first ?? "-"))
    #expect(try says(project, ["application", "create", "shop"]).contains("already"))
  }

  @Test("A key that is taken away is a new one; one that the settings have is kept")
  func keys() throws {
    let project = try project()
    func account(_ name: String) throws -> [String: String] {
      let shown = try project.run(["application", "show", name, "--show-key", "--json"]).json()
      return shown.compactMapValues { $0 as? String }
    }
    _ = try says(project, ["application", "create", "shop"])
    let first = try account("shop")
    _ = try says(project, ["application", "change", "shop", "--set", "key="])
    let second = try account("shop")
    #expect(first["id"] == second["id"] && first["key"] != second["key"])
    #expect(second["key"]?.count == 32)
    try project.folder.write(
      "broadsheet.yaml", "applications: { old: { id: 1400000001, key: secret } }\n")
    _ = try says(project, ["application", "disable", "old"])
    #expect(try account("old")["key"] == "secret" && account("old")["id"] == "1400000001")
    // A file that somebody wrote gets what it lacks.
    try project.folder.write("Applications/hand.yaml", "daily: { total: 5 }\n")
    _ = try says(project, ["application", "change", "hand", "--note", "ours"])
    #expect(try account("hand")["key"]?.count == 32)
  }

  @Test("Who may only look sees no key and changes nothing")
  func looking() throws {
    let project = try project()
    _ = try says(project, ["application", "create", "shop"])
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
    #expect(try says(project, ["application", "create", "last"]).contains("is made"))
    let outcome = try project.run(["application", "create", "more"])
    #expect(outcome.status == 65 && outcome.error.contains("at most 500"))
    #expect(try says(project, ["application", "list"]).split(separator: "\n").count == 500)
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
    _ = try says(project, ["application", "create", "shop"])
    #expect(try sent() == 2)
    #expect(
      try says(project, ["application", "delete", "shop", "-y"]).contains("Disable it first"))
    _ = try says(project, ["application", "disable", "shop"])
    #expect(try sent() == 0)
    _ = try says(project, ["application", "enable", "shop"])
    _ = try says(project, ["application", "disable", "shop"])
    _ = try says(
      project,
      [
        "send", "people.csv", "-t", "monthly-bill", "--yes", "--at", "2026-11-20 20:00:00",
      ])
    #expect(try says(project, ["application", "delete", "shop", "-y"]).contains("not done: 3"))
    _ = try says(project, ["task", "cancel", "3", "--now", "2026-11-20 19:31:00"])
    #expect(try says(project, ["application", "delete", "shop", "-y"]).contains("is deleted"))
    #expect(try says(project, ["application", "show", "shop"]).hasPrefix("78 "))
    // One of the settings is taken out there.
    try project.folder.write("broadsheet.yaml", "applications: { old: { enabled: no } }\n")
    #expect(try says(project, ["application", "delete", "old", "-y"]).contains("broadsheet.yaml"))
  }

  @Test("Items are bought, used and counted")
  func package() throws {
    let project = try project()
    try project.folder.write(
      "people.csv", "n,a,b\n" + (1...5).map { "1740000000\($0),王,1\n" }.joined())
    _ = try says(project, ["application", "create", "shop"])
    _ = try says(project, ["application", "buy", "shop", "3"])
    #expect(try says(project, ["application", "buy", "shop", "4"]) == "shop: package is 7 now.\n")
    _ = try says(project, ["send", "people.csv", "-t", "monthly-bill", "--yes"])
    #expect(try says(project, ["application", "show", "shop"]).contains("2 of 7 items left"))
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
    _ = try says(
      project, ["application", "change", "default", "--set", "quota.international=120"])
    #expect(try suppressed(project, 2) == 110)
    // A limit that is set takes the quota's place.
    _ = try says(
      project, ["application", "change", "default", "--set", "daily.international=1000"])
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
    _ = try says(project, ["application", "create", "shop", "--set", "daily.total=5"])
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
    _ = try says(
      project,
      [
        "application", "create", "shop", "--set", "countries=[SG, CN, FR]", "--set",
        "daily.regions.SG=50", "--set", "alarms.daily.regions.SG=40",
      ])
    let file = "countries.\(ending)"
    #expect(
      try says(project, ["application", "countries", "export", "shop", "-o", file]) == "\(file)\n")
    let rows = try Tool.broadsheet(["sheet", "cat", file], in: project.folder.path).output
    // The reader leaves out empty cells at the end of a workbook's row.
    #expect(
      rows.replacingOccurrences(of: ",,\n", with: "\n")
        == "Country,Name,Warning,Limit\nCN,\"China, mainland\"\nFR,France\nSG,Singapore,40,50\n")
    _ = try says(project, ["application", "create", "other"])
    #expect(
      try says(project, ["application", "countries", "import", "other", file])
        == "other: may send to 3 countries now.\n")
    let shown = try says(project, ["application", "show", "other"])
    #expect(shown.contains("[CN, FR, SG]") && shown.contains("daily.regions.SG            50"))
    #expect(shown.contains("alarms.daily.regions.SG     40"))
    // What is imported takes the place of what was there.
    try project.folder.write("one.csv", "Country,Name,Warning,Limit\nfr,,,7\n")
    _ = try says(project, ["application", "countries", "import", "other", "one.csv"])
    let after = try says(project, ["application", "show", "other"])
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
    _ = try says(
      project, ["application", "create", "shop", "--set", "daily.international=100"])
    let before = try project.folder.text("Applications/shop.yaml")
    try project.folder.write("bad.csv", text)
    let outcome = try project.run(["application", "countries", "import", "shop", "bad.csv"])
    #expect(outcome.status == 65 && outcome.error.contains(words), "\(outcome.error)")
    #expect(try project.folder.text("Applications/shop.yaml") == before)
  }

  @Test("Of many changes at once none is lost")
  func concurrent() throws {
    let project = try project()
    _ = try says(project, ["application", "create", "shop"])
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
