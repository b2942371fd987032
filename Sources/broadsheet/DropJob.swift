import ArgumentParser
import DropFolder
import Files
import Ledger
import Messaging
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

/// Sends what was dropped, as `send` does.
struct DropJob {
  private let workspace: WorkspaceOptions
  private let runner: TaskRunner
  private let time: String?

  /// A job in a workspace; `time` is what counts as now, for trying things out.
  init(_ workspace: WorkspaceOptions, _ runner: TaskRunner, time: String?) {
    self.workspace = workspace
    self.runner = runner
    self.time = time
  }

  func process(_ taken: TakenFile) throws -> DropFolder.Outcome {
    let origin = DropOrigin(id: taken.id, isForced: taken.isForced)
    if let row = try runner.task(of: origin) { return try goOn(row, taken) }
    let job = try job(taken)
    let identity = try job.identity(isDropped: true)
    if let first = try runner.duplicate(identity, of: origin) { return .duplicate(of: first) }
    do {
      let pipeline = try job.pipeline()
      let (row, lock) = try runner.plan(
        pipeline, output: job.outputOptions(for: pipeline.facts), identity: identity, due: job.due,
        origin: origin)
      defer { withExtendedLifetime(lock) {} }
      if job.due != nil {
        if let note = job.dueNote {
          StatusLine.clearAny()
          Console.error("broadsheet: \(note)")
        }
        return .scheduled(row)
      }
      if taken.hasChanged { return .changed }
      let started = try runner.start(row, application: job.task.application, origin: origin)
      taken.isStarted = true
      return try deliver(started, job.settings)
    } catch {
      if taken.hasChanged, !taken.isStarted { return .changed }
      // The list goes where the file goes.
      try NobodyAccepted.listed {
        if case CampaignError.nobodyAccepted = error { throw error }
      } list: {
        FileName.last(of: try job.removedList(inFolder: taken.besides))
      }
      // Another watcher may have been faster with the same content.
      guard case CampaignError.duplicate(let number) = error else { throw error }
      return .duplicate(of: try runner.task(numbered: number))
    }
  }

  /// Goes on with what a watcher that died has begun.
  private func goOn(_ row: TaskRow, _ taken: TakenFile) throws -> DropFolder.Outcome {
    taken.isStarted = true
    switch TaskState(rawValue: row.state) {
    case .pending, .canceled: return .scheduled(row)
    case .completed: return .sent(row, try runner.files(of: row))
    case .failed: throw CampaignError.taskFailed(number: row.number, reason: row.reason ?? "")
    case .executing, nil:
      // `broadsheet run` may be at it.
      let (isFree, lock) = runner.claim(row)
      guard isFree else { throw CampaignError.taskBusy(number: row.number) }
      defer { withExtendedLifetime(lock) {} }
      let row = try runner.task(numbered: row.number)
      if row.state == TaskState.completed.rawValue {
        return .sent(row, try runner.files(of: row))
      }
      return try deliver(row, try workspace.source().settings)
    }
  }

  private func deliver(
    _ row: TaskRow, _ settings: Settings
  ) throws -> DropFolder.Outcome {
    // A watcher runs for long; keys and addresses are those of now.
    runner.accounts = settings.accounts
    let result = try delivered(row)
    try runner.setReported(result)
    workspace.flushOutbox(runner, settings, isQuiet: true)
    return .sent(result.row, result.files)
  }

  /// Delivers a task, several times if that fails by a fault of its own, so that a file is not left with a
  /// task that nobody ends.
  private func delivered(_ row: TaskRow) throws -> TaskRunner.Result {
    for _ in 1..<TaskState.mostAttempts {
      do {
        return try runner.deliver(row.number, TaskOutput.make)
      } catch {
        if error.isOfEnvironment { throw error }
        try throwIfFailed(row)
      }
    }
    do {
      return try runner.deliver(row.number, TaskOutput.make)
    } catch {
      try throwIfFailed(row)
      throw error
    }
  }

  private func throwIfFailed(_ row: TaskRow) throws {
    let row = try runner.task(numbered: row.number)
    guard row.state == TaskState.failed.rawValue else { return }
    throw CampaignError.taskFailed(number: row.number, reason: row.reason ?? "")
  }

  /// The call of `send` that a file stands for.
  private func job(_ taken: TakenFile) throws -> SendJob {
    let first = taken.names[0]
    var arguments = ["--workspace", workspace.workspace, "--yes", "--quiet"]
    if let templates = workspace.templates { arguments += ["--templates", templates] }
    if let user = workspace.user { arguments += ["--user", user] }
    if let provider = workspace.provider { arguments += ["--provider", provider] }
    if let language = workspace.language { arguments += ["--language", language.rawValue] }
    if let config = workspace.config { arguments += ["--config", config] }
    if let time { arguments += ["--now", time] }
    if first.isTaskFile {
      let file = try TaskFile(path: taken.path(first))
      arguments += ["--file", taken.path(first)]
      guard taken.names.count > 1 else {
        throw FileError.missing(file: file.sheet ?? "the sheet that the task file names")
      }
      if file.template == nil, let folder = first.folder { arguments += ["--template", folder] }
      arguments.append(taken.path(taken.names[1]))
    } else {
      guard let folder = first.folder else {
        throw CampaignError.noSuchFile(
          noun: Template.noun,
          name: "", folder: workspace.store.folder, available: workspace.store.names())
      }
      arguments += ["--template", folder, "--", taken.path(first)]
    }
    let command: Send
    do {
      command = try Send.parse(arguments)
    } catch {
      throw CampaignError.badTaskName(first.file, problem: Send.message(for: error))
    }
    return try SendJob(command)
  }

  /// Whom an error concerns: what another file would meet too holds all of them up.
  ///
  /// - Parameters:
  ///   - error: what stopped the work on a file.
  ///   - taken: the file.
  ///   - templates: the folder of the templates, each of which concerns the files sent with it alone.
  /// - Returns: the file, the file for now, or all.
  static func blame(
    _ error: any Error, _ taken: TakenFile, templates: String
  ) -> DropFolder.Blame {
    if let path = path(of: error) {
      if path.utf8.starts(with: "\(templates)/".utf8) { return .present }
      let isItsOwn = taken.names.contains { FileName.isSame(taken.path($0), path) }
      if isItsOwn, case FileError.unreadable = error { return .present }
      if isItsOwn, case CampaignError.invalidFile = error { return .file }
    }
    switch error {
    case FileError.cannotWrite, FileError.diskFull: return hasOwnOutput(taken) ? .present : .all
    case FileError.unreadable, CampaignError.invalidFile, is LedgerError: return .all
    default: break
    }
    switch error.failureKind {
    case .tryLater: return .present
    // The application of a task file is its own choice.
    case .notPermitted: return taken.names[0].isTaskFile ? .file : .all
    case .noWorkspace: return .all
    default:
      let isBad = [64, 65, 66, 70, 74, 78].contains(CommandRunner.code(of: error))
      return isBad ? .file : .all
    }
  }

  private static func path(of error: any Error) -> String? {
    switch error {
    case CampaignError.invalidFile(let path, _, _): path
    case let error as FileError: error.unreadPath
    case let error as SheetError: error.unreadPath
    default: nil
    }
  }

  /// Whether a task file says where its results go, where no other file's may.
  private static func hasOwnOutput(_ taken: TakenFile) -> Bool {
    let first = taken.names[0]
    return first.isTaskFile && (try? TaskFile(path: taken.path(first)))?.output != nil
  }
}
