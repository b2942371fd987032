import Foundation
import TestSupport
import Testing

@Suite("Docs/reference.md")
struct ReferenceTests {
  @Test("The page says what the program's help says; `make reference` makes it again")
  func isUpToDate() throws {
    let made = try Tool.run(
      Tool.python ?? "python3", [Tool.root + "/Scripts/make_reference.py", Tool.binary])
    #expect(made.status == 0, "\(made.error)")
    let page = try String(contentsOfFile: Tool.root + "/Docs/reference.md", encoding: .utf8)
    #expect(page == made.output)
  }

  @Test("Every command of the help has words of its own, and the README names every noun")
  func words() throws {
    let page = try String(contentsOfFile: Tool.root + "/Docs/reference.md", encoding: .utf8)
    let readme = try String(contentsOfFile: Tool.root + "/README.md", encoding: .utf8)
    let sections = page.components(separatedBy: "\n## ").dropFirst().dropLast()
    #expect(sections.count >= 17)
    for section in sections {
      let name = String(section.prefix { $0 != "\n" })
      #expect(readme.contains("broadsheet \(name)"), "\(name)")
      let lines = section.split(separator: "\n", omittingEmptySubsequences: true)
      #expect(lines.count > 1 && lines[1].count > 10, "\(name)")
    }
  }
}

@Suite("Docs/tour.md")
struct TourTests {
  @Test("The tour's commands say what it shows, but for times and IDs")
  func commands() throws {
    let outcome = try Tool.run(
      Tool.python ?? "python3",
      [Tool.root + "/Scripts/make_tour.py", Tool.binary, "--check"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    #expect(outcome.output.contains("26 commands"))
  }
}

@Suite("Docs/coverage.md")
struct CoverageTests {
  @Test("Every row names a command that there is and a test that there is")
  func rows() throws {
    let page = try String(contentsOfFile: Tool.root + "/Docs/coverage.md", encoding: .utf8)
    let reference = try String(contentsOfFile: Tool.root + "/Docs/reference.md", encoding: .utf8)
    let commands = Set(
      reference.split(separator: "\n").filter { $0.hasPrefix("##") }
        .map { $0.drop { $0 == "#" || $0 == " " } })
    let files = FileManager.default.enumerator(atPath: Tool.root + "/Tests")?.compactMap { "\($0)" }
    let sources = try (files ?? []).filter { $0.hasSuffix(".swift") }
      .map { try String(contentsOfFile: Tool.root + "/Tests/" + $0, encoding: .utf8) }.joined()
    var rows = 0
    for line in page.split(separator: "\n")
    where line.hasPrefix("| ") && !line.contains("| feature ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      try #require(cells.count == 4, "\(line)")
      let command = cells[2].filter { $0 != "`" }
      let test = cells[3].filter { $0 != "`" }
      #expect(commands.contains(command[...]), "\(command)")
      #expect(
        sources.contains("struct \(test) {") || sources.contains("struct \(test):"), "\(test)")
      rows += 1
    }
    #expect(rows > 50)
  }
}
