import Foundation
import Spreadsheet
import TestSupport
import Testing

/// A dBASE III table of one field and one record.
private let dBase: [UInt8] =
  [0x03, 126, 11, 20, 1, 0, 0, 0, 65, 0, 12, 0] + [UInt8](repeating: 0, count: 20)
  + Array("PHONE".utf8) + [UInt8](repeating: 0, count: 6) + [0x43, 0, 0, 0, 0, 11]
  + [UInt8](repeating: 0, count: 15) + [0x0D] + Array(" 12012345671".utf8) + [0x1A]

/// A directory record of an old office container behind its header.
private func compound(_ names: [String]) -> [UInt8] {
  let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  return magic + [UInt8](repeating: 0, count: 504)
    + names.flatMap { name in
      let units = name.utf8.flatMap { [$0, 0] as [UInt8] }
      return units + [UInt8](repeating: 0, count: 128 - units.count)
    }
}

@Suite("SHEET-1: other kinds are told by name")
struct OtherKindTests {
  @Test(
    "By the words at the start of a text",
    arguments: [
      ("{\n  \"recipients\": [\n    {\"phone\": \"12012345671\"}\n  ]\n}\n", .json),
      ("[\n  {\n    \"phone\": 1\n  }\n]", .json),
      ("{\"phone\":\"1\"}\n{\"phone\":\"2\"}\n", .json),
      ("\n\n  [ [\"a\", 1] ]", .json), ("[\"12012345671\"]", .json),
      ("ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"Phone\"\r\nE\r\n", .sylk),
      ("ID;PSCALC3\nB;X2;Y2\nC;X1;Y1;K\"a\"\nE\n", .sylk),
      ("TABLE\r\n0,1\r\n\"EXCEL\"\r\nVECTORS\r\n0,2\r\n\"\"\r\n", .dif),
      ("<div class=\"x\"><table><tr><td>1", .html), ("<meta charset=\"utf-8\">\n<p>x", .html),
      ("<tr><td>12012345671</td></tr>", .html), ("<BODY>\n<TABLE>", .html),
      ("  <style>td{mso-number-format:\"\\@\"}</style>", .html),
      ("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", .webArchive),
      ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\n", .webArchive),
      ("[\n  12012345671,\n  12012345672\n]\n", .json), ("[-1, 2.5]", .json),
      ("Received: from a by b\r\n\tfor c\r\nFrom: <a@example.com>\r\nSubject: list\r\n", .email),
      ("<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"x\">", .flatOpenDocument),
      ("<?xml version=\"1.0\"?><gnm:Workbook xmlns:gnm=\"x\">", .gnumeric),
      ("<rows><row>1</row></rows>", .xml), ("BEGIN:VCARD\nVERSION:3.0\n", .contacts),
      ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", .calendar), ("%!PS-Adobe-3.0\n", .postScript),
      ("PAR1\u{15}\u{4}x PAR1", .columnar), ("SQLite format 3\0x", .database),
      ("\0\u{1}\0\0Standard ACE DB\0", .database),
    ] as [(String, FileKind)])
  func text(start: String, kind: FileKind) throws {
    let folder = try Workdir()
    let path = try folder.write("list.csv", start)
    let error = sheetError { _ = try SheetFile.open(path) }
    #expect(error == .wrongKind(file: path, found: kind))
    #expect(error?.description.contains(kind.name) == true)
  }

  @Test("In UTF-16 as well", arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
  func wide(encoding: String.Encoding) throws {
    let folder = try Workdir()
    let text = try #require("\u{FEFF}{\n \"a\": 1 }".data(using: encoding))
    let path = try folder.write("list.csv", Array(text))
    #expect(sheetError { _ = try SheetFile.open(path) } == .wrongKind(file: path, found: .json))
  }

  @Test(
    "By the numbers in the first bytes",
    arguments: [
      (dBase, .dBase), (compound(["Root Entry", "WordDocument"]), .document),
      (compound(["Root Entry", "PowerPoint Document"]), .presentation),
      (compound(["Root Entry", "Workbook", "WordDocument"]), .oldExcel),
      (compound(["Root Entry", "__properties_version1.0"]), .email),
      (compound(["Root Entry", "EncryptionInfo", "EncryptedPackage"]), .encryptedWorkbook),
    ] as [([UInt8], FileKind)])
  func bytes(bytes: [UInt8], kind: FileKind) throws {
    let folder = try Workdir()
    let path = try folder.write("list.xlsx", bytes)
    #expect(sheetError { _ = try SheetFile.open(path) } == .wrongKind(file: path, found: kind))
  }

  @Test(
    "By what an archive holds",
    arguments: [
      ([("word/document.xml", "x")], .document), ([("ppt/presentation.xml", "x")], .presentation),
      ([("mimetype", "application/vnd.sun.xml.calc"), ("content.xml", "x")], .openDocument),
      ([("mimetype", "application/vnd.oasis.opendocument.text")], .document),
      ([("Index/Tables/Tile.iwa", "x")], .numbers), ([("list.numbers/Index.zip", "x")], .zip),
      ([("list.csv", "12012345671\n")], .zippedSheet), ([("a/b.XLSX", "x")], .zippedSheet),
      ([("photo.jpg", "x")], .zip),
    ] as [([(String, String)], FileKind)])
  func archives(parts: [(String, String)], kind: FileKind) throws {
    let folder = try Workdir()
    let path = folder.file("list.xlsx")
    try SheetBuilder.zip(parts.map { (name: $0.0, content: $0.1) }, to: path)
    #expect(sheetError { _ = try SheetFile.open(path) } == .wrongKind(file: path, found: kind))
  }

  @Test("A workbook of Gnumeric by what gzip has packed")
  func gnumeric() throws {
    let folder = try Workdir()
    try folder.write("x", "<?xml version=\"1.0\"?><gnm:Workbook xmlns:gnm=\"gnumeric.org\"/>")
    try folder.write("y", "12012345671,Ann\n")
    let made = try Tool.run("gzip", ["-k", "x", "y"], in: folder.path)
    #expect(made.status == 0)
    for (name, kind) in [("x.gz", FileKind.gnumeric), ("y.gz", .compressed)] {
      let path = folder.file(name)
      #expect(sheetError { _ = try SheetFile.open(path) } == .wrongKind(file: path, found: kind))
    }
  }

  @Test("What a program leaves beside an open workbook")
  func locks() throws {
    let folder = try Workdir()
    let excel = [3] + Array("Ann".utf8) + [UInt8](repeating: 0x20, count: 51) + [3, 0]
    let padded = excel + [UInt8](repeating: 0x20, count: 165 - excel.count)
    for (name, bytes) in [
      ("~$list.xlsx", padded), ("other.xlsx", padded),
      (".~lock.list.csv#", Array(",Ann,host,20.11.2026 09:00,file:///home;".utf8)),
    ] {
      let path = try folder.write(name, bytes)
      let error = sheetError { _ = try SheetFile.open(path) }
      #expect(error == .wrongKind(file: path, found: .lockFile))
      #expect(error?.description.contains("Name the workbook itself") == true)
    }
  }

  @Test(
    "A genuine table is none of them",
    arguments: [
      "ID;Name\n1;Ann\n", "ID;P\nC;12\nP;13\n", "ID;Phone;Name\nC;12012345671;Ann\nB;2;3\n",
      "TABLE,x\n0,1\n", "TABLE\n5\n", "PK,Name\n1,Ann\n", "PAR1,PAR2\n1,2\n", "GIF8,x\n1,2\n",
      "<phone>,<name>\n1,2\n", "<title>;<b>\n1;2\n", "<b>|x\n", "[Name],[Phone]\n1,2\n",
      "{name},{phone}\n1,2\n", "{1},{2}\n", "From: x,To\n1,2\n", "Date: 1\n12012345671\n",
      "<3,x\n1,2\n", "BEGIN,END\n1,2\n", "0,1\n2,3\n", "From,To\na,b\n",
    ])
  func tables(text: String) throws {
    let folder = try Workdir()
    let path = try folder.write("list.csv", text)
    #expect(try SheetFile.open(path).facts.kind == .csv)
  }
}
