import Foundation
import Ledger
import TestSupport

/// A ledger in a folder of its own, and Python's `sqlite3` beside it.
struct TestLedger {
  let folder: Workdir
  let ledger: Ledger

  init() throws {
    folder = try Workdir()
    ledger = try Ledger(folder: folder.file("Ledger"))
  }

  var path: String { ledger.place }

  /// What statements give when Python runs them, as compact JSON; blobs are hexadecimal.
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
      type: "notification", region: "mainland", sheet: "bill.xlsx", state: "pending",
      created: 1_000, identity: "hash of \(name)", settings: "{}")
    change(&task)
    let added = task
    task.number = try ledger.write { try $0.save(added) }
    return task
  }
}
