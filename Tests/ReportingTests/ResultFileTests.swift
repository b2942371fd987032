import Carrier
import Foundation
import Ledger
import Messaging
import Reporting
import Sending
import Spreadsheet
import Tasks
import TestSupport
import Testing
import Workspace

/// A task of six rows whose outcomes are set, a message a second from 2026-11-20 19:30:05 in China on.
private struct ResultFiles {
  private static let sheet = #"""
    phone,name,sum
    17400000001,"王, ""a""",1
    17400000002,=1+1,2
    17400000003,李,3
    +8617400000001,"王, ""a""",1
    1740000,张,4
    17400000004,,5

    """#

  let folder: Workdir
  let paths: OutputPaths
  let tally: Tally

  init(_ format: TableFormat, _ language: Language = .english, rowPerSegment: Bool = false)
    throws
  {
    folder = try Workdir()
    let template = Template(
      name: "bill", type: .notification, region: .mainland, signature: "博阔",
      content: rowPerSegment ? "{1}" + String(repeating: "长", count: 70) : "{1}：{2}元")
    var task = try SendingTask(name: "Bill", template: template, start: 1_795_174_205_000)
    task.simulator.rate = 1
    // A spread of nothing leaves the median: each receipt comes 3 s after its message.
    task.simulator.mainland.delayMedian = 3
    task.simulator.mainland.delaySpread = 0
    task.simulator.testNumbers = [
      E164(digits: 8_617_400_000_001): .delivered, E164(digits: 8_617_400_000_002): .absent,
      E164(digits: 8_617_400_000_003): .unallocated,
    ]
    var plan = OutputOptions(folder: folder.path)
    (plan.format, plan.language, plan.rowPerSegment) = (format, language, rowPerSegment)
    let pipeline = try Pipeline(
      task, reading: SheetFile.open(try folder.write("in/t.csv", Self.sheet)))
    let output = try TaskOutput(task, plan: pipeline.mapping, options: plan)
    tally = try pipeline.send(to: output)
    paths = try FileNames.publish(
      output.complete(tally, facts: pipeline.facts), of: task, folder: folder.path)
  }

  /// A file's text, with digits in place of the IDs that the carrier draws.
  func text(_ suffix: String) throws -> String {
    // As bytes: the mark of UTF-8 at the beginning belongs to them.
    try String(
      decoding: Data(
        contentsOf: URL(fileURLWithPath: folder.file("Bill_20261120_193005\(suffix)"))),
      as: UTF8.self
    )
    .replacing(#/[0-9a-f]{16}/#, with: "0123456789abcdef")
  }
}

@Suite("OUT-1 to OUT-4: what a task's files say, row by row")
struct ResultFileTests {
  @Test("CSV: results, numbers to send again, removed rows; each byte")
  func csv() throws {
    let files = try ResultFiles(.csv)
    let head =
      "\u{FEFF}Row,Number,Region,Content,Segments,SMS ID,Submission Time,Receipt Time,Result,Code,Reason,Suggestion"
    #expect(
      try files.text(".csv")
        == [
          head,
          "2,+8617400000001,CN,\"【博阔】王, \"\"a\"\"：1元\",1,0123456789abcdef,2026-11-20 19:30:05,"
            + "2026-11-20 19:30:08,Successful,DELIVRD,\(StatusCode.delivered.reason.text(.english)),",
          "3,+8617400000002,CN,【博阔】=1+1：2元,1,0123456789abcdef,2026-11-20 19:30:06,"
            + "2026-11-20 19:30:09,Failed,ABSENT,\(words(.absent))",
          "4,+8617400000003,CN,【博阔】李：3元,1,0123456789abcdef,2026-11-20 19:30:07,,"
            + "Refused,UNALLOC,\(words(.unallocated))", "",
        ].joined(separator: "\r\n"))
    // The number as it is entered, the values as they were, a formula disarmed by an apostrophe.
    #expect(
      try files.text("_failed.csv")
        == [
          "\u{FEFF}phone,name,sum,Code,Reason,Suggestion",
          "17400000002,\"'=1+1\",2,ABSENT,\(words(.absent))",
          "17400000003,李,3,UNALLOC,\(words(.unallocated))", "",
        ].joined(separator: "\r\n"))
    let removed = try files.text("_removed.csv").split(separator: "\r\n")
    #expect(removed.first == "\u{FEFF}Row,Number as Entered,Code,Reason,Suggestion,Repeats Row")
    #expect(
      removed.dropFirst().map { $0.split(separator: ",").prefix(3).joined(separator: " ") } == [
        "5 +8617400000001 DUPLICATE", "6 1740000 NUMBER_LENGTH", "7 17400000004 VARIABLE_MISSING",
      ])
    #expect(removed[1].hasSuffix(",2") && removed[2].hasSuffix(",") && removed[3].contains(": {1}"))
  }

  @Test("JSON lines: the same rows under the same names, empty cells left out as null")
  func json() throws {
    let files = try ResultFiles(.jsonl)
    let script = """
      import json, sys
      for name in sys.argv[1:]:
          for line in open(name, encoding='utf-8'):
              row = json.loads(line)
              print([row.get(k) for k in ('Row', 'Number', 'phone', 'name', 'Content', 'Receipt Time', 'Code', 'Repeats Row') if k in row])
      """
    let outcome = try Tool.python(
      script,
      ["", "_failed", "_removed"].map { files.folder.file("Bill_20261120_193005\($0).jsonl") })
    #expect(
      outcome.output == """
        [2, '+8617400000001', '【博阔】王, "a"：1元', '2026-11-20 19:30:08', 'DELIVRD']
        [3, '+8617400000002', '【博阔】=1+1：2元', '2026-11-20 19:30:09', 'ABSENT']
        [4, '+8617400000003', '【博阔】李：3元', None, 'UNALLOC']
        ['17400000002', '=1+1', 'ABSENT']
        ['17400000003', '李', 'UNALLOC']
        [5, 'DUPLICATE', 2]
        [6, 'NUMBER_LENGTH', None]
        [7, 'VARIABLE_MISSING', None]

        """, "\(outcome.error)")
  }

  @Test(
    "Workbooks: the same rows, in the language asked for; CSV is English in any",
    .enabled(if: Tool.python != nil, "BROADSHEET_TEST_PYTHON names no Python; `make test` sets it"),
    arguments: [Language.english, .chinese])
  func workbooks(language: Language) throws {
    let files = try ResultFiles(.xlsx, language)
    let script = """
      import openpyxl, sys
      for name in sys.argv[1:]:
          for sheet in openpyxl.load_workbook(name).worksheets:
              if sheet.auto_filter.ref is None: continue
              print(sheet.title, sheet.auto_filter.ref)
              for row in sheet.iter_rows(min_row=2): print([row[0].value, row[1].value, row[-3].value])
      """
    let outcome = try Tool.python(
      script, ["", "_failed"].map { files.folder.file("Bill_20261120_193005\($0).xlsx") })
    let isEnglish = language == .english
    let reasons = [StatusCode.delivered, .absent, .unallocated].map { $0.reason.text(language) }
    let codes = ["ABSENT", "UNALLOC"]
    #expect(
      outcome.output == """
        \(isEnglish ? "Recipients" : "收件人") A1:L4
        [2, '+8617400000001', 'DELIVRD']
        [3, '+8617400000002', 'ABSENT']
        [4, '+8617400000003', 'UNALLOC']
        \(isEnglish ? "Removed" : "已删除") A1:F4
        [5, '+8617400000001', '\(Removal.duplicate.reason.text(language))']
        [6, '1740000', '\(Removal.numberLength.reason.text(language))']
        [7, '17400000004', '\(Removal.variableMissing.reason.text(language)): {1}']
        \(isEnglish ? "Failed" : "失败") A1:F3
        ['17400000002', '=1+1', '\(codes[0])']
        ['17400000003', '李', '\(codes[1])']

        """, "\(outcome.error)")
    #expect(reasons.allSatisfy { !$0.isEmpty })
    #expect(try ResultFiles(.csv, language).text(".csv").contains("Submission Time"))
  }

  @Test("A row for each segment has its part of the text and the same ID")
  func segments() throws {
    let files = try ResultFiles(.jsonl, rowPerSegment: true)
    let script = """
      import json, sys
      rows = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
      one, two = [row for row in rows if row['Row'] == 4]
      print(one['Segment'], two['Segment'], len(one['Content']), len(two['Content']), one['SMS ID'] == two['SMS ID'])
      """
    // 【博阔】李 and 70 characters are 75: 67 and 8.
    let outcome = try Tool.python(script, [files.folder.file("Bill_20261120_193005.jsonl")])
    #expect(outcome.output == "1/2 2/2 67 8 True\n", "\(outcome.error)")
  }

  @Test("There are four files, the counts add up, and the page names no recipient")
  func summary() throws {
    let files = try ResultFiles(.csv)
    #expect(files.paths.all.count == 4 && files.tally.rows == 6)
    #expect(files.tally.invalid == 2 && files.tally.duplicates == 1 && files.tally.accepted == 3)
    let page = try files.folder.text("Bill_20261120_193005.html")
    #expect(page.contains("href=\"./Bill_20261120_193005_removed.csv\""))
    #expect(page.contains("<title>") && !page.contains("17400000001"))
  }

  private func words(_ status: StatusCode) -> String {
    [status.reason.text(.english), status.suggestion.text(.english)].map { text in
      text.contains(",") ? "\"\(text)\"" : text
    }.joined(separator: ",")
  }
}

@Suite("STAT-1 to STAT-4: reports from the ledger's counters")
struct StatisticReportTests {
  /// Two tasks on 2026-11-19 and 2026-11-20: 10 delivered, 4 refused, 2 failed, 4 without a receipt.
  private func document(_ kind: StatisticReport.Kind, _ language: Language = .english) throws
    -> ReportDocument
  {
    let folder = try Workdir()
    let ledger = try Ledger(folder: folder.file("Ledger"))
    func row(_ hour: Int, _ status: StatusCode?, _ region: String, _ messages: Int) -> StatisticRow
    {
      var row = StatisticRow(hour: hour, status: status?.rawValue, region: Region(code: region))
      (row.messages, row.segments, row.billed, row.cost) = (
        messages, messages, messages, messages * 45_000
      )
      if status == .unallocated { (row.billed, row.cost) = (0, 0) }
      return row
    }
    try ledger.write { book throws in
      for name in ["a", "b"] {
        _ = try book.save(
          TaskRow(
            id: name, name: name, application: name == "a" ? "shop" : "bank", template: "bill",
            signature: nil, type: "notification", region: "mainland", sheet: "s",
            state: .completed,
            created: 0, identity: name, settings: "{}"))
      }
      let day = 20_777 * 24
      try book.add(
        [row(day - 5, .delivered, "CN", 4), row(day - 5, .unallocated, "CN", 4)], of: 1,
        hasLink: false)
      try book.add(
        [
          row(day + 9, .delivered, "FR", 6), row(day + 9, .absent, "CN", 2),
          row(day + 10, nil, "CN", 4),
        ],
        of: 2, hasLink: false)
    }
    let period = try #require(ReportPeriod(days: 3, from: nil, to: nil, today: 20_777))
    let report = StatisticReport(
      kind, period: period, filter: StatisticFilter(hours: 0...1), language: language,
      currency: "CNY")
    return try report.document(LedgerSession(ledger, now: 0))
  }

  private func rows(_ document: ReportDocument, _ table: String) -> [String] {
    (document.tables.first { $0.name == table }?.rows ?? []).map { row in
      row.map(\.text).joined(separator: "|")
    }
  }

  @Test("The overview by day, application and country, worked out by hand")
  func overview() throws {
    let document = try document(.overview)
    #expect(
      rows(document, "series") == [
        "2026-11-18|0|0||0||0|0.00", "2026-11-19|8|4|50.0%|4|100.0%|4|0.18",
        "2026-11-20|12|12|100.0%|6|75.0%|12|0.54",
      ])
    #expect(
      rows(document, "applications") == [
        "bank|12|12|100.0%|6|75.0%|12|0.54", "shop|8|4|50.0%|4|100.0%|4|0.18",
      ])
    #expect(
      rows(document, "countries").map {
        $0.split(separator: "|").dropFirst().joined(separator: "|")
      } == [
        "CN|14|10|71.4%|10|0.045|0.45|70.0%", "FR|6|6|100.0%|6|0.045|0.27|30.0%",
      ])
    #expect(
      document.figures.map { "\($0.value) \($0.detail)" } == [
        "20 ", "16 80.0%", "10 83.3%", "16 0.72 CNY",
      ])
  }

  @Test("Failures by code and receipts by day")
  func outcomes() throws {
    let failures = rows(try document(.failures), "codes")
    #expect(
      failures.map { $0.split(separator: "|").prefix(3).joined(separator: "|") } == [
        "UNALLOC|4|66.7%", "ABSENT|2|33.3%",
      ])
    #expect(
      rows(try document(.receipts), "days").last
        == "2026-11-20|12|8|4|66.7%|6|2|75.0%")
  }

  @Test("In both languages a report has the same figures and no word of the other's")
  func languages() throws {
    for kind in StatisticReport.Kind.allCases {
      let (english, chinese) = (try document(kind), try document(kind, .chinese))
      #expect(english.tables.map(\.name) == chinese.tables.map(\.name))
      let hasHan = #/\p{Han}/#
      for table in english.tables {
        #expect(
          !table.title.text(.english).contains(hasHan)
            && table.title.text(.chinese).contains(hasHan))
        for column in table.columns {
          #expect(!column.title.text(.english).contains(hasHan), "\(column.key)")
          #expect(column.title.text(.chinese).contains(hasHan), "\(column.key)")
        }
      }
      #expect(!english.text().joined().contains(hasHan))
    }
  }
}
