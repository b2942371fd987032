import Foundation
import TestSupport
import Testing

@Suite(
  "STAT-8: workbooks of reports and of tasks, as other programs read them", .sideBySide,
  .enabled(
    if: Tool.python != nil, "BROADSHEET_TEST_PYTHON is not set: start the tests with `make test`"))
struct ReportWorkbookTests {
  /// Says of each worksheet of a workbook what a reader of it relies on, by openpyxl.
  private static let script = """
    import json, sys, openpyxl, wcwidth
    from openpyxl.utils import get_column_letter
    book = openpyxl.load_workbook(sys.argv[1])
    out = {"sheets": book.sheetnames, "title": book.properties.title, "subject": book.properties.subject}
    out["created"] = str(book.properties.created)
    for sheet in book:
        if sheet.auto_filter.ref is None: continue
        header = int(sheet.freeze_panes[1:]) - 1
        names = [c.value for c in sheet[header]]
        narrow = []
        for column, name in enumerate(names, 1):
            letter = get_column_letter(column)
            width = sheet.column_dimensions[letter].width
            for row in sheet.iter_rows(min_row=header, min_col=column, max_col=column, max_row=900):
                shown = row[0].value if row[0].value is not None else ""
                if isinstance(shown, (int, float)): shown = f"{shown:,}" if row[0].number_format != "0.0%" else "100.0%"
                if min(wcwidth.wcswidth(str(shown)), 64) > width: narrow.append([letter, str(shown), width])
        out[sheet.title] = {
            "names": names, "header": header, "filter": sheet.auto_filter.ref, "charts": len(sheet._charts),
            "titles": sheet.print_title_rows, "narrow": narrow[:5], "landscape": sheet.page_setup.orientation,
            "paper": sheet.page_setup.paperSize, "fit": sheet.page_setup.fitToHeight,
            "formats": [c.number_format for c in sheet[header + 1]] if sheet.max_row > header else [],
            "rows": [[c.value for c in row] for row in sheet.iter_rows(min_row=header + 1, max_row=header + 40)],
        }
    print(json.dumps(out))
    """

  private func read(_ path: String) throws -> [String: Any] {
    let outcome = try Tool.python(Self.script, [path])
    try #require(outcome.status == 0, "\(outcome.error)")
    return try outcome.json()
  }

  private func workspace(_ settings: String = "") throws -> Project {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", settings + "ledger: sqlite\n")
    for (sheet, template, time) in [
      ("monthly-bill.xlsx", "monthly-bill", "2026-11-19 10:00"),
      ("order-shipped.xlsx", "order-shipped", "2026-11-20 11:00"),
    ] {
      let outcome = try Tool.broadsheet(
        [
          "send", Tool.root + "/Samples/" + sheet, "-t", template, "--yes", "--json", "--now", time,
        ], in: project.folder.path)
      #expect(outcome.status == 0, "\(outcome.error)")
    }
    return project
  }

  private func report(_ project: Project, _ arguments: [String]) throws -> Outcome {
    try Tool.broadsheet(
      ["report"] + arguments + ["--now", "2026-11-20 20:00:00"], in: project.folder.path)
  }

  @Test(
    "A worksheet for each table, with header, filter, chart, formats, and the figures of the JSON",
    arguments: ["overview", "failures", "receipts", "countries", "clicks"])
  func statistics(kind: String) throws {
    let project = try workspace()
    let outcome = try report(project, [kind, "--format", "xlsx"])
    #expect(outcome.output == "Output/\(kind)_20261120_200000.xlsx\n", "\(outcome.error)")
    let json = try report(project, [kind, "--json"]).json()
    let tables = try #require(json["tables"] as? [String: [[String: Any]]])
    let book = try read(project.folder.file("Output/\(kind)_20261120_200000.xlsx"))
    let names = try #require(book["sheets"] as? [String])
    #expect(names.count == tables.count)
    #expect(book["subject"] as? String == "Statistics of messages")
    #expect((book["created"] as? String)?.hasPrefix("2026-11-20 12:00:00") == true)
    var charts = 0
    for name in names {
      let sheet = try #require(book[name] as? [String: Any])
      let header = try #require(sheet["header"] as? Int)
      #expect(sheet["titles"] as? String == "$\(header):$\(header)")
      #expect((sheet["filter"] as? String)?.hasPrefix("A\(header):") == true)
      #expect(sheet["landscape"] as? String == "landscape" && sheet["paper"] as? Int == 9)
      #expect((sheet["narrow"] as? [[Any]])?.isEmpty == true, "\(name): \(sheet["narrow"] ?? "")")
      charts += sheet["charts"] as? Int ?? 0
    }
    #expect(charts >= 1)
    // The first table, figure by figure; shares are rounded in JSON, not in the workbook.
    let first = try #require(book[names[0]] as? [String: Any])
    let rows = try #require(first["rows"] as? [[Any]])
    let keys = Self.firstColumns[kind] ?? []
    let wanted = try #require(tables[Self.firstTables[kind] ?? ""])
    #expect(!wanted.isEmpty)
    for (row, object) in zip(rows, wanted) {
      for (cell, key) in zip(row, keys) {
        if let number = object[key] as? Double {
          let shown = cell as? Double ?? .nan
          #expect(abs(shown - number) <= 0.0000501, "\(kind) \(key)")
        } else {
          #expect(cell as? String == object[key] as? String, "\(kind) \(key)")
        }
      }
    }
    if kind == "overview" {
      #expect(
        first["formats"] as? [String] == ["@", "#,##0", "#,##0", "General", "#,##0", "General"]
          + ["#,##0", "#,##0.00####"] || (first["formats"] as? [String])?.last == "#,##0.00####")
    }
  }

  private static let firstTables = [
    "overview": "series", "failures": "codes", "receipts": "days", "countries": "countries",
    "clicks": "templates",
  ]
  private static let firstColumns = [
    "overview": [
      "time", "requests", "accepted", "acceptedRate", "successful", "successRate", "billed", "cost",
    ],
    "failures": ["code", "count", "share", "decidedBy", "reason", "suggestion"],
    "receipts": ["day", "accepted", "withReceipt", "without", "receiptRate", "successful"],
    "countries": ["name", "region", "requests", "accepted", "acceptedRate", "billed", "unitPrice"],
    "clicks": ["name", "recipients", "clicks", "rate"],
  ]

  @Test("Columns of results are as wide as their texts, also in Chinese, and headers are repeated")
  func widths() throws {
    let project = try workspace("language: zh\n")
    let names = project.output().filter { $0.hasSuffix(".xlsx") }
    #expect(names.count == 4)
    for name in names {
      let book = try read(project.folder.file("Output/" + name))
      for sheet in book.values.compactMap({ $0 as? [String: Any] }) {
        #expect((sheet["narrow"] as? [[Any]])?.isEmpty == true, "\(sheet["narrow"] ?? "")")
        #expect(sheet["titles"] as? String == "$1:$1" && sheet["header"] as? Int == 1)
      }
    }
  }

  @Test("With --language zh workbooks, pages and the terminal are Chinese; codes and JSON are not")
  func chinese() throws {
    let project = try Project()
    let arguments = ["send", Tool.root + "/Samples/mistakes.xlsx", "-t", "monthly-bill"]
    let text = try project.run(arguments + ["--language", "zh"])
    #expect(text.output.contains("行数       23 = 空行 1 + 无效 11 + 重复 2 + 有效 9"), "\(text.output)")
    #expect(text.output.contains("与前面的行重复") && !text.output.contains("repeats an earlier row"))
    let json = try project.run(arguments + ["--language", "zh", "--json"])
    let english = try project.run(arguments + ["--json"])
    func facts(_ outcome: Outcome) throws -> NSDictionary {
      // The names of the files differ by their place in the folder, the seconds by chance.
      try
        (outcome.json().filter {
          !["results", "failedNumbers", "report", "seconds"].contains($0.key)
        }) as NSDictionary
    }
    #expect(try facts(json) == facts(english))
    let book = try read(project.folder.file(try #require(json.json()["results"] as? String)))
    #expect(book["sheets"] as? [String] == ["概要", "收件人", "已删除"])
    #expect(book["subject"] as? String == "短信任务结果")
    let recipients = try #require(book["收件人"] as? [String: Any])
    #expect(
      recipients["names"] as? [String] == [
        "行号", "号码", "地区", "内容", "分段", "短信ID", "提交时间", "回执时间", "结果", "代码", "原因", "建议",
      ])
    let page = try project.folder.text(try #require(json.json()["report"] as? String))
    #expect(page.contains("<html lang=\"zh-CN\">") && page.contains("从号码表到回执"))
    // What failed can be sent again as it is, whatever the language.
    let failed = try #require(json.json()["failedNumbers"] as? String)
    let again = try project.run(["send", failed, "-t", "monthly-bill", "--json"]).json()
    #expect(again["accepted"] as? Int == 1 && again["invalid"] as? Int == 0)
    // CSV and JSON lines are for programs.
    let lines = try project.run(arguments + ["--language", "zh", "--format", "csv", "--json"])
      .json()
    let csv = try project.folder.text(try #require(lines["results"] as? String))
    #expect(csv.contains("Row,Number,Region") && csv.contains("Refused"))
  }

  @Test("LibreOffice opens the workbook of a report and shows its first table")
  func libreOffice() throws {
    let project = try workspace()
    _ = try report(project, ["overview", "--format", "xlsx", "-o", "o.xlsx"])
    let convert = try Tool.run(
      "soffice",
      [
        "--headless", "-env:UserInstallation=file://" + project.folder.file("profile"),
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
        "--outdir", project.folder.file("csv"), project.folder.file("o.xlsx"),
      ])
    try #require(convert.status == 0, "\(convert.error)")
    let csv = try project.folder.text("csv/" + (project.folder.names(in: "csv").first ?? ""))
    let tables = try report(project, ["overview", "--json"]).json()["tables"]
    let days = try #require((tables as? [String: [[String: Any]]])?["series"])
    for day in days {
      let figures = ["time", "requests", "accepted"].map { "\(day[$0] ?? "none")" }
      #expect(csv.contains("\n" + figures.joined(separator: ",") + ","), "\(csv)")
    }
    #expect(days.count == 7)
  }
}
