import TestSupport
import Testing

@Suite("SHEET-9: the example row of a template's sheet", .sideBySide)
struct ExampleRowTests {
  /// Writes the sheet of a template and gives its text as CSV.
  private func sheet(_ project: Project, _ template: String, _ name: String) throws -> String {
    #expect(try project.run(["template", "sheet", template, "-o", name]).status == 0)
    return try project.run(["sheet", "cat", name]).output
  }

  private func removed(_ project: Project, _ file: String, _ template: String) throws -> [String:
    Int]?
  {
    let json = try project.run(["check", file, "-t", template, "--json"]).json()
    #expect(json["accepted"] as? Int == 0 || json["removed"] as? [String: Int] == [:])
    return json["removed"] as? [String: Int]
  }

  @Test(
    "It is left out, as XLSX and CSV, with variables, without and by name, in any language",
    arguments: [
      "monthly-bill", "order-shipped", "holiday-hours", "verification-code", "flight-delay",
    ],
    ["s.xlsx", "s.csv"])
  func whole(template: String, name: String) throws {
    let project = try Project()
    _ = try sheet(project, template, name)
    #expect(try removed(project, name, template) == ["EXAMPLE_ROW": 1])
    let chinese = try project.run(["check", name, "-t", template, "--language", "zh"])
    #expect(chinese.output.contains("示例") && chinese.output.contains("EXAMPLE_ROW"))
  }

  @Test("It is left out when only some of its cells were replaced")
  func partly() throws {
    let project = try Project()
    let text = try sheet(project, "monthly-bill", "s.csv")
    for (old, new) in [
      ("value of {1}", "王"), ("value of {2}", "9.50"), ("12098765432", "17400000001"),
      ("12098765432", "+86 120 9876 5432"),
    ] {
      try project.folder.write("t.csv", text.replacing(old, with: new))
      #expect(try removed(project, "t.csv", "monthly-bill") == ["EXAMPLE_ROW": 1], "\(new)")
    }
    let both = text.replacing("value of {1}", with: "王").replacing("value of {2}", with: "9")
    try project.folder.write("t.csv", both)
    #expect(try removed(project, "t.csv", "monthly-bill") == ["EXAMPLE_ROW": 1])
  }

  @Test("A recipient's row is none, whatever its values are like")
  func recipients() throws {
    let project = try Project()
    try project.folder.write(
      "t.csv",
      "n,a,b\n17400000001,value of,9\n17400000002,the value of {1},1\n17400000003,value of [2],2\n"
        + "17400000004,example,示例\n12012345678,王,1\n")
    #expect(try removed(project, "t.csv", "monthly-bill") == [:])
    try project.folder.write("c.csv", "n,code,m\n17400000001,123456,5\n")
    #expect(try removed(project, "c.csv", "verification-code") == [:])
  }

  @Test(
    "It is known in a task of the other region, and its values in other columns and styles",
    arguments: [
      "12098765432,1", "+61491570006,1", "+447700900101,value of {3}",
      "+447700900101,value of ${name}",
    ])
  func elsewhere(row: String) throws {
    let project = try Project()
    try project.folder.write(
      "Templates/abroad.yaml",
      "name: abroad\ntype: notification\nregion: international\ncontent: \"Hi {1}\"\n"
        + "status: effective\n")
    try project.folder.write("t.csv", "phone,name\n\(row)\n+12098765432,Ana\n")
    let json = try project.run(["check", "t.csv", "-t", "abroad", "--json"]).json()
    #expect(json["removed"] as? [String: Int] == ["EXAMPLE_ROW": 1])
    #expect(json["accepted"] as? Int == 1)
  }

  @Test("A group takes the others of its sheet")
  func group() throws {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    let text = try sheet(project, "holiday-hours", "s.csv")
    try project.folder.write("s.csv", text + "17400000001\n")
    let json = try project.run(["customers", "import", "s.csv", "--group", "g", "--json"]).json()
    #expect(
      json["accepted"] as? Int == 1 && json["removed"] as? [String: Int] == ["EXAMPLE_ROW": 1])
  }
}
