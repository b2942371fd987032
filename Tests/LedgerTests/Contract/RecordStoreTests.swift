import Ledger
import TestSupport
import Testing

@Suite("Each store of records: written once, named, claimed, removed")
struct RecordStoreTests {
  /// Publishes records of a task.
  private func publish(
    _ bytes: [UInt8], for task: String, in store: any RecordStore
  ) throws -> String {
    let draft = try store.draft()
    try draft.write(bytes)
    return try draft.publish(for: task)
  }

  @Test(
    "Records are read as they were written, from any place, by everybody", arguments: LedgerKind.all
  )
  func roundTrip(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let draft = try test.ledger.records.draft()
    let block = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    for part in 0..<20 {
      #expect(draft.size == part * block.count)
      try draft.write(block)
    }
    let name = try draft.publish(for: "1f")
    #expect(name == "1f-1.records")
    let stored = try test.again().records.open(name)
    #expect(stored.size == 20 * block.count)
    #expect(stored.place.contains(name))
    #expect(try stored.read(at: 7 * block.count, count: block.count) == block)
    #expect(try stored.read(at: 299_990, count: 20) == Array(block.suffix(10) + block.prefix(10)))
    #expect(try stored.read(at: stored.size - 5, count: 100) == block.suffix(5))
    #expect(try stored.read(at: stored.size, count: 1) == [])
  }

  @Test(
    "Each records of a task have a name of their own, and a draft that is let go leaves nothing",
    arguments: LedgerKind.all)
  func names(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let store = test.ledger.records
    try store.draft().write([1])
    #expect(try publish([2], for: "1f", in: store) == "1f-1.records")
    #expect(try publish([3], for: "1f", in: store) == "1f-2.records")
    #expect(try publish([4], for: "2f", in: store) == "2f-1.records")
    #expect(try store.open("1f-1.records").read(at: 0, count: 9) == [2])
    #expect(throws: (any Error).self) { try store.open("1f-3.records") }
  }

  @Test("One at a time works on a task, until its claim is let go", arguments: LedgerKind.all)
  func claims(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let (mine, theirs) = (test.ledger.records, try test.again().records)
    let (name, other) = (
      try publish([1], for: "1f", in: mine), try publish([1], for: "2f", in: mine)
    )
    func outcome(_ name: String, _ store: any RecordStore) throws -> String {
      switch try store.claim(name) {
      case .mine: "mine"
      case .taken: "taken"
      case .missing: "missing"
      }
    }
    let claim = try #require(try mine.claim(name).claim)
    #expect(try outcome(name, theirs) == "taken")
    #expect(try outcome(name, mine) == "taken")
    #expect(try outcome(other, theirs) == "mine")
    // Records are read whoever has the task.
    #expect(try theirs.open(name).size == 1)
    withExtendedLifetime(claim) {}
    func claimAgain() throws {
      let claim = try mine.claim(other)
      #expect(claim.claim != nil)
    }
    try claimAgain()
    try claimAgain()
    #expect(try outcome("3f-1.records", mine) == "missing")
  }

  @Test("A duty is one process's at a time", arguments: LedgerKind.all)
  func duties(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let (mine, theirs) = (test.ledger.records, try test.again().records)
    var claim = try mine.claim(duty: "callbacks")
    #expect(claim != nil)
    #expect(try theirs.claim(duty: "callbacks") == nil)
    #expect(try theirs.claim(duty: "others") != nil)
    claim = nil
    #expect(try theirs.claim(duty: "callbacks") != nil)
  }

  @Test("Removed records are gone, but for whoever reads them", arguments: LedgerKind.all)
  func removing(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let store = test.ledger.records
    let name = try publish([1, 2], for: "1f", in: store)
    let reader = try store.open(name)
    store.remove(name)
    store.remove(name)
    #expect(throws: (any Error).self) { try store.open(name) }
    #expect(try reader.read(at: 0, count: 2) == [1, 2])
    guard case .missing = try store.claim(name) else {
      Issue.record("it can be claimed")
      return
    }
  }

  @Test(
    "Records that no task has yet stay while they are young; the tasks are asked for once",
    arguments: LedgerKind.all)
  func strays(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let store = test.ledger.records
    let names = [
      try publish([1], for: "1f", in: store), try publish([1], for: "2f", in: store),
    ]
    var asked = 0
    try store.removeStrays {
      asked += 1
      return [names[0]]
    }
    #expect(asked == 1)
    for name in names { #expect(try store.open(name).size == 1) }
  }
}
