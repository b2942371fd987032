import Foundation
import TestSupport
import Testing

@Suite("ADMIN-10: every command is an action", .sideBySide)
struct AccessActionTests {
  /// A command as the program describes it.
  private struct Command: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        var kind: String
        var name: String
      }

      var kind: String
      var isOptional: Bool
      var names: [Name]?
      var valueName: String?
      var allValues: [String]?
    }

    var commandName: String
    var arguments: [Argument]?
    var subcommands: [Command]?

    /// The commands without commands below them, by their words.
    func leaves(_ words: [String] = []) -> [(words: [String], command: Command)] {
      let children = (subcommands ?? []).filter { $0.commandName != "help" }
      guard !children.isEmpty else { return [(words, self)] }
      return children.flatMap { $0.leaves(words + [$0.commandName]) }
    }

    /// Something for each argument that must be given.
    var needed: [String] {
      (arguments ?? []).filter { !$0.isOptional }.flatMap { argument -> [String] in
        let value = argument.allValues?.first ?? "1"
        guard let name = argument.names?.first else { return [value] }
        return ["--" + name.name] + (argument.kind == "flag" ? [] : [value])
      }
    }
  }

  private func commands() throws -> [(words: [String], command: Command)] {
    struct Help: Decodable { var command: Command }
    let outcome = try Tool.broadsheet(["--experimental-dump-help"])
    return try JSONDecoder().decode(Help.self, from: Data(outcome.output.utf8)).command.leaves()
  }

  /// The actions of the code.
  private func actions() throws -> [String] {
    let path = Tool.root + "/Sources/Workspace/Access/AccessAction.swift"
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("  case ") }
      .map { line in
        let words = line.dropFirst(7).components(separatedBy: " = ")
        return (words.last ?? "").filter { $0 != "\"" }
      }
  }

  @Test("The actions are the words of the commands, and the one that shows keys")
  func words() throws {
    let words = try commands().map { $0.words.joined(separator: ":") } + ["application:key"]
    #expect(try words.sorted() == actions().sorted())
    #expect(words.count > 80)
  }

  @Test("No command of the code is without an action")
  func declarations() throws {
    let folder = Tool.root + "/Sources/broadsheet"
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { "\($0)" } ?? []
    for file in files where file.hasSuffix(".swift") && file != "Access.swift" {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      // A command is `AccessControlled`, or only has others below it and is a `CommandGroup`.
      #expect(!text.contains("ParsableCommand"), "\(file)")
    }
    #expect(files.contains("Access.swift"))
  }

  /// What touches no workspace, and so asks nobody.
  private static let silent: Set = ["init", "profile:list", "profile:show"]
  /// What some want beside the arguments that they cannot do without.
  private static let wanted = [
    "send": ["1", "-t", "monthly-bill"], "application:change": ["--note", "x"],
    "suppress:unsubscribe:review": ["--approve"],
  ]

  @Test("A user without rights is told of each command's own action")
  func asked() throws {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "users: { ana: [full] }\n")
    // Where a folder is wanted, this is one.
    try FileManager.default.createDirectory(
      atPath: project.folder.file("1"), withIntermediateDirectories: true)
    var asked = 0
    for (words, command) in try commands() {
      let action = words.joined(separator: ":")
      guard !Self.silent.contains(action) else { continue }
      let arguments = command.needed + (Self.wanted[action] ?? []) + ["--user", "nobody"]
      let outcome = try project.run(words + arguments)
      #expect(
        (outcome.output + outcome.error).contains("The user nobody may not do \(action) with"),
        "\(action) \(arguments): \(outcome.status) \(outcome.error)")
      asked += 1
    }
    #expect(asked > 80)
  }
}
