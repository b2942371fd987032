import Foundation
import Spreadsheet
import TestSupport
import Testing

/// Reads a worksheet of these rows to its end, with what stands before them and before the list of sheets.
private func read(
  _ rows: String, before: String = "", workbook: String = "", columns: Int = .max,
  isPlainAllowed: Bool = true
) throws -> (rows: [[String]], notices: [String]) {
  let folder = try Workdir()
  let path = folder.file("t.xlsx")
  var builder = SheetBuilder(rows)
  builder.change("xl/worksheets/sheet1.xml") {
    $0.replacingOccurrences(of: "<sheetData>", with: before + "<sheetData>")
  }
  builder.change("xl/workbook.xml") {
    $0.replacingOccurrences(of: "<sheets>", with: workbook + "<sheets>")
  }
  try builder.write(to: path)
  var options = ReadingOptions()
  options.usesPlainForm = isPlainAllowed
  let reader = try SheetFile.open(path, options: options)
  reader.columnLimit = columns
  var found: [[String]] = []
  while let batch = try reader.next() {
    for row in 0..<batch.rowCount {
      found.append((0..<batch.columnCount(ofRow: row)).map { batch.text(row, $0) })
    }
  }
  return (found, reader.facts.notices)
}

private func cells(_ values: String...) -> String {
  values.map { "<c><v>\($0)</v></c>" }.joined()
}

@Suite("SHEET-14 what a user would not notice")
struct SheetFrameTests {
  @Test(
    "A row is hidden where a boolean says so, and counts when it holds something",
    arguments: [
      ("1", true), ("true", true), (" 1 ", true), ("on", true), ("0", false), ("false", false),
      (" 0 ", false), ("off", false), ("", false), ("no", false),
    ], [true, false])
  func hiddenRows(value: (word: String, isHidden: Bool), isPlainAllowed: Bool) throws {
    let hidden = "hidden=\"\(value.word)\""
    let rows = """
      <row>\(cells("1"))</row><row \(hidden)>\(cells("2"))</row><row \(hidden)/>\
      <row \(hidden)><c s="1"/></row><row \(hidden)><c><v> </v></c></row>\
      <row \(hidden)><c t="inlineStr"><is><t xml:space="preserve">  </t></is></c></row>
      """
    let notices = try read(rows, isPlainAllowed: isPlainAllowed).notices
    #expect(notices == (value.isHidden ? ["Hidden rows were included: 1."] : []))
  }

  @Test(
    "Hidden columns count where something was read of them",
    arguments: [
      (#"<col min="2" max="2" hidden="1"/>"#, Int.max, "1 (B)"),
      (#"<col min="2" max="16384" width="0" hidden="true"/>"#, .max, "2 (B, C)"),
      (
        #"<col min=" 1 " max="1" hidden=" 1 "/><col min="3" max="3" hidden="1"/>"#, .max,
        "2 (A, C)"
      ),
      (#"<col min="2" max="3" hidden="1"/>"#, 2, "1 (B)"),
      (#"<col min="3" max="3" hidden="1"/>"#, 2, ""),
      (#"<col min="4" max="16384" hidden="1"/>"#, .max, ""),
      (#"<col min="2" max="2" hidden="false"/><col min="1" max="1"/>"#, .max, ""),
      (#"<col min="5" max="2" hidden="1"/><col hidden="1"/>"#, .max, ""),
    ])
  func hiddenColumns(cols: String, limit: Int, named: String) throws {
    let rows = [cells("1"), cells("2", "3"), cells("4", "5", "6")].map { "<row>\($0)</row>" }
    let notices = try read(
      rows.joined(), before: "<cols>\(cols)</cols>", columns: limit
    ).notices
    #expect(notices == (named.isEmpty ? [] : ["Hidden columns were included: \(named)."]))
  }

  @Test("Of many hidden columns the first are named")
  func manyHiddenColumns() throws {
    let notices = try read(
      "<row>\(cells("1", "2", "3", "4", "5", "6", "7"))</row>",
      before: "<cols><col min=\"1\" max=\"40\" hidden=\"1\"/></cols>"
    ).notices
    #expect(notices == ["Hidden columns were included: 7 (A, B, C, D, E …)."])
  }

  @Test(
    "A saved empty text is a formula's result",
    arguments: [
      ("<c t=\"str\"><f>A1</f><v></v></c>", 0), ("<c t=\"str\"><f>A1</f><v/></c>", 0),
      ("<c t=\" str\"><f>A1</f><v ></v></c>", 0), ("<c t=\"str\"><f>A1</f></c>", 1),
      ("<c><f>A1</f><v></v></c>", 1), ("<c><f>A1</f><v/></c>", 1), ("<c><f>A1</f></c>", 1),
      ("<c t=\"b\"><f>A1</f><v/></c>", 1), ("<c t=\"str\"><v/></c>", 0),
      ("<c><f>1</f><v>1</v></c>", 0),
    ], [true, false])
  func emptyResults(cell: (xml: String, missing: Int), isPlainAllowed: Bool) throws {
    let notices = try read(
      "<row>\(cells("1"))\(cell.xml)</row>", isPlainAllowed: isPlainAllowed
    ).notices
    #expect(notices.count == cell.missing)
    #expect(notices.allSatisfy { $0.contains("without a saved result") && $0.contains(": 1.") })
  }

  @Test(
    "Formulas that the file calls stale are said where there are some with a result",
    arguments: [
      ("<calcPr fullCalcOnLoad=\"1\"/>", "<c><f>1+1</f><v>2</v></c>", true),
      ("<calcPr calcId=\"1\" fullCalcOnLoad=\" true \"/>", "<c t=\"str\"><f>A1</f><v/></c>", true),
      ("<calcPr fullCalcOnLoad=\"1\"/>", "<c><v>2</v></c>", false),
      ("<calcPr fullCalcOnLoad=\"0\"/>", "<c><f>1+1</f><v>2</v></c>", false),
      ("<calcPr calcId=\"1\"/>", "<c><f>1+1</f><v>2</v></c>", false),
      ("<calcPr fullCalcOnLoad=\"1\"/>", "<c/><c/><c><f>1+1</f><v>2</v></c>", false),
    ])
  func stale(properties: String, cell: String, isSaid: Bool) throws {
    let notices = try read(
      "<row>\(cells("1"))\(cell)</row>", workbook: properties, columns: 2
    ).notices
    #expect(notices.contains { $0.contains("out of date were read: 1.") } == isSaid)
    #expect(notices.count == (isSaid ? 1 : 0))
  }

  @Test(
    "showZeros hides cells that hold zero",
    arguments: [
      ("<sheetView showZeros=\"0\"/>", ["", "x", "0.5"]),
      ("<sheetView showZeros=\" false \"/><sheetView showZeros=\"1\"/>", ["", "x", "0.5"]),
      ("<sheetView showZeros=\"1\"/><sheetView showZeros=\"0\"/>", ["0", "x", "0.5", "0"]),
      ("<sheetView/>", ["0", "x", "0.5", "0"]),
    ], [true, false])
  func zeros(view: (xml: String, shown: [String]), isPlainAllowed: Bool) throws {
    let row =
      "<row><c><v>0</v></c><c t=\"str\"><v>x</v></c><c><v>0.5</v></c><c><v>-0.0</v></c></row>"
    let found = try read(
      row + "<row>\(cells("0"))</row>", before: "<sheetViews>\(view.xml)</sheetViews>",
      isPlainAllowed: isPlainAllowed)
    let first = found.rows.first.map { Array($0.reversed().drop(while: \.isEmpty).reversed()) }
    #expect(first == view.shown)
    #expect(found.rows.count == (view.shown[0].isEmpty ? 1 : 2))
  }

  @Test(
    "Only the number formats of the workbook's own list count",
    arguments: ["", "x:"])
  func differentialFormats(prefix: String) throws {
    let folder = try Workdir()
    let styles = """
      <dxfs><dxf><numFmt numFmtId="14" formatCode="0.00%"/></dxf><dxf><numFmt numFmtId="164" \
      formatCode="0.0"/></dxf></dxfs><numFmts><numFmt numFmtId="164" formatCode="0000000"/></numFmts>\
      <cellXfs><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs><dxfs><dxf>\
      <numFmt numFmtId="165" formatCode="0%"/></dxf></dxfs>
      """
    var builder = SheetBuilder(
      "<row><c><v>42062</v></c><c s=\"1\"><v>42</v></c><c s=\"2\"><v>5</v></c></row>",
      styles: styles)
    builder.change("xl/styles.xml") {
      var text = $0
      for name in ["styleSheet", "dxfs", "dxf", "numFmts", "numFmt", "cellXfs", "xf"] {
        text = text.replacingOccurrences(of: "<\(name) ", with: "<\(prefix)\(name) ")
          .replacingOccurrences(of: "<\(name)>", with: "<\(prefix)\(name)>")
          .replacingOccurrences(of: "</\(name)>", with: "</\(prefix)\(name)>")
      }
      return prefix.isEmpty ? text : text.replacingOccurrences(of: "xmlns=", with: "xmlns:x=")
    }
    let path = folder.file("t.xlsx")
    try builder.write(to: path)
    #expect(try readRows(path) == [ReadRow(1, ["2015/2/27", "0000042", "5"])])
  }
}

@Suite("SHEET-4 which worksheet")
struct SheetChoiceTests {
  /// A workbook of worksheets with these attributes and rows; nil rows: the part is missing.
  private func workbook(
    _ sheets: [(attributes: String, rows: String?)], in folder: Workdir
  ) throws -> String {
    var builder = SheetBuilder("")
    builder.parts.removeAll { $0.name == "xl/worksheets/sheet1.xml" }
    builder.change("xl/workbook.xml") {
      $0.replacingOccurrences(
        of: "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>",
        with: sheets.enumerated().map {
          "<sheet sheetId=\"\($0 + 1)\" r:id=\"rIdS\($0)\" \($1.attributes)/>"
        }.joined())
    }
    builder.change("xl/_rels/workbook.xml.rels") {
      $0.replacingOccurrences(
        of: "</Relationships>",
        with: sheets.indices.map {
          "<Relationship Id=\"rIdS\($0)\" Type=\"http://schemas.openxmlformats.org/officeDocument/"
            + "2006/relationships/worksheet\" Target=\"worksheets/s\($0).xml\"/>"
        }.joined() + "</Relationships>")
    }
    for (index, sheet) in sheets.enumerated() {
      guard let rows = sheet.rows else { continue }
      builder.change("xl/worksheets/s\(index).xml") { _ in
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
          + "<sheetData>\(rows)</sheetData></worksheet>"
      }
    }
    let path = folder.file("t.xlsx")
    try builder.write(to: path)
    return path
  }

  private func row(_ value: Int) -> String { "<row><c><v>\(value)</v></c></row>" }

  @Test(
    "Only hidden and veryHidden hide a worksheet",
    arguments: [
      ("show", "1"), ("Visible", "1"), ("", "1"), (" visible ", "1"), ("shown", "1"),
      ("hidden", "2"), (" veryHidden ", "2"), ("hidden ", "2"),
    ])
  func states(state: String, value: String) throws {
    let folder = try Workdir()
    let path = try workbook(
      [("name=\"A\" state=\"\(state)\"", row(1)), ("name=\"B\"", row(2))], in: folder)
    #expect(try readRows(path) == [ReadRow(1, [value])])
  }

  @Test("A worksheet whose part is missing is told from one that is hidden")
  func missing() throws {
    let folder = try Workdir()
    let lost = try workbook([("name=\"Data\"", nil)], in: folder)
    let error = sheetError { _ = try readRows(lost) }
    #expect(error?.description.contains("damaged in worksheet “Data”") == true)
    #expect(error?.description.contains("xl/worksheets/s0.xml") == true)
    let beside = try workbook(
      [("name=\"Data\"", nil), ("name=\"Old\" state=\"hidden\"", row(1))], in: folder)
    #expect(sheetError { _ = try readRows(beside) } == error)
    var options = ReadingOptions()
    options.sheet = "Data"
    let second = try workbook([("name=\"Data\"", nil), ("name=\"B\"", row(2))], in: folder)
    #expect(try readRows(second) == [ReadRow(1, ["2"])])
    #expect(sheetError { _ = try readRows(second, options: options) } == error)
    let hidden = try workbook([("name=\"Old\" state=\"hidden\"", row(1))], in: folder)
    #expect(sheetError { _ = try readRows(hidden) } == .noVisibleSheet(file: hidden))
  }

  @Test("An empty worksheet names the others that have cells")
  func empty() throws {
    let folder = try Workdir()
    let path = try workbook(
      [
        ("name=\"Cover\"", ""), ("name=\"Hidden\" state=\"hidden\"", row(1)),
        ("name=\"Blank\"", "<row><c s=\"1\"/></row>"), ("name=\"March\"", row(2)),
        ("name=\"Broken\"", "<row"),
      ], in: folder)
    let reader = try SheetFile.open(path)
    #expect(try reader.next() == nil)
    #expect(reader.facts.filledSheets == ["March", "Hidden"])
    let error = SheetError.empty(file: path, sheet: "Cover", filled: reader.facts.filledSheets)
    #expect(error.description.contains("--sheet: “March”, “Hidden”."))
    let only = try workbook([("name=\"Cover\"", "")], in: folder)
    let alone = try SheetFile.open(only)
    #expect(try alone.next() == nil)
    #expect(alone.facts.filledSheets.isEmpty)
  }
}
