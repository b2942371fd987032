import Foundation
import Spreadsheet
import TestSupport
import Testing

@Suite("SAFE-1 and SHEET-2: bounds, at the limit and above it")
struct LimitsTests {
  /// A bound, set so that the workbook of `build` is just at it, and then one below.
  struct Case: Sendable, CustomTestStringConvertible {
    var limit: LimitName
    var set: @Sendable (inout Limits, Int) -> Void
    var atLimit: Int
    var sheetData = "<row><c><v>1</v></c></row>"
    var sharedStrings: String?
    var styles: String?
    var change: (@Sendable (inout SheetBuilder) -> Void)?

    var testDescription: String { limit.rawValue }
  }

  private static let text = String(repeating: "中", count: 100)

  @Test(
    "A workbook just at a bound is read, one above it is refused by that name",
    arguments: [
      Case(
        limit: .columns, set: { $0.columns = $1 }, atLimit: 3,
        sheetData: "<row><c r=\"C1\"><v>1</v></c></row>"),
      Case(
        limit: .cells, set: { $0.cells = $1 }, atLimit: 6,
        sheetData: "<row><c r=\"D1\"><v>1</v></c><c/><c><v>2</v></c></row>"),
      Case(
        limit: .cellLength, set: { $0.cellUnits = $1 }, atLimit: 100,
        sheetData: "<row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row>"),
      Case(
        limit: .rowLength, set: { $0.rowBytes = $1 }, atLimit: 600,
        sheetData: "<row><c t=\"str\"><v>\(text)</v></c><c t=\"str\"><v>\(text)</v></c></row>"),
      Case(
        limit: .rowLength, set: { $0.rowBytes = $1 }, atLimit: 900,
        sheetData: "<row>" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 3) + "</row>",
        sharedStrings: "<si><t>\(text)</t></si>"),
      Case(limit: .entries, set: { $0.entries = $1 }, atLimit: 5),
      Case(
        limit: .sheets, set: { $0.sheets = $1 }, atLimit: 2,
        change: { builder in
          builder.change("xl/workbook.xml") {
            $0.replacingOccurrences(
              of: "</sheets>", with: "<sheet name=\"B\" sheetId=\"2\" r:id=\"rId1\"/></sheets>")
          }
        }),
      Case(
        limit: .styles, set: { $0.styles = $1 }, atLimit: 2,
        styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"1\"/></cellXfs>"),
      Case(
        limit: .sharedStrings, set: { $0.sharedStrings = $1 }, atLimit: 2,
        sharedStrings: "<si><t>a</t></si><si/>"),
      Case(
        limit: .xmlDepth, set: { $0.xmlDepth = $1 }, atLimit: 7,
        sheetData: "<row><c><is><r><t>x</t></r></is></c></row>"),
      Case(
        limit: .xmlAttributes, set: { $0.xmlAttributes = $1 }, atLimit: 4,
        sheetData: "<row a=\"1\" b=\"2\" c=\"3\" r=\"4\"><c><v>1</v></c></row>"),
    ] as [Case])
  func bounds(test: Case) throws {
    var options = ReadingOptions()
    func read() throws -> [ReadRow] {
      try readXML(
        test.sheetData, sharedStrings: test.sharedStrings, styles: test.styles, options: options
      ) { test.change?(&$0) }
    }
    test.set(&options.limits, test.atLimit)
    #expect(try read().count == 1)
    test.set(&options.limits, test.atLimit - 1)
    guard case .overLimit(_, _, _, test.limit, test.atLimit - 1, _) = sheetError({ _ = try read() })
    else {
      Issue.record("not refused: \(String(describing: sheetError { _ = try read() }))")
      return
    }
  }

  @Test(
    "Parts are counted as they expand, whatever the archive says of their size",
    arguments: ["sheet", "shared strings", "metadata"])
  func partSize(part: String) {
    var options = ReadingOptions()
    switch part {
    case "sheet": options.limits.sheetBytes = 100
    case "shared strings": options.limits.sharedStringBytes = 100
    default: options.limits.metadataBytes = 100
    }
    let error = sheetError {
      _ = try readXML(
        "<row><c t=\"s\"><v>0</v></c></row>", sharedStrings: "<si><t>\(Self.text)</t></si>",
        options: options)
    }
    guard case .overLimit(_, _, _, .partSize, 100, _) = error else {
      Issue.record("not refused: \(String(describing: error))")
      return
    }
  }

  @Test("A part that expands without end is refused by its ratio")
  func ratio() {
    var options = ReadingOptions()
    options.limits.ratioGraceBytes = 1 << 20
    let spaces = String(repeating: " ", count: 8 << 20)
    let error = sheetError { _ = try readXML("\(spaces)<row/>", options: options) }
    guard case .overLimit(_, _, _, .expansionRatio, 400, _) = error else {
      Issue.record("not refused: \(String(describing: error))")
      return
    }
  }

  @Test("Nothing that repeats shared strings holds more than a row at a time (SHEET-3)")
  func repeatedStrings() throws {
    // 60,000 cells of 30 kB in one chunk of XML or two: 1.8 GB as text, never held at once.
    let long = String(repeating: "x", count: 30_000)
    let rows = String(repeating: "<row><c t=\"s\"><v>0</v></c></row>", count: 60_000)
    let folder = try Workdir()
    let path = folder.file("t.xlsx")
    try SheetBuilder(rows, sharedStrings: "<si><t>\(long)</t></si>").write(to: path)
    let reader = try SheetFile.open(path)
    var count = 0
    while let batch = try reader.next() {
      #expect(batch.rowCount <= 6)
      count += batch.rowCount
    }
    #expect(count == 60_000)
  }
}
