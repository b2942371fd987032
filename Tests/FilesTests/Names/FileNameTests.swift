import Files
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("DROP-5: names are bytes")
struct FileNameTests {
  @Test("Any bytes become a text and the same bytes again", arguments: 1...5)
  func roundTrip(seed: UInt64) {
    var random = SeededRandom(seed)
    let pieces: [[UInt8]] = [
      Array("a.csv".utf8), Array("客户".utf8), Array("e\u{301}".utf8), Array("é".utf8),
      // Characters of the block that stands for bytes, in a name of somebody who uses them.
      Array("\u{10FE80}".utf8), Array("\u{10FEFF}".utf8), [0xE4], [0xBF, 0xCD], [0xF4, 0x8F],
      [0x80],
      [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x1B, 0x24, 0x42], Array("😀".utf8),
    ]
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...6, using: &random)).flatMap { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      let text = FileName.text(bytes)
      #expect(FileName.bytes(text) == bytes)
      #expect(FileName.shown(text).unicodeScalars.allSatisfy { $0.value >= 0x20 })
      #expect(!FileName.hasRawBytes(FileName.shown(text)))
    }
  }

  @Test(
    "What is shown can be read, in one line",
    arguments: [
      ([0x4B, 0xE4, 0x75], "K\\xE4u"), (Array("a\u{1B}b".utf8), "a\\x1Bb"),
      (Array("a\r\nb".utf8), "a\\x0D\\x0Ab"), (Array("x\u{85}\u{2028}".utf8), "x\\x85\\u{2028}"),
      (Array("王.csv".utf8), "王.csv"), (Array("\u{FFFF}".utf8), "\\u{FFFF}"),
    ] as [([UInt8], String)])
  func shown(bytes: [UInt8], words: String) {
    #expect(FileName.shown(FileName.text(bytes)) == words)
  }

  @Test(
    "A title is read in the encoding that it was most likely written in",
    arguments: [
      ([0xBF, 0xCD, 0xBB, 0xA7], "客户"), ([0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72], "Müller"),
      ([0x1B, 0x24, 0x42, 0x38, 0x5C, 0x35, 0x52, 0x1B, 0x28, 0x42], "顧客"),
      ([0xE9, 0x74, 0xE9, 0x20, 0x32], "été 2"),
      ([0xFF, 0xFE, 0xFD, 0xFC], "\\xFF\\xFE\\xFD\\xFC"),
      (Array(" a\u{200B} ".utf8), "a"),
    ] as [([UInt8], String)])
  func title(bytes: [UInt8], title: String) {
    #expect(FileName.title(FileName.text(bytes)) == title)
  }

  @Test("A file is opened by the name that was listed, and no other")
  func opened() throws {
    let folder = try Workdir()
    let names: [[UInt8]] = [
      Array("Käufer.csv".utf8), Array("Ka\u{308}ufer.csv".utf8),
      [0x4B, 0xE4, 0x75] + Array(".csv".utf8),
      [0xBF, 0xCD, 0xBB, 0xA7] + Array(".csv".utf8), Array("\u{301}x.csv".utf8),
    ]
    for (index, name) in names.enumerated() {
      let path = Array("\(folder.path)/".utf8) + name + [0]
      let stream: UnsafeMutablePointer<FILE>? = fopen(path.map { CChar(bitPattern: $0) }, "w")
      guard let stream else { throw FileError.missing(file: "\(index)") }
      fputs("\(index),x\n", stream)
      fclose(stream)
    }
    let listed = Folder.names(in: folder.path)
    #expect(listed.count == names.count)
    for name in listed {
      let index = try #require(names.firstIndex(of: FileName.bytes(name)))
      let path = "\(folder.path)/\(name)"
      let bytes = try InputFile(path, limit: 16).read(at: 0, count: 16)
      #expect(String(decoding: bytes, as: UTF8.self) == "\(index),x\n")
      #expect(FileName.bytes(FileName.last(of: path)) == names[index])
      #expect(Folder.of(path) == folder.path && FileStamp(path) != nil)
      // A copy keeps the name's bytes too.
      try OutputFile.copy(
        path, to: "\(folder.path)/c-\(name)")
    }
    #expect(Folder.names(in: folder.path).count == 2 * names.count)
  }

  @Test("A name that is written otherwise is found, if only one is meant")
  func match() {
    let gbk = FileName.text([0xBF, 0xCD, 0xBB, 0xA7])
    let latin = FileName.text([0xFC, 0x62, 0x65, 0x72])
    let (nfc, nfd) = ("Käufer", "Ka\u{308}ufer")
    #expect(FileName.match("客户", among: ["a", gbk]) == gbk)
    #expect(FileName.match("über", among: [latin, "b"]) == latin)
    #expect(FileName.match(gbk, among: ["客户"]) == "客户")
    #expect(FileName.match(nfc, among: [nfd]).map { Array($0.utf8) } == Array(nfd.utf8))
    // The same bytes come first; of several that are alike none is meant.
    #expect(FileName.match(nfc, among: [nfd, nfc]).map { Array($0.utf8) } == Array(nfc.utf8))
    #expect(FileName.match("a\u{308}\u{304}e\u{308}", among: ["ǟë", "ǟe\u{308}"]) == nil)
    #expect(FileName.match("other", among: [gbk, latin, nfc]) == nil)
  }
}
