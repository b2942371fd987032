internal import FoundationEssentials
package import Ledger
package import Workspace

/// The ledger as one command or one look of a watcher has it: at one time, for those who are notified.
///
/// Every subject of this module is a type over a session. What they read and write are transactions, and
/// nothing outside of the module opens one.
///
/// ```swift
/// let session = LedgerSession(ledger, now: now, accounts: settings.accounts)
/// let task = try TaskRegister(session).task("12")
/// ```
package struct LedgerSession: Sendable {
  package let ledger: Ledger
  /// Milliseconds since 1970.
  package let now: Int
  /// Who is notified of what: without them nothing is put into the queue of callbacks.
  package var accounts: [String: ApplicationAccount]

  package init(_ ledger: Ledger, now: Int, accounts: [String: ApplicationAccount] = [:]) {
    self.ledger = ledger
    self.now = now
    self.accounts = accounts
  }

  /// The same at another time.
  package func at(_ now: Int) -> LedgerSession {
    LedgerSession(ledger, now: now, accounts: accounts)
  }

  /// What SQLite or another engine finds wrong with what it keeps; empty when all is well.
  package func faults() throws -> [String] { try read { try $0.faults() } }

  /// Items of its package that an application has used.
  package func usedItems(of application: String) throws -> Int {
    try read { try $0.usedItems(of: application) }
  }

  /// Looks into the ledger; what is seen is of one moment.
  func read<Value>(_ work: (LedgerTransaction) throws -> Value) throws -> Value {
    try ledger.read(work)
  }

  /// Changes the ledger: all of `work`, or nothing of it when it throws.
  func write<Value>(_ work: (LedgerTransaction) throws -> Value) throws -> Value {
    try ledger.write(work)
  }
}

/// Values that the ledger keeps as JSON.
enum LedgerText {
  static func json(_ value: some Encodable) throws -> String {
    do {
      return String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    } catch {
      throw LedgerError.damaged(path: Ledger.fileName, detail: "\(error)")
    }
  }

  /// JSON that is the same for the same value, in any version of the library.
  static func sortedJSON(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ json: String, as type: Value.Type) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(json.utf8))
    } catch {
      throw LedgerError.damaged(path: Ledger.fileName, detail: "a task's settings cannot be read")
    }
  }
}
