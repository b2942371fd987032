import Messaging
import Sending
import TestSupport
import Testing

@Suite("What is known of a task's recipients")
struct RecipientHistoryTests {
  private func book(_ capacity: Int, hour: Int? = nil, same: Int? = nil) -> RecipientHistory {
    var frequency = ApplicationSettings().frequency
    frequency.hour = hour
    frequency.sameContentSeconds = same
    return RecipientHistory(
      capacity: capacity, start: 1_000_000_000, day: 11,
      windows: RecipientHistory.Windows(frequency))
  }

  @Test("Counts are those of a dictionary", arguments: [1, 2, 130, 5_000])
  func counts(size: Int) throws {
    var random = SeededRandom(UInt64(size))
    let all = (0..<size * 3).map { _ in UInt64.random(in: 1_000_000...999_999_999, using: &random) }
    let recipients = Array(all.prefix(size))
    var book = book(size)
    var slots: [UInt32] = []
    book.add(recipients, slots: &slots)
    try #require(slots.count == size)
    var counts: [UInt64: (application: Int, carrier: Int)] = [:]
    for round in 0..<6 {
      let sent = (0..<size * 2).map { _ in all.randomElement(using: &random) ?? 0 }
      let (isOfApplication, isOfClass) = (round % 2 == 0, round % 3 != 0)
      book.count { $0(sent, isOfApplication, isOfClass) }
      for number in sent {
        counts[number, default: (0, 0)].application += isOfApplication ? 1 : 0
        counts[number, default: (0, 0)].carrier += isOfClass ? 1 : 0
      }
    }
    for (number, slot) in zip(recipients, slots.map(Int.init)) {
      let expected = counts[number, default: (0, 0)]
      #expect(book.slot(of: E164(digits: number)) == slot)
      #expect(book.count(slot, onDay: 11, .application) == expected.application)
      #expect(book.count(slot, onDay: 11, .carrier) == expected.carrier)
      #expect(book.isUnknown(slot) == (expected.application + expected.carrier == 0))
    }
    for number in all.dropFirst(size) where !recipients.contains(number) {
      #expect(book.slot(of: E164(digits: number)) == nil)
    }
  }

  @Test("A count stops at 255 instead of starting again")
  func saturation() throws {
    var book = book(1)
    var slots: [UInt32] = []
    book.add([8_617_400_000_001], slots: &slots)
    let slot = Int(try #require(slots.first))
    book.count { $0(Array(repeating: 8_617_400_000_001, count: 300), true, false) }
    #expect(book.count(slot, onDay: 11, .application) == 255)
    #expect(book.count(slot, onDay: 11, .carrier) == 0)
  }

  @Test("Flags belong to one number, and make it known")
  func flags() throws {
    var book = book(3)
    var slots: [UInt32] = []
    book.add([1, 2, 3, 2], slots: &slots)
    #expect(slots[1] == slots[3])
    book.set(.muted, E164(digits: 1))
    book.set(.unsubscribed, E164(digits: 99))
    let (one, two, three) = (Int(slots[0]), Int(slots[1]), Int(slots[2]))
    #expect(book.has(.muted, one) && !book.has(.unsubscribed, one) && !book.has(.muted, two))
    #expect(book.has(.repeated, two) && !book.has(.repeated, three))
    #expect(!book.isUnknown(one) && !book.isUnknown(two) && book.isUnknown(three))
  }

  @Test("Windows end on the millisecond, before a message and after it")
  func windows() throws {
    var book = book(1, hour: 1, same: 30)
    var slots: [UInt32] = []
    book.add([7], slots: &slots)
    let slot = Int(try #require(slots.first))
    let sent = 999_000_000
    book.add(
      RecipientHistory.Sent(
        time: sent, day: 11, content: 5, isOfApplication: true, isOfClass: true),
      slot)
    for distance in [3_599_999, -3_599_999] {
      #expect(book.countWithinHour(slot, of: sent + distance) == 1)
    }
    for distance in [3_600_000, -3_600_000] {
      #expect(book.countWithinHour(slot, of: sent + distance) == 0)
    }
    #expect(book.hasSame(5, slot, near: sent + 29_999, within: 30_000))
    #expect(!book.hasSame(5, slot, near: sent + 30_000, within: 30_000))
    #expect(!book.hasSame(6, slot, near: sent, within: 30_000))
    #expect(book.count(slot, onDay: 11, .application) == 1)
    #expect(book.count(slot, onDay: 12, .application) == 0)
  }
}
