import Foundation
import Spreadsheet
import TestSupport
import Testing

/// Reads the rows of a worksheet by our own scanner and by libxml2 alone, which must agree.
private func readBothWays(
  _ sheetData: String, sharedStrings: String? = nil, styles: String? = nil,
  change: (inout SheetBuilder) -> Void = { _ in }
) throws -> [ReadRow] {
  var options = ReadingOptions()
  let rows = try readXML(
    sheetData, sharedStrings: sharedStrings, styles: styles, options: options, change: change)
  options.usesPlainForm = false
  #expect(
    try readXML(
      sheetData, sharedStrings: sharedStrings, styles: styles, options: options, change: change)
      == rows, "libxml2 reads something else")
  return rows
}

@Suite("SHEET-5 white space in XML")
struct XMLTokenTests {
  @Test(
    "It does not count around numbers, booleans, indexes and words",
    arguments: [
      ("<c t=\"s\"><v>1 </v></c>", "one"), ("<c t=\"s\"><v>\n\t0\n</v></c>", "zero"),
      ("<c t=\" s \"><v> 1</v></c>", "one"), ("<c t=\"b\"><v>\n1\n</v></c>", "TRUE"),
      ("<c t=\"b\"><v> 0 </v></c>", "FALSE"), ("<c t=\" b\"><v>true </v></c>", "TRUE"),
      ("<c t=\"b\"><v> false</v></c>", "FALSE"), ("<c t=\"e\"><v> #N/A\n</v></c>", "#N/A"),
      ("<c t=\" n \"><v> 12.50 </v></c>", "12.5"), ("<c s=\" 1 \"><v>0.5</v></c>", "50%"),
      ("<c s=\"1\n\" t=\"n \"><v>\t0.25</v></c>", "25%"),
      ("<c t=\"d \"><v> T12:00:00 </v></c>", "0.5"),
      ("<c t=\" inlineStr\"><is><t>in</t></is></c>", "in"),
      ("<c t=\"str \"><f>A1</f><v>x</v></c>", "x"), ("<c t=\"\"><v>7</v></c>", "7"),
      // White space alone is nothing.
      ("<c><v> \n </v></c>", ""), ("<c t=\"s\"><v> </v></c>", ""), ("<c t=\"b\"><v>\n</v></c>", ""),
      // What is no boolean is shown, not taken for false.
      ("<c t=\"b\"><v>yes</v></c>", "yes"),
    ])
  func tokens(cell: String, text: String) throws {
    let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\" 9 \"/></cellXfs>"
    let row = "<row><c t=\"str\"><v>a</v></c>\(cell)<c t=\"str\"><v>z</v></c></row>"
    #expect(
      try readBothWays(
        row, sharedStrings: "<si><t>zero</t></si><si><t>one</t></si>", styles: styles)
        == [ReadRow(1, ["a", text, "z"])])
  }

  @Test("Nor around the places of rows and cells")
  func places() throws {
    let rows = """
      <row r=" 3 "><c r=" B3 "><v>1</v></c><c r="\tD3"><v>2</v></c></row>\
      <row r="\n9"><c r="A9"><v>3</v></c></row>
      """
    #expect(
      try readBothWays(rows) == [ReadRow(3, ["", "1", "", "2"]), ReadRow(9, ["3"])])
  }

  @Test("Nor in what the workbook says")
  func workbook() throws {
    let rows = try readBothWays(
      "<row><c s=\"1\"><v>0</v></c></row>",
      styles: "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>"
    ) { builder in
      builder.change("xl/workbook.xml") {
        $0.replacingOccurrences(
          of: "<sheets>",
          with: "<workbookPr date1904=\" true \"/><sheets><sheet name=\"Old\" sheetId=\"2\" "
            + "state=\" hidden \" r:id=\"rId1\"/>"
        ).replacingOccurrences(of: "r:id=\"rId1\"", with: "r:id=\" rId1 \"")
      }
    }
    #expect(rows == [ReadRow(1, ["1904/1/1"])])
  }

  /// Excel's own rule; LibreOffice keeps the white space in all of these.
  @Test(
    "At the ends of a text it only counts where xml:space says so",
    arguments: [
      ("<t> a b </t>", "a b"), ("<t>\n\ta\r\n</t>", "a"),
      ("<t xml:space=\"preserve\"> a </t>", " a "),
      ("<t xml:space=\"default\"> a </t>", "a"), ("<t>\u{A0}a\u{3000}</t>", "\u{A0}a\u{3000}"),
      ("<r><t>Hello </t></r><r><t>there</t></r>", "Hellothere"),
      ("<r><t>Hello</t></r><r><t xml:space=\"preserve\"> there</t></r>", "Hello there"),
      ("<r><t xml:space=\"preserve\">a </t></r><r><t> b </t></r>", "a b"),
      ("<t>a<!-- --> </t>", "a"), ("<t> _x0020_a_x0020_ </t>", " a "), ("<t> </t>", ""),
      ("<t xml:space=\"preserve\"> </t><r><t> x</t></r>", " x"),
    ])
  func texts(item: String, text: String) throws {
    let end = "<c t=\"str\"><v>z</v></c>"
    let shared = try readBothWays(
      "<row><c t=\"s\"><v>0</v></c>\(end)</row>", sharedStrings: "<si>\(item)</si>")
    #expect(shared == [ReadRow(1, [text, "z"])])
    let inline = try readBothWays("<row><c t=\"inlineStr\"><is>\(item)</is></c>\(end)</row>")
    #expect(inline == [ReadRow(1, [text, "z"])])
  }

  @Test("xml:space may stand at the top of the part")
  func inherited() throws {
    let rows = try readBothWays(
      "<row><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><t> b </t></is></c></row>",
      sharedStrings: "<si><t> a </t></si>"
    ) { builder in
      builder.change("xl/worksheets/sheet1.xml") {
        $0.replacingOccurrences(of: "<worksheet", with: "<worksheet xml:space=\"preserve\"")
      }
      builder.change("xl/sharedStrings.xml") {
        $0.replacingOccurrences(of: "<sst", with: "<sst xml:space=\"preserve\"")
      }
    }
    #expect(rows == [ReadRow(1, [" a ", " b "])])
  }

  @Test("A text keeps its ends wherever a window cuts it")
  func windows() throws {
    let count = 9_000
    let rows = (0..<count).map { row in
      "<row><c t=\"inlineStr\"><is><r><t>  \(row)\(String(repeating: "x", count: row % 40))  </t></r>"
        + "</is></c></row>"
    }
    let read = try readBothWays(rows.joined())
    #expect(read.count == count)
    #expect(
      read.enumerated().first { index, row in
        row.cells != ["\(index)\(String(repeating: "x", count: index % 40))"]
      } == nil)
  }
}

@Suite("NUM-1: what a format adds to an identifier")
struct ShownIdentifierTests {
  /// The kind and text of the first cell of a workbook whose first column holds phone numbers.
  private func first(_ value: String, _ code: String) throws -> (RowBatch.CellKind, String) {
    let folder = try Workdir()
    let escaped = code.replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "\"", with: "&quot;").replacingOccurrences(of: "<", with: "&lt;")
    let styles = """
      <numFmts><numFmt numFmtId="164" formatCode="\(escaped)"/></numFmts><cellXfs>\
      <xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>
      """
    let path = folder.file("t.xlsx")
    try SheetBuilder("<row><c s=\"1\"><v>\(value)</v></c></row>", styles: styles).write(to: path)
    var options = ReadingOptions()
    options.exactColumns = 1
    let batch = try #require(try SheetFile.open(path, options: options).next())
    return (batch.kind(0, 0), batch.text(0, 0))
  }

  @Test(
    "A plus or digits make the cell the text that is shown",
    arguments: [
      ("12015550123", "\\+0", "+12015550123"), ("12015550123", "+0;", "+12015550123"),
      ("7700900123", "\"+44 \"0", "+44 7700900123"), ("7700900123", "\"0044\"0", "00447700900123"),
      ("2025550123", "[$+1 ]000-000-0000", "+1 202-555-0123"),
      ("12015550123", "＋0", "＋12015550123"),
      ("2025550123", "(000) 000-0000\" x12\"", "(202) 555-0123 x12"),
      ("7700900123", "\\0#", "07700900123"),
      ("138001380", "00000000000", "00138001380"), ("12000001", "0000-0000-000", "0001-2000-001"),
      ("2025550123", "[<10000000000]\"1\"0;0", "12025550123"),
      ("7700900123", "0\"#１\"", "7700900123#１"),
      ("12015550123", "\"tel:\"+0", "tel:+12015550123"),
      ("12015550123", "\"+\"General", "+12015550123"),
      ("1.2015550123E10", "\"+\"0_ ", "+12015550123"),
      ("7700900123", "\"+44 \"0;;;\"+44 \"@", "+44 7700900123"),
      ("2025550123", "1##########", "12025550123"),
    ])
  func added(value: String, code: String, text: String) throws {
    #expect(try first(value, code) == (.text, text))
  }

  @Test(
    "Any other format leaves the digits of the number",
    arguments: [
      ("13711112222", "0"), ("13711112222", "#,##0"), ("13711112222", "0.00"),
      ("13711112222", "0%"),
      ("13711112222", "0.00E+00"), ("13711112222", "000-0000-0000"), ("13711112222", "00000000000"),
      ("12025550123", "[<10000000000]\"1\"0;0"), ("13711112222", "\"¥\"#,##0_ "),
      ("13711112222", "yyyy/m/d"),
      ("13711112222", "0\"号\""), ("13711112222", "# ?/?"), ("13711112222", "[DBNum3]0"),
      ("13711112222", "0,"), ("13711112222", "[Red]0;[Blue]-0"), ("13711112222", "@"),
      ("13711112222", "# ??/100"),
    ])
  func own(value: String, code: String) throws {
    #expect(try first(value, code) == (.number, value))
  }
}
