import Foundation
import Spreadsheet
import TestSupport
import Testing

/// A text in another encoding, by the program iconv.
private func encoded(_ text: String, _ name: String) throws -> [UInt8] {
  let folder = try Workdir()
  try folder.write("t", text)
  let made = try Tool.run(
    "sh", ["-c", "iconv -f UTF-8 -t \(name) t > out"], in: folder.path)
  #expect(made.status == 0, "\(made.error)")
  return Array(try Data(contentsOf: URL(fileURLWithPath: folder.file("out"))))
}

private func facts(_ bytes: [UInt8], encoding: String? = nil) throws -> SheetFacts {
  let folder = try Workdir()
  var options = ReadingOptions()
  options.encoding = encoding
  let reader = try SheetFile.open(try folder.write("t.csv", bytes), options: options)
  while try reader.next() != nil {}
  return reader.facts
}

private func cells(_ bytes: [UInt8], encoding: String? = nil) throws -> [[String]] {
  var options = ReadingOptions()
  options.encoding = encoding
  return try readCSV(bytes, options: options).map(\.cells)
}

@Suite("SHEET-6 and SHEET-14: the encoding of a text")
struct EncodingTests {
  @Test(
    "Few rows are enough to tell what they are written in",
    arguments: [
      ("+44 7700 900120;Jörg Weiß;1,50\n+44 7700 900121;Ann;2\n", "WINDOWS-1252", "Windows-1252"),
      ("12012345671,Noël\n", "WINDOWS-1252", "Windows-1252"),
      ("phone,name\n12012345671,Peña\n12012345672,O’Brien\n", "WINDOWS-1252", "Windows-1252"),
      ("phone,sum\n+44 7700 900120,£5.00\n", "WINDOWS-1252", "Windows-1252"),
      ("+44 7700 900120;12,50 €\n+44 7700 900121;3 €\n", "WINDOWS-1252", "Windows-1252"),
      ("12012345671,ИВАНОВ\n", "WINDOWS-1251", "Windows-1251"),
      ("12012345671,欧阳修\n", "GBK", "GB18030"), ("12012345671,亓官\n", "GBK", "GB18030"),
      ("12012345671;Ольга Белова\n", "WINDOWS-1251", "Windows-1251"),
      ("12012345671;Łukasz Wójcik;Gdańsk\n", "WINDOWS-1250", "Windows-1250"),
      ("12012345671;Ελένη Νικολάου\n", "WINDOWS-1253", "Windows-1253"),
      ("12012345671;Ayşe Yılmaz;Uğur Işık\n", "WINDOWS-1254", "Windows-1254"),
      ("12012345671,鄺嘉欣\n12012345672,何家輝\n", "BIG5-HKSCS", "Big5"),
      ("電話,姓名\n12012345671,林怡君\n", "BIG5", "Big5"),
      ("12012345671,김민수\n12012345672,박서연\n", "CP949", "EUC-KR"),
      ("12012345671,山口さゆり\n", "CP932", "Shift_JIS"),
      ("12012345671,ﾔﾏﾀﾞ ﾀﾛｳ\n12012345672,中村 愛\n", "CP932", "Shift_JIS"),
      ("12012345671,山口さゆり\n", "EUC-JP", "EUC-JP"),
      ("12012345671,欧阳娜娜\n12012345672,张三\n", "GBK", "GB18030"),
      ("12012345671,联通\n", "GBK", "GB18030"), ("12012345671,5元\n", "GBK", "GB18030"),
      ("12012345671,2双\n", "GBK", "GB18030"),
      ("12012345671,السلام عليكم ورحمة الله\n", "CP1256", "Windows-1256"),
      ("12012345671,Müller\n12012345672,Jürgen Groß\n", "MACINTOSH", "Macintosh"),
    ])
  func told(text: String, codec: String, name: String) throws {
    let bytes = try encoded(text, codec)
    let facts = try facts(bytes)
    #expect(facts.encoding == name)
    #expect(facts.isEncodingGuessed == true)
    let expected = try cells(Array(text.utf8))
    #expect(try cells(bytes) == expected)
  }

  @Test(
    "Two bytes that are UTF-8 by chance are read as the common Chinese that they are, with a word",
    arguments: ["魏石", "谢俊,魏石", "12012345671,魏石\n12012345672,谢俊\n"])
  func chance(text: String) throws {
    let bytes = try encoded(text, "GBK")
    guard String(validating: bytes, as: UTF8.self) != nil else { return }
    let facts = try facts(bytes)
    #expect(facts.encoding == "GB18030")
    #expect(facts.notices.contains { $0.contains("--encoding") && $0.contains("UTF-8") })
  }

  @Test(
    "What is seldom met is told, or named among the encodings to try",
    arguments: [
      ("12012345671,שלום רב לכולם\n", "CP1255", "Windows-1255"),
      ("12012345671,יוסף כהן\n12012345672,שרה לוי\n", "CP1255", "Windows-1255"),
      ("12012345671,สวัสดีครับคุณสมชาย\n", "CP874", "Windows-874"),
      ("12012345671,محمد علي\n12012345672,فاطمة حسن\n", "CP1256", "Windows-1256"),
    ])
  func seldom(text: String, codec: String, name: String) throws {
    let facts = try facts(try encoded(text, codec))
    #expect(facts.encoding == name || facts.notices.contains { $0.contains(name) })
  }

  @Test(
    "Bytes that make sense both ways are read as UTF-8, with a word",
    arguments: ["12012345671,谢谢\n", "1,毛\n2,毛\n", "phone,n\n12012345671,3位\n"])
  func either(text: String) throws {
    let facts = try facts(try encoded(text, "GBK"))
    #expect(facts.encoding == "UTF-8")
    #expect(facts.notices.contains { $0.contains("--encoding GB18030") })
  }

  @Test(
    "A few letters of any language in UTF-8 stay what they are",
    arguments: [
      "12012345671,é\n", "phone;name\n1;Müller\n", "1,°C\n", "1,Σωκράτης\n", "1,Иван\n", "1,£5\n",
      "1,שלום\n", "1,محمد\n", "1,Žižka\n", "1,Nguyễn\n", "1,½\n", "1,×\n", "1,Ñ\n", "1,Þór\n",
      "1,Ωmega\n", "1,ŐŰ\n", "1,ığ\n",
    ])
  func utf8(text: String) throws {
    #expect(try facts(Array(text.utf8)).encoding == "UTF-8")
    #expect(try facts(Array(text.utf8)).isEncodingGuessed == false)
  }

  @Test(
    "A mark of UTF-8 in front of other bytes is dropped, and said",
    arguments: [
      ("手机,姓名\n12012345671,张伟\n", "GBK"), ("電話,姓名\n12012345671,陳怡君\n", "BIG5"),
      ("Телефон;Имя\n12012345671;Иван Петров\n", "WINDOWS-1251"),
      ("Telefon;Straße\n12012345671;Grüner Weg\n", "WINDOWS-1252"),
    ])
  func lyingMark(text: String, codec: String) throws {
    let bytes = [0xEF, 0xBB, 0xBF] + (try encoded(text, codec))
    let expected = try cells(Array(text.utf8))
    #expect(try cells(bytes) == expected)
    #expect(try facts(bytes).notices.contains { $0.contains("byte order mark") })
  }

  @Test(
    "A named encoding leaves no mark in the first cell",
    arguments: [
      ([0xEF, 0xBB, 0xBF], "UTF-8", "utf-8"), ([0xEF, 0xBB, 0xBF], "GBK", "gb18030"),
      ([0xEF, 0xBB, 0xBF], "BIG5", "big5"), ([0x84, 0x31, 0x95, 0x33], "GB18030", "GB18030"),
      ([0xFF, 0xFE], "UTF-16LE", "utf-16le"), ([0xFE, 0xFF], "UTF-16BE", "utf-16be"),
      ([0xFF, 0xFE], "UTF-16LE", "utf-16"), ([0xFE, 0xFF], "UTF-16BE", "utf-16"),
      ([0xFF, 0xFE, 0, 0], "UTF-32LE", "utf-32le"), ([0, 0, 0xFE, 0xFF], "UTF-32BE", "UTF-32BE"),
      ([], "CP932", "sjis"), ([], "CP949", "euc-kr"), ([], "UTF-16LE", "UTF-16"),
    ] as [([UInt8], String, String)])
  func namedBehindMark(mark: [UInt8], codec: String, name: String) throws {
    let text = "手,名\n1,中\n"
    // Korean and Japanese have these as well.
    let bytes = try mark + encoded(text, codec)
    #expect(try cells(bytes, encoding: name) == [["手", "名"], ["1", "中"]])
  }

  @Test(
    "UTF-16 and UTF-32 are told with a mark and without, in either order",
    arguments: [
      ([0xFF, 0xFE, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32BE"), ([], "UTF-32LE"),
      ([], "UTF-32BE"), ([], "UTF-16LE"), ([], "UTF-16BE"), ([0xFE, 0xFF], "UTF-16BE"),
    ] as [([UInt8], String)], ["a,b\n1,2\n", "手机,姓名\n12012345671,丁七\n", "1,一丁丂七\n"])
  func wide(form: ([UInt8], String), text: String) throws {
    let bytes = try form.0 + encoded(text, form.1)
    let expected = try cells(Array(text.utf8))
    #expect(try cells(bytes) == expected)
  }

  @Test("A byte that does not fit a guess names no encoding that nobody chose, but those to try")
  func misfit() throws {
    let rows = (1...4_000).map { "1201234\(5000 + $0),张伟\n" }.joined()
    let bytes = try encoded(rows, "GBK") + [0xFF, 0xFF, 0x0A]
    let error = try #require(sheetError { _ = try readCSV(bytes) })
    guard case .unlikelyEncoding(_, 4_001, _, let others) = error else {
      Issue.record("unexpected: \(error)")
      return
    }
    #expect(!others.isEmpty && !others.contains("GB18030"))
    #expect(!error.description.contains("GB18030"))
    #expect(error.description.contains("--encoding: \(others[0])"))
  }

  @Test("A name that is no encoding's says which are known", arguments: ["klingon", "utf-9", ""])
  func unknown(name: String) throws {
    var options = ReadingOptions()
    options.encoding = name
    let words = sheetError { _ = try readCSV([0x61], options: options) }?.description ?? ""
    #expect(words.contains("“\(name.uppercased())” is not an encoding that can be read"))
    #expect(words.contains("GB18030") && words.contains("Windows-1252") && words.contains("Big5"))
  }

  @Test("Thin evidence is said with the encodings to try; strong evidence is not")
  func notices() throws {
    let thin = try facts(try encoded("12012345671;Tůma\n", "WINDOWS-1250"))
    #expect(thin.notices.contains { $0.contains("thin evidence") && $0.contains("Windows-125") })
    let strong = try facts(try encoded("Телефон;Имя\n12012345671;Анна Смирнова\n", "WINDOWS-1251"))
    #expect(strong.notices == [])
  }

  @Test("What a file is read as does not depend on where its characters stand", arguments: 0..<6)
  func late(place: Int) throws {
    let filler = String(repeating: "12012345671,Ann\n", count: place * 20_000)
    let bytes = try Array(filler.utf8) + encoded("12012345672,김철수\n12012345673,이영희\n", "CP949")
    #expect(try facts(bytes).encoding == "EUC-KR")
    #expect(try cells(bytes).last == ["12012345673", "이영희"])
  }

  @Test("Any bytes beyond ASCII are read or refused", arguments: 0..<8)
  func fuzz(seed: UInt64) throws {
    var random = SeededRandom(seed)
    for _ in 0..<8 {
      let bytes = (0..<Int.random(in: 1...300, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0x80...0xFF, using: &random)
          : [0x31, 0x2C, 0x0A, 0x61, 0x22].randomElement(using: &random) ?? 0x31
      }
      do {
        let first = try readCSV(bytes)
        #expect(try readCSV(bytes) == first)
      } catch { #expect(error is SheetError) }
    }
  }
}

@Suite("Text files of templates and settings")
struct TextFileTests {
  @Test(
    "UTF-8 and UTF-16 with a mark are read",
    arguments: [
      ([], "UTF-8"), ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFF, 0xFE], "UTF-16LE"),
      ([0xFE, 0xFF], "UTF-16BE"), ([0xFF, 0xFE, 0, 0], "UTF-32LE"),
    ] as [([UInt8], String)])
  func read(mark: [UInt8], codec: String) throws {
    let text = "name: 欢迎\ncontent: Grüße {1} 😀\n"
    let folder = try Workdir()
    let path = try folder.write("t.yaml", try mark + encoded(text, codec))
    #expect(try TextFile.read(path, limit: 1 << 20) == text)
  }

  @Test(
    "Another encoding is named with the line and what to do",
    arguments: [
      ("name: x\ncontent: 您好，您的验证码是\n", "GB18030", "line 2", "GB18030"),
      ("name: x\nnote: Grüße aus Köln\n", "WINDOWS-1252", "line 2", "Windows-1252"),
      ("name: приветствие\n", "WINDOWS-1251", "line 1", "Windows-1251"),
      ("name: 歡迎您的光臨\n", "BIG5", "line 1", "Big5"),
      ("name: welcome\n", "UTF-16LE", "", "UTF-16LE"), ("name: 欢迎\n", "UTF-16BE", "", "UTF-16BE"),
    ])
  func refused(text: String, codec: String, line: String, name: String) throws {
    let folder = try Workdir()
    let path = try folder.write("t.yaml", try encoded(text, codec))
    let words = sheetError { _ = try TextFile.read(path, limit: 1 << 20) }?.description ?? ""
    #expect(words.contains(name) && (line.isEmpty || words.contains(line)))
    #expect(words.contains("save it as UTF-8"))
    #expect(!words.contains("the sheet") && !words.contains("row "))
  }
}
