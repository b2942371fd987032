import Foundation
import TestSupport
import Testing

@Suite("DROP-5: names are bytes, and one file's fault is its own", .sideBySide)
struct DroppedNameTests {
  /// Writes files whose names are bytes that no text has, by a Python expression of name and content each.
  private func make(_ workspace: DropWorkspace, _ files: [(name: String, text: String)]) throws {
    let script =
      "import os, sys\nos.chdir(sys.argv[1])\n"
      + files.map { name, text in
        "name = \(name)\nos.makedirs(os.path.dirname(name) or b'.', exist_ok=True)\n"
          + "open(name, 'wb').write('''\(text)'''.encode())\n"
      }.joined()
    let outcome = try Tool.python(script, [workspace.project.folder.path])
    #expect(outcome.status == 0, "\(outcome.error)")
  }

  /// The names below a folder, as Python writes bytes.
  private func names(_ workspace: DropWorkspace, _ folder: String) throws -> [String] {
    let script = """
      import os, sys
      for root, _, names in os.walk(sys.argv[1].encode()):
          for name in names: print(name)
      """
    return try Tool.python(script, [workspace.project.folder.file(folder)]).output
      .split(separator: "\n").map(String.init).sorted()
  }

  @Test(
    "A name in any encoding and normal form is taken, and keeps its bytes",
    arguments: [
      ("'客户'.encode('gbk')", "客户"), ("'Müller'.encode('latin1')", "Müller"),
      ("'Käufer'.encode()", "Käufer"), ("'Ka\\u0308ufer'.encode()", "Ka\u{308}ufer"),
      ("'顧客'.encode('iso2022_jp')", "顧客"), ("b'a\\x1bb'", "a\\x1Bb"), ("b'\\x01'", "\\x01"),
      ("'\\u0301x'.encode()", "\u{301}x"), ("b'a\\xef\\xbf\\xbe'", "a\\u{FFFE}"),
      ("b'\\xff\\xfe\\xfd'", "\\xFF\\xFE\\xFD"), ("'a\\u2028b\\x85'.encode()", "a\\u{2028}b\\x85"),
    ])
  func taken(name: String, task: String) throws {
    let workspace = try DropWorkspace()
    let path = "b'Inbox/monthly-bill/' + \(name) + b'.csv'"
    try make(workspace, [(path, DropWorkspace.sheet(1))])
    try workspace.drop("monthly-bill/z.csv", 100)
    let outcome = try workspace.once()
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try workspace.events(outcome).count == 2, "\(outcome.output)")
    let facts = try LedgerFacts(workspace.project)
    #expect(facts.states == ["completed", "completed"])
    #expect(Set(facts.tasks.map { $0["name"] as? String }) == [task, "z"])
    // Python's own words for the bytes.
    let wanted = try Tool.python("print(\(name) + b'.csv')").output.trimmingCharacters(
      in: .newlines)
    #expect(try names(workspace, "Done").contains(wanted))
    #expect(try names(workspace, "Inbox") == [])
  }

  @Test(
    "A task file's sheet and a template's folder are found in another form",
    arguments: [
      ("'Ka\\u0308ufer'", "Käufer"), ("'Käufer'", "Ka\u{308}ufer"),
      ("'한글'", "\u{1112}\u{1161}\u{11AB}글"),
      ("'客户'.encode('gbk')", "客户"), ("'Größe'.encode('latin1')", "Größe"),
      ("'Привет, é'.encode()", "Привет, e\u{301}"),
    ])
  func forms(onDisk: String, written: String) throws {
    let workspace = try DropWorkspace()
    let bytes = onDisk.hasSuffix(")") ? onDisk : "\(onDisk).encode()"
    let template = try workspace.project.folder.text("Templates/monthly-bill.yaml")
    try make(
      workspace,
      [
        ("b'Inbox/' + \(bytes) + b'.csv'", DropWorkspace.sheet(1)),
        ("b'Inbox/' + \(bytes) + b'/s.csv'", DropWorkspace.sheet(50)),
        ("'Templates/\(written).yaml'.encode()", template),
      ])
    try workspace.project.folder.write(
      "Inbox/t.yaml", "task: T\ntemplate: monthly-bill\nsheet: \(written).csv\n")
    let outcome = try workspace.once()
    #expect(outcome.status == 0, "\(outcome.error)")
    let facts = try LedgerFacts(workspace.project)
    #expect(facts.tasks.compactMap { $0["name"] as? String }.sorted() == ["T", "s"])
    #expect(facts.states == ["completed", "completed"], "\(outcome.output)")
    #expect(try names(workspace, "Inbox") == [])
  }

  @Test("Two names that look the same are two files")
  func twins() throws {
    let workspace = try DropWorkspace()
    try make(
      workspace,
      [
        ("'Inbox/monthly-bill/é.csv'.encode()", DropWorkspace.sheet(1)),
        ("'Inbox/monthly-bill/e\\u0301.csv'.encode()", DropWorkspace.sheet(10)),
        ("b'Inbox/monthly-bill/\\xe9.csv'", DropWorkspace.sheet(20)),
        ("b'Inbox/monthly-bill/\\xe8.csv'", DropWorkspace.sheet(30)),
      ])
    #expect(try workspace.once().status == 0)
    #expect(try LedgerFacts(workspace.project).messages == 8)
    #expect(try names(workspace, "Done").filter { $0.hasSuffix(".csv'") }.count == 4)
  }

  @Test("send opens a path of any bytes, and a task file's sheet in another form")
  func send() throws {
    let workspace = try DropWorkspace()
    let folder = workspace.project.folder
    try make(
      workspace,
      [
        ("'客户 ü'.encode('gb18030') + b'.csv'", DropWorkspace.sheet(1)),
        ("b'in \\xe4/x.csv'", DropWorkspace.sheet(10)),
        ("'e\\u0301te\\u0301.csv'.encode()", DropWorkspace.sheet(20)),
        ("b't.yaml'", "template: monthly-bill\nsheet: été.csv\n"),
      ])
    let script = """
      import os, subprocess, sys
      os.chdir(sys.argv[2])
      for path in ('客户 ü'.encode('gb18030') + b'.csv', b'in \\xe4/x.csv', b't.yaml'):
          done = subprocess.run([sys.argv[1], 'send', path, '--template', 'monthly-bill', '--json'])
          print('exit', done.returncode)
      """
    let outcome = try Tool.python(script, [Tool.binary, folder.path])
    #expect(outcome.output.components(separatedBy: "exit 0").count == 4, "\(outcome.error)")
    #expect(try LedgerFacts(workspace.project).messages == 6)
  }

  @Test(
    "Metadata of file managers and servers is left alone, in any case",
    arguments: [
      "Thumbs.db", "thumbs.DB", "desktop.ini", "ehthumbs.db", ".DS_Store", "._a.csv",
      ".~lock.a.csv#",
      ".nfs0001", ".fuse_hidden01", "Icon\r", "a.csv:Zone.Identifier", "a.csv@SynoEAStream",
      "@eaDir/", "#recycle/", "@Recycle/", "$RECYCLE.BIN/", ".Trash-1000/",
      "System Volume Information/",
      "lost+found/", "__MACOSX/", ".AppleDouble/", "#snapshot/",
    ])
  func metadata(name: String) throws {
    let workspace = try DropWorkspace()
    for folder in ["Inbox/", "Inbox/monthly-bill/"] {
      if name.hasSuffix("/") {
        try workspace.project.folder.write("\(folder)\(name)x.csv", DropWorkspace.sheet(1))
      } else {
        try workspace.project.folder.write(folder + name, DropWorkspace.sheet(1))
      }
    }
    let outcome = try workspace.once(DropWorkspace.quick + ["--patience", "0"])
    #expect(outcome.status == 0 && outcome.output == "", "\(outcome.output)")
    #expect(workspace.files("Inbox").count == 2)
    let doctor = try workspace.project.run(["doctor", "--inbox", "Inbox"])
    #expect(!doctor.output.contains("of no template") && !doctor.output.contains("as they are"))
  }

  @Test("A broken template holds up its own files, and no other's")
  func template() throws {
    let workspace = try DropWorkspace()
    try workspace.makeFolder("Inbox/broken")
    try workspace.project.folder.write("Templates/broken.yaml", "name: [\n")
    try workspace.drop("broken/a.csv", 1)
    try workspace.drop("monthly-bill/b.csv", 10)
    let outcome = try workspace.once()
    #expect(outcome.status == 78 && workspace.done == ["b.csv"])
    #expect(workspace.files("Inbox") == ["broken/a.csv"])
    // An output that only one task file names is its own affair, too.
    try workspace.project.folder.write("file", "x")
    try workspace.project.folder.write(
      "Inbox/t.yaml",
      "template: monthly-bill\nsheet: s.csv\noutput: \(workspace.project.folder.file("file"))/x\n")
    try workspace.drop("s.csv", 20)
    try workspace.drop("monthly-bill/c.csv", 30)
    _ = try workspace.once()
    #expect(workspace.done == ["b.csv", "c.csv"])
  }

  @Test("Rejected folders are named by date, time and file; doctor says what cannot be taken")
  func words() throws {
    let workspace = try DropWorkspace()
    for name in ["a b.csv", "x\u{1B}y.csv"] {
      try workspace.project.folder.write("Inbox/monthly-bill/\(name)", "p,n,s\n\"17400001001,a,1\n")
    }
    let now = ["--now", "2026-11-20 19:30:05"]
    let outcome = try workspace.once(DropWorkspace.quick + now)
    #expect(outcome.status == 0)
    #expect(
      workspace.project.folder.names(in: "Rejected") == [
        "20261120-193005 a b.csv", "20261120-193005 x_x1By.csv",
      ])
    #expect(workspace.files("Rejected").contains("20261120-193005 a b.csv/a b.csv"))
    try workspace.project.folder.write("Inbox/monthly-bill/a b.csv", "p,n,s\n\"17400001001,b,1\n")
    _ = try workspace.once(DropWorkspace.quick + now)
    #expect(workspace.project.folder.names(in: "Rejected").count == 3)
    try workspace.project.folder.write("Inbox/monthly-bill/cut.csv", "p,n\n1,2\n3")
    try workspace.project.folder.write("Inbox/monthly-bill/zero.csv", "p,n\n1,2\n\0\0\0\0")
    _ = try Tool.run("mkfifo", [workspace.project.folder.file("Inbox/monthly-bill/fifo")])
    let doctor = try workspace.project.run(["doctor", "--inbox", "Inbox"])
    for name in ["cut.csv", "zero.csv", "fifo"] { #expect(doctor.output.contains(name)) }
  }
}
