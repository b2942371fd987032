import Characters
import Spreadsheet
import TestSupport
import Testing

@Suite("SHEET-13 The value of a cell")
struct CellValueTests {
  private func states(_ cells: [String], null: Bool = false) throws -> [String] {
    let folder = try Workdir()
    let csv = cells.map { "x,\"\($0.replacing("\"", with: "\"\""))\"\n" }.joined()
    var options = ReadingOptions()
    options.takesNullForEmpty = null
    options.delimiter = UInt8(ascii: ",")
    let reader = try SheetFile.open(try folder.write("t.csv", csv), options: options)
    var found: [String] = []
    while let batch = try reader.next() {
      for row in 0..<batch.rowCount {
        let state = batch.value(row, 1).state
        found.append("\(state) \(batch.valueText(row, 1))")
      }
    }
    return found
  }

  @Test(
    "What a cell stands for",
    arguments: [
      (" \u{2069}a\u{180E}", "filled a"), ("=\"\u{A0}01\"", "filled 01"), ("=\"\"", "empty "),
      ("=01", "filled =01"), ("=\"", "filled =\""), ("#n/a", "error #n/a"),
      ("#N/A ", "error #N/A"), ("#NV", "error #NV"), ("#Überlauf!", "error #Überlauf!"),
      ("###", "error ###"), ("##", "filled ##"), ("#5", "filled #5"), ("Err:52", "filled Err:52"),
      ("ERR:509", "error ERR:509"), ("null", "null null"), ("nulls", "filled nulls"),
      ("\\n", "null \\n"), ("(Null)", "null (Null)"), ("N", "filled N"), ("[null]", "null [null]"),
    ])
  func meaning(cell: String, expected: String) throws {
    #expect(try states([cell]) == [expected])
  }

  @Test("Words for nothing are empty when that is wanted, errors are not")
  func null() throws {
    let found = try states(["NULL", "nan", "#NULL!", "nano"], null: true)
    #expect(found == ["empty NULL", "empty nan", "error #NULL!", "filled nano"])
  }

  @Test("A value has no padding, and what is between it stays", arguments: 1...20)
  func property(seed: UInt64) throws {
    var random = SeededRandom(seed)
    let pieces = [
      " ", "\u{A0}", "\u{3000}", "\u{2067}", "\u{FE0F}", "=", "#", "a", "王", "❤", "0", "é",
      "\u{E0100}", "葛", "\u{200D}", "👍", "\t",
    ]
    let cells = (0..<200).map { _ in
      (0..<Int(random.next() % 9)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
        .joined()
    }
    for (cell, found) in zip(cells, try states(cells)) {
      let text = String(found.drop { $0 != " " }.dropFirst())
      let bytes = Array(text.utf8)
      #expect(Array(cell.utf8).contains(bytes) || bytes.isEmpty)
      let trimmed = Invisible.trimmed(bytes.span)
      #expect(trimmed == 0..<bytes.count)
      // Only padding was cut.
      #expect(text.withoutInvisible == cell.withoutInvisible)
    }
  }
}
