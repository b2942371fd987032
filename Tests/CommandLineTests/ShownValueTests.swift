import Foundation
import TestSupport
import Testing

@Suite("SHEET-5 and NUM-1: what the user sees is what is sent", .sideBySide)
struct ShownValueTests {
  private static let styles = """
    <numFmts><numFmt numFmtId="164" formatCode="\\+0"/><numFmt numFmtId="165" \
    formatCode="&quot;+44 &quot;0"/><numFmt numFmtId="166" formatCode="00000000000"/></numFmts>\
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="44"/><xf numFmtId="164"/>\
    <xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
    """

  private func workbook(_ rows: String, in project: Project) throws -> String {
    let path = project.folder.file("t.xlsx")
    try SheetBuilder(rows, styles: Self.styles).write(to: path)
    return path
  }

  @Test("Dates of the reader's country follow flag, settings and default, in sheets and messages")
  func dates() throws {
    let project = try Project()
    let sheet = try workbook(
      "<row><c><v>17400001001</v></c><c s=\"1\"><v>46346</v></c><c s=\"2\"><v>12.5</v></c></row>",
      in: project)
    func shown(_ arguments: String...) throws -> String {
      let message = try project.run(
        ["check", sheet, "-t", "monthly-bill"] + arguments
      ).output
      let cells = try project.run(["sheet", "cat", sheet] + arguments).output
      let date = cells.split(separator: ",").dropFirst().first.map(String.init) ?? ""
      #expect(message.contains("尊敬的\(date)，您本月账单金额为$12.50元"), "\(message)")
      return date
    }
    #expect(try shown() == "2026/11/20")
    #expect(try shown("--dates", "en-US") == "11/20/2026")
    #expect(try shown("--dates", "iso") == "2026-11-20")
    try project.folder.write("broadsheet.yaml", "dates: en-GB\nledger: none\n")
    #expect(try shown() == "20/11/2026")
    #expect(try shown("--dates", "zh-CN") == "2026/11/20")
    let config = try project.run(["config", "show"]).output
    #expect(config.contains("en-GB") && config.contains("broadsheet.yaml, line 1"))
    try project.folder.write("broadsheet.yaml", "dates: fr\n")
    let refused = try project.run(["config", "show"])
    #expect(refused.status == 78 && refused.error.contains("zh-CN, en-US, en-GB, iso"))
  }

  @Test(
    "A phone column whose format adds a plus or digits is read as the CSV saved of it",
    arguments: [
      (3, "12025550123", "+12025550123"), (4, "7700900123", "+44 7700900123"),
      (5, "740000001", "00740000001"), (0, "12025550123", "12025550123"),
      (5, "17400001001", "17400001001"), (3, "8617400001001", "+8617400001001"),
    ])
  func phones(style: Int, number: String, shown: String) throws {
    let project = try Project()
    let sheet = try workbook(
      "<row><c s=\"\(style)\"><v>\(number)</v></c><c><v>1</v></c></row>", in: project)
    let csv = try project.folder.write("t.csv", "\(shown),1\n")
    #expect(try project.run(["sheet", "cat", sheet]).output == "\(shown),1\n")
    func facts(_ file: String) throws -> [String: String] {
      try project.run(["check", file, "--json"]).json().filter {
        ["rows", "mainland", "international", "invalid", "problems"].contains($0.key)
      }.mapValues { "\($0)" }
    }
    #expect(try facts(sheet) == facts(csv))
  }
}
