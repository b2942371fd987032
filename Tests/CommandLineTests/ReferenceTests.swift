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
