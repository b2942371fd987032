import Foundation
import Spreadsheet
import TestSupport
import Testing

@Suite("DROP-5: what is not whole yet")
struct FileEndTests {
  private static let rows = "phone,name\n17400000001,Ana\n"

  private static func utf16(_ text: String, mark: Bool = true) -> [UInt8] {
    (mark ? [0xFF, 0xFE] : []) + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
  }

  private static let cases: [(String, [UInt8], FileEnd.Lack?)] = [
    ("whole", Array(rows.utf8), nil),
    ("CRLF", Array("a,b\r\n1,2\r\n".utf8), nil), ("CR", Array("a,b\r1,2\r".utf8), nil),
    ("one line", Array("17400000001".utf8), nil),
    ("a DOS end", Array(rows.utf8) + [0x1A], nil), ("blanks", Array((rows + "  ").utf8), nil),
    ("empty", [], .content), ("zeros", [UInt8](repeating: 0, count: 9_000), .zeros),
    ("one zero", Array(rows.utf8) + [0], .zeros),
    ("padded", Array(rows.utf8) + [UInt8](repeating: 0, count: 4_096), .zeros),
    ("cut and padded", Array("a,b\n1,2\n3".utf8) + [UInt8](repeating: 0, count: 700_000), .zeros),
    (
      "a hole", Array(rows.utf8) + [UInt8](repeating: 0, count: 4_096) + Array(rows.utf8), .zeros
    ),
    ("a zero inside", Array("a\0,b\n1,2\n".utf8), nil),
    ("no last end", Array("a,b\n1,2\n3,4".utf8), .lineEnd),
    ("cut in a character", Array("a,b\n1,王\n".utf8.dropLast(2)), .lineEnd),
    ("UTF-16", utf16(rows), nil), ("UTF-16 without a mark", utf16(rows, mark: false), nil),
    ("UTF-16 cut", utf16("a,b\n1,2"), .lineEnd),
    // U+0A0A and U+0D00 hold the bytes of line ends and are none.
    ("UTF-16, no end", utf16("a,b\n1,\u{A0A}"), .lineEnd),
    ("UTF-16 cut in a unit", utf16(rows).dropLast(), .lineEnd),
    ("UTF-16 padded", utf16(rows) + [UInt8](repeating: 0, count: 64), .zeros),
    ("an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 10, 1, 0, 0], nil),
    ("a picture", [0x89, 0x50, 0x4E, 0x47, 10, 0, 0], nil),
  ]

  @Test("A text is whole when its lines are", arguments: cases.indices)
  func texts(index: Int) throws {
    let (name, bytes, lack) = Self.cases[index]
    let folder = try Workdir()
    let path = try folder.write("f", bytes)
    #expect(try FileEnd.lack(path) == lack, "\(name)")
  }

  @Test("A workbook is whole when its directory is there")
  func workbooks() throws {
    let sample = Tool.root + "/Samples/monthly-bill.xlsx"
    let whole = Array(try Data(contentsOf: URL(fileURLWithPath: sample)))
    let folder = try Workdir()
    #expect(try FileEnd.lack(sample) == nil)
    for (name, bytes) in [
      ("cut", Array(whole.dropLast(30))),
      ("preallocated", Array(whole.dropLast(200)) + [UInt8](repeating: 0, count: 200)),
      // The end came first, as parallel copies have it.
      (
        "directory missing",
        Array(whole.dropLast(1_500)) + [UInt8](repeating: 0, count: 1_478) + whole.suffix(22)
      ),
    ] {
      let path = try folder.write(name, bytes)
      #expect(try FileEnd.lack(path) == .directory, "\(name)")
    }
  }

  @Test(
    "Zeros that cut a row stop the reading; those that pad or stand alone are left out",
    arguments: [
      ("a,b\n1,2\n3,4", 9, nil), ("a,b\n1,2\n3,4", 100, nil), ("a,b\n1,2\n3", 200_000, nil),
      ("a,b\r\n1,2\r\n", 300_000, 2),
      ("a,b\n1,2\n", 1, 2), ("a,b\n1,\"x\n", 40, nil),
    ] as [(String, Int, Int?)])
  func reading(text: String, zeros: Int, rows: Int?) throws {
    let folder = try Workdir()
    let path = try folder.write("f.csv", Array(text.utf8) + [UInt8](repeating: 0, count: zeros))
    #expect((try? readRows(path))?.count == rows)
    // With more behind them, many zeros are a hole and few are dirt; inside of a row fewer are a hole.
    let more = Array(text.utf8) + [UInt8](repeating: 0, count: zeros) + Array("5,6\n".utf8)
    let read = try? readRows(try folder.write("g.csv", more))
    let most = text.hasSuffix("\n") ? 512 : 16
    #expect((read != nil) == (zeros < most && !text.contains("\"")))
  }
}
