internal import Files

/// What a workspace remembers: tasks, how much was sent to whom, lists, exports, and the records of tasks.
///
/// What is asked and changed in one transaction is done on a `LedgerTransaction`, all of it or nothing:
///
///     let left = try ledger.write { book in
///       try book.use(3, of: "shop")
///       return 1_000 - (try book.usedItems(of: "shop"))
///     }
package final class Ledger: Sendable {
  /// What keeps a ledger, by the word that settings have for it: another engine is one more.
  package enum Kind: String, Sendable, CaseIterable {
    case sqlite

    /// Of workspaces whose settings say nothing.
    package static let standard = Kind.sqlite

    fileprivate func open(
      _ folder: String
    ) throws(LedgerError) -> (engine: any LedgerEngine, records: any RecordStore) {
      switch self {
      case .sqlite:
        (try SQLiteEngine(folder: folder), FolderRecordStore(besideLedgerIn: folder))
      }
    }

    /// Whether there is a ledger of this kind already.
    package func exists(inFolder folder: String) -> Bool {
      switch self {
      case .sqlite: Folder.exists("\(folder)/\(SQLiteEngine.fileName)")
      }
    }
  }

  /// Where the ledger, the records of tasks and its locks are.
  package let folder: String
  /// The records of tasks, and who works on which.
  package let records: any RecordStore
  private let engine: any LedgerEngine

  package init(_ engine: any LedgerEngine, records: any RecordStore, folder: String) {
    self.engine = engine
    self.records = records
    self.folder = folder
  }

  /// Opens the ledger in a folder, and makes it when there is none.
  ///
  /// - Throws: `LedgerError`: a network file system, no permission, a newer version, a full disk.
  package convenience init(_ kind: Kind = .standard, folder: String) throws(LedgerError) {
    let parts = try kind.open(folder)
    self.init(parts.engine, records: parts.records, folder: folder)
  }

  /// What messages call the ledger where none is at hand.
  package static let fileName = SQLiteEngine.fileName

  /// Where the ledger is, as messages name it.
  package var place: String { engine.place }

  /// Looks into the ledger; what is seen is of one moment.
  ///
  /// - Throws: what `work` throws, and `LedgerError`.
  package func read<Value>(_ work: (LedgerTransaction) throws -> Value) throws -> Value {
    try engine.read { try work(LedgerTransaction($0)) }
  }

  /// Changes the ledger: all of `work`, or nothing of it when it throws.
  ///
  /// Other writers wait until it ends. `LedgerEngine.write` says what holds then.
  package func write<Value>(_ work: (LedgerTransaction) throws -> Value) throws -> Value {
    try engine.write { try work(LedgerTransaction($0)) }
  }
}
