import Files
import Spreadsheet
import TestSupport
import Testing

@Suite("SHEET-6 and SHEET-14: quotes as people and programs write them")
struct QuotingTests {
  @Test(
    "What is meant is read, and said with the first row",
    arguments: [
      // Text behind a closing quote.
      ("a,b\n\"Ann\" Smith,1\n", ["Ann Smith", "1"], "behind a closing quote in row 2"),
      ("a,b\n\"x\"y\"z,1\n", ["xy\"z", "1"], "behind a closing quote in row 2"),
      ("a,b\n\"say \"a,b\n", ["say a", "b"], "behind a closing quote in row 2"),
      // Quotes that nobody doubled.
      ("a,b\n\"a \"big\" one\",1\n", ["a \"big\" one", "1"], "not doubled in row 2"),
      ("a,b\n\"5\" pipe\",1\n", ["5\" pipe", "1"], "not doubled in row 2"),
      // Backslashes in front of quotes.
      (
        "a,b\n\"say \\\"hi, you\\\" now\",1\n", ["say \"hi, you\" now", "1"],
        "written \\\" in row 2"
      ),
      ("a,b\n\"end \\\"\",1\n\"\\\"x\\\"\",2\n", ["end \"", "1"], "in 2 rows, first in row 2"),
      ("a,b\n\"a \\\\ \\\"b\\\"\",1\n", ["a \\ \"b\"", "1"], "written \\\" in row 2"),
      // A backslash that ends a path is no escape.
      ("a,b\n\"C:\\dir\\\",1\n", ["C:\\dir\\", "1"], nil),
      // Blanks in front of an opening quote.
      ("a,b\n1, \"x, y\"\n", ["1", "x, y"], "in front of an opening quote in row 2"),
      ("a,b\n  \"x\ny\" ,1\n", ["x\ny", "1"], "in front of an opening quote in row 2"),
      ("a,b\n1, \"5 inch\" screen\n", ["1", " \"5 inch\" screen"], nil),
      ("a,b\n1, \"open\n2,3\n", ["1", " \"open"], nil),
      // Blanks behind a closing quote are no text.
      ("a,b\n\"x\"  ,1\n", ["x", "1"], nil), ("a,b\n1,\"x\" \n", ["1", "x"], nil),
    ] as [(String, [String], String?)])
  func meant(text: String, cells: [String], note: String?) throws {
    let folder = try Workdir()
    let path = try folder.write("t.csv", text)
    var options = ReadingOptions()
    options.delimiter = UInt8(ascii: ",")
    let reader = try SheetFile.open(path, options: options)
    while try reader.next() != nil {}
    #expect(try readRows(path, options: options)[1].cells == cells)
    if let note {
      #expect(reader.facts.notices.contains { $0.contains(note) }, "\(reader.facts.notices)")
    } else {
      #expect(reader.facts.notices == [])
    }
  }

  @Test("Rows are counted, and the first is named")
  func counted() throws {
    let folder = try Workdir()
    let text = (1...900).map { "1201234\($0 + 1000),\($0 % 100 == 0 ? "\"Ann\" B" : "Ann")\n" }
      .joined()
    let reader = try SheetFile.open(try folder.write("t.csv", text))
    while try reader.next() != nil {}
    #expect(
      reader.facts.notices == [
        "Text stands behind a closing quote in 9 rows, first in row 100; it was kept."
      ])
  }

  @Test(
    "Only rows that miss a column or have one more are called narrower or wider",
    arguments: [
      ("a,b\n1,2,,\n3,4\n", []), ("a,b,,\n1,2\n", []), ("a,b,\n1,2,3\n", []),
      ("a,b\n1,2,3\n", ["Rows with more columns than the first: 1."]),
      ("a,b,c\n1,2\n\n4,5\n", ["Rows with fewer columns than the first: 2."]),
    ] as [(String, [String])])
  func widths(text: String, notices: [String]) throws {
    let folder = try Workdir()
    let reader = try SheetFile.open(try folder.write("t.csv", text))
    while try reader.next() != nil {}
    #expect(reader.facts.notices == notices)
  }

  @Test("Where chunks end changes nothing", arguments: 1...4)
  func chunks(seed: UInt64) throws {
    var random = SeededRandom(seed)
    let lines = [
      "\"Ann\" Smith,x", "a, \"b, c\"", "\"a \"b\" c\",d", "  \"x\ny\" ,z", "1, \"5 inch\" y",
      "\"p\"  ,q", "plain,text",
    ]
    let alone = try lines.map { try readCSV(Array(("h,i\n" + $0 + "\n").utf8))[1].cells }
    var text = "h,i\n"
    var picks: [Int] = []
    while text.utf8.count < 400_000 {
      picks.append(Int.random(in: 0..<lines.count, using: &random))
      text += lines[picks[picks.count - 1]] + "\n"
    }
    let rows = try readCSV(Array(text.utf8)).dropFirst().map(\.cells)
    #expect(rows.count == picks.count)
    #expect(zip(rows, picks).allSatisfy { $0 == alone[$1] })
  }
}

@Suite("OUT-5: the guard against formulas")
struct FormulaGuardTests {
  @Test(
    "Only the guard's own form loses its apostrophe",
    arguments: [
      ("'=1+1", "=1+1"), ("'+a", "+a"), ("'-5", "-5"), ("'@x", "@x"), ("'\tx", "\tx"),
      ("'＝x", "＝x"), ("'tis", "'tis"), ("' =x", "' =x"), ("''=x", "''=x"), ("'", "'"),
      ("'\u{A0}=x", "'\u{A0}=x"), ("'\u{200B}@x", "'\u{200B}@x"), ("'1", "'1"), ("''", "''"),
    ])
  func read(field: String, value: String) throws {
    var options = ReadingOptions()
    options.delimiter = UInt8(ascii: ",")
    let quoted = Array("a,\"\(field)\"\n".utf8)
    #expect(try readCSV(quoted, options: options)[0].cells == ["a", value])
    // Without quotes it is nobody's guard.
    let plain = Array("a,\(field)\n".utf8)
    #expect(try readCSV(plain, options: options)[0].cells == ["a", field])
  }

  @Test("What is written is read back, and no formula stands at the start", arguments: 1...8)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed)
    let pieces = [
      "'", "''", "=", "+", "-", "@", "\t", "\r", "\n", " ", "\u{A0}", "\u{200B}", "＝", "＠", "1",
      "a", ",", "\"", ";", "\\", "中", "(", "5,5",
    ]
    let texts = (0..<600).map { _ in
      (0..<Int.random(in: 1...5, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
    }
    let folder = try Workdir()
    let file = try OutputFile(inFolder: folder.path)
    let writer = try CSVWriter(file: file, columns: [TableColumn("n"), TableColumn("t")])
    for (index, text) in texts.enumerated() {
      writer.integer(index)
      writer.text(text)
      try writer.endRow()
    }
    try writer.close()
    let path = folder.file("t.csv")
    #expect(try file.publish(as: path))
    var options = ReadingOptions()
    options.delimiter = UInt8(ascii: ",")
    let rows = try readRows(path, options: options)
    #expect(rows.count == texts.count + 1)
    for (row, text) in zip(rows.dropFirst(), texts) { #expect(row.cells.last == text) }
    // As a spreadsheet program sees the cells: quotes gone, the guard left.
    let cells = try Tool.python(
      "import csv,sys\nfor r in csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline='')): print(ascii(r[1]))",
      [path]
    ).output.split(separator: "\n")
    let signed = /^'[+-][0-9 ().,%-]+'$/
    for cell in cells {
      let first = cell.dropFirst().prefix(1)
      #expect(first != "=" && first != "@", "\(cell)")
      if first == "+" || first == "-" { #expect(cell.wholeMatch(of: signed) != nil, "\(cell)") }
    }
  }
}
