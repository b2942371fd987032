import Files
import Foundation
import Spreadsheet
import TestSupport
import Testing

@Suite("OUT-1: text that XML forbids makes no workbook fail")
struct WorkbookTextTests {
  private static let texts = [
    "a\u{1B}b", "a\u{1}b", "a\u{7F}b", "a\u{FFFE}b", "a\u{FFFF}", "a\nb\tc\r", "x\u{85}y",
    "\u{2028}",
    "_x001B_", "_x005F_x0041_", "<&>\"'", "\u{B}\u{C}", FileName.text([0xE4, 0x62]),
    "\u{1FFFE}", String(repeating: "长", count: 300), String(repeating: "\u{1}", count: 40_000),
    String(repeating: "x", count: 40_000), "a\u{0}b",
  ]

  @Test("Title, headers, cells and a chart's title take any text", arguments: texts.indices)
  func parts(index: Int) throws {
    let text = Self.texts[index]
    let folder = try Workdir()
    let file = try OutputFile(inFolder: folder.path)
    let workbook = try WorkbookFile(
      file: file, folder: folder.path,
      properties: DocumentProperties(title: text, subject: text, created: 0))
    let form = try workbook.addForm("Form", widths: [10])
    try form.write(text, row: 0, column: 0)
    try form.write(1, row: 0, column: 1)
    try form.addChart(
      .bars, title: text, rows: 0...0, names: 0, values: [1], atRow: 3, column: 3)
    let table = try workbook.addTable("T", columns: [TableColumn(text), TableColumn("n")])
    table.text(text)
    table.text("end")
    try table.endRow()
    try table.close()
    try workbook.close()
    let path = folder.file("t.xlsx")
    #expect(try file.publish(as: path))
    // openpyxl reads every part with another XML parser.
    let script = """
      import sys, openpyxl, zipfile, xml.dom.minidom as dom
      book = openpyxl.load_workbook(sys.argv[1])
      for name in zipfile.ZipFile(sys.argv[1]).namelist():
          if name.endswith(('.xml', '.rels')): dom.parseString(zipfile.ZipFile(sys.argv[1]).read(name))
      print(len(book.sheetnames), book['T']['B2'].value)
      """
    let outcome = try Tool.python(script, [path])
    #expect(outcome.output == "2 end\n", "\(outcome.error)")
    var options = ReadingOptions()
    options.sheet = "T"
    let rows = try readRows(path, options: options)
    if text.utf8.count < 30_000 {
      let kept = text.filter { $0 != "\0" }
      #expect(rows.first?.cells.first == kept, "the header")
    }
  }

  @Test("A workbook whose parts do not fit together is no full disk")
  func parts() throws {
    let folder = try Workdir()
    let workbook = try WorkbookFile(
      file: try OutputFile(inFolder: folder.path), folder: folder.path,
      properties: DocumentProperties(title: "t", subject: "s", created: 0))
    // More strings of the library's own than our numbers leave room for.
    let form = try workbook.addForm("Form", widths: [10])
    for row in 0..<1_100 { try form.write("text \(row)", row: row, column: 0) }
    let table = try workbook.addTable("T", columns: [TableColumn("h", kind: .repeated)])
    table.text("x")
    try table.endRow()
    try table.close()
    let error = #expect(throws: SheetError.self) { try workbook.close() }
    guard case .cannotAssemble = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.description.contains("disk is not the reason") == true)
  }
}
