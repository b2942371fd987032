import Foundation
import Spreadsheet
import TestSupport
import Testing

@Suite("SHEET-6: CSV")
struct CSVReaderTests {
  @Test(
    "Quoting, newlines, delimiters",
    arguments: [
      ("a,b\n1,2\n", [ReadRow(1, ["a", "b"]), ReadRow(2, ["1", "2"])]),
      ("a,b\r\n1,2", [ReadRow(1, ["a", "b"]), ReadRow(2, ["1", "2"])]),
      ("a,b\r1,2\r", [ReadRow(1, ["a", "b"]), ReadRow(2, ["1", "2"])]),
      ("a;b\n1,5;2,5\n", [ReadRow(1, ["a", "b"]), ReadRow(2, ["1,5", "2,5"])]),
      ("a\tb\n1\t2\n", [ReadRow(1, ["a", "b"]), ReadRow(2, ["1", "2"])]),
      ("a|b\n1|2\n", [ReadRow(1, ["a", "b"]), ReadRow(2, ["1", "2"])]),
      ("sep=;\na;b,c\n", [ReadRow(2, ["a", "b,c"])]),
      ("\"sep=|\"\r\na|b\r\n", [ReadRow(2, ["a", "b"])]),
      ("\"a,b\",\"c\"\"d\"\n", [ReadRow(1, ["a,b", "c\"d"])]),
      ("\"a\nb\",c\n\"\r\n\",d", [ReadRow(1, ["a\nb", "c"]), ReadRow(2, ["\r\n", "d"])]),
      ("a\"b,\"c\"d\n", [ReadRow(1, ["a\"b", "cd"])]),
      ("a,b,\n,,\n1\n", [ReadRow(1, ["a", "b", ""]), ReadRow(3, ["1"])]),
      ("\n\na\n\nb\n\n\n", [ReadRow(3, ["a"]), ReadRow(5, ["b"])]),
      ("a\n \u{3000}\nb\n", [ReadRow(1, ["a"]), ReadRow(3, ["b"])]),
      ("12012345678\n12012345679", [ReadRow(1, ["12012345678"]), ReadRow(2, ["12012345679"])]),
      ("a,\"\"\nb,\"\"\"\"\n", [ReadRow(1, ["a", ""]), ReadRow(2, ["b", "\""])]),
      ("a\n\u{1A}", [ReadRow(1, ["a"])]), ("x", [ReadRow(1, ["x"])]),
      ("a,b\n", [ReadRow(1, ["a", "b"])]), ("a, \"b\"\n", [ReadRow(1, ["a", "b"])]),
      // The guard against formulas is taken off where a writer put it, and nowhere else.
      ("\"'=1+1\",\"'x\",'=2\n", [ReadRow(1, ["=1+1", "'x", "'=2"])]),
    ] as [(String, [ReadRow])])
  func table(text: String, rows: [ReadRow]) throws {
    #expect(try readCSV(Array(text.utf8)) == rows)
  }

  @Test(
    "Encodings are told apart",
    arguments: [
      (.utf8, []), (.utf8, [0xEF, 0xBB, 0xBF]),
      (.utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, [0xFE, 0xFF]),
      (.utf16LittleEndian, []), (.utf16BigEndian, []),
      (String.Encoding(rawValue: 0x8000_0632), []),
    ] as [(String.Encoding, [UInt8])])
  func encodings(encoding: String.Encoding, mark: [UInt8]) throws {
    // Two thousand lines, so that characters are cut by the ends of chunks.
    let lines = (1...20_000).map { "1201234\($0 % 9000 + 1000),王小明\($0),金额é€😀" }
    let text = "手机,姓名,备注\n" + lines.joined(separator: "\n")
    let bytes = try #require(text.data(using: encoding))
    let rows = try readCSV(mark + Array(bytes))
    #expect(rows.count == 20_001)
    #expect(rows[0] == ReadRow(1, ["手机", "姓名", "备注"]))
    #expect(rows[20_000] == ReadRow(20_001, ["12012343000", "王小明20000", "金额é€😀"]))
    #expect(
      !rows.contains { $0.cells.count != 3 || $0.cells[2] != rows[1].cells[2] && $0.number > 1 })
  }

  @Test("A named encoding counts, whatever the bytes look like")
  func namedEncoding() throws {
    var options = ReadingOptions()
    options.encoding = "ISO-8859-1"
    #expect(try readCSV([0x61, 0x2C, 0xE9], options: options) == [ReadRow(1, ["a", "é"])])
    options.encoding = "no-such-encoding"
    #expect(sheetError { _ = try readCSV([0x61], options: options) } != nil)
  }

  @Test("A byte that does not decode is reported with its row")
  func undecodable() throws {
    let good = "名,值\n" + (1...3_000).map { "王\($0),李\n" }.joined()
    let bytes = Array(good.utf8) + Array("张,".utf8) + [0xFF] + Array("\n赵,1\n".utf8)
    let error = sheetError { _ = try readCSV(bytes) }
    guard case .undecodable(_, let encoding, let row, let byte) = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
    #expect(encoding == "UTF-8" && row == 3_002 && byte == good.utf8.count + 5)
  }

  @Test("A file cut off in a multi-byte character is reported with its row")
  func cutOff() {
    let bytes = Array("a,中\nb,中".utf8.dropLast())
    let error = sheetError { _ = try readCSV(bytes) }
    guard case .undecodable(_, _, let row, _) = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
    #expect(row == 2)
  }

  @Test("A quote that never closes is reported where it opened")
  func unclosedQuote() {
    let error = sheetError { _ = try readCSV(Array("a,b\n1,2\n3,\"4\n5,6\n".utf8)) }
    guard case .unclosedQuote(_, let row, let column) = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
    #expect(row == 3 && column == 2)
  }

  @Test("An unclosed quote in a large file ends at the bound of a row, not at the end of the file")
  func unclosedQuoteIsBounded() {
    let text = "a,b\n1,\"2\n" + String(repeating: "12012345678,王小明\n", count: 200_000)
    let error = sheetError { _ = try readCSV(Array(text.utf8)) }
    guard case .unclosedQuote(_, 2, 2) = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
  }

  @Test("Zero bytes are left out, and rows wider or narrower than the first counted, with a word")
  func remarks() throws {
    let folder = try Workdir()
    let path = try folder.write("t.csv", "a,b\nx\u{0}y,1\nonly\n1,2,3\n\n4,5,6\n")
    #expect(
      try readRows(path).map(\.cells) == [
        ["a", "b"], ["xy", "1"], ["only"], ["1", "2", "3"], ["4", "5", "6"],
      ])
    let reader = try SheetFile.open(path)
    while try reader.next() != nil {}
    _ = try reader.next()
    #expect(
      reader.facts.notices == [
        "Zero bytes were left out: 1.", "Rows with more columns than the first: 2.",
        "Rows with fewer columns than the first: 1.",
      ])
  }

  @Test("Columns past the limit only make a row not blank")
  func columnLimit() throws {
    let folder = try Workdir()
    let path = try folder.write("t.csv", "a,b,c\n1,2,3\n,,x\n,,\n4\n")
    let reader = try SheetFile.open(path)
    reader.columnLimit = 2
    let batch = try #require(try reader.next())
    #expect((0..<batch.rowCount).map { batch.number(ofRow: $0) } == [1, 2, 3, 5])
    #expect((0..<batch.rowCount).map { batch.columnCount(ofRow: $0) } == [2, 2, 2, 1])
  }

  @Test("A cell over 32,767 UTF-16 units is an error with its row", arguments: [32_767, 32_768])
  func cellLength(units: Int) {
    let text = "a\n" + String(repeating: "中", count: units) + "\n"
    let error = sheetError { _ = try readCSV(Array(text.utf8)) }
    guard units > 32_767 else {
      #expect(error == nil)
      return
    }
    guard case .overLimit(_, _, 2, .cellLength, 32_767, units) = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
  }

  @Test(
    "Any table written by a simple writer is read back, wherever chunks cut it", arguments: 1...6)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed)
    let pieces = ["a", "中", "😀", "\"", ",", "\n", "\r\n", " ", "x y", "é", "123", ""]
    var rows: [ReadRow] = []
    var text = ""
    let newline = ["\n", "\r\n", "\r"][Int(seed % 3)]
    // Long enough for several chunks of 128 KiB.
    for number in 1...9_000 {
      let cells = (0..<3).map { column in
        let value = (0..<Int.random(in: 0...6, using: &random)).map { _ in
          pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }.joined()
        return column == 0 ? "r" + value : value
      }
      rows.append(ReadRow(number, cells))
      text +=
        cells.map { cell in
          cell.contains { ",\"\n\r\r\n".contains($0) }
            ? "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : cell
        }.joined(separator: ",") + newline
    }
    var options = ReadingOptions()
    options.delimiter = UInt8(ascii: ",")
    let read = try readCSV(Array(text.utf8), options: options)
    #expect(read.count == rows.count)
    #expect(zip(read, rows).first { $0 != $1 } == nil)
  }

  @Test("Any bytes are read or refused, never more", arguments: 0..<30)
  func fuzz(seed: UInt64) throws {
    var random = SeededRandom(seed)
    let alphabet: [UInt8] = [
      0x22, 0x2C, 0x0A, 0x0D, 0x3B, 0x61, 0xE4, 0xB8, 0xAD, 0xFF, 0, 0x31, 0x09,
    ]
    for _ in 0..<60 {
      let bytes = (0..<Int.random(in: 1...200, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      do { _ = try readCSV(bytes) } catch { #expect(error is SheetError) }
    }
  }
}
