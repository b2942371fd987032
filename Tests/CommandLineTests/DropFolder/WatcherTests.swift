import Foundation
import TestSupport
import Testing

@Suite("DROP-2, DROP-4: watchers that run, die and share", .sideBySide)
struct WatcherTests {
  @Test("1,000 files, two watchers, one of them killed every second: each file done once", .alone)
  func thousand() throws {
    let workspace = try DropWorkspace()
    let folder = workspace.project.folder
    // Every tenth is the content of another, every hundredth is bad.
    let dropping = """
      import os, sys, time
      inbox = sys.argv[1]
      for index in range(1000):
          path = f'{inbox}/f{index:04}.csv'
          first = index - 5 if index % 10 == 7 else index
          text = '手机号,姓名,金额\\n' + ''.join(f'{17400000000 + first * 10 + row},王,{row}\\n' for row in range(5))
          if index % 100 == 50: text = 'p,n,s\\n17400001001,"open,1\\n'
          with open(path + '.part', 'w') as file: file.write(text)
          os.rename(path + '.part', path)
          time.sleep(0.004)
      """
    let quick = ["--rest", "0.1", "--poll", "0.05"]
    var watchers = try [0, 1].map { try workspace.start(quick, log: "w\($0).log") }
    let dropper = Process()
    dropper.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    dropper.arguments = [
      Tool.python ?? "python3", "-c", dropping, folder.file("Inbox/monthly-bill"),
    ]
    try dropper.run()
    var kills = 0
    let start = Date()
    while dropper.isRunning || !workspace.files("Inbox").isEmpty {
      guard Date().timeIntervalSince(start) < 120 else {
        Issue.record("not done after two minutes: \(workspace.files("Inbox").prefix(5))")
        break
      }
      usleep(1_000_000)
      let victim = kills % 2
      kill(watchers[victim].process.processIdentifier, SIGKILL)
      watchers[victim].process.waitUntilExit()
      kills += 1
      watchers[victim] = try workspace.start(quick, log: "k\(kills).log")
    }
    // Watchers that are told to stop end well.
    for watcher in watchers {
      watcher.process.terminate()
      watcher.process.waitUntilExit()
      #expect(watcher.process.terminationStatus == 0)
    }
    #expect(try workspace.once(quick).status == 0)
    let facts = try LedgerFacts(workspace.project)
    #expect(facts.faults == [] && Set(facts.states) == ["completed"])
    let rejected = workspace.files("Rejected").filter { $0.hasSuffix(".csv") }
    let duplicates = workspace.files("Duplicate").filter { $0.hasSuffix(".csv") }
    let done = workspace.done
    #expect(done.count == facts.states.count && rejected.count == 10)
    #expect(done.count + duplicates.count + rejected.count == 1_000)
    let names = done + duplicates + rejected.map { String($0.suffix(9)) }
    #expect(Set(names).count == 1_000, "lost or doubled")
    // Of each pair of the same content one is done.
    #expect(duplicates.count == 100 && facts.messages == 890 * 5 && facts.mostToOne == 1)
    #expect(kills >= 3, "\(kills) kills")
  }

  @Test(
    "Files that grow, pause and are replaced are taken when they are whole, with all they have",
    .alone)
  func slowWriters() throws {
    let workspace = try DropWorkspace()
    let inbox = workspace.project.folder.file("Inbox/monthly-bill")
    let watching = try workspace.start(["--rest", "1", "--poll", "0.1"])
    let writers = """
      import os, shutil, subprocess, sys, threading, time
      inbox, beside = sys.argv[1], sys.argv[2]
      def lines(first, count): return [f'{17400000000 + first + row},王,{row}\\n' for row in range(count)]
      head = '手机号,姓名,金额\\n'
      def growing():
          with open(f'{inbox}/growing.csv', 'w') as file:
              file.write(head)
              for line in lines(100, 12): file.write(line); file.flush(); time.sleep(0.4)
      def reopened():
          for index, line in enumerate(lines(200, 5)):
              with open(f'{inbox}/reopened.csv', 'a') as file: file.write((head if index == 0 else '') + line)
              time.sleep(0.7)
      def renamed():
          with open(f'{inbox}/renamed.csv.part', 'w') as file:
              file.write(head)
              for line in lines(300, 4): file.write(line); file.flush(); time.sleep(0.5)
          os.rename(f'{inbox}/renamed.csv.part', f'{inbox}/renamed.csv')
      def source(name, first, count=6):
          with open(f'{beside}/{name}', 'w') as file: file.writelines([head] + lines(first, count))
          return f'{beside}/{name}'
      def copied(): subprocess.run(['cp', source('copied.csv', 400), inbox], check=True)
      def synced(): subprocess.run(['rsync', '--bwlimit=1', source('synced.csv', 500), inbox + '/'], check=True)
      def secured():
          # A server of our own, for this user alone.
          port, key = 20000 + os.getpid() % 20000, f'{beside}/key'
          subprocess.run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', key], check=True)
          os.makedirs('/run/sshd', exist_ok=True) if os.geteuid() == 0 else None
          with open(f'{beside}/sshd', 'w') as file:
              file.write(f'Port {port}\\nListenAddress 127.0.0.1\\nHostKey {key}\\nAuthorizedKeysFile {key}.pub\\n'
                         f'StrictModes no\\nUsePAM no\\nPidFile none\\nPermitRootLogin yes\\nSubsystem sftp internal-sftp\\n')
          server = subprocess.Popen(['/usr/sbin/sshd', '-D', '-e', '-f', f'{beside}/sshd'], stderr=subprocess.DEVNULL)
          time.sleep(0.5)
          subprocess.run(['scp', '-q', '-l', '40', '-i', key, '-P', str(port), '-o', 'StrictHostKeyChecking=no',
                          '-o', 'UserKnownHostsFile=/dev/null', source('secured.csv', 1000, 600),
                          f'127.0.0.1:{inbox}/secured.csv'], check=True)
          server.kill()
      def folder():
          os.mkdir(f'{beside}/moved'); source('moved/in.csv', 600)
          os.rename(f'{beside}/moved', f'{os.path.dirname(inbox)}/notice')
      def replaced():
          source('replaced.csv', 700)
          for first in (700, 710, 720):
              shutil.copy(source('replaced.csv', first), inbox); time.sleep(0.6)
      threads = [threading.Thread(target=work) for work in (growing, reopened, renamed, copied, synced, secured, folder, replaced)]
      for thread in threads: thread.start()
      for thread in threads: thread.join()
      """
    let beside = try Workdir()
    try workspace.project.folder.write(
      "Templates/notice.yaml",
      "name: notice\ntype: notification\nregion: mainland\nsignature: S\nstatus: effective\ncontent: \"您好{1}，{2}元。\"\n"
    )
    let outcome = try Tool.run(
      Tool.python ?? "python3", ["-c", writers, inbox, beside.path])
    #expect(outcome.status == 0, "\(outcome.error)")
    // What was taken last goes back when the watcher is told to stop.
    try eventually { workspace.files("Inbox").isEmpty && workspace.done.count == 8 }
    watching.process.terminate()
    watching.process.waitUntilExit()
    let rows = try LedgerFacts(workspace.project).tasks.reduce(into: [String: Int]()) {
      $0[$1["name"] as? String ?? "", default: 0] += $1["accepted"] as? Int ?? 0
    }
    #expect(
      rows == [
        "growing": 12, "reopened": 5, "renamed": 4, "copied": 6, "synced": 6, "secured": 600,
        "in": 6,
        "replaced": 6,
      ])
  }

  @Test("A file that is written to while it is read goes back, and is sent with all it has")
  func changed() throws {
    let workspace = try DropWorkspace()
    let watching = try workspace.start(["--rest", "0.3", "--poll", "0.02"])
    let writer = """
      import glob, os, sys, time
      inbox = sys.argv[1]
      with open(f'{inbox}/monthly-bill/large.csv', 'w') as file:
          file.write('手机号,姓名,金额\\n')
          file.writelines(f'{17400000000 + row},王,{row}\\n' for row in range(300000)); file.flush()
          while not glob.glob(f'{inbox}/.work/*/files/*/*'): time.sleep(0.001)
          time.sleep(0.05)
          file.writelines(f'{17409000000 + row},王,{row}\\n' for row in range(10))
      """
    let outcome = try Tool.run(
      Tool.python ?? "python3", ["-c", writer, workspace.project.folder.file("Inbox")])
    #expect(outcome.status == 0, "\(outcome.error)")
    try eventually { workspace.done == ["large.csv"] }
    watching.process.terminate()
    watching.process.waitUntilExit()
    let facts = try LedgerFacts(workspace.project)
    #expect(facts.states == ["completed"])
    // On a machine so slow that all was sent in between, the user is told what was not.
    let isLate = try watching.text().contains("written to after it had been sent")
    #expect(try watching.text().contains("givenBack") || isLate)
    #expect(facts.messages == (isLate ? 300_000 : 300_010))
  }

  @Test("A file that may not be read stays, is spoken of once, and goes when it may")
  func unreadable() throws {
    let workspace = try DropWorkspace()
    try workspace.drop("monthly-bill/a.csv", 1)
    let file = workspace.project.folder.file("Inbox/monthly-bill/a.csv")
    _ = try Tool.run("chmod", ["-R", "a+rwX", workspace.project.folder.path])
    _ = try Tool.run("chmod", ["000", file])
    let arguments = ["watch", "Inbox", "--once", "--json"] + DropWorkspace.quick
    let first = try workspace.project.runAsNobody(arguments)
    #expect(first.status == 0 && workspace.files("Rejected") == [], "\(first.error)")
    #expect(try workspace.events(first) == ["fault monthly-bill/a.csv"])
    _ = try Tool.run("chmod", ["666", file])
    #expect(
      try workspace.events(workspace.project.runAsNobody(arguments)) == ["sent monthly-bill/a.csv"])
  }

  @Test("A disk that fills up in the middle holds files up, and no hand is needed afterwards")
  func fullDisk() throws {
    let workspace = try DropWorkspace()
    let shim = try FaultTests.Shim()
    let flag = workspace.project.folder.file("full")
    for index in 0..<20 { try workspace.drop("monthly-bill/\(index).csv", index * 10, rows: 3) }
    let watching = try workspace.start(
      DropWorkspace.quick,
      environment: ["LD_PRELOAD": shim.library, "BROADSHEET_FAULT_WHILE": flag])
    try eventually { workspace.done.count >= 3 }
    try workspace.project.folder.write("full", "")
    try eventually { try watching.text().contains("\"fault\"") }
    usleep(500_000)
    let held = workspace.done.count
    #expect(held < 20 && workspace.files("Rejected") == [])
    try FileManager.default.removeItem(atPath: flag)
    try eventually { workspace.done.count == 20 }
    watching.process.terminate()
    watching.process.waitUntilExit()
    let facts = try LedgerFacts(workspace.project)
    #expect(facts.states.count == 20 && facts.messages == 60 && facts.mostToOne == 1)
    #expect(workspace.files("Inbox") == [] && workspace.files("Rejected") == [])
  }

  @Test("SIGTERM gives back or leaves to others what is under way, within a second", .alone)
  func stop() throws {
    let workspace = try DropWorkspace()
    try workspace.drop("monthly-bill/large.csv", 0, rows: 200_000)
    for _ in 0..<6 {
      let watching = try workspace.start(["--rest", "0", "--poll", "0.02"])
      usleep(UInt32.random(in: 60_000...300_000))
      let start = Date()
      watching.process.terminate()
      watching.process.waitUntilExit()
      #expect(watching.process.terminationStatus == 0)
      #expect(Date().timeIntervalSince(start) < 2)
    }
    #expect(try workspace.once().status == 0)
    let facts = try LedgerFacts(workspace.project)
    #expect(facts.states == ["completed"] && facts.messages == 200_000 && facts.mostToOne == 1)
    #expect(workspace.done == ["large.csv"] && workspace.files("Inbox") == [])
  }

  @Test("Memory stays flat from file to file", .alone)
  func memory() throws {
    let workspace = try DropWorkspace()
    let watching = try workspace.start(["--rest", "0", "--poll", "0.02"])
    func peak() throws -> Int {
      let status = try String(
        contentsOfFile: "/proc/\(watching.process.processIdentifier)/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
      return Int(line?.filter(\.isNumber) ?? "") ?? 0
    }
    var after: [Int] = []
    // How much is in flight at its most depends on the threads: the first files are for that peak.
    for index in 0..<60 {
      try workspace.drop("monthly-bill/\(index).csv.part", index * 5_000, rows: 5_000)
      let part = workspace.project.folder.file("Inbox/monthly-bill/\(index).csv.part")
      try FileManager.default.moveItem(atPath: part, toPath: String(part.dropLast(5)))
      try eventually { workspace.done.count == index + 1 }
      after.append(try peak())
    }
    watching.process.terminate()
    watching.process.waitUntilExit()
    #expect(Double(after[59]) < Double(after[29]) * 1.1, "\(after[29]) KiB, then \(after[59])")
  }
}
