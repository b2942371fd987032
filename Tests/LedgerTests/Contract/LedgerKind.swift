import Ledger
import Testing

/// A kind of ledger that the conformance suite is run on.
///
/// Each test of the suite gets each kind, in a folder of its own. What it does goes through the contract alone:
/// `Ledger`, `RecordStore`, and statements that every engine takes.
struct LedgerKind: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Opens the ledger of a folder as one more process does, and makes it when there is none.
  let engine: @Sendable (String) throws -> any LedgerEngine
  /// The store of records of a folder, as one more process has it.
  let records: @Sendable (String) throws -> any RecordStore

  /// Another engine is one more here.
  static let all = [sqlite]

  static let sqlite = LedgerKind(
    testDescription: "SQLite",
    engine: { try SQLiteEngine(folder: $0) },
    records: { FolderRecordStore(besideLedgerIn: $0) })
}
