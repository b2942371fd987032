import Foundation
import TestSupport
import Testing

@Suite(
  "OUT-2, OUT-3, OUT-5: workbooks as other programs read them", .sideBySide,
  .enabled(
    if: Tool.python != nil, "BROADSHEET_TEST_PYTHON is not set: start the tests with `make test`"))
struct WorkbookTests {
  /// Prints every worksheet of a workbook as JSON, read by openpyxl.
  private static let dump = """
    import json, sys, openpyxl
    book = openpyxl.load_workbook(sys.argv[1])
    out = {"sheets": book.sheetnames, "rows": {}, "frozen": {}, "filter": {}, "charts": {}, "types": {}}
    for sheet in book:
        out["rows"][sheet.title] = [[c.value for c in row] for row in sheet.iter_rows()]
        out["frozen"][sheet.title] = sheet.freeze_panes
        out["filter"][sheet.title] = sheet.auto_filter.ref
        out["charts"][sheet.title] = len(sheet._charts)
        out["types"][sheet.title] = sorted({c.data_type for row in sheet.iter_rows() for c in row if c.value is not None})
    out["title"] = book.properties.title
    print(json.dumps(out))
    """

  private func dump(_ path: String) throws -> [String: Any] {
    let outcome = try Tool.python(Self.dump, [path])
    try #require(outcome.status == 0, "\(outcome.error)")
    return try outcome.json()
  }

  @Test("The result workbook, read by openpyxl, says what the JSON says")
  func results() throws {
    let project = try Project()
    let json = try project.run([
      "send", Tool.root + "/Samples/mistakes.xlsx", "-t", "monthly-bill", "--json",
    ]).json()
    let book = try dump(project.folder.file(try #require(json["results"] as? String)))
    #expect(book["sheets"] as? [String] == ["Summary", "Recipients", "Removed"])
    #expect(book["title"] as? String == "mistakes")
    #expect((book["charts"] as? [String: Int])?["Summary"] == 1)
    #expect((book["frozen"] as? [String: Any])?["Recipients"] as? String == "A2")
    #expect((book["filter"] as? [String: Any])?["Recipients"] as? String == "A1:L10")
    // Text and numbers only: nothing became a formula or an error.
    #expect((book["types"] as? [String: [String]])?["Recipients"] == ["n", "s"])
    let sheets = try #require(book["rows"] as? [String: [[Any]]])
    let recipients = try #require(sheets["Recipients"])
    #expect(
      recipients[0] as? [String] == [
        "Row", "Number", "Region", "Content", "Segments", "SMS ID", "Submission Time",
        "Receipt Time",
        "Result", "Code", "Reason", "Suggestion",
      ])
    #expect(recipients.dropFirst().map { $0[0] as? Int } == [2, 3, 4, 5, 6, 9, 22, 23, 24])
    #expect(
      recipients.dropFirst().map { $0[1] as? String }.prefix(2) == [
        "+8617400009001", "+8617400009002",
      ])
    #expect(recipients[1][3] as? String == "【博阔】尊敬的王伟，您本月账单金额为12.50元，请及时查看。")
    #expect(recipients[8][3] as? String == "【博阔】尊敬的=1+1，您本月账单金额为12.50元，请及时查看。")
    #expect(
      recipients[1][2] as? String == "CN" && recipients[1][6] as? String == "2026-11-20 19:30:05")
    #expect(recipients[7][8] as? String == "Refused" && recipients[7][9] as? String == "UNALLOC")
    let removed = try #require(sheets["Removed"])
    #expect(
      removed.dropFirst().map { $0[0] as? Int } == [
        7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
      ])
    #expect(
      removed[1][5] as? Int == 2 && removed[2][5] as? Int == 2
        && removed[2][1] as? String == "+8617400009001")
    #expect((removed[12][3] as? String)?.contains("{1}") == true)
    let summary = try #require(sheets["Summary"])
    func figure(_ label: String) -> Int? {
      summary.first { ($0[0] as? String)?.trimmingCharacters(in: .whitespaces) == label }?[1]
        as? Int
    }
    #expect(figure("Rows read") == 23 && figure("blank") == 1 && figure("invalid") == 11)
    #expect(figure("accepted") == 9 && figure("Submitted") == 9)
    for (label, key) in [
      ("Successful", "successful"), ("Failed", "failed"), ("Sending", "sending"),
      ("Refused", "refused"),
    ] {
      #expect(figure(label) == json[key] as? Int)
    }
  }

  @Test("Text comes back through openpyxl as it was, escapes undone by the standard's rule")
  func escapes() throws {
    let project = try Project()
    let values = [
      "_x0041_", "a\u{1}b", "=1+1", "<&>\"'", "two  spaces", "😀", "_x005F_x0041_", "tab\there",
    ]
    let sheet = try project.folder.write(
      "t.csv",
      "p,n,s\n"
        + values.enumerated().map { index, value in
          "1740000\(1_000 + index),\"\(value.replacingOccurrences(of: "\"", with: "\"\""))\",1\n"
        }.joined())
    let json = try project.run(["send", sheet, "-t", "monthly-bill", "--json"]).json()
    let script = """
      import json, sys, openpyxl
      from openpyxl.utils.escape import unescape
      sheet = openpyxl.load_workbook(sys.argv[1])["Recipients"]
      print(json.dumps([unescape(row[3].value) for row in sheet.iter_rows(min_row=2)]))
      """
    let path = project.folder.file(try #require(json["results"] as? String))
    let outcome = try Tool.python(script, [path])
    let read = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String]
    let expected = values.map { "【博阔】尊敬的\($0)，您本月账单金额为1元，请及时查看。" }
    // openpyxl itself drops "x005F_" when it reads shared strings, not in inline ones.
    #expect(read == expected, "\(outcome.error)")
  }

  @Test("LibreOffice opens both workbooks and says the same as openpyxl")
  func libreOffice() throws {
    let project = try Project()
    let json = try project.run([
      "send", Tool.root + "/Samples/monthly-bill.xlsx", "-t", "monthly-bill", "--json",
    ]).json()
    for (key, name) in [("results", "Recipients"), ("failedNumbers", "Failed")] {
      let path = project.folder.file(try #require(json[key] as? String))
      let sheets = try #require(try dump(path)["rows"] as? [String: [[Any]]])
      // Every worksheet as a CSV file of its own.
      let convert = try Tool.run(
        "soffice",
        [
          "--headless", "-env:UserInstallation=file://" + project.folder.file("profile"),
          "--convert-to",
          "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
          "--outdir",
          project.folder.file("csv"), path,
        ])
      try #require(convert.status == 0, "\(convert.error)")
      let base = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      let lines = try project.folder.text("csv/\(base)-\(name).csv").split(separator: "\n")
      let rows = try #require(sheets[name])
      #expect(lines.count == rows.count && rows.count > 10)
      for (line, row) in zip(lines, rows) {
        let cells = row.map { value in
          let text = value is NSNull ? "" : "\(value)"
          return text.contains(",") ? "\"\(text)\"" : text
        }
        #expect(line == cells.joined(separator: ","), "\(name)")
      }
    }
  }

  @Test("A recipient sheet of a template has text cells, an example and instructions (SHEET-9)")
  func templateSheet() throws {
    let project = try Project()
    _ = try project.run(["template", "sheet", "monthly-bill", "-o", "t.xlsx"])
    let script = """
      import json, sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      sheet = book.worksheets[0]
      print(json.dumps([book.sheetnames, [c.value for c in sheet[1]], [c.value for c in sheet[2]],
          [c.number_format for c in sheet[2]], sheet.column_dimensions["A"].number_format]))
      """
    let outcome = try Tool.python(script, [project.folder.file("t.xlsx")])
    #expect(
      outcome.output.trimmingCharacters(in: .newlines)
        == #"[["Recipients", "Instructions"], ["Phone Number", "Variable 1", "Variable 2"], "#
        + #"["12098765432", "value of {1}", "value of {2}"], ["@", "@", "@"], "@"]"#,
      "\(outcome.error)")
  }

  @Test(
    "Sheets that openpyxl and XlsxWriter write are read as openpyxl reads them",
    arguments: ["openpyxl", "xlsxwriter", "constant"])
  func producers(producer: String) throws {
    let folder = try Workdir()
    let script = """
      import random, sys, openpyxl, xlsxwriter
      rnd = random.Random(11)
      def value():
          kind = rnd.randrange(6)
          if kind == 0: return None
          if kind == 1: return rnd.randrange(10**11)
          if kind == 2: return round(rnd.uniform(-1000, 1000), rnd.randrange(5))
          if kind == 3: return rnd.random() < 0.5
          return "".join(rnd.choice("ab中文 é😀<&>'\\"1") for _ in range(rnd.randrange(1, 12))).strip() or "x"
      rows = [["r%d" % n] + [value() for _ in range(6)] for n in range(400)]
      if sys.argv[2] == "openpyxl":
          book = openpyxl.Workbook()
          for row in rows: book.active.append(row)
          book.save(sys.argv[1])
      else:
          book = xlsxwriter.Workbook(sys.argv[1], {"constant_memory": sys.argv[2] == "constant", "strings_to_formulas": False})
          sheet = book.add_worksheet()
          for n, row in enumerate(rows): sheet.write_row(n, 0, row)
          book.close()
      def shown(v):
          if v is None: return ""
          if isinstance(v, bool): return "TRUE" if v else "FALSE"
          if isinstance(v, float): return repr(v).rstrip("0").rstrip(".") if "." in repr(v) else repr(v)
          return str(v)
      import csv
      out = csv.writer(sys.stdout, lineterminator="\\n")
      for row in openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0].iter_rows(values_only=True):
          cells = [shown(v) for v in row]
          while cells and not cells[-1]: cells.pop()
          out.writerow(cells)
      """
    let path = folder.file("t.xlsx")
    let expected = try Tool.python(script, [path, producer])
    try #require(expected.status == 0, "\(expected.error)")
    let read = try Tool.broadsheet(["sheet", "cat", path])
    #expect(read.output == expected.output)
  }
}
