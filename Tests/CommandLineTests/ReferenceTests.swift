import Foundation
import TestSupport
import Testing

@Suite("Docs/reference.md", .sideBySide)
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

/// A command of the program's own description.
private struct Command: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable { var name: String }

    var names: [Name]?
  }

  var commandName: String
  var abstract: String?
  var discussion: String?
  var arguments: [Argument]?
  var subcommands: [Command]?

  /// The commands without commands below them, each with its words and the discussions on the way to it.
  func leaves(_ words: [String] = [], _ discussions: String = "") -> [(String, Command, String)] {
    let all = discussions + (discussion ?? "")
    let children = (subcommands ?? []).filter { $0.commandName != "help" }
    guard children.isEmpty else {
      return children.flatMap { $0.leaves(words + [$0.commandName], all) }
    }
    return [(words.joined(separator: " "), self, all)]
  }
}

@Suite("One grammar for all commands", .sideBySide)
struct GrammarTests {
  /// What writes a text of its own form.
  private static let texts: Set = ["task copy", "sheet cat", "profile show"]
  /// What works in no workspace, or makes one.
  private static let outside: Set = ["init", "profile list", "profile show"]

  @Test("--json, --workspace and --yes are everywhere, and so are examples")
  func flags() throws {
    struct Help: Decodable { var command: Command }
    let outcome = try Tool.broadsheet(["--experimental-dump-help"])
    let help = try JSONDecoder().decode(Help.self, from: Data(outcome.output.utf8))
    // The root's own examples are not those of a command.
    let leaves = (help.command.subcommands ?? []).flatMap { $0.leaves([$0.commandName]) }
    #expect(leaves.count > 80)
    for (words, command, discussions) in leaves where command.commandName != "help" {
      let names = Set((command.arguments ?? []).flatMap { $0.names ?? [] }.map(\.name))
      #expect(names.contains("json") != Self.texts.contains(words), "\(words)")
      #expect(names.contains("workspace") != Self.outside.contains(words), "\(words)")
      let asks = command.abstract?.lowercased().contains("asks on a terminal") == true
      #expect(!asks || names.contains("yes"), "\(words)")
      #expect(!["delete"].contains(command.commandName) || asks, "\(words)")
      #expect(discussions.contains("EXAMPLE"), "\(words)")
    }
  }
}

@Suite("Docs/tour.md", .sideBySide)
struct TourTests {
  @Test("The tour's commands say what it shows, but for times and IDs")
  func commands() throws {
    let outcome = try Tool.run(
      Tool.python ?? "python3",
      [Tool.root + "/Scripts/make_tour.py", Tool.binary, "--check"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    #expect(outcome.output.contains("29 commands"))
  }
}

@Suite("Docs/coverage.md", .sideBySide)
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

@Suite("The suites of the command line", .sideBySide)
struct SuiteTests {
  @Test("Each says whether it runs beside others")
  func turns() throws {
    let folder = Tool.root + "/Tests/CommandLineTests"
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { "\($0)" } ?? []
    var suites = 0
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      for suite in text.split(separator: "\n@Suite(").dropFirst() {
        let head = suite.prefix(upTo: suite.range(of: "\nstruct ")?.lowerBound ?? suite.startIndex)
        #expect(head.contains(".sideBySide") || head.contains(".alone"), "\(file): \(head)")
        suites += 1
      }
    }
    #expect(suites >= 40)
  }

  @Test("Each module has a target of tests, whose folders are some of the module's")
  func mirror() throws {
    func folders(_ path: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: "\(Tool.root)/\(path)").filter {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(
          atPath: "\(Tool.root)/\(path)/\($0)", isDirectory: &isFolder) && isFolder.boolValue
      }
    }
    let tests = try Set(folders("Tests"))
    // Module maps have no code of their own; `CommandLineTests` are those of the program.
    let maps = ["CCrypto", "CCurl", "CISAL", "CLinux", "CXLSXWriter", "CXML", "CZip", "CZlib"]
    for module in try folders("Sources") where module != "broadsheet" && !maps.contains(module) {
      #expect(tests.contains("\(module)Tests"), "\(module)")
      let unknown = try Set(folders("Tests/\(module)Tests"))
        .subtracting(try folders("Sources/\(module)"))
      #expect(unknown.isEmpty, "\(module): \(unknown.sorted())")
    }
  }
}
