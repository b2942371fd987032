import TestSupport
import Testing

@Suite("SAFE-3: a result that cannot be written is no success", .sideBySide)
struct StandardOutputTests {
  /// Commands of every kind that prints: help, words, JSON, tables, streams, what was sent.
  private static let commands = [
    "--help", "--version", "send --help", "--generate-completion-script bash",
    "init", "check s.csv", "check s.csv --template t --json", "sheet cat s.csv", "sheet info s.csv",
    "template list", "template show t", "template lint", "config show", "profile show tencent",
    "send s.csv --template t --yes", "send s.csv --template t --yes --json --no-ledger",
    "task list", "task show 1 --json", "report overview", "report overview --format csv",
    "suppress mute list", "suppress mute export", "alarms list", "customers import s.csv --group G",
    "groups list", "doctor", "access list", "run",
  ]

  private func project() throws -> Project {
    let project = try Project()
    try project.folder.write("s.csv", "n\n12012345678\n12012345679\n")
    try project.folder.write(
      "Templates/t.yaml",
      """
      name: t
      type: notification
      region: mainland
      signature: Acme
      content: Hello
      status: effective
      """)
    for arguments in [
      ["init"], ["send", "s.csv", "--template", "t", "--yes", "--quiet"],
      ["suppress", "mute", "add", "12012345678", "--signature", "Acme"],
    ] {
      #expect(try project.run(arguments).status == 0)
    }
    return project
  }

  @Test("A full disk behind it ends with 74 and is said", arguments: commands)
  func full(command: String) throws {
    let project = try project()
    let whole = try Tool.run(
      "bash", ["-c", "\(Tool.binary) \(command)"], in: project.folder.path)
    let outcome = try Tool.run(
      "bash", ["-c", "\(Tool.binary) \(command) > /dev/full"], in: project.folder.path)
    // What prints nothing has nothing to lose.
    guard !whole.output.isEmpty else { return }
    #expect(whole.status == 0, "\(whole.error)")
    #expect(outcome.status == 74, "\(command): \(outcome.error)")
    #expect(outcome.error.contains("standard output could not be written"), "\(command)")
  }

  @Test("A reader that leaves is no failure")
  func closedPipe() throws {
    let project = try project()
    let rows = (0..<200_000).map { "\(17_400_000_000 + $0),x\n" }.joined()
    try project.folder.write("large.csv", rows)
    let outcome = try Tool.run(
      "bash", ["-c", "\(Tool.binary) sheet cat large.csv | head -1"], in: project.folder.path)
    #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome.error)")
    #expect(outcome.output == "17400000000,x\n")
  }
}
