import Ledger
import Messaging
import Sending
import TestSupport
import Testing

@Suite("What is counted of many messages")
struct CountingTests {
  @Test("The filter of a task's numbers says yes to each of them, and to few others")
  func numberFilter() throws {
    let folder = try Workdir()
    let ledger = try Ledger(folder: folder.file("Ledger"))
    for (count, seed) in [(0, 1), (1, 2), (700, 3), (60_000, 4)] {
      var random = SeededRandom(UInt64(seed))
      let numbers = (0..<count).map { _ in 8_613_000_000_000 + random.next() % 1_000_000_000 }
      var filter = NumberFilter(capacity: count)
      for number in numbers { filter.add(number) }
      var task = TaskRow(
        id: "x", name: "n", application: "a", template: "t", signature: nil, type: "marketing",
        region: "mainland", sheet: "s", state: .executing, created: 0, identity: "i",
        settings: "{}")
      task.counts.accepted = count
      let (full, saved) = (filter, task)
      try ledger.write { book in
        task.number = try book.save(saved)
        #expect(try book.mayHave(task, 8_613_000_000_000), "nothing is known yet")
        try book.add(full, of: task.number)
      }
      let (missed, others) = try ledger.read { book in
        let missed = try numbers.filter { try !book.mayHave(task, $0) }
        let others = try (0..<20_000).count { try book.mayHave(task, 447_700_900_000 + UInt64($0)) }
        return (missed, others)
      }
      #expect(missed == [])
      #expect(others < 300, "\(others) of 20,000 at \(count) numbers")
    }
  }

  @Test("Receipts are counted by the second, later by the minute, and none is lost")
  func receiptTimes() {
    var times = ReceiptTimes()
    #expect(times.seconds(untilShare: 0.5) == nil)
    // Nine in the first second, one after 3 hours, one after 72 hours, one after 100 days.
    for _ in 0..<9 { times.count(999) }
    times.count(3 * 3_600_000)
    times.count(72 * 3_600_000)
    times.count(100 * 86_400_000)
    #expect(times.total == 12)
    #expect(times.seconds(untilShare: 0.5) == 1)
    #expect(times.seconds(untilShare: 0.8) == 3 * 3_600 + 60)
    #expect(times.seconds(untilShare: 0.9) == 72 * 3_600 + 60)
    #expect(times.counts(inSpansOf: 1, spans: 3) == [9, 0, 0])
    #expect(times.counts(inSpansOf: 3_600, spans: 5) == [9, 0, 0, 1, 0])
  }

  @Test(
    "Dates are those of the calendar",
    arguments: [
      ("2026-11-20", 20_777), ("1970-01-01", 0), ("2024-02-29", 19_782), ("2026-02-29", nil),
      ("2026-13-01", nil), ("2026-11-31", nil), ("20261120", nil), ("2026-11-2", nil),
      ("2026-11-200", nil), ("", nil), ("2026-1１-20", nil),
    ])
  func dates(text: String, day: Int?) {
    #expect(CivilDate(text: text)?.days == day)
    if let day { #expect(CivilDate(day: day).text == text) }
  }
}
