import Foundation
import Ledger
import TestSupport

/// A ledger of a kind in a folder of its own.
struct TestLedger {
  let folder: Workdir
  let kind: LedgerKind
  let engine: any LedgerEngine
  let ledger: Ledger

  init(_ kind: LedgerKind = .sqlite) throws {
    folder = try Workdir()
    self.kind = kind
    let place = folder.file("Ledger")
    engine = try kind.engine(place)
    ledger = Ledger(engine, records: try kind.records(place), folder: place)
  }

  var path: String { ledger.place }

  /// The same ledger as another process has it.
  func again() throws -> Ledger {
    let place = ledger.folder
    return Ledger(try kind.engine(place), records: try kind.records(place), folder: place)
  }

  /// Rows of a table.
  func count(_ table: String) throws -> Int {
    try engine.read { connection throws in
      var count = -1
      try connection.rows("SELECT count(*) FROM \(table)", []) { row in
        count = row.integer(0) ?? -1
        return true
      }
      return count
    }
  }

  /// The blocks of bytes that a statement gives, in hexadecimal; none is empty.
  func blocks(_ statement: String, columns: Int = 1) throws -> [[String]] {
    try engine.read { connection throws in
      var rows: [[String]] = []
      try connection.rows(statement, []) { (row) throws(LedgerError) in
        var blocks = Array(repeating: "", count: columns)
        for column in 0..<columns {
          try row.withBytes(column) { bytes in
            for index in bytes.indices {
              blocks[column] += String(UInt16(bytes[index]) + 256, radix: 16).dropFirst()
            }
          }
        }
        rows.append(blocks)
        return true
      }
      return rows
    }
  }

  /// What statements give when Python's `sqlite3` runs them, as compact JSON; blobs are hexadecimal.
  @discardableResult
  func python(_ statements: String...) throws -> String {
    let script = """
      import json, sqlite3, sys
      db = sqlite3.connect(sys.argv[1], isolation_level=None)
      for statement in sys.argv[2:]: rows = db.execute(statement).fetchall()
      plain = [[cell.hex() if isinstance(cell, bytes) else cell for cell in row] for row in rows]
      print(json.dumps(plain, separators=(',', ':'), ensure_ascii=False))
      """
    let outcome = try Tool.python(script, [path] + statements)
    guard outcome.status == 0 else { throw Failure(words: outcome.error) }
    return outcome.output.trimmingCharacters(in: .newlines)
  }

  struct Failure: Error { var words: String }

  /// Adds a task of a name, changed as a test wants it.
  @discardableResult
  func task(_ name: String = "Bill", _ change: (inout TaskRow) -> Void = { _ in }) throws -> TaskRow
  {
    var task = TaskRow(
      id: "1f", name: name, application: "shop", template: "bill", signature: "Acme",
      type: "notification", region: "mainland", sheet: "bill.xlsx", state: .pending,
      created: 1_000, identity: "hash of \(name)", settings: "{}")
    change(&task)
    let added = task
    task.number = try ledger.write { try $0.save(added) }
    return task
  }
}
