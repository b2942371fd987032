import Foundation
import TestSupport
import Testing

@Suite("SHEET-6, SHEET-10: encodings and delimiters as a user meets them", .sideBySide)
struct TextSheetTests {
  /// Writes a text in another encoding.
  private func write(
    _ name: String, _ text: String, _ codec: String, mark: [UInt8] = [], in project: Project
  ) throws -> String {
    try project.folder.write("utf8", text)
    let made = try Tool.run(
      "sh", ["-c", "iconv -f UTF-8 -t \(codec) utf8 > out"], in: project.folder.path)
    #expect(made.status == 0)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: project.folder.file("out")))
    return try project.folder.write(name, mark + Array(bytes))
  }

  @Test(
    "sheet info says what was guessed, and sheet cat shows it read",
    arguments: [
      (
        "Telefon;Name;Betrag\n+44 7700 900120;Jörg Weiß;1,50\n", "WINDOWS-1252", "Windows-1252", ";"
      ),
      ("電話,姓名\n12012345671,鄺嘉欣\n", "BIG5-HKSCS", "Big5", ","),
      ("전화\t이름\n12012345671\t김민수\n", "CP949", "EUC-KR", "tab"),
    ])
  func guessed(text: String, codec: String, encoding: String, delimiter: String) throws {
    let project = try Project()
    let sheet = try write("t.csv", text, codec, in: project)
    let info = try project.run(["sheet", "info", sheet])
    #expect(info.output.contains("\(encoding) (guessed)\n"))
    #expect(info.output.contains("\(delimiter) (guessed)\n"))
    let json = try project.run(["sheet", "info", sheet, "--json"]).json()
    #expect(json["encoding"] as? String == encoding && json["encodingGuessed"] as? Bool == true)
    #expect(json["delimiterGuessed"] as? Bool == true)
    let named = try project.run([
      "sheet", "info", sheet, "--encoding", encoding, "--delimiter", delimiter, "--json",
    ]).json()
    #expect(named["encodingGuessed"] as? Bool == false)
    #expect(named["delimiterGuessed"] as? Bool == false)
    let cat = try project.run(["sheet", "cat", sheet]).output
    #expect(cat.contains(text.split(separator: "\n")[1].split { ";,\t".contains($0) }[1]))
  }

  @Test("An error about columns names the delimiter that was guessed, and only then")
  func columns() throws {
    let project = try Project()
    let sheet = try project.folder.write("t.csv", "phone;name\n17400001001;Ann\n")
    let guessed = try project.run(["check", sheet, "-t", "monthly-bill"])
    #expect(guessed.status == 65)
    #expect(guessed.error.contains("divided by “;”") && guessed.error.contains("--delimiter"))
    let named = try project.run(["check", sheet, "-t", "monthly-bill", "--delimiter", ";"])
    #expect(named.status == 65 && !named.error.contains("--delimiter"))
  }

  @Test(
    "A template that is not UTF-8 is named with its encoding, not as a sheet",
    arguments: [("GB18030", "GB18030"), ("UTF-16LE", "UTF-16LE"), ("UTF-16BE", "UTF-16BE")])
  func template(codec: String, name: String) throws {
    let project = try Project()
    let path = try write(
      "Templates/odd.yaml",
      "name: odd\ntype: notification\nregion: mainland\ncontent: 您的订单已发货\n", codec, in: project)
    let sheet = try project.folder.write("t.csv", "17400001001\n")
    let outcome = try project.run(["check", sheet, "-t", "odd"])
    #expect(outcome.status == 78, "\(outcome)")
    #expect(outcome.error.contains("it looks like \(name)"))
    #expect(outcome.error.contains("save it as UTF-8") && !outcome.error.contains("row"))
    #expect(path.hasSuffix("odd.yaml"))
  }

  @Test("A template in UTF-16 with a mark is read", arguments: [[0xFF, 0xFE], [0xFE, 0xFF]])
  func marked(mark: [UInt8]) throws {
    let project = try Project()
    let text = try project.folder.text(Tool.root + "/Templates/monthly-bill.yaml")
    _ = try write(
      "Templates/wide.yaml", text.replacing("monthly-bill", with: "wide"),
      mark[0] == 0xFF ? "UTF-16LE" : "UTF-16BE", mark: mark, in: project)
    let outcome = try project.run(["check", try project.sheet(), "-t", "wide", "--json"])
    #expect(try outcome.json()["accepted"] as? Int == 3, "\(outcome)")
  }

  @Test("A file of another kind is named with what to do", arguments: ["send", "check"])
  func kinds(command: String) throws {
    let project = try Project()
    for (text, words) in [
      ("{\n  \"phone\": \"17400001001\"\n}\n", "is JSON"),
      ("ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K\"x\"\nE\n", "SYLK"),
      ("<tr><td>17400001001</td></tr>\n", "a web page"),
    ] {
      let sheet = try project.folder.write("list.csv", text)
      let outcome = try project.run([command, sheet, "-t", "monthly-bill"])
      #expect(outcome.status == 65 && outcome.error.contains(words), "\(outcome)")
    }
  }
}
