import Foundation
import TestSupport
import Testing

@Suite("To operate it: doctor, events, the service manager, packaging", .sideBySide)
struct OperationTests {
  private func checks(_ outcome: Outcome) throws -> [String: String] {
    var checks: [String: String] = [:]
    for line in outcome.output.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
      checks[object?["check"] ?? ""] = object?["state"]
    }
    return checks
  }

  @Test("doctor finds a workspace well, and says what is not")
  func doctor() throws {
    let workspace = try DropWorkspace()
    let doctor = ["doctor", "--json", "--inbox", "Inbox"]
    let well = try workspace.project.run(doctor)
    #expect(well.status == 0, "\(well.output)")
    #expect(try checks(well).values.contains("FAIL") == false)
    try workspace.makeFolder("Inbox/nobody")
    #expect(try checks(workspace.project.run(doctor))["folders"] == "warn")
    // A task that was interrupted is worth a word.
    let sheet = try workspace.project.sheet()
    _ = try workspace.project.run(
      ["send", sheet, "-t", "monthly-bill"],
      environment: ["BROADSHEET_KILL_AT": "reservationCommitted"])
    #expect(try checks(workspace.project.run(doctor))["tasks"] == "warn")
    let ledger = workspace.project.folder.file("Ledger/ledger.sqlite")
    var bytes = try Data(contentsOf: URL(fileURLWithPath: ledger))
    for index in stride(from: 20_000, to: bytes.count, by: 7) { bytes[index] ^= 0x5A }
    try bytes.write(to: URL(fileURLWithPath: ledger))
    let ill = try workspace.project.run(doctor)
    #expect(ill.status == 78)
    #expect(try checks(ill)["ledger"] == "FAIL")
    try workspace.project.folder.write("broadsheet.yaml", "colour: red\n")
    try workspace.project.folder.write("Templates/broken.yaml", "name: [\n")
    let bad = try checks(workspace.project.run(doctor))
    #expect(bad["settings"] == "FAIL" && bad["templates"] == "FAIL")
    let elsewhere = try Tool.broadsheet(["doctor"], in: workspace.project.folder.file("Output"))
    #expect(elsewhere.status == 78 && elsewhere.output.contains("broadsheet init"))
  }

  @Test("Events go to a log that may be moved away at any time")
  func log() throws {
    let workspace = try DropWorkspace()
    let watching = try workspace.start(DropWorkspace.quick + ["--log", "events.log"])
    let folder = workspace.project.folder
    try workspace.drop("monthly-bill/a.csv", 1)
    try eventually { workspace.done == ["a.csv"] && folder.names().contains("events.log") }
    try FileManager.default.moveItem(
      atPath: folder.file("events.log"), toPath: folder.file("events.log.1"))
    try workspace.drop("monthly-bill/b.csv", 10)
    try eventually { folder.names().contains("events.log") }
    watching.process.terminate()
    watching.process.waitUntilExit()
    #expect(try folder.text("events.log.1").contains("a.csv"))
    let second = try folder.text("events.log")
    #expect(second.contains("b.csv") && !second.contains("a.csv"))
    #expect(second.split(separator: "\n").count == 1)
  }

  @Test("The service manager is told of the start and of the end")
  func notification() throws {
    let workspace = try DropWorkspace()
    let script = """
      import json, os, socket, subprocess, sys
      path = sys.argv[2] + '/notify'
      listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); listener.bind(path)
      done = subprocess.run([sys.argv[1], 'watch', 'Inbox', '--once'], cwd=sys.argv[2],
                            env=dict(os.environ, NOTIFY_SOCKET=path))
      listener.setblocking(False)
      said = []
      while True:
          try: said.append(listener.recv(4096).decode())
          except BlockingIOError: break
      print(json.dumps({'said': said, 'status': done.returncode}))
      """
    let json = try Tool.python(script, [Tool.binary, workspace.project.folder.path]).json()
    let said = json["said"] as? [String] ?? []
    #expect(said.first == "READY=1" && said.last == "STOPPING=1" && json["status"] as? Int == 0)
  }

  @Test("The manual page has every command, completions are sound, units name real files")
  func packaging() throws {
    let page = try Tool.run(
      "python3", [Tool.root + "/Packaging/make_manual.py", Tool.binary])
    #expect(page.status == 0, "\(page.error)")
    for command in ["SEND", "WATCH", "TASK SHOW", "SUPPRESS MUTE ADD", "DOCTOR", "EXPORT RETRY"] {
      #expect(page.output.contains(".SH BROADSHEET \(command)\n"), "\(command)")
    }
    #expect(!page.output.contains("None"))
    for shell in ["bash", "zsh", "fish"] {
      let script = try Tool.broadsheet(["--generate-completion-script", shell])
      #expect(script.status == 0 && script.output.contains("suppress"))
      guard shell == "bash" else { continue }
      let folder = try Workdir()
      let path = try folder.write("c.bash", script.output)
      #expect(try Tool.run("bash", ["-n", path]).status == 0)
    }
    for unit in [
      "broadsheet-watch.service", "broadsheet-run.service", "broadsheet-run.timer",
      "broadsheet-callbacks.service",
    ] {
      let text = try String(contentsOfFile: Tool.root + "/Packaging/\(unit)", encoding: .utf8)
      #expect(text.hasPrefix("[Unit]") || text.hasPrefix("#"))
      #expect(text.contains("[Service]") || text.contains("[Timer]"))
    }
  }

  @Test("A name of 255 bytes goes every way")
  func longNames() throws {
    let workspace = try DropWorkspace()
    let name = String(repeating: "长", count: 83) + "xx.csv"
    #expect(name.utf8.count == 255)
    try workspace.drop("monthly-bill/\(name)", 1)
    #expect(try workspace.events(workspace.once()) == ["sent monthly-bill/\(name)"])
    try workspace.drop("monthly-bill/\(name)", 1)
    #expect(try workspace.events(workspace.once()) == ["duplicate monthly-bill/\(name)"])
    #expect(workspace.files("Duplicate").count == 2)
    try workspace.project.folder.write("Inbox/monthly-bill/\(name)", "p,n,s\n17400001001,\"a,1\n")
    #expect(try workspace.events(workspace.once()) == ["rejected monthly-bill/\(name)"])
    #expect(workspace.files("Inbox") == [] && workspace.done == [name])
  }
}
