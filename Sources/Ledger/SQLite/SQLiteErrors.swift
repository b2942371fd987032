internal import GRDB

extension LedgerError {
  /// Makes an error of SQLite's one of ours.
  static func translating<Value>(
    _ path: String, _ work: () throws -> Value
  ) throws -> Value {
    do { return try work() } catch let error as DatabaseError { throw LedgerError(path, error) }
  }

  private init(_ path: String, _ error: DatabaseError) {
    self =
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
}
