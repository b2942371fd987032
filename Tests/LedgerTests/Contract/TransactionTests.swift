import Foundation
import Ledger
import Messaging
import Synchronization
import TestSupport
import Testing

@Suite("Each engine: transactions are whole, apart from each other, and kept")
struct TransactionTests {
  private struct Stop: Error {}

  @Test("A transaction that throws changes nothing", arguments: LedgerKind.all)
  func rollback(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let task = try test.task()
    #expect(throws: Stop.self) {
      try test.ledger.write { book throws in
        try book.use(5, of: "shop")
        try book.setVerdicts([1, 2], of: task.number)
        _ = try book.add([E164(digits: 1)], to: .mute, ListScope("Acme"), at: 1)
        throw Stop()
      }
    }
    try test.ledger.read { book throws in
      #expect(try book.usedItems(of: "shop") == 0)
      #expect(try book.task(numbered: task.number, withVerdicts: true) == task)
      #expect(try !book.isOn(.mute, E164(digits: 1), ListScope("Acme")))
    }
    // The next one is not hindered.
    try test.ledger.write { try $0.use(2, of: "shop") }
    #expect(try test.ledger.read { try $0.usedItems(of: "shop") } == 2)
  }

  @Test(
    "A statement that fails fails its transaction, with an error of ours", arguments: LedgerKind.all
  )
  func failure(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    for statement in [
      "INSERT INTO nothing (a) VALUES (1)", "INSERT INTO package (used) VALUES (1)",
    ] {
      do {
        try test.engine.write { connection throws in
          try connection.execute("INSERT INTO package (application, used) VALUES ('a', 1)", [])
          try connection.execute(statement, [])
        }
        Issue.record("it is run")
      } catch LedgerError.damaged(let path, _) {
        #expect(path == test.engine.place)
      }
      #expect(try test.count("package") == 0)
    }
  }

  @Test("What is thrown comes out as it was, and values are returned", arguments: LedgerKind.all)
  func results(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    #expect(throws: Stop.self) { try test.ledger.read { _ in throw Stop() } }
    #expect(throws: ListError.groupExists(name: "g")) {
      try test.ledger.write { _ in throw ListError.groupExists(name: "g") }
    }
    #expect(try test.ledger.write { _ in "value" } == "value")
  }

  @Test("Whoever reads changes nothing", arguments: LedgerKind.all)
  func readOnly(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    #expect(throws: LedgerError.readOnly(path: test.engine.place)) {
      try test.ledger.read { try $0.use(5, of: "shop") }
    }
    #expect(try test.ledger.read { try $0.usedItems(of: "shop") } == 0)
  }

  @Test("A reader sees one moment, whatever others commit meanwhile", arguments: LedgerKind.all)
  func isolation(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let other = try test.again()
    try test.ledger.write { try $0.use(1, of: "shop") }
    try test.ledger.read { book throws in
      #expect(try book.usedItems(of: "shop") == 1)
      try other.write { book throws in
        try book.use(1, of: "shop")
        try book.use(7, of: "bank")
      }
      #expect(try book.usedItems(of: "shop") == 1)
      #expect(try book.usedItems(of: "bank") == 0)
    }
    #expect(try test.ledger.read { try $0.usedItems(of: "shop") } == 2)
    #expect(try test.ledger.read { try $0.usedItems(of: "bank") } == 7)
  }

  @Test(
    "A writer waits for another and sees what that one wrote; a reader does not wait",
    arguments: LedgerKind.all)
  func waiting(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let (first, second) = (try test.again(), try test.again())
    let events = Mutex<[String]>([])
    let (hasWritten, mayCommit) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let done = DispatchGroup()
    func start(_ work: @escaping @Sendable () throws -> Void) {
      DispatchQueue(label: "writer").async(group: done) {
        do { try work() } catch { events.withLock { $0.append("\(error)") } }
      }
    }
    start {
      try first.write { book throws in
        try book.use(40, of: "shop")
        hasWritten.signal()
        mayCommit.wait()
        events.withLock { $0.append("first") }
      }
    }
    hasWritten.wait()
    start {
      try second.write { book throws in
        let used = try book.usedItems(of: "shop")
        events.withLock { $0.append("second after \(used)") }
        try book.use(2, of: "shop")
      }
    }
    // Long enough for the second to pass the first, if it could.
    usleep(100_000)
    #expect(try test.ledger.read { try $0.usedItems(of: "shop") } == 0)
    #expect(events.withLock { $0 } == [])
    mayCommit.signal()
    done.wait()
    #expect(events.withLock { $0 } == ["first", "second after 40"])
    #expect(try test.ledger.read { try $0.usedItems(of: "shop") } == 42)
  }

  @Test(
    "Four threads that make and open a ledger at once count together", arguments: LedgerKind.all)
  func threads(_ kind: LedgerKind) throws {
    let workdir = try Workdir()
    let folder = workdir.file("Ledger")
    let problems = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      do {
        let engine = try kind.engine(folder)
        for _ in 0..<25 {
          // Reads first, as a reservation does, so that a lost update would be seen.
          try engine.write { connection throws in
            let book = LedgerTransaction(connection)
            let used = try book.usedItems(of: "shop")
            try book.use(used + 1 - used, of: "shop")
          }
        }
      } catch { problems.withLock { $0.append("\(error)") } }
    }
    #expect(problems.withLock { $0 } == [])
    let used = try kind.engine(folder).read { try LedgerTransaction($0).usedItems(of: "shop") }
    #expect(used == 100)
  }

  @Test(
    "What was committed is there for whoever opens the ledger anew, and it is well",
    arguments: LedgerKind.all)
  func reopening(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    try test.ledger.write { try $0.use(3, of: "shop") }
    try test.again().read { book throws in
      #expect(try book.usedItems(of: "shop") == 3)
      #expect(try book.faults() == [])
    }
  }
}
