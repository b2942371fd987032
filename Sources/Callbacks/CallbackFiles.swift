internal import Files
package import Ledger
internal import Messaging
internal import Providers
internal import Sending
package import Tasks
package import Workspace

/// Makes the files of callbacks that the ledger has noted.
///
/// They are made of what the ledger and the records of tasks have: a kill before the ledger knows of a file
/// only has it made again.
package struct CallbackFiles {
  private let session: LedgerSession
  private let queue: CallbackQueue
  private let settings: Settings
  private let folder: String
  private let clock: @Sendable () -> Int

  /// - Parameters:
  ///   - session: of the workspace.
  ///   - settings: with the applications' accounts.
  ///   - folder: of the workspace for the files, such as `Outbox`.
  ///   - clock: gives milliseconds since 1970; a task may have been sent by another.
  package init(
    _ session: LedgerSession, _ settings: Settings, folder: String,
    clock: @escaping @Sendable () -> Int
  ) {
    self.session = session
    queue = CallbackQueue(session)
    self.settings = settings
    self.folder = folder
    self.clock = clock
  }

  /// Makes the files of all new callbacks.
  ///
  /// - Returns: how many of them wait to be posted.
  package func make() throws -> Int {
    var waiting = 0
    for row in try queue.callbacks([.new]) where try make(row).state == .waiting {
      waiting += 1
    }
    return waiting
  }

  /// Makes the file of a callback, from its beginning.
  ///
  /// - Returns: the callback with its file, as the ledger has it then.
  func make(_ row: CallbackRow) throws -> CallbackRow {
    let found = row.state
    var row = row
    let account = settings.accounts[row.application] ?? ApplicationAccount()
    // An alarm has a form of ours.
    let shape = row.kind == .alarm ? nil : Self.shape(account)
    (row.place, row.sent) = (0, 0)
    row.shape = shape?.name
    row.created = clock()
    row.due = row.created
    do {
      let file = try CallbackFile(inFolder: folder)
      try write(row, shape, account, to: file)
      row.posts = file.posts.count
      if row.posts > 0 {
        let path = "\(folder)/\(Self.name(row, shape))"
        try file.publish(as: path)
        row.file = Folder.absolute(path)
      }
      row.state =
        row.posts == 0 ? .sent : account.url(for: row.kind) == nil ? .kept : .waiting
    } catch {
      // Without its records a task has no reports any more; a full disk or a lock may go away.
      switch error.failureKind {
      case .recordsDropped, .damagedRecords, .noSuchTask:
        row.state = .failed
        row.problem = error.explanation
      default: throw error
      }
    }
    return try queue.keep(row, foundIn: found)
  }

  /// The application's shape; one that it has lost since is taken for the first there is.
  private static func shape(_ account: ApplicationAccount) -> (any CallbackShape)? {
    account.shape.flatMap(ProviderList.shape) ?? ProviderList.shapes.first
  }

  private static func name(_ row: CallbackRow, _ shape: (any CallbackShape)?) -> String {
    let ending = shape?.fileEnding ?? "jsonl"
    return switch row.kind {
    case .status: "status-\(row.subject ?? row.id).\(ending)"
    case .replies: "replies-\(row.id).\(ending)"
    case .alarm: "alarm-\(row.subject ?? row.id).\(ending)"
    }
  }

  private func write(
    _ row: CallbackRow, _ shape: (any CallbackShape)?, _ account: ApplicationAccount,
    to file: CallbackFile
  ) throws {
    switch (row.kind, shape) {
    case (.status, let shape?):
      let archive = TaskArchive(session)
      let row = try TaskRegister(session).task(numbered: row.subject ?? 0)
      let task = try archive.manifest(of: row).task
      let reported = ReportedTask(
        id: task.id, region: task.template.region, zone: task.zone, language: settings.language)
      let reports = StatusReports(reported, shape, file)
      _ = try archive.replay(row, into: reports)
      reports.finish()
    case (.replies, let shape?):
      let replies = try queue.replies(of: row).map {
        PostedReply(number: $0.number, signature: $0.scope.name, text: $0.text, time: $0.time)
      }
      let source = ReplySource(
        callback: row.id, account: account.id ?? "", zone: settings.zone)
      shape.append(replies, of: source, to: &file.posts)
    case (.alarm, _), (_, nil):
      var time = TimeFormatter(settings.zone)
      if let alarm = try queue.alarm(of: row) { file.posts.post(Outbox.json(alarm, &time)) }
    }
  }
}

extension ApplicationAccount {
  /// Where callbacks of a kind are posted; nil: nowhere.
  package func url(for kind: CallbackRow.Kind) -> String? {
    switch kind {
    case .status: statusURL
    case .replies: replyURL
    case .alarm: alarmURL
    }
  }
}
