import Foundation
import Ledger
import Messaging
import TestSupport
import Testing

@Suite("Each engine: statements, their arguments and their rows")
struct StatementTests {
  private static let insert =
    "INSERT INTO package (application, used) VALUES ($1, $2) ON CONFLICT DO NOTHING"

  /// The first column of all rows.
  private func texts(
    _ connection: any LedgerConnection, _ statement: String, _ arguments: [LedgerValue] = []
  ) throws -> [String?] {
    var texts: [String?] = []
    try connection.rows(statement, arguments) { row in
      texts.append(row.text(0))
      return true
    }
    return texts
  }

  @Test(
    "Values come back as they went in: integers of 64 bits, any text, blocks, NULL",
    arguments: LedgerKind.all)
  func values(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let texts = ["", "a'b\"c$1\\", "群发短信 👩‍👩‍👧 e\u{301}", String(repeating: "长", count: 40_000)]
    let block = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0) })
    try test.engine.write { connection throws in
      // One by one, or many at a time.
      let rows = zip(texts, [Int.min, -1, 0, Int.max]).map { [LedgerValue.text($0), .integer($1)] }
      let statement =
        "INSERT INTO daily (application, messages, region, day) VALUES ($1, $2, '', 1)"
      var many = rows.makeIterator()
      for row in rows { try connection.execute(Self.insert, row) }
      #expect(try connection.execute(statement) { many.next() } == 4)
      let run = LedgerValue.integer(try Self.run(connection))
      let chunk = """
        INSERT INTO runChunk (run, position, numbers, positions, contents)
        VALUES ($1, $2, $3, $4, $5)
        """
      let (first, second) = (
        [run, .integer(0), .bytes(block), .null, .bytes(Data())],
        [run, .integer(1), .bytes(block), .null, .bytes(Data())]
      )
      try connection.execute(chunk, first)
      var chunks = [second].makeIterator()
      try connection.execute(chunk) { chunks.next() }
    }
    try test.engine.read { connection throws in
      for table in ["application, used FROM package", "application, messages FROM daily"] {
        var found: [String: Int] = [:]
        try connection.rows("SELECT \(table)", []) { row in
          found[row.text(0) ?? "NULL"] = row.integer(1)
          return true
        }
        #expect(found == [texts[0]: Int.min, texts[1]: -1, texts[2]: 0, texts[3]: Int.max])
      }
      var blocks: [Data] = []
      try connection.rows("SELECT numbers, positions, contents, positions FROM runChunk", []) {
        (row) throws(LedgerError) in
        for column in 0..<3 {
          try row.withBytes(column) { bytes in
            blocks.append(bytes.withUnsafeBufferPointer { Data($0) })
          }
        }
        #expect(row.integer(3) == nil && row.text(3) == nil)
        return true
      }
      #expect(blocks == [block, Data(), Data(), block, Data(), Data()])
    }
  }

  /// Adds a task and its run, for chunks to refer to.
  private static func run(_ connection: any LedgerConnection) throws -> Int {
    let book = LedgerTransaction(connection)
    let task = try book.save(
      TaskRow(
        id: "1f", name: "t", application: "shop", template: "bill", signature: nil,
        type: "notification", region: "mainland", sheet: "s.csv", state: .pending, created: 1,
        identity: "", settings: "{}"))
    try book.add(
      Run(task: task, application: "shop", isMarketing: false, start: 0, end: 1, rate: 1))
    return task
  }

  @Test(
    "Parameters are known by their number, in any order and as often as is wanted",
    arguments: LedgerKind.all)
  func parameters(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    try test.engine.write { connection throws in
      try connection.execute(
        "INSERT INTO package (used, application) VALUES ($2, $1)", [.text("a"), .integer(7)])
      let found = try texts(
        connection,
        "SELECT application FROM package WHERE used = $2 AND application = $1 AND used <> $3 + $2",
        [.text("a"), .integer(7), .integer(1)])
      #expect(found == ["a"])
    }
  }

  @Test("A statement says how many rows it has changed", arguments: LedgerKind.all)
  func counts(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    try test.engine.write { connection throws in
      func run(_ statement: String, _ arguments: LedgerValue...) throws -> Int {
        try connection.execute(statement, arguments)
      }
      #expect(try run(Self.insert, .text("a"), .integer(1)) == 1)
      #expect(try run(Self.insert, .text("a"), .integer(2)) == 0)
      var names = ["a", "b", "c", "b", "d"].makeIterator()
      let added = try connection.execute(Self.insert) {
        names.next().map { [.text($0), .integer(0)] }
      }
      #expect(added == 3)
      #expect(try connection.execute(Self.insert) { nil } == 0)
      #expect(try run("UPDATE package SET used = used + $1", .integer(1)) == 4)
      #expect(try run("UPDATE package SET used = 1 WHERE used > $1", .integer(9)) == 0)
      #expect(
        try run(
          """
          INSERT INTO package (application, used) VALUES ($1, $2)
          ON CONFLICT (application) DO UPDATE SET used = package.used + excluded.used
          """, .text("a"), .integer(10)) == 1)
      #expect(try texts(connection, "SELECT application FROM package WHERE used = 12") == ["a"])
      #expect(try run("DELETE FROM package WHERE used < $1", .integer(12)) == 3)
    }
  }

  @Test(
    "Rows come in the order that is asked for, texts by their bytes, and no more than asked for",
    arguments: LedgerKind.all)
  func order(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    try test.engine.write { connection throws in
      for name in ["中", "b", "Z", "é", "a b", "_", "ab", "A"] {
        try connection.execute(Self.insert, [.text(name), .integer(1)])
      }
      #expect(
        try texts(connection, "SELECT application FROM package ORDER BY application")
          == ["A", "Z", "_", "a b", "ab", "b", "é", "中"])
      #expect(
        try texts(
          connection, "SELECT application FROM package ORDER BY application DESC LIMIT $1",
          [.integer(2)]) == ["中", "é"])
    }
  }

  @Test(
    "Numbers of rows ascend, and one that is gone is not given again", arguments: LedgerKind.all)
  func numbers(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    func add() throws -> Int {
      try test.ledger.write { book throws in
        try book.createGroup("g\(try book.groups().count)", .mainland, at: 0).id
      }
    }
    let (first, second) = (try add(), try add())
    #expect(second > first)
    try test.ledger.write { book throws in
      if let group = try book.group(named: "g1") { try book.delete(group) }
    }
    #expect(try add() > second)
  }

  @Test(
    "Rows are made as they are taken: the first of a thousand millions come at once",
    arguments: LedgerKind.all)
  func streaming(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let start = ContinuousClock.now
    try test.engine.read { connection throws in
      var last = 0
      try connection.rows(
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)
        SELECT i FROM n
        """, []
      ) { row in
        last = row.integer(0) ?? 0
        return last < 1_000
      }
      #expect(last == 1_000)
    }
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test(
    "While rows are taken other statements can be run, the same one too", arguments: LedgerKind.all)
  func nesting(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let statement = "SELECT application FROM package ORDER BY application"
    try test.engine.write { connection throws in
      for name in ["a", "b"] { try connection.execute(Self.insert, [.text(name), .integer(1)]) }
      var found: [String] = []
      try connection.rows(statement, []) { (outer) throws(LedgerError) in
        try connection.rows(statement, []) { inner in
          found.append("\(outer.text(0) ?? "")\(inner.text(0) ?? "")")
          return true
        }
        return true
      }
      #expect(found == ["aa", "ab", "ba", "bb"])
    }
  }

  @Test("What takes the rows may stop them with an error", arguments: LedgerKind.all)
  func stopping(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    #expect(throws: LedgerError.busy(path: "x")) {
      try test.engine.read { connection throws in
        try connection.rows("SELECT 1", []) { (_) throws(LedgerError) in
          throw LedgerError.busy(path: "x")
        }
      }
    }
  }
}
