internal import GRDB
internal import Glibc

/// A ledger in one SQLite file in WAL mode, synchronized in full, for the processes of one machine.
///
/// Memory: 4 MiB of pages for each open ledger.
package struct SQLiteEngine: LedgerEngine {
  package static let fileName = "ledger.sqlite"

  package let place: String
  private let database: DatabaseQueue

  /// Seconds that a transaction waits for those of other processes.
  private static let patience = 600.0
  private static let pageSize = 16 << 10
  private static let cacheKibibytes = 4 << 10
  private static let logLimit = 64 << 20

  /// Opens the ledger in a folder, and makes both when there is none.
  ///
  /// - Throws: `LedgerError`: a network file system, no permission, a newer version, a full disk.
  package init(folder: String) throws(LedgerError) {
    if mkdir(folder, 0o777) != 0, errno != EEXIST {
      throw Self.error(folder, errno)
    }
    if let kind = FileSystem.network(ofFolder: folder) {
      throw .networkFileSystem(folder: folder, kind: kind)
    }
    // Two processes that make the same ledger must not do so at once. The lock dies with its process.
    let lock = Glibc.open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard lock >= 0 else { throw Self.error("\(folder)/lock", errno) }
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0, errno == EINTR {}
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA page_size = \(Self.pageSize);
          PRAGMA cache_size = -\(Self.cacheKibibytes);
          PRAGMA journal_mode = WAL;
          PRAGMA synchronous = FULL;
          PRAGMA journal_size_limit = \(Self.logLimit);
          """)
    }
    let path = "\(folder)/\(Self.fileName)"
    place = path
    do {
      database = try LedgerError.translating(path) {
        let database = try DatabaseQueue(path: path, configuration: configuration)
        let schema = Schema.migrator
        if try database.read(schema.hasBeenSuperseded) { throw LedgerError.tooNew(path: path) }
        if try !database.read(schema.hasCompletedMigrations) { try schema.migrate(database) }
        return database
      }
    } catch let error as LedgerError {
      throw error
    } catch {
      throw .cannotOpen(path: path, reason: "\(error)")
    }
  }

  package func read<Value>(_ work: (any LedgerConnection) throws -> Value) throws -> Value {
    try LedgerError.translating(place) {
      try database.read { try work(SQLiteConnection($0, place: place)) }
    }
  }

  package func write<Value>(_ work: (any LedgerConnection) throws -> Value) throws -> Value {
    try LedgerError.translating(place) {
      try database.write { try work(SQLiteConnection($0, place: place)) }
    }
  }

  private static func error(_ path: String, _ number: Int32) -> LedgerError {
    switch number {
    case ENOSPC, EDQUOT: .diskFull(path: path)
    case EACCES, EROFS, EPERM: .readOnly(path: path)
    default: .cannotOpen(path: path, reason: String(cString: strerror(number)))
    }
  }
}
