import Files
import Foundation
import Messaging
import Reporting
import Spreadsheet
import TestSupport
import Testing

@Suite("STAT: tables of figures as text, CSV, JSON and workbooks")
struct ReportTableTests {
  /// A document with figures of every kind, and what must not become anything else in a file.
  private func document(_ language: Language = .english) -> ReportDocument {
    var table = ReportTable(
      "codes", Phrase("Codes", "代码表"),
      [
        .init("code", Phrase("Code", "代码")), .init("count", Phrase("Count", "数量"), .count),
        .init("share", Phrase("Share", "占比"), .share), .init("cost", Phrase("Cost", "费用"), .money),
      ])
    table.rows = [
      [
        .text("=1+1, \"x\""), .count(1_234_567), .share(1.0 / 3), .money(Money(millionths: 45_000)),
      ],
      [.text("王"), .count(0), .none, .money(Money(millionths: 1_500_000))],
    ]
    table.total = [.text("Total"), .count(1_234_567), .share(1), .none]
    table.chart = .bars(1)
    var document = ReportDocument(
      name: "failures", title: "Failures", language: language, currency: "CNY")
    document.facts = [.init(Phrase("Period", "时间范围"), "2026-11-20")]
    document.tables = [table]
    return document
  }

  @Test(
    "A figure is written for people with one decimal, and never rounded to nothing or all",
    arguments: [
      (.count(0), "0"), (.count(999), "999"), (.count(1_234_567), "1,234,567"), (.share(0), "0.0%"),
      (.share(0.5), "50.0%"), (.share(0.00049), "<0.1%"), (.share(0.0005), "0.1%"),
      (.share(0.9994), "99.9%"), (.share(0.9996), ">99.9%"), (.share(1), "100.0%"),
      (.share(-0.25), "-25.0%"), (.share(2.5), "250.0%"),
      (.share(1, of: 0), ""), (.share(1, of: 8), "12.5%"), (.none, ""), (.text("a b"), "a b"),
      (.money(Money(millionths: 45_000)), "0.045"),
    ] as [(ReportTable.Value, String)])
  func values(value: ReportTable.Value, text: String) {
    #expect(value.text == text)
  }

  @Test("Text is aligned also beside wide characters, with a bar behind the figure that is drawn")
  func text() {
    #expect(
      document().text() == [
        "Failures", "Period  2026-11-20", "", "Codes",
        "  Code           Count                     Share   Cost",
        "  =1+1, \"x\"  1,234,567  ████████████████   33.3%  0.045",
        "  王                 0                             1.50",
        "  Total      1,234,567                    100.0%",
      ])
    var nothing = document(.chinese)
    nothing.tables[0].rows = []
    nothing.tables[0].whenEmpty = Phrase("none", "没有")
    #expect(nothing.text() == ["Failures", "时间范围  2026-11-20", "", "代码表", "  没有"])
  }

  @Test("A bar is as long as its share of the longest, to an eighth of a character")
  func bars() {
    var document = document()
    document.tables[0].rows =
      [16, 8, 1, 0].map {
        [.text("x"), .count($0 * 1_000), .none, .none]
      } + [[.text("x"), .count(1), .none, .none]]
    let bars = document.text().suffix(6).dropLast().map { line in
      String(line.filter { "█▏▎▍▌▋▊▉".contains($0) })
    }
    #expect(bars == [String(repeating: "█", count: 16), "████████", "█", "", "▏"])
  }

  @Test("JSON has the figures as numbers under the names that programs use, in any language")
  func json() {
    let wanted =
      #"{"schema":1,"report":"failures","title":"Failures","currency":"CNY","tables":{"codes":["#
      + #"{"code":"=1+1, \"x\"","count":1234567,"share":0.3333,"cost":0.045},"#
      + #"{"code":"王","count":0,"share":null,"cost":1.50}]}}"#
    #expect(document().json() == wanted)
    #expect(document(.chinese).json() == wanted)
  }

  @Test("CSV for pipes is the first table alone; a file of it is guarded against formulas")
  func csv() throws {
    let text = String(decoding: document().csv(), as: UTF8.self)
    #expect(
      text == "code,count,share,cost\n\"=1+1, \"\"x\"\"\",1234567,0.3333,0.045\n王,0,,1.50\n")
    let folder = try Workdir()
    try document().file(.csv, inFolder: folder.path).publish(asNew: folder.file("r.csv"))
    // Python's csv module undoes the quotes, and the mark of UTF-8 is for spreadsheet programs.
    let read = try Tool.python(
      "import csv, sys\nprint(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline=''))))\n"
        + "print(open(sys.argv[1], 'rb').read(3).hex())",
      [folder.file("r.csv")])
    #expect(
      read.output
        == "[['code', 'count', 'share', 'cost'], "
        + "['\\'=1+1, \"x\"', '1234567', '0.3333', '0.045'], ['王', '0', '', '1.50']]\nefbbbf\n")
  }

  @Test(
    "A workbook has numbers as numbers, text as text, and the chart beside its table",
    .enabled(if: Tool.python != nil, "BROADSHEET_TEST_PYTHON names no Python; `make test` sets it"))
  func workbook() throws {
    let folder = try Workdir()
    try document().workbook(inFolder: folder.path, time: 1_795_174_205)
      .publish(asNew: folder.file("r.xlsx"))
    let script = """
      import openpyxl, sys
      book = openpyxl.load_workbook(sys.argv[1])
      sheet = book['Codes']
      print(book.properties.title, book.properties.created, len(sheet._charts), sheet.auto_filter.ref, sheet.freeze_panes)
      for row in sheet.iter_rows(): print([(c.value, c.data_type) if c.value is not None else '' for c in row])
      """
    let outcome = try Tool.python(script, [folder.file("r.xlsx")])
    #expect(
      outcome.output == """
        Failures 2026-11-20 11:30:05 1 A4:D6 A5
        [('Failures', 's'), '', '', '']
        [('Period', 's'), ('2026-11-20', 's'), '', '']
        ['', '', '', '']
        [('Code', 's'), ('Count', 's'), ('Share', 's'), ('Cost', 's')]
        [('=1+1, "x"', 's'), (1234567, 'n'), (0.3333333333333333, 'n'), (0.045, 'n')]
        [('王', 's'), (0, 'n'), '', (1.5, 'n')]
        [('Total', 's'), (1234567, 'n'), (1, 'n'), '']

        """, "\(outcome.error)")
  }

  @Test("A page shows every figure once more as data for sorting, and markup as text")
  func page() {
    var document = document(.chinese)
    document.title = "<script>"
    document.tables[0].rows.append([.text("<b>&"), .count(7), .share(0.25), .none])
    let page = String(decoding: document.html(), as: UTF8.self)
    #expect(page.contains("<html lang=\"zh-CN\">") && page.contains("&lt;script&gt;"))
    #expect(page.contains("&lt;b&gt;&amp;") && !page.contains("<b>&"))
    #expect(page.contains("1,234,567") && page.contains("data-value=\"1234567\""))
    #expect(page.contains("data-value=\"0.25\"") && page.contains("25.0%"))
    // One drawing, and the page's own script alone.
    #expect(page.components(separatedBy: "<svg ").count == 2)
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(page.contains("default-src &#39;none&#39;"))
  }
}
