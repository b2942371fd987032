import ArgumentParser
import CLinux
import Characters
import DropFolder
import Files
import Ledger
import Messaging
import Reporting
import Sending
import Tasks
import Workspace

/// `broadsheet doctor`: whether a workspace can do its work.
struct Doctor: AccessControlled {
  static let action = AccessAction.doctor
  static let configuration = CommandConfiguration(
    abstract: "Check a workspace: settings, templates, disk, permissions, clock, ledger.",
    discussion: """
      Changes nothing. Ends with status 78 when something must be repaired; warnings are no failure.

      EXAMPLES:
        broadsheet doctor
        broadsheet doctor --inbox Inbox
      """)

  @Option(help: ArgumentHelp("A drop folder to check too.", valueName: "folder"))
  var inbox: String?

  @OptionGroup var form: FormOptions

  @OptionGroup(title: "Workspace") var ledger: LedgerOptions

  func run() throws {
    let examination = Examination(workspace: ledger.workspace, inbox: inbox)
    let findings = examination.findings(now: Console.now())
    for finding in findings {
      if form.json {
        var object = JSONObject()
        object.add("check", finding.check)
        object.add("state", finding.state.rawValue)
        object.add("detail", finding.detail)
        Console.print(object.text)
      } else {
        Console.print(
          "\(padded(finding.state.rawValue, 5)) \(padded(finding.check, 12)) \(finding.detail)")
      }
    }
    if findings.contains(where: { $0.state == .fail }) { throw ExitCode(78) }
  }
}

/// What a doctor looks at.
struct Examination {
  enum State: String {
    case ok
    case warn
    case fail = "FAIL"
  }

  struct Finding {
    var check: String
    var state: State
    var detail: String
  }

  let workspace: WorkspaceOptions
  let inbox: String?

  /// Bytes below which a large task may not find room, and below which hardly any does.
  private static let (little, hardlyAny) = (1 << 30, 100 << 20)

  /// Files that are named at most.
  private static let shownFiles = 10

  func findings(now: Int) -> [Finding] {
    var findings = [settings(), templates(), fileSystem(), space(), clock(now)]
    findings += ["Output", "Ledger"].map { permission($0, workspace.path($0)) }
    findings += ledger(now)
    if let inbox { findings += dropFolder(inbox) }
    return findings
  }

  private func settings() -> Finding {
    guard Folder.exists(workspace.path(Settings.fileName)) else {
      return Finding(
        check: "settings", state: .fail,
        detail: "there is no \(Settings.fileName). `broadsheet init` makes a workspace.")
    }
    return look("settings") {
      let settings = try workspace.source().settings
      return "\(max(1, settings.applications.count)) applications, zone \(settings.zone.name)"
    }
  }

  private func templates() -> Finding {
    let store = workspace.store
    let names = store.names()
    guard !names.isEmpty else {
      return Finding(
        check: "templates", state: .warn, detail: "there are none in \(store.folder)")
    }
    return look("templates") {
      for name in names { _ = try store.template(named: name) }
      return "\(names.count) can be read"
    }
  }

  private func fileSystem() -> Finding {
    let folder = workspace.workspace
    if let kind = FileSystem.network(ofFolder: folder) {
      return Finding(
        check: "file system", state: .fail,
        detail: "\(folder) is on \(kind), where the ledger is not safe. Use a local disk.")
    }
    return Finding(check: "file system", state: .ok, detail: "local")
  }

  private func space() -> Finding {
    guard let free = Disk.freeBytes(workspace.workspace) else {
      return Finding(check: "space", state: .warn, detail: "cannot be told")
    }
    let detail = "\(grouped(free >> 20)) MiB free"
    if free < Self.hardlyAny {
      return Finding(check: "space", state: .fail, detail: "\(detail); make room")
    }
    return Finding(
      check: "space", state: free < Self.little ? .warn : .ok,
      detail: free < Self.little ? "\(detail); a million recipients take 200 MiB" : detail)
  }

  private func clock(_ now: Int) -> Finding {
    // 2024-01-01: before this program was there.
    guard now > 1_704_067_200_000 else {
      return Finding(check: "clock", state: .fail, detail: "is years behind. Set it.")
    }
    let isKept = clock_is_synchronized() != 0
    return Finding(
      check: "clock", state: isKept ? .ok : .warn,
      detail: isKept ? "is synchronized" : "is not synchronized with a time server")
  }

  private func permission(_ name: String, _ folder: String) -> Finding {
    guard Folder.exists(folder) else {
      return Finding(check: name, state: .ok, detail: "is made when it is needed")
    }
    if let reason = Disk.cannotWrite(folder) {
      return Finding(check: name, state: .fail, detail: reason)
    }
    return Finding(check: name, state: .ok, detail: "can be written to")
  }

  private func ledger(_ now: Int) -> [Finding] {
    // What cannot be read is a finding about the settings.
    let kind = (try? workspace.source().settings.ledger) ?? .standard
    guard kind.exists(inFolder: workspace.path("Ledger")) else {
      return [Finding(check: "ledger", state: .ok, detail: "is made when it is needed")]
    }
    var late = 0
    var callbacks: [CallbackRow] = []
    var failed: [TaskRow] = []
    let ledger = look("ledger") {
      let session = LedgerSession(
        try WorkspaceOptions.ledger(kind, inWorkspace: workspace.workspace), now: now)
      let faults = try session.faults()
      guard faults.isEmpty else {
        throw LedgerError.damaged(
          path: session.ledger.place, detail: faults.joined(separator: "; "))
      }
      late = try TaskRegister(session).dueWork().count
      var filter = TaskFilter()
      filter.states = [.failed]
      failed = try TaskRegister(session).tasks(filter)
      callbacks = try CallbackQueue(session).callbacks([.new, .waiting, .failed])
      return "is well"
    }
    let tasks = Finding(
      check: "tasks", state: late > 0 ? .warn : .ok,
      detail: late > 0
        ? "\(late) are due or were interrupted; `broadsheet run` sends them"
        : "none is due or interrupted")
    return [ledger, tasks, Self.finding(of: failed), Self.finding(of: callbacks)]
  }

  /// Whether tasks have failed.
  private static func finding(of failed: [TaskRow]) -> Finding {
    guard let last = failed.first else {
      return Finding(check: "failed tasks", state: .ok, detail: "there are none")
    }
    return Finding(
      check: "failed tasks", state: .warn,
      detail: "\(failed.count); task \(last.number): \(last.reason ?? "")")
  }

  /// Whether callbacks get where they should.
  private static func finding(of callbacks: [CallbackRow]) -> Finding {
    let inVain = callbacks.filter { $0.state == .failed || $0.attempts > 0 }
    guard let last = inVain.last else {
      return Finding(
        check: "callbacks", state: .ok,
        detail: callbacks.isEmpty
          ? "none waits" : "\(callbacks.count) wait; `broadsheet callbacks send` posts them")
    }
    return Finding(
      check: "callbacks", state: .warn,
      detail: "\(inVain.count) could not be posted; callback \(last.id): \(last.problem ?? "")")
  }

  private func dropFolder(_ inbox: String) -> [Finding] {
    guard Folder.isFolder(inbox) else {
      return [Finding(check: "inbox", state: .fail, detail: "there is no folder \(inbox)")]
    }
    var findings = [permission("inbox", inbox)]
    let layout = DropLayout(inbox: inbox)
    let home = layout.home
    findings.append(permission("beside it", home))
    findings.append(
      Disk.isSame(inbox, home)
        ? Finding(check: "moving", state: .ok, detail: "files get other names")
        : Finding(
          check: "moving", state: .warn,
          detail: "\(home) is on another file system, so files are copied"))
    let unknown = layout.folders().filter {
      (try? workspace.store.template(named: $0)) == nil
    }.sorted()
    if !unknown.isEmpty {
      findings.append(
        Finding(
          check: "folders", state: .warn,
          detail: "of no template: \(unknown.joined(separator: ", "))"))
    }
    let obstacles = InboxReview(layout).obstacles()
    if !obstacles.isEmpty {
      let more = obstacles.count - Self.shownFiles
      findings.append(
        Finding(
          check: "files", state: .warn,
          detail: "cannot be taken as they are: "
            + obstacles.prefix(Self.shownFiles).joined(separator: "; ")
            + (more > 0 ? "; and \(more) more" : "")))
    }
    return findings
  }

  private func look(
    _ check: String, _ work: () throws -> String
  ) -> Finding {
    do {
      return Finding(check: check, state: .ok, detail: try work())
    } catch {
      return Finding(check: check, state: .fail, detail: error.explanation)
    }
  }
}
