import Callbacks
import Ledger
import Synchronization
import Tasks
import TestSupport
import Testing
import Workspace

@Suite("ADMIN-7: when a post is tried again, by a clock that the test moves")
struct RetryTests {
  @Test("After 1 s, 2 s, 4 s … 5 min, for three days; what was made once is posted as it was")
  func pauses() throws {
    let folder = try Workdir()
    let receiver = try Receiver()
    let start = 1_795_174_205_000
    let clock = Mutex(start)
    let ledger = try Ledger(folder: folder.file("Ledger"))
    var settings = Settings()
    var account = ApplicationAccount()
    (account.id, account.key) = ("1400000001", "0123456789abcdef0123456789abcdef")
    account.alarmURL = receiver.url("/503")
    settings.accounts = ["shop": account]
    try ledger.write { book throws in
      let alarms = try book.add([
        AlarmRow(
          application: "shop", event: "overLimit", text: "full", task: 4, time: start, contacts: [])
      ])
      _ = try book.save(CallbackRow(.alarm, of: alarms[0].id, application: "shop", at: start))
    }
    // One for all rounds: a program that another test starts has a copy of the lock for a moment, in which
    // a second sender would find it taken.
    let sender = try #require(
      try CallbackSender(
        LedgerSession(ledger, now: start), settings, folder: folder.file("Outbox"), timeout: 5,
        clock: { clock.withLock { $0 } }))
    func round() throws -> CallbackSender.Round { try sender.round { _ in true } }
    func row() throws -> CallbackRow {
      try #require(try ledger.read { try $0.callbacks(id: 1) }.first)
    }
    for (attempt, pause) in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].enumerated() {
      let tried = try round()
      #expect(tried.tried.map(\.attempts) == [attempt + 1])
      let now = clock.withLock { $0 }
      #expect(try row().due == now + pause * 1_000 && tried.next == now + pause * 1_000)
      #expect(try row().problem == "it answered with status 503")
      // A moment before its time nothing is posted.
      clock.withLock { $0 = now + pause * 1_000 - 1 }
      #expect(try round().tried.isEmpty)
      clock.withLock { $0 += 1 }
    }
    let sent = try receiver.requests()
    #expect(sent.count == 11 && Set(sent.map(\.body)).count == 1)
    #expect(Set(sent.map { $0.headers["Broadsheet-Post"] }) == ["1-1"])
    #expect(
      sent[0].body
        == #"{"alarm":1,"time":"2026-11-20 19:30:05","application":"shop","event":"overLimit","#
        + #""message":"full","task":4,"contacts":[]}"#)
    // Three days after it was made it is tried a last time, a millisecond more and it is given up.
    clock.withLock { $0 = start + 3 * 86_400_000 }
    _ = try round()
    #expect(try row().state == .waiting)
    clock.withLock { $0 += 300_000 }
    _ = try round()
    #expect(try row().state == .failed)
    clock.withLock { $0 += 300_000 }
    #expect(try round().tried.isEmpty)
  }

  @Test(
    "Without a key nothing is posted; without permission nothing is tried; of two senders there is one"
  )
  func refusals() throws {
    let folder = try Workdir()
    let receiver = try Receiver()
    let ledger = try Ledger(folder: folder.file("Ledger"))
    var settings = Settings()
    var account = ApplicationAccount()
    account.alarmURL = receiver.url("/200")
    settings.accounts = ["shop": account]
    try ledger.write { book throws in
      let alarms = try book.add([
        AlarmRow(
          application: "shop", event: "review", text: "x", task: nil, time: 0, contacts: ["a"])
      ])
      _ = try book.save(CallbackRow(.alarm, of: alarms[0].id, application: "shop", at: 0))
    }
    func sender(_ settings: Settings) throws -> CallbackSender? {
      try CallbackSender(
        LedgerSession(ledger, now: 0), settings, folder: folder.file("Outbox"), timeout: 5,
        clock: { 10_000 })
    }
    do {
      let first = try #require(try sender(settings))
      #expect(try sender(settings) == nil)
      #expect(try first.round { _ in false }.tried.isEmpty)
      #expect(try first.round { _ in true }.tried.first?.problem?.contains("no key") == true)
    }
    #expect(try receiver.requests().isEmpty)
  }
}
