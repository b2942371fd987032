internal import Foundation
internal import GRDB
package import Messaging

/// The messages of one task that went out, as frequency limits need them (SPEC RULE-4, RULE-5).
///
/// The ledger keeps them in chunks of at most 32,768, each column of a chunk as one block of little-endian
/// integers: numbers of 8 bytes, texts' hashes of 4, and positions of 4 where a rule has left gaps.
package struct Run: Sendable, Equatable {
  package var task: Int
  package var application: String
  package var isMarketing: Bool
  /// The first and the last time of a message, in milliseconds since 1970.
  package var start: Int
  package var end: Int
  /// Messages a second; position and rate give a message's time.
  package var rate: Int

  package init(
    task: Int, application: String, isMarketing: Bool, start: Int, end: Int, rate: Int
  ) {
    self.task = task
    self.application = application
    self.isMarketing = isMarketing
    self.start = start
    self.end = end
    self.rate = rate
  }
}

/// A part of a run.
package struct RunChunk: Sendable {
  package static let capacity = 32_768

  /// The position of the first message.
  package var position = 0
  package private(set) var numbers: [UInt64] = []
  /// Positions, and hashes of the texts; empty when they were not asked for.
  package private(set) var positions: [UInt32] = []
  package private(set) var contents: [UInt32] = []

  package init() {
    numbers.reserveCapacity(Self.capacity)
    positions.reserveCapacity(Self.capacity)
    contents.reserveCapacity(Self.capacity)
  }

  package var isFull: Bool { numbers.count >= Self.capacity }

  /// Adds a message; they come in the order of their positions.
  package mutating func add(_ number: E164, content: UInt32, position: Int) {
    if numbers.isEmpty { self.position = position }
    numbers.append(number.digits)
    positions.append(UInt32(truncatingIfNeeded: position))
    contents.append(content)
  }

  package mutating func removeAll() {
    numbers.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    contents.removeAll(keepingCapacity: true)
  }

  fileprivate var isDense: Bool {
    positions.last.map { Int($0) - position + 1 == positions.count } ?? true
  }

  fileprivate mutating func read(_ row: Row, withTimes: Bool) throws {
    position = row["position"]
    try row.withUnsafeData(named: "numbers") { Self.copy($0, into: &numbers) }
    removePositions()
    guard withTimes else { return }
    try row.withUnsafeData(named: "contents") { Self.copy($0, into: &contents) }
    try row.withUnsafeData(named: "positions") { Self.copy($0, into: &positions) }
    if positions.isEmpty {
      for index in numbers.indices {
        positions.append(UInt32(truncatingIfNeeded: position + index))
      }
    }
  }

  private mutating func removePositions() {
    positions.removeAll(keepingCapacity: true)
    contents.removeAll(keepingCapacity: true)
  }

  private static func copy<Value: FixedWidthInteger>(_ data: Data?, into values: inout [Value]) {
    let count = (data?.count ?? 0) / MemoryLayout<Value>.size
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: count))
    // Unsafe: the block is the column as it was in memory.
    values.withUnsafeMutableBytes { target in
      _ = data?.copyBytes(to: target, count: target.count)
    }
  }

  fileprivate static func data<Value>(_ values: [Value]) -> Data {
    values.withUnsafeBytes { Data($0) }
  }
}

extension LedgerTransaction {
  /// The runs that end at a time or after it, the oldest first.
  package func runs(endingFrom time: Int) throws(LedgerError) -> [Run] {
    try run { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM run WHERE end >= ? ORDER BY task", arguments: [time]
      ).map { row in
        Run(
          task: row["task"], application: row["application"], isMarketing: row["isMarketing"],
          start: row["start"], end: row["end"], rate: row["rate"])
      }
    }
  }

  /// Goes through a run's messages chunk by chunk.
  ///
  /// - Parameters:
  ///   - run: which one.
  ///   - withTimes: whether positions and texts are needed too, not the numbers alone.
  ///   - take: gets chunk after chunk; it is valid during the call only.
  /// - Throws: `LedgerError`.
  package func chunks(
    of run: Run, withTimes: Bool, _ take: (borrowing RunChunk) -> Void
  ) throws(LedgerError) {
    try self.run { database in
      let columns = withTimes ? "position, numbers, positions, contents" : "position, numbers"
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(columns) FROM runChunk WHERE run = ? ORDER BY position",
        arguments: [run.task])
      var chunk = RunChunk()
      while let row = try rows.next() {
        try chunk.read(row, withTimes: withTimes)
        take(chunk)
      }
    }
  }

  package func add(_ run: Run) throws(LedgerError) {
    try self.run { database in
      try database.execute(
        sql: "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          run.task, run.application, run.isMarketing, run.start, run.end, run.rate,
        ])
    }
  }

  package func add(_ chunk: borrowing RunChunk, toRunOf task: Int) throws(LedgerError) {
    guard !chunk.numbers.isEmpty else { return }
    let arguments: StatementArguments = [
      task, chunk.position, RunChunk.data(chunk.numbers),
      chunk.isDense ? nil : RunChunk.data(chunk.positions), RunChunk.data(chunk.contents),
    ]
    try run { database in
      try database.execute(
        sql: "INSERT INTO runChunk VALUES (?, ?, ?, ?, ?)", arguments: arguments)
    }
  }

  /// Forgets the runs that ended before a time: no limit looks back so far.
  package func forgetRuns(endingBefore time: Int) throws(LedgerError) {
    try run { database in
      try database.execute(
        sql: "DELETE FROM runChunk WHERE run IN (SELECT task FROM run WHERE end < ?)",
        arguments: [time])
      try database.execute(sql: "DELETE FROM run WHERE end < ?", arguments: [time])
    }
  }

  // MARK: - Counts

  /// Messages of an application by day and region, from a day on; a region without a code is unknown.
  package func dailyCounts(
    of application: String, from day: Int
  ) throws(LedgerError) -> [(day: Int, region: Region?, messages: Int)] {
    try run { database in
      try Row.fetchAll(
        database, sql: "SELECT day, region, messages FROM daily WHERE application = ? AND day >= ?",
        arguments: [application, day]
      ).map { ($0["day"], Region(code: $0["region"] as String), $0["messages"]) }
    }
  }

  package func addDaily(
    day: Int, application: String, region: Region?, messages: Int
  ) throws(LedgerError) {
    try run { database in
      try database.execute(
        sql: """
          INSERT INTO daily VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET messages = messages + excluded.messages
          """,
        arguments: [day, application, region?.code ?? "", messages])
    }
  }

  /// Billed items of an application's package that are used.
  package func usedItems(of application: String) throws(LedgerError) -> Int {
    try run { database in
      try Int.fetchOne(
        database, sql: "SELECT used FROM package WHERE application = ?", arguments: [application])
        ?? 0
    }
  }

  /// Takes items from a package, or gives them back with a number below 0.
  package func use(_ items: Int, of application: String) throws(LedgerError) {
    guard items != 0 else { return }
    try run { database in
      try database.execute(
        sql: """
          INSERT INTO package VALUES (?, ?)
          ON CONFLICT DO UPDATE SET used = used + excluded.used
          """,
        arguments: [application, items])
    }
  }
}
