import Foundation
import TestSupport
import Testing

@Suite("Bad input: an error that says where and what to do, and the output as it was", .sideBySide)
struct BadInputTests {
  /// What is wrong, and what the error must say.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var arguments: [String]
    var status: Int32
    var words: [String]
    var files: [String: String] = [:]

    var testDescription: String { name }
  }

  private static let bill = ["--template", "monthly-bill"]

  @Test(
    "Each with an exit code of its own (SAFE-3)",
    arguments: [
      Case(
        name: "missing file", arguments: ["none.xlsx"] + bill, status: 66,
        words: ["none.xlsx", "no such file"]),
      Case(
        name: "folder", arguments: ["Templates"] + bill, status: 66,
        words: ["Templates", "not a file"]),
      Case(
        name: "wrong kind", arguments: ["a.xlsx"] + bill, status: 65,
        words: ["a.xlsx", "PDF", "Export"],
        files: ["a.xlsx": "%PDF-1.4 x"]),
      Case(
        name: "empty file", arguments: ["a.csv"] + bill, status: 65, words: ["a.csv", "empty"],
        files: ["a.csv": ""]),
      Case(
        name: "blank sheet", arguments: ["a.csv"] + bill, status: 65, words: ["a.csv", "empty"],
        files: ["a.csv": "\n\n,,\n"]),
      Case(
        name: "header alone", arguments: ["a.csv"] + bill, status: 65,
        words: ["a.csv", "no recipients"],
        files: ["a.csv": "phone,name,sum\n"]),
      Case(
        name: "too few columns", arguments: ["a.csv"] + bill, status: 65,
        words: ["a.csv", "row 1", "3 columns", "has 2", "Add column 3"],
        files: ["a.csv": "phone,name\n17400001001,x\n"]),
      Case(
        name: "too many rows", arguments: ["a.csv", "--max-rows", "2"] + bill, status: 65,
        words: ["a.csv", "row 4", "limit of 2 data rows"],
        files: ["a.csv": "p,n,s\n17400001001,x,1\n17400001002,x,1\n17400001003,x,1\n"]),
      Case(
        name: "unclosed quote", arguments: ["a.csv"] + bill, status: 65,
        words: ["a.csv", "row 2, column 2", "quote"],
        files: ["a.csv": "p,n,s\n17400001001,\"x,1\n17400001002,x,1\n"]),
      Case(
        name: "no such template", arguments: ["a.csv", "--template", "none"], status: 66,
        words: ["“none”", "monthly-bill"], files: ["a.csv": "1\n"]),
      Case(
        name: "template in review", arguments: ["a.csv", "--template", "summer-preview"],
        status: 65,
        words: ["summer-preview", "pending"], files: ["a.csv": "1\n"]),
      Case(
        name: "template fails lint", arguments: ["a.csv", "--template", "bad"], status: 65,
        words: ["Templates/bad.yaml", "NUMBER_GAP"],
        files: [
          "a.csv": "1\n",
          "Templates/bad.yaml":
            "name: bad\ntype: notification\nregion: mainland\nsignature: S\ncontent: 您好{2}\nstatus: effective\n",
        ]),
      Case(
        name: "template with an unknown key", arguments: ["a.csv", "--template", "bad"], status: 78,
        words: ["Templates/bad.yaml, line 2", "“typo”"],
        files: [
          "a.csv": "1\n",
          "Templates/bad.yaml":
            "name: bad\ntypo: x\ntype: notification\nregion: mainland\ncontent: 您好\n",
        ]),
      Case(
        name: "settings", arguments: ["a.csv"] + bill, status: 78,
        words: ["broadsheet.yaml, line 1"],
        files: ["a.csv": "1\n", "broadsheet.yaml": "colour: red\n"]),
      Case(
        name: "task name",
        arguments: ["a.csv", "--task", String(repeating: "x", count: 31)] + bill, status: 64,
        words: ["31 characters", "30"], files: ["a.csv": "17400001001,x,1\n"]),
      Case(
        name: "usage", arguments: ["--template", "monthly-bill"], status: 64,
        words: ["recipient sheet"]),
      Case(
        name: "unknown option", arguments: ["a.csv", "--colour"] + bill, status: 64,
        words: ["--colour"]),
      Case(
        name: "output is a file", arguments: ["a.csv", "--output", "a.csv"] + bill, status: 73,
        words: ["a.csv", "not a folder"], files: ["a.csv": "17400001001,x,1\n"]),
    ])
  func refused(test: Case) throws {
    let project = try Project()
    for (name, text) in test.files { try project.folder.write(name, text) }
    let outcome = try project.run(["send"] + test.arguments + ["--yes"])
    #expect(outcome.status == test.status, "\(outcome.error)")
    for word in test.words { #expect(outcome.error.contains(word), "\(outcome.error)") }
    #expect(outcome.output.isEmpty && project.output().isEmpty)
  }

  @Test(
    "Over 30 MB is refused before it is read", arguments: [(30 << 20, true), (30 << 20 + 1, false)])
  func fileSize(bytes: Int, isRead: Bool) throws {
    let project = try Project()
    let path = try project.folder.write("big.csv", "17400001001,x,1\n")
    let file = try #require(FileHandle(forWritingAtPath: path))
    // Blank rows fill the rest: a file of the size, with little in it.
    try file.seekToEnd()
    try file.write(contentsOf: Data(repeating: 0x0A, count: bytes - 16))
    let outcome = try project.run(["check", path, "-t", "monthly-bill"])
    #expect((outcome.status == 0) == isRead, "\(outcome.error)")
    if !isRead { #expect(outcome.error.contains("31,457,280") && outcome.error.contains("Split")) }
  }

  @Test("Numbers are masked in errors (SAFE-2)")
  func masked() throws {
    let project = try Project()
    try project.folder.write("a.csv", "phone,17400001001 x\n17400001001,y\n")
    try project.folder.write(
      "Templates/n.yaml",
      "name: n\ntype: notification\nregion: mainland\nsignature: S\ncontent: 您好${who}\nstatus: effective\n"
    )
    let outcome = try project.run(["send", "a.csv", "-t", "n", "--yes"])
    #expect(outcome.status == 65 && outcome.error.contains("174****1001"))
    #expect(!outcome.error.contains("17400001001"))
  }

  @Test("A folder without permission to write is an error, exit code 73")
  func permission() throws {
    let project = try Project()
    let sheet = try project.sheet()
    let output = project.folder.file("Output")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: output)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: output)
    }
    // Root may write anywhere, so the program is run as somebody else.
    let isRoot = getuid() == 0
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: project.folder.path)
    let arguments = ["send", sheet, "-t", "monthly-bill", "--yes"]
    let outcome =
      isRoot
      ? try Tool.run(
        "setpriv",
        ["--reuid=65534", "--regid=65534", "--clear-groups", "cp", Tool.binary, "/dev/null"])
      : try project.run(arguments)
    guard !isRoot else {
      let copy = project.folder.file("broadsheet")
      try FileManager.default.copyItem(atPath: Tool.binary, toPath: copy)
      let refused = try Tool.run(
        "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", copy] + arguments,
        in: project.folder.path)
      #expect(
        refused.status == 73 && refused.error.contains("Permission denied"), "\(refused.error)")
      #expect(project.output().isEmpty)
      return
    }
    #expect(outcome.status == 73 && project.output().isEmpty)
  }

  @Test("A full disk leaves the output as it was, exit code 75", arguments: [20, 60, 300, 600])
  func fullDisk(kilobytes: Int) throws {
    let project = try Project()
    let sheet = try project.sheet(rows: 8_000)
    let output = project.folder.file("Output")
    // A file system of its own that is too small for the results; only root may mount one.
    let mount = try Tool.run("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", output])
    try #require(
      mount.status == 0 || getuid() != 0, "the test needs to mount a file system: \(mount.error)")
    guard mount.status == 0 else { return }
    defer { _ = try? Tool.run("umount", [output]) }
    let outcome = try project.run(["send", sheet, "-t", "monthly-bill", "--yes"])
    #expect(outcome.status == 75, "\(outcome.status) \(outcome.error)")
    #expect(outcome.error.contains("disk is full"))
    #expect(project.output().isEmpty)
    #expect(
      try Tool.run("sh", ["-c", "df --output=used -k \(output) | tail -1"]).output.contains {
        "01234".contains($0)
      })
  }

  @Test(
    "A signal stops it, nothing is left, and it can be run again (TASK-5)",
    arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    let project = try Project()
    let sheet = try project.sheet(rows: 900_000)
    // With job control, so that the shell does not let its background jobs ignore SIGINT.
    let script = """
      set -m
      '\(Tool.binary)' send '\(sheet)' -t monthly-bill --yes --quiet & pid=$!
      sleep 0.3; kill -\(signal) $pid; wait $pid; echo "status $?"
      """
    let outcome = try Tool.run("bash", ["-c", script], in: project.folder.path)
    #expect(outcome.output.contains("status \(128 + signal)"), "\(outcome.output) \(outcome.error)")
    #expect(outcome.error.contains("Stopped") && project.output().isEmpty)
    #expect(try project.run(["send", sheet, "-t", "monthly-bill", "-q"]).status == 0)
  }

  @Test("Killed, it leaves nothing behind either")
  func killed() throws {
    let project = try Project()
    let sheet = try project.sheet(rows: 900_000)
    let script =
      "'\(Tool.binary)' send '\(sheet)' -t monthly-bill -q & sleep 0.4; kill -9 $!; wait $!; echo $?"
    let outcome = try Tool.run("bash", ["-c", script], in: project.folder.path)
    #expect(outcome.output.hasSuffix("137\n") && project.output().isEmpty)
  }
}
