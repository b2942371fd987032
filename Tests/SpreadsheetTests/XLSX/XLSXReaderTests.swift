import Files
import Foundation
import Spreadsheet
import TestSupport
import Testing

@Suite("SHEET-4 and SHEET-5: worksheets")
struct XLSXReaderTests {
  @Test(
    "Cell types",
    arguments: [
      ("<c><v>12</v></c>", "12"), ("<c t=\"n\"><v>12.50</v></c>", "12.5"),
      ("<c><v>29.321000000000002</v></c>", "29.321"), ("<c><v>1.5E-3</v></c>", "0.0015"),
      ("<c t=\"s\"><v>0</v></c>", "plain"), ("<c t=\"s\"><v>1</v></c>", "rich text"),
      ("<c t=\"s\"><v>2</v></c>", "東京"), ("<c t=\"s\"><v></v></c>", ""),
      ("<c t=\"s\"><v>9</v></c>", "#STRING?"), ("<c t=\"str\"><f>A1</f><v>x</v></c>", "x"),
      ("<c><f>1+1</f><v>2</v></c>", "2"), ("<c><f>1+1</f></c>", ""),
      ("<c t=\"inlineStr\"><is><t>in line</t></is></c>", "in line"),
      (
        "<c t=\"inlineStr\"><is><r><t>a</t></r><r><t xml:space=\"preserve\"> b</t></r></is></c>",
        "a b"
      ),
      ("<c t=\"inlineStr\"><v>8</v><is><t>t</t></is></c>", "t"), ("<c t=\"inlineStr\"/>", ""),
      ("<c t=\"b\"><v>1</v></c>", "TRUE"), ("<c t=\"b\"><v>0</v></c>", "FALSE"),
      ("<c t=\"e\"><v>#N/A</v></c>", "#N/A"), ("<c t=\"d\"><v>2026-11-20</v></c>", "46346"),
      ("<c t=\"d\"><v>2026-11-20T06:00:00</v></c>", "46346.25"),
      ("<c t=\"str\"><v>a_x000D_\nb_x0041_ _x005F_x0041_ _x00zz_</v></c>", "a\nbA _x0041_ _x00zz_"),
      ("<c t=\"str\"><v>_xD83D__xDE00_</v></c>", "😀"),
      ("<c t=\"str\"><v>_xD83D_</v></c>", "\u{FFFD}"),
      ("<c t=\"str\"><v>a &lt;b&gt; &amp; &#x4E2D;<![CDATA[<x>]]></v></c>", "a <b> & 中<x>"),
      ("<c t=\"str\"><v>a<!-- no -->b</v></c>", "ab"), ("<c><v>1E+300</v></c>", "1E+300"),
    ] as [(String, String)])
  func types(cell: String, text: String) throws {
    let strings = """
      <si><t>plain</t></si><si><r><t xml:space="preserve">rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>\
      <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>
      """
    let row = "<row r=\"1\"><c t=\"str\"><v>x</v></c>\(cell)<c t=\"str\"><v>y</v></c></row>"
    let rows = try readXML(row, sharedStrings: strings)
    #expect(rows == [ReadRow(1, ["x", text, "y"])])
  }

  @Test(
    "Positions: missing, gapped, out of order",
    arguments: [
      (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
        [ReadRow(1, ["1", "2"]), ReadRow(2, ["3"])]
      ),
      (
        "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c><v>2</v></c></row><row><c r=\"A4\"><v>3</v></c></row>",
        [ReadRow(3, ["", "1", "2"]), ReadRow(4, ["3"])]
      ),
      (
        "<row r=\"5\"><c r=\"A5\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row>",
        [ReadRow(5, ["1"]), ReadRow(2, ["2"])]
      ),
      (
        "<row r=\"1\"><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c></row>",
        [ReadRow(1, ["1", "", "3"])]
      ),
      ("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>", [ReadRow(1, ["2"])]),
      ("<row r=\"1\"><c r=\"A9\"><v>1</v></c></row>", [ReadRow(1, ["1"])]),
      ("<row r=\"1\"><c r=\"$b$1\"><v>1</v></c></row>", [ReadRow(1, ["", "1"])]),
      (
        "<row r=\"1\"/><row r=\"2\"><c s=\"4\"/><c/></row><row r=\"7\"><c><v>1</v></c></row>",
        [ReadRow(7, ["1"])]
      ),
      ("<row r=\"1\"><c t=\"str\"><v> </v></c><c t=\"str\"><v>\u{3000}</v></c></row>", []),
      ("<row r=\"2\"><c><v>1</v></c><c s=\"9\"/><c/></row>", [ReadRow(2, ["1"])]),
      // Found by fuzzing: a cell outside rows, a row in a row.
      ("<c><v>1</v></c><v>7</v><row><c><v>2</v></c></row><c><v>3</v></c>", [ReadRow(1, ["2"])]),
      (
        "<row><c><v>1</v></c><row><c><v>2</v></c></row><c><v>3</v></c></row>",
        [ReadRow(1, ["1"]), ReadRow(2, ["2"])]
      ),
    ] as [(String, [ReadRow])])
  func positions(sheetData: String, rows: [ReadRow]) throws {
    #expect(try readXML(sheetData) == rows)
  }

  @Test("Hidden rows and formulas without a saved result get a word")
  func notices() throws {
    let folder = try Workdir()
    let path = folder.file("t.xlsx")
    try SheetBuilder(
      """
      <row><c><f>1+1</f></c><c><v>1</v></c></row><row hidden="1"><c><v>2</v></c><c><f>A1</f><v/></c>\
      </row><row hidden="0"><c><f>1+1</f><v>2</v></c></row>
      """
    ).write(to: path)
    let reader = try SheetFile.open(path)
    while try reader.next() != nil {}
    #expect(
      reader.facts.notices == [
        "Hidden rows were included: 1.",
        "Formulas without a saved result were taken for empty cells: 2. Open the sheet in a "
          + "spreadsheet program and save it to have them.",
      ])
  }

  @Test("Number cells of exact columns give their digits, others what the format shows")
  func exactColumns() throws {
    var options = ReadingOptions()
    options.exactColumns = 1
    let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"4\"/><xf numFmtId=\"14\"/></cellXfs>"
    func first(_ value: String) throws -> String? {
      try readXML(
        "<row><c s=\"1\"><v>\(value)</v></c></row>", styles: styles, options: options
      ).first?.cells.first
    }
    #expect(try first("13711112222") == "13711112222")
    #expect(try first("1.3711112222E10") == "13711112222")
    #expect(try first("13711112222.0") == "13711112222")
    #expect(try first("1.3711112222333344E17")?.contains("E+17") == true)
    #expect(try first("13711112222.5") == "13711112222.5")
  }

  @Test("Formats show numbers, dates and text as the user sees them, in both date systems")
  func formats() throws {
    let styles = """
      <numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
      <numFmt numFmtId="165" formatCode="&quot;¥&quot;#,##0.00"/><numFmt numFmtId="166" \
      formatCode="@&quot; 元&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>\
      <xf numFmtId="165"/><xf numFmtId="10"/><xf numFmtId="166"/><xf numFmtId="14"/></cellXfs>
      """
    let row = """
      <row><c s="1"><v>46346</v></c><c s="2"><v>1234.5</v></c><c s="3"><v>0.125</v></c>\
      <c s="4" t="str"><v>12</v></c><c s="5"><v>46346.75</v></c><c s="99"><v>7</v></c></row>
      """
    let shown = ["2026年11月20日", "¥1,234.50", "12.50%", "12 元", "2026/11/20", "7"]
    #expect(try readXML(row, styles: styles) == [ReadRow(1, shown)])
    // Four years and a day later with the days counted from 1904.
    let later = try readXML(row, styles: styles) { builder in
      builder.change("xl/workbook.xml") {
        $0.replacingOccurrences(of: "<sheets>", with: "<workbookPr date1904=\"1\"/><sheets>")
      }
    }
    #expect(later.first?.cells.first == "2030年11月21日")
  }

  @Test("A sheet of many chunks keeps every cell, wherever chunks cut the XML")
  func chunks() throws {
    let count = 30_000
    let rows = (1...count).map { row in
      "<row r=\"\(row)\"><c r=\"A\(row)\" t=\"inlineStr\"><is><t>姓名\(row)</t></is></c>"
        + "<c r=\"B\(row)\"><v>\(row).25</v></c></row>"
    }
    let read = try readXML(rows.joined())
    #expect(read.count == count)
    #expect(
      read.enumerated().first { index, row in
        row != ReadRow(index + 1, ["姓名\(index + 1)", "\(index + 1).25"])
      } == nil)
  }

  @Test("The shared-string table spills to a file past its bound and reads the same (SHEET-3)")
  func sharedStringSpill() throws {
    let count = 20_000
    let strings = (0..<count).map {
      "<si><t xml:space=\"preserve\">值\($0) \(String(repeating: "x", count: $0 % 300))</t></si>"
    }
    var random = SeededRandom(5)
    let order = (0..<count).map { _ in Int.random(in: 0..<count, using: &random) }
    let rows = order.map { "<row><c t=\"s\"><v>\($0)</v></c></row>" }
    var options = ReadingOptions()
    options.limits.sharedStringBytesInMemory = 100_000
    let read = try readXML(rows.joined(), sharedStrings: strings.joined(), options: options)
    #expect(read.count == count)
    #expect(
      zip(read, order).first { $0.cells != ["值\($1) \(String(repeating: "x", count: $1 % 300))"] }
        == nil)
  }

  @Test("The first visible worksheet is read, or the one named")
  func sheets() throws {
    let folder = try Workdir()
    let path = folder.file("t.xlsx")
    var builder = SheetBuilder("<row><c><v>1</v></c></row>")
    builder.change("xl/workbook.xml") {
      $0.replacingOccurrences(
        of: "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>",
        with: "<sheet name=\"Old\" sheetId=\"3\" state=\"veryHidden\" r:id=\"rId9\"/><sheet "
          + "name=\"A &amp; B\" sheetId=\"1\" r:id=\"rId1\"/>")
    }
    builder.change("xl/_rels/workbook.xml.rels") {
      $0.replacingOccurrences(
        of: "</Relationships>",
        with: "<Relationship Id=\"rId9\" Type=\"http://purl.oclc.org/ooxml/officeDocument/"
          + "relationships/worksheet\" Target=\"/xl\\worksheets\\Sheet2.xml\"/></Relationships>")
    }
    builder.change("xl/worksheets/sheet2.xml") { _ in
      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row>"
        + "<x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    }
    try builder.write(to: path)
    #expect(try readRows(path) == [ReadRow(1, ["1"])])
    var options = ReadingOptions()
    options.sheet = "Old"
    #expect(try readRows(path, options: options) == [ReadRow(1, ["2"])])
    options.sheet = "A & B"
    #expect(try readRows(path, options: options) == [ReadRow(1, ["1"])])
    options.sheet = "Nope"
    #expect(
      sheetError { _ = try readRows(path, options: options) }
        == .noSuchSheet(file: path, name: "Nope", available: ["Old", "A & B"]))
  }

  @Test("A document type declaration is refused before anything is expanded")
  func entities() {
    let error = sheetError {
      _ = try readXML("<row><c><v>&a;</v></c></row>") { builder in
        builder.change("xl/worksheets/sheet1.xml") {
          $0.replacingOccurrences(
            of: "<worksheet", with: "<!DOCTYPE x [<!ENTITY a \"1\">]><worksheet")
        }
      }
    }
    guard case .damaged(_, _, let detail) = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
    #expect(detail.contains("document type"))
  }

  @Test("Broken XML names the worksheet")
  func broken() {
    let error = sheetError { _ = try readXML("<row><c><v>1</c></row>") }
    guard case .damaged(_, let part, _) = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
    #expect(part.contains("Sheet1"))
  }
}

@Suite("SHEET-1: what a file is")
struct FileKindTests {
  @Test(
    "Told from the bytes, with what to do",
    arguments: [
      (Array("%PDF-1.7 …".utf8), .pdf), ([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], .image),
      (
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600),
        .oldExcel
      ),
      (
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
          + Array("EncryptedPackage".utf8).flatMap { [$0, 0] }, .encryptedWorkbook
      ),
      (Array("<html><table><tr><td>1".utf8), .html),
      (Array("<?xml version=\"1.0\"?><a/>".utf8), .xml),
      (Array("{\"a\": 1}".utf8), .json), ([0x1F, 0x8B, 8, 0], .compressed),
      ([UInt8](repeating: 0, count: 100), .binary),
    ] as [([UInt8], FileKind)])
  func refused(bytes: [UInt8], kind: FileKind) throws {
    let folder = try Workdir()
    let path = try folder.write("sheet.xlsx", bytes)
    #expect(sheetError { _ = try SheetFile.open(path) } == .wrongKind(file: path, found: kind))
    #expect(SheetError.wrongKind(file: path, found: kind).description.contains(kind.advice))
  }

  @Test("ZIP archives are looked into")
  func archives() throws {
    let folder = try Workdir()
    for (name, parts, kind) in [
      ("plain.zip", [("readme.txt", "hello")], FileKind.zip),
      ("a.ods", [("mimetype", "application/vnd.oasis.opendocument.spreadsheet")], .openDocument),
      ("a.xlsb", [("xl/workbook.bin", "x")], .binaryWorkbook),
      ("a.numbers", [("Index/Document.iwa", "x")], .numbers),
    ] {
      let path = folder.file(name)
      try SheetBuilder.zip(parts.map { (name: $0.0, content: $0.1) }, to: path)
      #expect(sheetError { _ = try SheetFile.open(path) } == .wrongKind(file: path, found: kind))
    }
  }

  @Test("A name says nothing: CSV named .xlsx is read, a workbook named .csv too")
  func names() throws {
    let folder = try Workdir()
    #expect(try readRows(try folder.write("a.xlsx", "x,y\n")) == [ReadRow(1, ["x", "y"])])
    let path = folder.file("b.csv")
    try SheetBuilder("<row><c><v>1</v></c></row>").write(to: path)
    #expect(try readRows(path) == [ReadRow(1, ["1"])])
  }

  @Test("Missing, a folder, empty, too large")
  func unusable() throws {
    let folder = try Workdir()
    let missing = folder.file("none.csv")
    #expect(fileError { _ = try SheetFile.open(missing) } == .missing(file: missing))
    #expect(fileError { _ = try SheetFile.open(folder.path) } == .notAFile(file: folder.path))
    let empty = try folder.write("empty.csv", "")
    #expect(fileError { _ = try SheetFile.open(empty) } == .empty(file: empty))
    var options = ReadingOptions()
    options.limits.fileBytes = 10
    let large = try folder.write("large.csv", "12345678901")
    #expect(
      fileError { _ = try SheetFile.open(large, options: options) }
        == .tooLarge(file: large, allowed: 10, found: 11))
    #expect(
      fileError {
        _ = try SheetFile.open(try folder.write("ok.csv", "1234567890"), options: options)
      } == nil)
  }
}
