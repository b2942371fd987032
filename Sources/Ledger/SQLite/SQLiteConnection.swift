internal import FoundationEssentials
internal import GRDB

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
      try prepared.execute(arguments: StatementArguments(arguments))
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
      while let arguments = next() {
        try prepared.execute(arguments: StatementArguments(arguments))
      }
      return database.totalChangesCount - before
    }
  }

  func rows(
    _ statement: String, _ arguments: [LedgerValue],
    _ take: (any StatementRow) throws(LedgerError) -> Bool
  ) throws(LedgerError) {
    try run {
      // Not out of the cache: `take` may run the same statement, and that would begin this one again.
      let prepared = try database.makeStatement(sql: Self.numbered(statement))
      let rows = try Row.fetchCursor(prepared, arguments: StatementArguments(arguments))
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

extension LedgerValue: DatabaseValueConvertible {
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let value): value.databaseValue
    case .text(let value): value.databaseValue
    case .bytes(let value): value.databaseValue
    }
  }

  static func fromDatabaseValue(_ value: DatabaseValue) -> LedgerValue? {
    switch value.storage {
    case .null: .null
    case .int64(let value): .integer(Int(value))
    case .string(let value): .text(value)
    case .blob(let value): .bytes(value)
    case .double: nil
    }
  }
}
