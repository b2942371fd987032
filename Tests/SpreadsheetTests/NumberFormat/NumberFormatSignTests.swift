import Spreadsheet
import TestSupport
import Testing

@Suite("SHEET-5 signs in formats")
struct NumberFormatSignTests {
  @Test(
    arguments: [
      (-0.000_1, "0.000", "0.000"), (-0.4, "0", "0"), (-0.4, "#,##0", "0"), (-0.001, "0%", "0%"),
      (-0.004, "0.00", "0.00"), (-0.006, "0.00", "-0.01"), (-499, "0,", "0"), (-501, "0,", "-1"),
      (-0.01, "# ?/?", "0"), (-0.4, "#", ""), (-0.001, "\"¥\"0.00", "¥0.00"),
      (-0.0, "0.0", "0.0"), (-1e-300, "0.00000", "0.00000"), (-0.001, "[Red]0.0\"元\"", "0.0元"),
      // What is not zero keeps its sign, also with an exponent.
      (-0.000_1, "0.0E+00", "-1.0E-04"), (-0.25, "# ?/?", "-1/4"), (-1e-12, "General", "-1E-12"),
      // A sign that the code has itself stays, and so does one where no digit is shown.
      (-0.01, "0.0;-0.0", "-0.0"), (-0.01, "-0.0", "-0.0"), (-1, "\"r\"", "-r"),
      (-1, "0.0;;", ""),
    ] as [(Double, String, String)])
  func `no minus where every digit shown is zero`(
    _ value: Double, _ code: String, _ expected: String
  ) {
    #expect(shown(value, code) == expected)
  }

  /// Texts of Excel, from the tests of the numfmt project.
  @Test(
    arguments: [
      (-25.0, "[<=-25]General;[>=25]General;General", "25"), (-26.1, "[<=-25]0.0;0", "26.1"),
      (-1, "[<=-25]General;[>=25]General;General", "-1"), (-5, "[<-4]\\A0", "A5"),
      (-5, "[=-5]\\A0;\\B0", "A5"), (-5, "[<>-6]\\A0", "-A5"), (-5, "[>-6]\\A0;\\B0", "-A5"),
      (-6.3, "[>=100]\"A\"0;[<=-100]\"B\"0;\"C\"0", "-C6"), (-6.3, "[<=0]\"B\"0", "-B6"),
      (-6.3, "[>6]\"A\"0;[<-6]\"B\"0", "B6"), (-5, "[=-6]\\A0;\\B0", "-B5"),
      (-5, "[>2]\\A0;\\B0", "-B5"), (-5, "[<-6]\\A0;\\B0", "B5"), (-5, "[<>-5]\\A0;\\B0", "B5"),
      (-5, "[>2]\\A0;[<-4]\\B0;\\C0", "B5"), (-5, "[=-6]\\A0;[>2]\\B0;\\C0", "-C5"),
      (-1, "\"A-\"0;[<0.5]\"B-\"0;\"C-\"0", "-B-1"), (-10, "\"A-\"0;[<-5]\"B-\"0;\"C-\"0", "B-10"),
      (-10, "[>=100]0;[<=-100]-0;\"xx\"0", "-xx10"), (-10, "[<=-100]-0;\"xx\"0", "xx10"),
      // A number that meets no condition: Excel drops the sign under some.
      (-5, "[<=-6]\\A0", "5"), (-5, "[>2]\\A0", "-5"), (-5, "[=-6]\\A0", "-5"),
    ] as [(Double, String, String)])
  func `a section that only negative numbers meet shows no sign`(
    _ value: Double, _ code: String, _ expected: String
  ) {
    #expect(shown(value, code) == expected)
  }

  @Test(
    arguments: [
      (-1.2, "[hh]", "-28"), (-1, "[hhh]", "-024"), (-0.1, "[m]", "-144"), (-0.1, "[s]", "-8640"),
      (-2, "[h]", "-48"), (-1.5, "[h]:mm:ss", "-36:00:00"), (-0.031_25, "[mm]:ss", "-45:00"),
      (-0.000_001, "[h]:mm", "0:00"), (-1.2, "[h]\"小时\"mm\"分\"", "-28小时48分"),
      // A day before day 0 is none, and neither is a time of it.
      (-1, "yyyy-mm-dd", "-1"), (-0.5, "h:mm", "-0.5"), (-1.5, "d [h]:mm", "-1.5"),
    ] as [(Double, String, String)])
  func `elapsed times may be negative`(_ value: Double, _ code: String, _ expected: String) {
    #expect(shown(value, code) == expected)
  }
}

/// What Chinese Excel gives a cell for the button of accounting.
private let accounting =
  #"_ "¥"* #,##0.00_ ;_ "¥"* \-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ "#

@Suite("SHEET-13 what only aligns, and calendars")
struct NumberFormatAlignmentTests {
  @Test(
    arguments: [
      (1234.5, accounting, "¥1,234.50"),
      (-1234.5, accounting, "¥-1,234.50"),
      (0, accounting, "¥-"),
      (123_456, "0_ ", "123456"), (12.5, "0.00_ ", "12.50"), (-5, "0_ ;[Red]\\-0\\ ", "-5"),
      (5, "0_);(0)", "5"), (-5, "#,##0_);\\(#,##0\\)", "(5)"),
      (7, "_-[$€-2]\\ * #,##0.00_-", "€ 7.00"),
      (8, "* 0", "8"), (8, "0*-", "8"), (1.5, "0.0??", "1.5"), (3, "??0", "3"),
      (12, "_(* 0_)_)", "12"),
      (46346, "yyyy/m/d_ ", "2026/11/20"), (46346, "_-* yyyy-mm-dd_-", "2026-11-20"),
      (99, "_-\"$\"_ 0", "$99"), (99, "\\-_ 0", "-99"),
      // Between words one blank stays, and blanks of the text itself stay too.
      (5, "0_ \"kg\"", "5 kg"), (1234, "0_-000", "1 234"), (5, "0\" \"", "5 "), (5, "\" \"0", " 5"),
      (5, "General\\ ", "5 "),
    ] as [(Double, String, String)])
  func `alignment leaves no blanks`(_ value: Double, _ code: String, _ expected: String) {
    #expect(shown(value, code) == expected)
  }

  @Test(arguments: ["_ @_ ", "_(@_)", "0_ ;0_ ;0_ ;_-@_-", "_ * #,##0_ ;_ * \\-#,##0_ ;_ @_ "])
  func `a text cell under an alignment is as it is`(_ code: String) {
    #expect(shownText("张三", code) == "张三")
    #expect(!NumberFormat(code: code).changesText)
  }

  /// Excel shows the years of some of these in their own calendars, which are left out here.
  @Test(
    arguments: [
      ("B1yyyy-mm-dd", "2026-11-20"), ("B2yyyy/m/d", "2026/11/20"), ("b2d/m/yyyy", "20/11/2026"),
      ("ggge\"年\"m\"月\"d\"日\"", "2026年11月20日"), ("[$-411]ggge\"年\"m\"月\"", "2026年11月"),
      ("gge.m.d", "2026.11.20"), ("ge", "2026"), ("[$-107041E]d/m/yyyy", "20/11/2026"),
      ("[$-D07041E]d/m/yyyy;@", "20/11/2026"), ("[$-2060401]d/mm/yyyy;@", "20/11/2026"),
      ("[$-1060000]B2d/mm/yyyy", "20/11/2026"), ("[$-ja-JP-x-gannen]ggge", "2026"),
      ("[$-th-TH,107]dd/mm/yyyy", "20/11/2026"), ("[ENG][$-409]d mmm yyyy", "20 Nov 2026"),
      ("[$-404]ggge\"年\"", "中華民國115年"), ("bbbb", "2569"),
    ] as [(String, String)])
  func `calendars and their switches are left out`(_ code: String, _ expected: String) {
    #expect(shown(46346, code) == expected)
  }
}

@Suite("SHEET-5 dates of the reader's country")
struct DateStyleTests {
  @Test(
    arguments: [
      (DateStyle.china, ["2026/11/20", "2026/11/20 8:05", "20-Nov-26", "8:05", "2026年11月20日"]),
      (.unitedStates, ["11/20/2026", "11/20/2026 8:05", "20-Nov-26", "8:05", "11/20/2026"]),
      (.unitedKingdom, ["20/11/2026", "20/11/2026 08:05", "20-Nov-26", "08:05", "20/11/2026"]),
      (.iso, ["2026-11-20", "2026-11-20 08:05", "20-Nov-26", "8:05", "2026-11-20"]),
    ] as [(DateStyle, [String])])
  func `built-in formats`(_ dates: DateStyle, _ expected: [String]) throws {
    let moment = 46346 + (8.0 * 60 + 5) / 1440
    let found = try [14, 22, 15, 20, 31].map { id in
      shown(moment, try #require(NumberFormat.builtIn(id, dates: dates)))
    }
    #expect(found == expected)
  }

  @Test(
    arguments: [
      (DateStyle.china, "2026年11月5日", "8:05:09"),
      (.unitedStates, "Thursday, November 5, 2026", "8:05:09 AM"),
      (.unitedKingdom, "05 November 2026", "08:05:09"), (.iso, "2026-11-05", "08:05:09"),
    ] as [(DateStyle, String, String)])
  func `system formats`(_ dates: DateStyle, _ day: String, _ time: String) {
    for code in ["[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "[$-x-sysdate]yyyy", "[$-f800]m/d;@"] {
      #expect(shown(46331, NumberFormat(code: code, dates: dates)) == day)
    }
    let moment = (8.0 * 3600 + 5 * 60 + 9) / 86_400
    for code in ["[$-F400]h:mm:ss\\ AM/PM", "[$-x-systime]h:mm"] {
      #expect(shown(moment, NumberFormat(code: code, dates: dates)) == time)
    }
  }

  @Test(
    "A format that a file spells out is the same everywhere", arguments: DateStyle.allCases)
  func fixed(dates: DateStyle) {
    #expect(shown(46346, NumberFormat(code: "d.m.yy", dates: dates)) == "20.11.26")
    #expect(shown(46346, NumberFormat(code: "m/d/yyyy", dates: dates)) == "11/20/2026")
  }

  @Test("A workbook's dates follow the reader's choice")
  func workbook() throws {
    let styles = """
      <numFmts><numFmt numFmtId="164" formatCode="[$-F800]dddd"/></numFmts><cellXfs>\
      <xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>
      """
    let row = "<row><c s=\"1\"><v>46346</v></c><c s=\"2\"><v>46346</v></c></row>"
    var options = ReadingOptions()
    #expect(
      try readXML(row, styles: styles, options: options)
        == [ReadRow(1, ["2026/11/20", "2026年11月20日"])])
    options.dates = .unitedStates
    #expect(
      try readXML(row, styles: styles, options: options)
        == [ReadRow(1, ["11/20/2026", "Friday, November 20, 2026"])])
  }
}
