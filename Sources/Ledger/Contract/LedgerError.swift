/// What stops the ledger, with what to do.
///
/// An engine maps its own errors to these: each says what the user can do, so two causes with one remedy are
/// one case. None is a task's fault; what an error has stopped goes on once the cause is gone.
package enum LedgerError: Error, Equatable {
  /// The folder is on a file system that several machines share.
  case networkFileSystem(folder: String, kind: String)
  case cannotOpen(path: String, reason: String)
  /// A newer Broadsheet has changed it.
  case tooNew(path: String)
  /// Another process keeps it locked for longer than anyone should.
  case busy(path: String)
  case diskFull(path: String)
  case readOnly(path: String)
  /// The system refused to write, flush or extend the file: a full or failing disk.
  case writeFailed(path: String, detail: String)
  /// What is there cannot be what was written, or a statement does not fit the tables.
  case damaged(path: String, detail: String)
}

extension LedgerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .networkFileSystem(let folder, let kind):
      "\(folder): is on a network file system (\(kind)), where SQLite's write-ahead log is not safe. "
        + "Put the workspace on a local disk."
    case .cannotOpen(let path, let reason):
      "\(path): the ledger cannot be opened: \(reason). Check the folder and its permissions."
    case .tooNew(let path):
      "\(path): a newer version of Broadsheet has written this ledger. Use that version."
    case .busy(let path):
      "\(path): another process has kept the ledger locked for minutes. Try again later."
    case .diskFull(let path):
      "\(path): the disk is full. Nothing was changed; make room and try again."
    case .readOnly(let path):
      "\(path): the ledger cannot be written to. Check the permissions of the file and its folder."
    case .writeFailed(let path, let detail):
      "\(path): the ledger could not be written: \(detail). Nothing was changed. Check that the disk is well "
        + "and has room, and try again."
    case .damaged(let path, let detail):
      "\(path): the ledger is damaged: \(detail). Restore it from a backup."
    }
  }
}
