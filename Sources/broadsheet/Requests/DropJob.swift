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
  private let session: LedgerSession

  /// A job in a workspace.
  init(_ workspace: WorkspaceOptions, _ session: LedgerSession) {
    self.workspace = workspace
    self.session = session
  }

  func process(_ taken: TakenFile) throws -> DropFolder.Outcome {
    let origin = DropOrigin(id: taken.id, isForced: taken.isForced)
    let settings = try workspace.source().settings
    // A watcher runs for long; keys and addresses are those of now.
    var session = session
    session.accounts = settings.accounts
    let sender = Sender(session, TaskOutput.make)
    let register = TaskRegister(session)
    if let row = try register.task(of: origin) {
      taken.isStarted = true
      return try finished(try sender.resume(row), session, settings)
    }
    let request = try workspace.request(
      try order(taken, settings), settings, now: session.now)
    do {
      let result = try sender.send(
        request, of: origin, isChanged: { taken.hasChanged }, started: { taken.isStarted = true })
      if case .scheduled = result, let note = request.dueNote {
        StatusLine.clearAny()
        Console.error("broadsheet: \(note)")
      }
      return try finished(result, session, settings)
    } catch {
      if taken.hasChanged, !taken.isStarted { return .changed }
      // The list goes where the file goes.
      try NobodyAccepted.listed {
        if case CampaignError.nobodyAccepted = error { throw error }
      } list: {
        FileName.last(of: try request.removedList(inFolder: taken.besides))
      }
      // Another watcher may have been faster with the same content.
      guard case CampaignError.duplicate(let number) = error else { throw error }
      return .duplicate(of: try register.task(numbered: number))
    }
  }

  private func finished(
    _ result: Sender.DropResult, _ session: LedgerSession, _ settings: Settings
  ) throws -> DropFolder.Outcome {
    switch result {
    case .scheduled(let row): return .scheduled(row)
    case .duplicate(let row): return .duplicate(of: row)
    case .changed: return .changed
    case .sent(let row, let files):
      if !row.isReported {
        try TaskRegister(session).setReported(row)
        workspace.flushOutbox(session, settings, isQuiet: true)
      }
      return .sent(row, files)
    }
  }

  /// What a file stands for.
  private func order(_ taken: TakenFile, _ settings: Settings) throws -> SendOrder {
    let first = taken.names[0]
    var order = SendOrder()
    order.isDropped = true
    if first.isTaskFile {
      order.file = try TaskFile(path: taken.path(first))
      guard taken.names.count > 1 else {
        throw FileError.missing(file: order.file.sheet ?? "the sheet that the task file names")
      }
      if order.file.template == nil { order.template = first.folder }
      order.recipients = .sheet(taken.path(taken.names[1]))
    } else {
      guard let folder = first.folder else {
        throw CampaignError.noSuchFile(
          noun: Template.noun,
          name: "", folder: workspace.store.folder, available: workspace.store.names())
      }
      order.template = folder
      order.recipients = .sheet(taken.path(first))
    }
    return order
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
