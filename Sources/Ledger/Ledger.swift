internal import CLinux
internal import Foundation
internal import GRDB
internal import Glibc

/// What a workspace remembers: tasks, how much was sent to whom, lists, exports.
///
/// One SQLite file in WAL mode, synchronized in full: what a transaction has committed survives a kill
/// and a power failure. Writing transactions of several processes wait for each other.
///
/// Memory: 4 MiB of pages for each open ledger.
package final class Ledger: Sendable {
  package static let fileName = "ledger.sqlite"

  /// Where the ledger, the records of tasks and its locks are.
  package let folder: String
  package var path: String { "\(folder)/\(Self.fileName)" }
  private let database: DatabaseQueue

  /// Seconds that a transaction waits for those of other processes.
  private static let patience = 600.0
  private static let pageSize = 16 << 10
  private static let cacheKibibytes = 4 << 10
  private static let logLimit = 64 << 20

  /// Opens the ledger in a folder, and makes it when there is none.
  ///
  /// - Throws: `LedgerError`: a network file system, no permission, a newer version, a full disk.
  package init(folder: String) throws(LedgerError) {
    self.folder = folder
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
    database = try Self.opened(path) {
      let database = try DatabaseQueue(path: path, configuration: configuration)
      let schema = Schema.migrator
      if try database.read(schema.hasBeenSuperseded) { throw LedgerError.tooNew(path: path) }
      if try !database.read(schema.hasCompletedMigrations) { try schema.migrate(database) }
      return database
    }
  }

  /// Looks into the ledger; what is seen is of one moment.
  ///
  /// - Throws: what `work` throws, and `LedgerError`.
  package func read<Value>(_ work: (LedgerTransaction) throws -> Value) throws -> Value {
    let path = path
    return try Self.translated(path) {
      try database.read { try work(LedgerTransaction(database: $0, path: path)) }
    }
  }

  /// Changes the ledger: all of `work`, or nothing of it when it throws.
  ///
  /// Other writers wait until it ends.
  package func write<Value>(_ work: (LedgerTransaction) throws -> Value) throws -> Value {
    let path = path
    return try Self.translated(path) {
      try database.write { try work(LedgerTransaction(database: $0, path: path)) }
    }
  }

  private static func opened<Value>(
    _ path: String, _ work: () throws -> Value
  ) throws(LedgerError) -> Value {
    do {
      return try translated(path, work)
    } catch let error as LedgerError {
      throw error
    } catch {
      throw .cannotOpen(path: path, reason: "\(error)")
    }
  }

  /// Makes an error of the database one of ours.
  private static func translated<Value>(
    _ path: String, _ work: () throws -> Value
  ) throws -> Value {
    do { return try work() } catch let error as DatabaseError { throw self.error(path, error) }
  }

  static func error(_ path: String, _ error: DatabaseError) -> LedgerError {
    switch error.resultCode {
    case .SQLITE_FULL: .diskFull(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_NOTADB:
      .cannotOpen(path: path, reason: error.message ?? "\(error.resultCode)")
    case .SQLITE_IOERR:
      // SQLite tells a full disk from other faults only where it writes, not where it flushes or extends.
      switch error.extendedResultCode {
      case .SQLITE_IOERR_READ, .SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_DATA,
        .SQLITE_IOERR_CORRUPTFS:
        .damaged(path: path, detail: error.message ?? "it cannot be read")
      default: .writeFailed(path: path, detail: error.message ?? "input/output error")
      }
    default: .damaged(path: path, detail: error.message ?? "\(error.resultCode)")
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

extension LedgerTransaction {
  /// What SQLite finds wrong with the file; empty when all is well.
  package func faults() throws(LedgerError) -> [String] {
    try run { database in
      try String.fetchAll(database, sql: "PRAGMA quick_check(10)").filter { $0 != "ok" }
    }
  }
}

/// The ledger inside of one transaction.
package struct LedgerTransaction {
  let database: Database
  let path: String

  /// Runs statements and makes their errors ours.
  func run<Value>(_ work: (Database) throws -> Value) throws(LedgerError) -> Value {
    do {
      return try work(database)
    } catch let error as DatabaseError {
      throw Ledger.error(path, error)
    } catch let error as LedgerError {
      throw error
    } catch {
      throw .damaged(path: path, detail: "\(error)")
    }
  }
}
