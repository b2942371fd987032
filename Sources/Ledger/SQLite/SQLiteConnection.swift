internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite

/// Runs statements in a transaction of SQLite's.
struct SQLiteConnection: LedgerConnection {
  private let database: Database
  let place: String

  init(_ database: Database, place: String) {
    self.database = database
    self.place = place
  }

  @discardableResult
  func execute(_ statement: String, _ arguments: [LedgerValue]) throws(LedgerError) -> Int {
    try run {
      let prepared = try database.cachedStatement(sql: Self.numbered(statement))
      try prepared.execute(arguments: Self.arguments(arguments))
      return database.changesCount
    }
  }

  @discardableResult
  func execute(
    _ statement: String, forEach next: () -> [LedgerValue]?
  ) throws(LedgerError) -> Int {
    try run {
      let prepared = try database.cachedStatement(sql: Self.numbered(statement))
      let before = database.totalChangesCount
      while let arguments = next() { try step(prepared.sqliteStatement, arguments) }
      return database.totalChangesCount - before
    }
  }

  /// Runs a prepared statement once, past GRDB, which takes a microsecond for what it does with arguments.
  private func step(_ statement: SQLiteStatement, _ arguments: [LedgerValue]) throws {
    // GRDB leaves a statement as its last run left it.
    sqlite3_reset(statement)
    var code = SQLITE_OK
    for (index, argument) in zip(Int32(1)..., arguments) where code == SQLITE_OK {
      code = argument.bind(to: statement, at: index)
    }
    if code == SQLITE_OK { code = sqlite3_step(statement) }
    let error =
      code == SQLITE_DONE
      ? nil
      : DatabaseError(
        resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database.sqliteConnection)),
        message: database.lastErrorMessage)
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    if let error { throw error }
  }

  func rows(
    _ statement: String, _ arguments: [LedgerValue],
    _ take: (any StatementRow) throws(LedgerError) -> Bool
  ) throws(LedgerError) {
    try run {
      // Not out of the cache: `take` may run the same statement, and that would begin this one again.
      let prepared = try database.makeStatement(sql: Self.numbered(statement))
      let rows = try Row.fetchCursor(prepared, arguments: Self.arguments(arguments))
      while let row = try rows.next() {
        if try !take(SQLiteRow(row: row, place: place)) { return }
      }
    }
  }

  func faults() throws(LedgerError) -> [String] {
    try run {
      try String.fetchAll(database, sql: "PRAGMA quick_check(10)").filter { $0 != "ok" }
    }
  }

  private static func arguments(_ values: [LedgerValue]) -> StatementArguments {
    // Of a list of one type GRDB asks for each value through a key path, which takes longer than to run the
    // statement.
    StatementArguments(values.map { $0.databaseValue as (any DatabaseValueConvertible)? })
  }

  /// SQLite numbers parameters with a question mark; with a dollar they have names, numbered as they come.
  private static func numbered(_ statement: String) -> String {
    String(
      decoding: statement.utf8.map { $0 == UInt8(ascii: "$") ? UInt8(ascii: "?") : $0 },
      as: UTF8.self)
  }

  private func run<Value>(_ work: () throws -> Value) throws(LedgerError) -> Value {
    do {
      return try LedgerError.translating(place, work)
    } catch let error as LedgerError {
      throw error
    } catch {
      throw .damaged(path: place, detail: "\(error)")
    }
  }
}

private struct SQLiteRow: StatementRow {
  let row: Row
  let place: String

  func integer(_ column: Int) -> Int? { row[column] }

  func text(_ column: Int) -> String? { row[column] }

  func withBytes(_ column: Int, _ take: (Span<UInt8>) -> Void) throws(LedgerError) {
    do {
      try row.withUnsafeData(atIndex: column) { take(($0 ?? Data()).span) }
    } catch {
      throw .damaged(path: place, detail: "\(error)")
    }
  }
}

extension LedgerValue {
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let value): value.databaseValue
    case .text(let value): value.databaseValue
    case .bytes(let value): value.databaseValue
    }
  }

  /// Gives a statement a copy of the value; parameters are numbered from 1.
  fileprivate func bind(to statement: SQLiteStatement, at index: Int32) -> Int32 {
    // Unsafe: SQLITE_TRANSIENT, a macro that Swift does not see, has SQLite copy what it is lent.
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch self {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let value): return sqlite3_bind_int64(statement, index, Int64(value))
    case .text(var value):
      // Without an address it would be NULL.
      guard !value.isEmpty else { return sqlite3_bind_text(statement, index, "", 0, copied) }
      return value.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) { bytes in
          sqlite3_bind_text64(
            statement, index, bytes.baseAddress, UInt64(bytes.count), copied, UInt8(SQLITE_UTF8))
        }
      }
    case .bytes(let value):
      guard !value.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
      return value.withUnsafeBytes { bytes in
        sqlite3_bind_blob64(statement, index, bytes.baseAddress, UInt64(bytes.count), copied)
      }
    }
  }
}
