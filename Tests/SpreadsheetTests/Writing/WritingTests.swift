import Files
import Foundation
import Spreadsheet
import TestSupport
import Testing

@Suite("OUT-5: writing")
struct WritingTests {
  @Test("Text comes back from a worksheet as it was, whatever it holds", arguments: 1...3)
  func escapes(seed: UInt64) throws {
    var random = SeededRandom(seed)
    let pieces = [
      "_x0041_", "_x005F_", "_", "x", "\u{1}", "\u{1F}", "\r", "\t", "\n", "=1+1", "<&>\"'", "中",
      "😀",
      "_x00", "41_", "\u{FFFE}", "\u{FFFF}", " ", "\u{7F}", "_xZZZZ_", "\r\n",
    ]
    let texts = (0..<400).map { index in
      "\(index)"
        + (0..<Int.random(in: 1...6, using: &random)).map { _ in
          pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }.joined() + "."
    }
    let folder = try Workdir()
    let file = try OutputFile(inFolder: folder.path)
    let workbook = try WorkbookFile(
      file: file, folder: folder.path,
      properties: DocumentProperties(title: "t", subject: "s", created: 0))
    let table = try workbook.addTable(
      "T", columns: [TableColumn("h"), TableColumn("n", kind: .integer)])
    for (index, text) in texts.enumerated() {
      table.text(text)
      table.integer(index)
      try table.endRow()
    }
    try table.close()
    try workbook.close()
    let path = folder.file("t.xlsx")
    #expect(try file.publish(as: path))
    let read = try readRows(path)
    #expect(read.count == texts.count + 1)
    for (row, text) in zip(read.dropFirst(), texts) {
      #expect(row.cells.first == text, "\(Array(text.utf8))")
    }
  }

  @Test("Gaps, repeated and single texts come back in their places", arguments: [false, true])
  func places(namesEveryCell: Bool) throws {
    let folder = try Workdir()
    let file = try OutputFile(inFolder: folder.path)
    let workbook = try WorkbookFile(
      file: file, folder: folder.path,
      properties: DocumentProperties(title: "t", subject: "s", created: 0),
      namesEveryCell: namesEveryCell)
    let table = try workbook.addTable(
      "T",
      columns: [
        TableColumn("a", kind: .repeated), TableColumn("b"), TableColumn("c", kind: .integer),
        TableColumn("d", kind: .repeated), TableColumn("e", kind: .repeated),
      ])
    // More different texts than are held: the rest stands in line.
    let count = 70_000
    for row in 1...count {
      if row % 3 == 0 { table.skip() } else { table.text(" <\(row)> & _x0041_ ") }
      if row % 5 == 0 { table.skip() } else { table.text("") }
      if row % 7 == 0 { table.skip() } else { table.integer(row * 1_000_003) }
      if row % 2 == 0 { table.skip() } else { table.text("word") }
      table.text("last \(row % 10)")
      try table.endRow()
    }
    try table.close()
    try workbook.close()
    let path = folder.file("t.xlsx")
    #expect(try file.publish(as: path))
    let rows = try readRows(path)
    #expect(rows.count == count + 1)
    for row in 1...count {
      let expected = [
        row % 3 == 0 ? "" : " <\(row)> & _x0041_ ", "", row % 7 == 0 ? "" : "\(row * 1_000_003)",
        row % 2 == 0 ? "" : "word", "last \(row % 10)",
      ]
      guard rows[row] == ReadRow(row + 1, expected) else {
        Issue.record("\(rows[row])")
        return
      }
    }
    let xml = try Tool.run("unzip", ["-p", path, "xl/worksheets/sheet1.xml"]).output
    #expect(xml.contains("<c>") == !namesEveryCell || xml.contains("<c t=") == !namesEveryCell)
    #expect(xml.contains("<dimension ref=\"A1:E70001\""))
  }

  @Test("More rows than a worksheet holds go on in the next (OUT-2)")
  func rollover() throws {
    let folder = try Workdir()
    let file = try OutputFile(inFolder: folder.path)
    let workbook = try WorkbookFile(
      file: file, folder: folder.path,
      properties: DocumentProperties(title: "t", subject: "s", created: 0))
    let table = try workbook.addTable("T", columns: [TableColumn("h", kind: .integer)])
    for row in 0..<1_048_577 {
      table.integer(row)
      try table.endRow()
    }
    try table.close()
    try workbook.close()
    let path = folder.file("t.xlsx")
    #expect(try file.publish(as: path))
    #expect(try SheetFile.open(path).facts.sheets.map(\.name) == ["T", "T 2"])
    var options = ReadingOptions()
    options.sheet = "T 2"
    let rest = [ReadRow(1, ["h"]), ReadRow(2, ["1048575"]), ReadRow(3, ["1048576"])]
    #expect(try readRows(path, options: options) == rest)
  }

  @Test("A text too long for a cell is cut between characters, and the workbook is whole")
  func tooLong() throws {
    let folder = try Workdir()
    let file = try OutputFile(inFolder: folder.path)
    let workbook = try WorkbookFile(
      file: file, folder: folder.path,
      properties: DocumentProperties(title: "t", subject: "s", created: 0))
    let table = try workbook.addTable("T", columns: [TableColumn("h")])
    for text in [String(repeating: "字", count: 32_767), String(repeating: "字", count: 32_768)] {
      table.text(text)
      try table.endRow()
    }
    try table.close()
    try workbook.close()
    #expect(try file.publish(as: folder.file("t.xlsx")))
    let lengths = try readRows(folder.file("t.xlsx")).map { $0.cells[0].count }
    #expect(lengths == [1, 32_767, 32_767])
  }

  @Test(
    "CSV guards what would run as a formula, and leaves signed numbers alone",
    arguments: [
      ("=1+1", "\"'=1+1\""), ("@x", "\"'@x\""), ("+x", "\"'+x\""), ("-cmd", "\"'-cmd\""),
      ("+8612012345678", "+8612012345678"), ("-5.20", "-5.20"), (" =1", "\" =1\""),
      ("＝1", "\"'＝1\""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("plain", "plain"), ("'=1", "'=1"), ("'=1,2", "\"''=1,2\""), ("'x", "'x"),
      ("\t=1", "\"'\t=1\""), ("", ""), ("line\nbreak", "\"line\nbreak\""),
    ])
  func csv(text: String, written: String) throws {
    let folder = try Workdir()
    let file = try OutputFile(inFolder: folder.path)
    let writer = try CSVWriter(file: file, columns: [TableColumn("h"), TableColumn("i")])
    writer.text(text)
    writer.integer(7)
    try writer.endRow()
    try writer.close()
    #expect(try file.publish(as: folder.file("t.csv")))
    let rows = try readRows(folder.file("t.csv"))
    #expect(rows.last?.cells == [text, "7"])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("t.csv")))
    #expect(Array(bytes) == [0xEF, 0xBB, 0xBF] + Array("h,i\r\n\(written),7\r\n".utf8))
  }

  @Test("JSON lines are JSON, with every text as it was")
  func jsonLines() throws {
    let folder = try Workdir()
    let file = try OutputFile(inFolder: folder.path)
    let writer = JSONLinesWriter(
      file: file, columns: [TableColumn("a"), TableColumn("b"), TableColumn("c")])
    let text = "\u{1}\t\r\n\"\\/中😀"
    writer.text(text)
    writer.integer(-3)
    writer.skip()
    try writer.endRow()
    try writer.close()
    #expect(try file.publish(as: folder.file("t.jsonl")))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("t.jsonl")))
    let object = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    #expect(object?["a"] as? String == text)
    #expect(object?["b"] as? Int == -3)
    #expect(object?["c"] is NSNull)
  }
}
