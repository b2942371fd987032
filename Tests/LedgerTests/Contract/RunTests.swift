import Ledger
import Messaging
import TestSupport
import Testing

@Suite("RULE-4, RULE-5: runs, counts by day, packages")
struct RunTests {
  private static func run(_ task: Int, end: Int = 2_000) -> Run {
    Run(task: task, application: "shop", isMarketing: task == 2, start: 1_000, end: end, rate: 5)
  }

  /// A chunk of messages, each with its number, hash and position.
  private static func chunk(_ messages: [(UInt64, UInt32, Int)]) -> RunChunk {
    var chunk = RunChunk()
    for (number, content, position) in messages {
      chunk.add(E164(digits: number), content: content, position: position)
    }
    return chunk
  }

  @Test(
    "The columns of a chunk are blocks of little-endian integers; positions only where there are gaps",
    arguments: LedgerKind.all)
  func bytes(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let (task, other) = (try test.task().number, try test.task("Other").number)
    try test.ledger.write { book throws in
      try book.add(Self.run(task))
      try book.add(Self.run(other))
      try book.add(
        Self.chunk([(8_617_400_000_001, 1, 5), (12_025_550_101, .max, 6)]), toRunOf: task)
      try book.add(Self.chunk([(258, 2, 7), (259, 3, 9)]), toRunOf: other)
      try book.add(RunChunk(), toRunOf: other)
    }
    // From Python: struct.pack('<2Q', 8617400000001, 12025550101).hex() and so on.
    #expect(
      try test.blocks("SELECT numbers, positions, contents FROM runChunk ORDER BY run", columns: 3)
        == [
          ["01de1065d60700001555c7cc02000000", "", "01000000ffffffff"],
          ["02010000000000000301000000000000", "0700000009000000", "0200000003000000"],
        ])
    func read(_ run: Int, withTimes: Bool) throws -> [[UInt64]] {
      var columns: [[UInt64]] = []
      try test.ledger.read { book throws in
        try book.chunks(of: Self.run(run), withTimes: withTimes) { chunk in
          columns = [
            chunk.numbers, chunk.positions.map(UInt64.init), chunk.contents.map(UInt64.init),
          ]
        }
      }
      return columns
    }
    #expect(
      try read(1, withTimes: true) == [
        [8_617_400_000_001, 12_025_550_101], [5, 6], [1, 0xFFFF_FFFF],
      ])
    #expect(try read(2, withTimes: true) == [[258, 259], [7, 9], [2, 3]])
    #expect(try read(2, withTimes: false) == [[258, 259], [], []])
  }

  @Test("A chunk is full at 32,768 messages")
  func capacity() {
    var chunk = RunChunk()
    for position in 0..<32_767 { chunk.add(E164(digits: 1), content: 0, position: position) }
    #expect(!chunk.isFull)
    chunk.add(E164(digits: 1), content: 0, position: 32_767)
    #expect(chunk.isFull)
    chunk.removeAll()
    #expect(!chunk.isFull && chunk.numbers.isEmpty)
  }

  @Test("Runs are found and forgotten by their end", arguments: LedgerKind.all)
  func ends(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    for name in ["a", "b", "c"] { try test.task(name) }
    try test.ledger.write { book throws in
      for (task, end) in [(1, 100), (2, 200), (3, 300)] {
        try book.add(Self.run(task, end: end))
        try book.add(Self.chunk([(7, 1, 0)]), toRunOf: task)
      }
    }
    #expect(try test.ledger.read { try $0.runs(endingFrom: 200) }.map(\.task) == [2, 3])
    #expect(try test.ledger.read { try $0.runs(endingFrom: 201) } == [Self.run(3, end: 300)])
    try test.ledger.write { try $0.forgetRuns(endingBefore: 200) }
    #expect(try test.ledger.read { try $0.runs(endingFrom: 0) }.map(\.task) == [2, 3])
    #expect(try test.count("runChunk") == 2)
  }

  @Test("Counts of a day add up by application and region", arguments: LedgerKind.all)
  func daily(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let china = Region(code: "CN")
    try test.ledger.write { book throws in
      try book.addDaily(day: 20_777, application: "shop", region: china, messages: 3)
      try book.addDaily(day: 20_777, application: "shop", region: china, messages: 4)
      try book.addDaily(day: 20_777, application: "shop", region: nil, messages: 5)
      try book.addDaily(day: 20_778, application: "shop", region: china, messages: 1)
      try book.addDaily(day: 20_778, application: "bank", region: china, messages: 9)
    }
    let counts = try test.ledger.read { try $0.dailyCounts(of: "shop", from: 20_777) }
    #expect(
      counts.map { "\($0.day) \($0.region?.code ?? "-") \($0.messages)" }.sorted() == [
        "20777 - 5", "20777 CN 7", "20778 CN 1",
      ])
    #expect(try test.ledger.read { try $0.dailyCounts(of: "shop", from: 20_778) }.count == 1)
  }

  @Test("A package's items are taken and given back", arguments: LedgerKind.all)
  func package(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    for (items, used) in [(0, 0), (5, 5), (3, 8), (-2, 6)] {
      try test.ledger.write { try $0.use(items, of: "shop") }
      #expect(try test.ledger.read { try $0.usedItems(of: "shop") } == used)
    }
    #expect(try test.ledger.read { try $0.usedItems(of: "bank") } == 0)
  }

  @Test(
    "A filter says yes to each of its numbers, to few others, and has the bits that Python sets",
    arguments: LedgerKind.all)
  func filter(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let count = 20_000
    let task = try test.task { $0.counts.accepted = count }
    var filter = NumberFilter(capacity: count)
    for index in 0..<UInt64(count) { filter.add(8_617_400_000_000 + index) }
    let added = filter
    try test.ledger.write { try $0.add(added, of: task.number) }
    try test.ledger.read { book throws in
      for index in stride(from: 0, to: UInt64(count), by: 7) {
        #expect(try book.mayHave(task, 8_617_400_000_000 + index))
      }
      var wrong = 0
      for index in 0..<UInt64(4_000) where try book.mayHave(task, 12_025_550_000 + index) {
        wrong += 1
      }
      // One of two hundred is promised, and random numbers vary.
      #expect(wrong < 40, "\(wrong) of 4,000")
    }
    let script = """
      mask = (1 << 64) - 1
      blocks = 20000 * 12 // 512 + 1
      words = bytearray(blocks * 64)
      for number in range(8617400000000, 8617400020000):
          h = number * 0x9E3779B97F4A7C15 & mask
          h = (h ^ h >> 30) * 0xBF58476D1CE4E5B9 & mask
          h = (h ^ h >> 27) * 0x94D049BB133111EB & mask
          h ^= h >> 31
          block = h * blocks >> 64
          for i in range(6):
              bit = h >> i * 9 & 511
              words[block * 64 + bit // 8] |= 1 << bit % 8
      print(words.hex())
      """
    let parts = try test.blocks("SELECT bits FROM numberFilter ORDER BY part").map { $0[0] }
    #expect(parts.map { $0.count / 2 } == [16_384, 13_632])
    #expect(try Tool.python(script, []).output == parts.joined() + "\n")
    // Where nothing is known the records decide.
    try test.ledger.write { try $0.forgetFilter(of: task.number) }
    #expect(try test.ledger.read { try $0.mayHave(task, 12_025_550_000) })
  }
}
