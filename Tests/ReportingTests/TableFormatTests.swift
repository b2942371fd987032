import Carrier
import Files
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

@Suite("OUT-1: formats are a registry, columns and cells are typed")
struct TableFormatTests {
  @Test("Every format has a name, an ending of its own and words")
  func registry() {
    let all = TableFormat.allCases
    #expect(all.map(\.name) == ["xlsx", "csv", "jsonl"])
    #expect(Set(all.map(\.ending)).count == all.count)
    for format in all {
      #expect(!format.ending.isEmpty && !format.ending.hasPrefix(".") && !format.words.isEmpty)
      #expect(TableFormat(rawValue: format.name) == format)
      #expect(!format.hasSheets || format.isForPeople)
    }
    #expect(TableFormat(rawValue: "XLSX") == nil && TableFormat(rawValue: "html") == nil)
  }

  @Test(
    "A sheet of recipients has the format of its ending",
    arguments: [
      ("a.xlsx", TableFormat.xlsx), ("b.CSV", .csv), ("in.csv/c.xlsx", .xlsx), ("d.jsonl", nil),
      ("e.txt", nil), ("csv", nil),
    ])
  func ending(path: String, format: TableFormat?) {
    #expect(TableFormat(forSheetAt: path) == format)
  }

  @Test("Options of tasks that were put off keep their format as its name")
  func options() throws {
    var options = OutputOptions(folder: "Output")
    options.format = .jsonl
    let text = String(decoding: try JSONEncoder().encode(options), as: UTF8.self)
    #expect(text.contains(#""format":"jsonl""#))
    #expect(try JSONDecoder().decode(OutputOptions.self, from: Data(text.utf8)) == options)
    #expect(throws: (any Error).self) {
      let other = text.replacing("jsonl", with: "docx")
      _ = try JSONDecoder().decode(OutputOptions.self, from: Data(other.utf8))
    }
  }

  /// A table with a column of each kind, and a row in which every cell is left out.
  private static func write(_ format: TableFormat, in folder: Workdir) throws -> String {
    let file = try TableFile(
      format, inFolder: folder.path,
      properties: DocumentProperties(title: "Kinds", subject: "Kinds", created: 0))
    let table = try file.addTable(
      "Kinds", columns: TableColumn.Kind.allCases.map { TableColumn("\($0)", kind: $0) })
    table.text("=1+1")
    table.text("Failed" as StaticString)
    table.integer(-7)
    // 2026-11-20 19:30:05 in China.
    table.timestamp(Timestamp(milliseconds: 1_795_174_205_999, offset: 8 * 3_600))
    table.money(millionths: 45_000)
    table.share(1 / 3)
    try table.endRow()
    for _ in TableColumn.Kind.allCases { table.skip() }
    try table.endRow()
    let path = folder.file("kinds.\(format.ending)")
    try file.complete().publish(asNew: path)
    return path
  }

  @Test("CSV of every kind of cell, each byte")
  func csv() throws {
    let folder = try Workdir()
    let path = try Self.write(.csv, in: folder)
    // As bytes: the mark of UTF-8 at the beginning belongs to them.
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "\u{FEFF}text,repeated,integer,timestamp,money,share\r\n"
        + "\"'=1+1\",Failed,-7,2026-11-20 19:30:05,0.045,0.3333\r\n,,,,,\r\n")
  }

  @Test("JSON lines of every kind of cell, each byte")
  func jsonLines() throws {
    let folder = try Workdir()
    _ = try Self.write(.jsonl, in: folder)
    #expect(
      try folder.text("kinds.jsonl") == #"""
        {"text":"=1+1","repeated":"Failed","integer":-7,"timestamp":"2026-11-20 19:30:05","money":0.045,"share":0.3333}
        {"text":null,"repeated":null,"integer":null,"timestamp":null,"money":null,"share":null}

        """#)
  }

  @Test(
    "A workbook with every kind of cell, as openpyxl reads it",
    .enabled(if: Tool.python != nil, "BROADSHEET_TEST_PYTHON names no Python; `make test` sets it"))
  func workbook() throws {
    let folder = try Workdir()
    let path = try Self.write(.xlsx, in: folder)
    let script = """
      import openpyxl, sys
      sheet = openpyxl.load_workbook(sys.argv[1])['Kinds']
      for row in sheet.iter_rows(min_row=2): print([(cell.value, cell.number_format) for cell in row if cell.value is not None])
      """
    let outcome = try Tool.python(script, [path])
    #expect(
      outcome.output == """
        [('=1+1', '@'), ('Failed', 'General'), (-7, 'General'), ('2026-11-20 19:30:05', 'General'), (0.045, '#,##0.00####'), (0.3333, '0.0%')]

        """, "\(outcome.error)")
  }

  @Test(
    "A timestamp shows its zone's clock, also before 1970, across midnight and in the far future",
    arguments: [
      (0, 0, "1970-01-01 00:00:00"), (0, -5 * 3_600, "1969-12-31 19:00:00"),
      (951_782_399_999, 0, "2000-02-28 23:59:59"), (951_782_400_000, 3_600, "2000-02-29 01:00:00"),
      (253_402_300_799_000, 0, "9999-12-31 23:59:59"),
    ])
  func timestamp(milliseconds: Int, offset: Int, shown: String) {
    var text = TimestampText()
    var bytes: [UInt8] = []
    let moment = Timestamp(milliseconds: milliseconds, offset: offset)
    // Twice, since the second is taken from what is remembered.
    for _ in 0..<2 { text.append(moment, to: &bytes) }
    #expect(String(decoding: bytes, as: UTF8.self) == shown + shown)
  }
}

@Suite("OUT-1, TASK-2: files of a task are known by their roles")
struct OutputRoleTests {
  private func files(_ json: String) throws -> OutputPaths? {
    var row = TaskRow(
      id: "a", name: "a", application: "shop", template: "bill", signature: nil,
      type: "notification", region: "mainland", sheet: "s", state: .completed, created: 0,
      identity: "a", settings: "{}")
    row.files = json
    return try row.outputPaths()
  }

  private func file(_ path: String, _ role: String?) -> String {
    let role = role.map { #","role":"\#($0)""# } ?? ""
    return #"{"path":"\#(path)","identity":{"device":1,"inode":2}\#(role)}"#
  }

  @Test("Roles that the ledger notes count, whatever the names say")
  func noted() throws {
    let paths = try files(
      "[\(file("/o/x_failed.csv", "results")),\(file("/o/x.html", "removed")),\(file("/o/y", "report"))]"
    )
    #expect(paths?.results == "/o/x_failed.csv" && paths?.removed == "/o/x.html")
    #expect(paths?.report == "/o/y" && paths?.failedNumbers == nil)
    #expect(paths?.all == ["/o/x_failed.csv", "/o/x.html", "/o/y"])
  }

  @Test("Files of ledgers without roles are known by their names")
  func guessed() throws {
    let stem = "/o/x_failed_20261120_193005-2"
    let paths = try files(
      "["
        + ["\(stem).csv", "\(stem)_failed.csv", "\(stem)_removed.csv", "\(stem).html"]
        .map { file($0, nil) }.joined(separator: ",") + "]")
    #expect(paths?.results == "\(stem).csv" && paths?.failedNumbers == "\(stem)_failed.csv")
    #expect(paths?.removed == "\(stem)_removed.csv" && paths?.report == "\(stem).html")
  }

  @Test("No two roles give two files of one ending the same name")
  func suffixes() {
    #expect(Set(OutputRole.allCases.map(\.suffix)).count == OutputRole.allCases.count - 1)
    #expect(OutputRole.results.suffix == "" && OutputRole.report.suffix == "")
    #expect(OutputRole.failedNumbers.suffix == "_failed")
    #expect(OutputRole.removed.suffix == "_removed")
  }
}
