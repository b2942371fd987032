import Foundation
import Spreadsheet
import TestSupport
import Testing

@Suite("SHEET-13 dates written as text, t=\"d\"")
struct ISODateTests {
  private static let styles = """
    <numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
    <numFmt numFmtId="165" formatCode="hh:mm:ss.000"/><numFmt numFmtId="166" \
    formatCode="yyyy-mm-dd hh:mm:ss"/><numFmt numFmtId="167" formatCode="m/d"/></numFmts><cellXfs>\
    <xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="46"/>\
    <xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="2"/><xf numFmtId="167"/></cellXfs>
    """

  private func shown(_ text: String, _ style: Int, year1904: Bool = false) throws -> String? {
    try readXML(
      "<row><c s=\"\(style)\" t=\"d\"><v>\(text)</v></c></row>", styles: Self.styles
    ) { builder in
      guard year1904 else { return }
      builder.change("xl/workbook.xml") {
        $0.replacingOccurrences(of: "<sheets>", with: "<workbookPr date1904=\"true\"/><sheets>")
      }
    }.first?.cells.first
  }

  @Test(
    "They go through their cell's format",
    arguments: [
      ("2026-11-20", 1, "2026年11月20日"), ("2026-11-20T00:00:00", 1, "2026年11月20日"),
      ("2026-11-20T18:05:00Z", 2, "18:05"), ("1899-12-30T07:15:00", 2, "7:15"),
      ("T16:40:00", 2, "16:40"), ("09:05", 2, "9:05"), ("23:59:59.7", 5, "1900-01-01 00:00:00"),
      ("PT0H11M0.000S", 3, "0:11:00"), ("PT26H15M", 3, "26:15:00"), ("P1DT2H", 3, "26:00:00"),
      ("-PT1H30M", 3, "-1:30:00"), ("P2W", 3, "336:00:00"), ("PT90.5S", 4, "00:01:30.500"),
      ("2026-11-20T08:30:00.999", 4, "08:30:00.999"),
      ("2026-11-20T08:30:00.9996", 4, "08:30:01.000"),
      ("2026-11-20T08:30:00,5", 5, "2026-11-20 08:30:01"),
      ("2026-11-20T08:30:00.4+08:00", 5, "2026-11-20 08:30:00"),
      ("2026-11-20T23:59:59.500", 5, "2026-11-21 00:00:00"), ("2026-11-20T24:00:00", 7, "11/21"),
      ("2028-02-29", 7, "2/29"), (" 2026-11-20 ", 7, "11/20"), ("1900-02-29", 7, "2/29"),
      ("2026-11-20 08:30:00", 5, "2026-11-20 08:30:00"), ("0001-01-01", 7, "0001-01-01"),
    ] as [(String, Int, String)])
  func formatted(text: String, style: Int, expected: String) throws {
    #expect(try shown(text, style) == expected)
  }

  @Test(
    "General shows the serial number, as Excel does",
    arguments: [
      ("2026-11-20", "46346", "44884"), ("2026-11-20T12:00:00", "46346.5", "44884.5"),
      ("1904-01-01", "1462", "0"), ("T06:00:00", "0.25", "0.25"),
      ("1900-03-01", "61", "1900-03-01"),
      ("1900-02-28", "59", "1900-02-28"), ("1900-01-01", "1", "1900-01-01"),
      ("PT36H", "1.5", "1.5"), ("9999-12-31", "2958465", "2957003"),
      ("2026-11-20T08:30:00", "46346.35417", "44884.35417"),
    ])
  func general(text: String, in1900: String, in1904: String) throws {
    #expect(try shown(text, 0) == in1900)
    #expect(try shown(text, 0, year1904: true) == in1904)
    #expect(try shown("2026-11-20", 6) == "46346.00")
  }

  @Test(
    "What is no date stays as it is",
    arguments: [
      "2026-11-31", "2027-02-29", "2026-13-01", "26-11-20", "2026/11/20", "2026-11-20T25:00:00",
      "2026-11-20T08:60", "P1Y", "P1M", "PT", "P", "soon", "2026-11-20x", "12:00:61", "T", "-",
      "P1X2026-11-20", "-2026-11-20", "PT1H2026-11-20", "P1DT", "PT1D",
    ])
  func invalid(text: String) throws {
    #expect(try shown(text, 1) == text)
  }

  @Test("Every day is its own serial number, written and read")
  func everyDay() throws {
    var random = SeededRandom(16)
    let serials = (0..<3_000).map { _ in Int.random(in: 61..<2_958_466, using: &random) }
    let format = NumberFormat(code: "yyyy-mm-dd")
    let rows = serials.map { serial in
      var bytes: [UInt8] = []
      format.append(Double(serial), dateSystem: .year1900, to: &bytes)
      return "<row><c t=\"d\"><v>\(String(decoding: bytes, as: UTF8.self))</v></c></row>"
    }
    #expect(try readXML(rows.joined()).map { $0.cells } == serials.map { ["\($0)"] })
  }
}
