import Spreadsheet
import TestSupport
import Testing

private func sheet(_ text: String) throws -> (
  delimiter: String?, isGuessed: Bool?, rows: [[String]]
) {
  let folder = try Workdir()
  let path = try folder.write("t.csv", text)
  let reader = try SheetFile.open(path)
  return (
    reader.facts.delimiter, reader.facts.isDelimiterGuessed, try readRows(path).map(\.cells)
  )
}

private func lines(_ count: Int, _ line: (Int) -> String) -> String {
  (1...count).map(line).joined(separator: "\n") + "\n"
}

@Suite("SHEET-6: the delimiter of a CSV file")
struct DelimiterTests {
  @Test(
    "Even columns count, not the most frequent mark",
    arguments: [
      // Ragged ends with a comma in every row.
      (lines(9) { "1201234567\($0);Berlin, Mitte;\($0).50\($0 % 2 == 0 ? ";offen;" : ";")" }, ";"),
      (
        "phone;city;sum\n" + lines(4) { "1201234567\($0);Paris, 5e;\($0)\($0 > 2 ? ";;" : "")" },
        ";"
      ),
      // Decimal commas, with and without a header.
      (lines(3) { "+44 7700 90012\($0);1,50" }, ";"),
      (lines(3) { "1201234567\($0);1.234,50;2,5" }, ";"),
      ("Telefon;Betrag\n" + lines(3) { "1201234567\($0);\($0),99" }, ";"),
      (lines(5) { "1201234567\($0)|Ann|\($0),25" }, "|"),
      // A text that has more commas than the table has columns.
      (lines(5) { "1201234567\($0)\tHallo, Ann, es ist, ja, fertig" }, "tab"),
      (lines(5) { "1201234567\($0)\t您好,张三,欢迎" }, "tab"),
      ("name\tnote\n" + lines(3) { "Ann\ta,b,c\($0)" }, "tab"),
      (lines(4) { "1201234567\($0),a;b,c;d" }, ","),
      (lines(4) { "1201234567\($0), Ann; Bob, x" }, ","),
      (lines(4) { "1201234567\($0);\"a;b\";\"c, d\"" }, ";"),
      // Tabs that keep a spreadsheet program from changing numbers.
      (lines(4) { "1201234567\($0)\t,张三\t,5\t" }, ","),
      (lines(4) { "\t1201234567\($0),张三,5" }, ","),
      // Only numbers.
      (lines(4) { "1201234567\($0),100,200" }, ","), (lines(4) { "1201234567\($0),5" }, ","),
      // A header alone, with marks in its texts.
      ("phone;name (first, last);note\n", ";"), ("电话,姓名;备注,城市\n", ","),
      ("phone|name|a, b\n", "|"),
      // Blanks behind every delimiter, as people write them.
      ("phone, name, sum\n12012345671, Ann, 5\n", ","),
      ("phone; name; sum\n12012345671; Ann; 5\n", ";"),
      // Titles and blank lines above the table.
      ("Customers, November 2026\n\nphone;name;sum\n" + lines(5) { "1201234567\($0);Ann;1" }, ";"),
      // Quoted line ends.
      (lines(3) { "\"1201234567\($0)\";\"a,\nb,\nc\";\"x\"" }, ";"),
      // No delimiter at all.
      (lines(3) { "1201234567\($0)" }, ","), ("", ","),
    ])
  func told(text: String, delimiter: String) throws {
    let found = try sheet(text.isEmpty ? "x\n" : text)
    #expect(found.delimiter == delimiter)
    #expect(found.isGuessed == true)
  }

  @Test(
    "A column of amounts is one column", arguments: ["1,50", "1.234,50", "1,234", "12,345,678.90"])
  func amounts(amount: String) throws {
    #expect(try sheet("sum\n\(amount)\n\(amount)\n").rows == [["sum"], [amount], [amount]])
  }

  @Test("Ninety-four quoted columns divided by tabs are not two divided by a comma")
  func manyColumns() throws {
    let row = (1...94).map { $0 == 50 ? "\"Street \($0), 5\"" : "\"v\($0)\"" }
    let found = try sheet(lines(4) { _ in row.joined(separator: "\t") })
    #expect(found.delimiter == "tab")
    #expect(found.rows.allSatisfy { $0.count == 94 && $0[49] == "Street 50, 5" })
  }

  @Test("What names the delimiter is believed", arguments: [";", ",", "\t", "|", "^"])
  func declared(delimiter: Character) throws {
    let found = try sheet("sep=\(delimiter)\na\(delimiter)b;c,d\n")
    #expect(found.isGuessed == false)
    #expect(found.rows.first?.first == "a")
  }

  @Test("Any text has a delimiter, and is read or refused", arguments: 0..<20)
  func fuzz(seed: UInt64) throws {
    var random = SeededRandom(seed)
    let pieces = [",", ";", "\t", "|", "\"", "\n", "\r", " ", "1", "12", "a", "\\", "'", "="]
    for _ in 0..<20 {
      let text = (0..<Int.random(in: 1...400, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      do {
        let found = try sheet(text)
        #expect([",", ";", "tab", "|"].contains(found.delimiter) || found.isGuessed == false)
      } catch { #expect(error is SheetError) }
    }
  }
}
