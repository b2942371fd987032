internal import Files
package import Ledger
internal import Providers
internal import Sending
private import Synchronization
package import Tasks
package import Workspace

/// Posts what waits, each task's reports in their order, each at least once (SPEC ADMIN-7).
///
/// A post counts as taken when its answer says so; the ledger is told at most `commitEvery` later, so a kill
/// has those of that time posted again. What fails is tried again after 1 s, 2 s, 4 s … up to 5 minutes, for
/// three days. Addresses are served side by side, so that a slow one holds up no other.
///
/// Memory: for each of `threads` addresses a `PostReader` and an answer.
package final class CallbackSender {
  /// Addresses that are posted to at a time.
  static let threads = 4
  /// Between a post that was taken and the ledger's knowing of it, at most.
  static let commitEvery = Duration.milliseconds(250)
  /// Seconds between tries, at most.
  static let longestPause = 300
  /// Milliseconds for which a callback is tried.
  static let patience = 3 * 86_400_000

  /// What there is to say of a round.
  package struct Round: Sendable {
    /// Callbacks of which the last post was taken, and those that were tried in vain.
    package var tried: [CallbackRow] = []
    /// When the next one is due, in milliseconds since 1970; nil: none waits.
    package var next: Int?
  }

  private let ledger: Ledger
  private let files: CallbackFiles
  private let accounts: [String: ApplicationAccount]
  private let timeout: Int
  private let clock: @Sendable () -> Int
  private let claim: any Claim

  /// The one sender of a workspace; nil when another process sends.
  ///
  /// - Parameters:
  ///   - session: of the workspace.
  ///   - settings: with the applications' accounts.
  ///   - folder: of the workspace for files that have to be made.
  ///   - seconds: that a post may take from its beginning to the end of the answer.
  ///   - clock: gives milliseconds since 1970.
  /// - Throws: `FileError` or `LedgerError` when nobody can know who sends.
  package init?(
    _ session: LedgerSession, _ settings: Settings, folder: String, timeout seconds: Int,
    clock: @escaping @Sendable () -> Int
  ) throws {
    ledger = session.ledger
    accounts = settings.accounts
    self.clock = clock
    files = CallbackFiles(session, settings, folder: folder, clock: clock)
    guard let claim = try session.ledger.records.claim(duty: "callbacks") else { return nil }
    self.claim = claim
    timeout = seconds
  }

  /// Posts what is due, each until its end or its first failure.
  ///
  /// - Parameter permits: whether an application's are to be sent.
  /// - Returns: its outcome.
  /// - Throws: the error of the ledger or a file; what was taken is noted.
  package func round(permits: (String) -> Bool) throws -> Round {
    _ = try files.make()
    let now = clock()
    let due = try waiting(permits).filter { $0.due <= now }
    let byAddress = Dictionary(grouping: due) { accounts[$0.application]?.url(for: $0.kind) }
    // The address that has waited longest comes first.
    var round = try post(byAddress.values.sorted { $0[0].id < $1[0].id })
    round.next = try waiting(permits).map(\.due).min()
    return round
  }

  /// What waits, with files for those that have lost theirs.
  private func waiting(_ permits: (String) -> Bool) throws -> [CallbackRow] {
    var rows: [CallbackRow] = []
    for row in try CallbackQueue(LedgerSession(ledger, now: clock())).callbacks([.waiting])
    where permits(row.application) {
      let isThere = row.file.map(Folder.exists) ?? false
      rows.append(isThere ? row : try files.make(row))
    }
    return rows.filter { row in
      row.state == .waiting && accounts[row.application]?.url(for: row.kind) != nil
    }
  }

  /// Serves the addresses side by side.
  private func post(_ addresses: [[CallbackRow]]) throws -> Round {
    let shared = Mutex((next: 0, round: Round(), error: (any Error)?.none))
    let (ledger, accounts, timeout, clock) = (ledger, accounts, timeout, clock)
    @Sendable func serve() {
      while true {
        let place = shared.withLock { state in
          defer { state.next += 1 }
          return state.next
        }
        guard place < addresses.count else { return }
        let delivery = AddressDelivery(ledger, accounts, Poster(timeout: timeout), clock)
        do {
          try delivery.deliver(addresses[place])
        } catch {
          shared.withLock { $0.error = $0.error ?? error }
        }
        shared.withLock { $0.round.tried += delivery.tried }
      }
    }
    // One thread is this one.
    let others = min(Self.threads, addresses.count) - 1
    Self.together(others, serve)
    let state = shared.withLock { $0 }
    if let error = state.error { throw error }
    var round = state.round
    round.tried.sort { $0.id < $1.id }
    return round
  }

  /// Runs the work on so many other threads and on this one, until all are done.
  private static func together(_ others: Int, _ work: @escaping @Sendable () -> Void) {
    guard others > 0 else { return work() }
    let worker = Worker { work() }
    together(others - 1, work)
    worker.join()
  }
}

/// Posts the callbacks of one address, one after the other.
private final class AddressDelivery {
  private let ledger: Ledger
  private let accounts: [String: ApplicationAccount]
  private var poster: Poster
  private let clock: @Sendable () -> Int
  private(set) var tried: [CallbackRow] = []

  init(
    _ ledger: Ledger, _ accounts: [String: ApplicationAccount], _ poster: consuming Poster,
    _ clock: @escaping @Sendable () -> Int
  ) {
    self.ledger = ledger
    self.accounts = accounts
    self.poster = poster
    self.clock = clock
  }

  func deliver(_ rows: [CallbackRow]) throws {
    for row in rows where Interruption.signal == nil {
      // An address that does not answer is not tried with the next callback at once.
      guard try deliver(row) else { return }
    }
  }

  /// - Returns: whether the address can be reached.
  private func deliver(_ row: CallbackRow) throws -> Bool {
    var row = row
    guard let path = row.file, let account = accounts[row.application],
      let url = account.url(for: row.kind)
    else { return true }
    guard account.key != nil else {
      try fail(
        &row, "the application has no key to sign with; `broadsheet application change` makes one")
      return true
    }
    var reader = try PostReader(path, from: row.place)
    var committed = ContinuousClock.now
    while Interruption.signal == nil {
      guard let body = try reader.next() else {
        row.state = .sent
        try save(row)
        tried.append(row)
        return true
      }
      let post = Poster.Post(
        url: url, body: body, shape: row.shape.flatMap(ProviderList.shape), account: account,
        id: "\(row.id)-\(row.sent + 1)")
      switch poster.send(post, at: clock() / 1_000) {
      case .taken:
        row.place = reader.place
        row.sent += 1
        row.attempts = 0
        row.problem = nil
        guard ContinuousClock.now - committed >= CallbackSender.commitEvery else { continue }
        try save(row)
        committed = ContinuousClock.now
      case .refused(let words):
        try fail(&row, words)
        return true
      case .unreachable(let words):
        try fail(&row, words)
        return false
      }
    }
    try save(row)
    return true
  }

  private func fail(_ row: inout CallbackRow, _ words: String) throws {
    let now = clock()
    row.attempts += 1
    row.problem = words
    let pause = min(CallbackSender.longestPause, 1 << min(row.attempts - 1, 20))
    row.due = now + pause * 1_000
    if now - row.created > CallbackSender.patience { row.state = .failed }
    try save(row)
    tried.append(row)
  }

  private func save(_ row: CallbackRow) throws {
    try CallbackQueue(LedgerSession(ledger, now: clock())).save(row)
  }
}
