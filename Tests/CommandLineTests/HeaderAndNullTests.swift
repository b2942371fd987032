import TestSupport
import Testing

@Suite("SHEET-11, SHEET-13 on the command line", .sideBySide)
struct HeaderAndNullTests {
  private func workspace() throws -> Workdir {
    let folder = try Workdir()
    #expect(try Tool.broadsheet(["init", "."], in: folder.path).status == 0)
    _ = try folder.write(
      "Templates/due.yaml",
      """
      name: due
      type: notification
      region: mainland
      signature: Acme
      content: "{1}, pay {2}."
      status: effective
      """)
    return folder
  }

  @Test("A check says which row it took for the header")
  func header() throws {
    let folder = try workspace()
    _ = try folder.write("with.csv", "\nphone,na\u{200B}me,sum\n17400000001,Ana,1\n")
    _ = try folder.write("without.csv", "17400000001 x7,Ana,1\n17400000002,Bo,2\n")
    let with = try Tool.broadsheet(["check", "with.csv", "-t", "due"], in: folder.path)
    #expect(with.output.contains("row 2: phone, na\\u{200B}me, sum"))
    let without = try Tool.broadsheet(["check", "without.csv", "-t", "due"], in: folder.path)
    #expect(without.output.contains("none, the first row is a recipient"))
    let json = try Tool.broadsheet(
      ["check", "without.csv", "-t", "due", "--json"], in: folder.path
    )
    .json()
    #expect(json["headerRow"] as? Int == 0)
    #expect(json["invalid"] as? Int == 1 && json["accepted"] as? Int == 1)
  }

  @Test(
    "The first line of a stop list is in an account", arguments: ["17400000001 ext. 5", "#N/A"])
  func list(first: String) throws {
    let folder = try workspace()
    _ = try folder.write("stop.csv", "\(first)\n17400000002\n17400000003\n")
    let outcome = try Tool.broadsheet(
      ["suppress", "mute", "import", "stop.csv", "--signature", "Acme", "--json"], in: folder.path)
    let json = try outcome.json()
    #expect(json["added"] as? Int == 2)
    #expect(json["invalid"] as? Int == 1)
  }

  @Test("Words for nothing are missing with --null, and with null: in a task file")
  func null() throws {
    let folder = try workspace()
    _ = try folder.write(
      "t.csv", "phone,name,sum\n17400000001,NULL,1\n17400000002,Bo,(null)\n17400000003,Cy,3\n")
    let noted = try Tool.broadsheet(["check", "t.csv", "-t", "due", "--json"], in: folder.path)
      .json()
    #expect(noted["accepted"] as? Int == 3)
    #expect((noted["notices"] as? [String])?.count == 1)
    let missing = try Tool.broadsheet(
      ["check", "t.csv", "-t", "due", "--null", "--json"], in: folder.path
    ).json()
    #expect(missing["accepted"] as? Int == 1)
    _ = try folder.write("t.yaml", "template: due\nsheet: t.csv\nnull: true\n")
    let sent = try Tool.broadsheet(["send", "t.yaml", "--json", "--yes"], in: folder.path).json()
    #expect(sent["accepted"] as? Int == 1 && sent["invalid"] as? Int == 2)
  }
}
