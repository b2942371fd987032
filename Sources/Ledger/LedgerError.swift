/// What stops the ledger, with what to do.
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
  case damaged(path: String, detail: String)
  /// A list has as many numbers as it may have.
  case groupExists(name: String)
  case listFull(list: SuppressionList, limit: Int, found: Int)
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
    case .groupExists(let name):
      "There is a group “\(name)” already. Choose another name, or import into that one."
    case .listFull(let list, let limit, let found):
      "The \(list.words) takes at most \(limit) numbers\(list == .allow ? " for an application" : ""); "
        + "there would be \(found). Remove some first."
    }
  }
}
