import Foundation
import TestSupport
import Testing

@Suite("ADMIN-1, ADMIN-2: qualifications, signatures, templates and their review", .sideBySide)
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
      try project.says(["qualification", "create", "acme", "--holder", "Acme Ltd"])
        .hasPrefix("The qualification “acme” is pending."))
    #expect(
      try project.says(["qualification", "review", "acme"])
        == "The qualification “acme” failed its review: A picture of the licence is missing: proof.\n"
    )
    #expect(
      try project.says(["qualification", "change", "acme", "--proof", "licence.png"])
        .contains("is pending"))
    #expect(
      try project.says(["qualification", "review", "acme"])
        == "The qualification “acme” is effective.\n")
    // An effective one is what it is.
    #expect(
      try project.says(["qualification", "change", "acme", "--note", "x"])
        .contains("65 broadsheet: The qualification “acme” is effective, and only"))
    #expect(
      try project.says(["qualification", "create", "acme", "--holder", "B"]).contains("already"))
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
      _ = try project.says([
        "qualification", "create", name, "--holder", "A", "--proof", "licence.png",
      ])
    }
    _ = try project.says(["qualification", "review", "acme"])
    var given = ["signature", "create"] + arguments
    if !given.contains("--type") { given += ["--type", "company"] }
    if !given.contains("--qualification") { given += ["--qualification", "acme"] }
    #expect(try project.says(given).contains("is pending"))
    let shown = try project.says(["signature", "show", arguments[0]])
    let found = shown.split(separator: "\n").filter { $0.hasPrefix("Finding") }
      .compactMap { $0.split(separator: "[").last?.dropLast() }.map(String.init)
    #expect(found == codes, "\(shown)")
    let status = try project.says(["signature", "review", arguments[0]])
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
      try project.says([
        "template", "create", "sale", "--type", "marketing", "--signature", "Acme",
        "--content", "Sale! 100% \"off\": #1",
      ]
      ).contains("is pending"))
    #expect(try project.says(["template", "review", "sale"]).contains("how to opt out"))
    #expect(try send().status == 65)
    _ = try project.says([
      "template", "change", "sale", "--content", "Sale: all \"must go\". Reply TD.",
    ])
    #expect(try project.says(["template", "review", "sale", "--approve"]).contains("effective"))
    // The lint has the last word at sending, whoever approved.
    #expect(try send().error.contains("opt out"))
    _ = try project.says(["template", "review", "sale", "--reject", "--reason", "Say: how?"])
    _ = try project.says([
      "template", "change", "sale", "--content",
      "Sale: \"must go\" # now. Reply TD to unsubscribe.",
    ])
    #expect(try project.says(["template", "review", "sale"]).contains("is effective"))
    #expect(try project.folder.text("Templates/sale.yaml").contains("reason") == false)

    _ = try project.says(["signature", "create", "Acme", "--type", "app"])
    let refused = try send()
    #expect(refused.status == 78 && refused.error.contains("Signature “Acme” is pending"))
    #expect(try project.says(["signature", "review", "Acme", "--approve"]).contains("effective"))
    let outcome = try send()
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(
      try project.says(["signature", "review", "Acme", "--reject", "--reason", "Expired"])
        == "The signature “Acme” failed its review: Expired\n")
    #expect(try send().status == 78)
  }

  @Test("Deletion is final, and not of a qualification that is used")
  func deletion() throws {
    let project = try workspace()
    _ = try project.says(["qualification", "create", "acme", "--holder", "A"])
    _ = try project.says([
      "signature", "create", "Acme", "--type", "app", "--qualification", "acme",
    ])
    #expect(try project.says(["qualification", "delete", "acme", "-y"]).contains("that of Acme"))
    #expect(try project.says(["signature", "delete", "Acme", "-y"]).contains("is deleted"))
    #expect(try project.says(["signature", "list"]).isEmpty)
    #expect(try project.says(["qualification", "delete", "acme", "-y"]).contains("is deleted"))
    #expect(try project.says(["qualification", "show", "acme"]).hasPrefix("66 "))
    try project.folder.write("Qualifications/other.yml", "holder: A\nproof: p.png\n")
    let taken = try project.says(["qualification", "create", "other", "--holder", "B"])
    #expect(taken.contains("There is a qualification “other” already."))
    #expect(project.folder.names(in: "Qualifications") == ["other.yml"])
    #expect(try project.says(["qualification", "delete", "other", "-y"]).contains("is deleted"))
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
    #expect(try project.says(["template", "review", "bill"]).contains("is effective"))
    #expect(
      try project.folder.text("Templates/bill.yaml")
        == text.replacingOccurrences(of: "pending  # by us", with: "effective  # by us"))
    _ = try project.says(["template", "review", "bill", "--reject", "--reason", "Too: long"])
    _ = try project.says(["template", "change", "bill", "--content", "Hello {1} {2}", "--note", ""])
    let changed =
      text.replacingOccurrences(
        of: "content: |\n  Dear {1},\n  your bill is {2}.\nnote: \"a: b\"\n",
        with: "content: Hello {1} {2}\n")
    #expect(try project.folder.text("Templates/bill.yaml") == changed)
    // Neither a broken file nor one in braces is touched.
    for broken in ["name: [", "{name: x, type: notification, region: mainland, content: c}\n"] {
      try project.folder.write("Templates/bill.yaml", broken)
      #expect(try project.says(["template", "review", "bill"]).hasPrefix("78 "))
      #expect(try project.folder.text("Templates/bill.yaml") == broken)
    }
  }

  @Test("Contacts who are told of reviews get an alarm")
  func alarm() throws {
    let project = try workspace()
    _ = try project.says([
      "application", "create", "shop", "--set", "contacts.ops@acme.example=[review]",
    ])
    _ = try project.says(["application", "create", "other"])
    _ = try project.says(["qualification", "create", "acme", "--holder", "A"])
    _ = try project.says(["qualification", "review", "acme"])
    let line = try project.folder.text("Outbox/alarms.jsonl")
    let alarm = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    #expect(alarm["application"] as? String == "shop" && alarm["event"] as? String == "review")
    #expect(alarm["task"] is NSNull && alarm["contacts"] as? [String] == ["ops@acme.example"])
    #expect((alarm["message"] as? String)?.contains("“acme” failed its review") == true)
  }
}
