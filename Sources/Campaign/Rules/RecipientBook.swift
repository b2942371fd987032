package import Messaging

/// What is known of each number of a task when its rules are applied: lists it is on, and messages that it
/// had.
///
/// A flat table with open addressing, in which all of a number lies in one line of the cache. Messages of
/// which more must be known (those of the last hour or half minute, those of other days) hang on the number
/// in a list.
///
/// Most of what went out before went to others. A bit of a small filter says so, without a look at the
/// table, which is too large for a cache.
///
/// Memory: 26 bytes a number, 25 MiB for a million, and 24 bytes for each message in a list: of the last
/// hour, to numbers of this task, if the application has an hourly limit.
package struct RecipientBook: Sendable {
  package enum Flag: UInt64, Sendable {
    case muted = 0x4_0000_0000_0000
    case unsubscribed = 0x8_0000_0000_0000
    /// On the allowlist.
    case allowed = 0x10_0000_0000_0000
    /// More than one message of this task is to the number.
    case repeated = 0x20_0000_0000_0000
  }

  package enum Sender: Sendable {
    /// The task's own application.
    case application
    /// Any application, messages of the task's class: marketing, or the others.
    case carrier
  }

  /// A message that went out before.
  package struct Sent: Sendable {
    package var time: Int
    package var day: Int
    package var content: UInt32
    package var isOfApplication: Bool
    package var isOfClass: Bool

    package init(
      time: Int, day: Int, content: UInt32, isOfApplication: Bool, isOfClass: Bool
    ) {
      self.time = time
      self.day = day
      self.content = content
      self.isOfApplication = isOfApplication
      self.isOfClass = isOfClass
    }
  }

  /// How far a time may be from a message's to matter, in milliseconds; hourly and same-text rules.
  package struct Windows: Sendable {
    package var hour = 3_600_000
    /// The longest window in use; 0: none.
    package var longest: Int

    package init(_ frequency: ApplicationSettings.FrequencyLimits) {
      longest = max(
        frequency.hour == nil ? 0 : hour, (frequency.sameContentSeconds ?? 0) * 1_000)
    }
  }

  private struct Entry {
    var time: Int
    var day: Int32
    var content: UInt32
    /// The next of the number's list and one more; 0 at its end.
    var next: UInt32
    var isOfApplication: Bool
    var isOfClass: Bool
  }

  private static let numberMask: UInt64 = 0x3_FFFF_FFFF_FFFF

  /// What is known of a number: 16 bytes.
  private struct Recipient {
    /// The number and its flags; 0: the slot is free.
    var word: UInt64 = 0
    /// The first of the number's list and one more; 0: it has none.
    var head: UInt32 = 0
    /// Messages on the task's first day.
    var ofApplication: UInt8 = 0
    var ofClass: UInt8 = 0
  }

  private var table: [Recipient] = []
  /// A bit for each hash, as many as a power of 2: 16 to 32 a number.
  private var filter: [UInt64] = []
  private var filterShift: UInt64 = 0
  // Numbers that need another look; bounded by what `count` is given at once.
  private var waiting: [UInt64] = []
  /// Written so that a look for the cache's sake is not optimized away.
  private var touched: UInt64 = 0
  private var entries: [Entry] = []
  private let first: (time: Int, day: Int)
  private let windows: Windows

  /// Nothing known of anybody.
  package init() {
    first = (0, 0)
    windows = Windows(ApplicationSettings.FrequencyLimits())
  }

  /// - Parameters:
  ///   - capacity: the most numbers that will be added.
  ///   - start: when the task starts, in milliseconds since 1970.
  ///   - day: of the start.
  ///   - windows: what its rules look back for.
  package init(capacity: Int, start: Int, day: Int, windows: Windows) {
    first = (start, day)
    self.windows = windows
    table = Array(repeating: Recipient(), count: capacity + capacity / 2 + 8)
    let bits = 64 - max(64, capacity * 16 - 1).leadingZeroBitCount
    filter = Array(repeating: 0, count: 1 << (bits - 6))
    filterShift = UInt64(64 - bits)
  }

  /// Adds recipients of the task.
  ///
  /// - Parameter slots: gets their places.
  package mutating func add(_ numbers: [UInt64], slots: inout [UInt32]) {
    for start in stride(from: 0, to: numbers.count, by: Self.group) {
      let group = numbers[start..<min(start + Self.group, numbers.count)]
      touch(group)
      for number in group {
        let (slot, isThere) = place(of: number)
        if isThere {
          table[slot].word |= Flag.repeated.rawValue
        } else {
          table[slot].word = number
          let bit = Self.hash(number) &>> filterShift
          filter[Int(bit &>> 6)] |= 1 &<< (bit & 63)
        }
        slots.append(UInt32(truncatingIfNeeded: slot))
      }
    }
  }

  /// The number's place, nil when it is no recipient of the task.
  package func slot(of number: E164) -> Int? {
    guard !table.isEmpty, mayHave(number.digits) == 1 else { return nil }
    let (slot, isThere) = place(of: number.digits)
    return isThere ? slot : nil
  }

  package mutating func set(_ flag: Flag, _ number: E164) {
    if let slot = slot(of: number) { table[slot].word |= flag.rawValue }
  }

  package func has(_ flag: Flag, _ slot: Int) -> Bool {
    table[slot].word & flag.rawValue != 0
  }

  /// Whether nothing is known of a recipient but the number: no list, no message.
  package func isUnknown(_ slot: Int) -> Bool {
    let recipient = table[slot]
    return recipient.word <= Self.numberMask && recipient.head == 0
      && recipient.ofApplication | recipient.ofClass == 0
  }

  /// Whether more must be known of a message of that time than how many there were on its day.
  package func isRecent(_ time: Int) -> Bool {
    windows.longest > 0 && time > first.time - windows.longest
  }

  /// Adds a message that went out before to what is known of its number.
  package mutating func add(_ sent: Sent, _ slot: Int) {
    if sent.day == first.day { count(slot, sent.isOfApplication, sent.isOfClass) }
    if sent.day > first.day || isRecent(sent.time) { append(sent, slot) }
  }

  /// Adds a message of the task's first day that is not recent, of which only the number matters.
  package mutating func count(_ slot: Int, _ isOfApplication: Bool, _ isOfClass: Bool) {
    table[slot].ofApplication.addUpToMaximum(isOfApplication ? 1 : 0)
    table[slot].ofClass.addUpToMaximum(isOfClass ? 1 : 0)
  }

  /// Adds such messages to many numbers, most of which may be no recipients.
  package mutating func count(
    _ numbers: [UInt64], _ isOfApplication: Bool, _ isOfClass: Bool
  ) {
    guard !table.isEmpty else { return }
    if waiting.count < numbers.count { waiting = Array(repeating: 0, count: numbers.count) }
    let (application, carrier) = (UInt8(isOfApplication ? 1 : 0), UInt8(isOfClass ? 1 : 0))
    var count = 0
    for number in numbers {
      waiting[count] = number
      count += mayHave(number)
    }
    var displaced = 0
    for start in stride(from: 0, to: count, by: Self.group) {
      let group = start..<min(start + Self.group, count)
      touch(waiting[group])
      for index in group {
        // Most are in their first slot; without a branch one does not wait for the other.
        let number = waiting[index]
        let slot = home(of: number)
        let difference = table[slot].word & Self.numberMask ^ number
        let isElsewhere = (difference | 0 &- difference) &>> 63
        let isHere = UInt8(truncatingIfNeeded: isElsewhere ^ 1)
        table[slot].ofApplication.addUpToMaximum(application & isHere)
        table[slot].ofClass.addUpToMaximum(carrier & isHere)
        waiting[displaced] = number
        displaced += Int(truncatingIfNeeded: isElsewhere)
      }
    }
    for number in waiting[..<displaced] {
      let (slot, isThere) = place(of: number)
      if isThere { self.count(slot, isOfApplication, isOfClass) }
    }
  }

  /// Numbers whose slots are brought into the cache together.
  private static let group = 128

  /// Brings the first slots of numbers into the cache: their ways from memory overlap.
  private mutating func touch(_ numbers: ArraySlice<UInt64>) {
    var words: UInt64 = 0
    for number in numbers { words ^= table[home(of: number)].word }
    touched = words
  }

  /// Brings slots into the cache.
  package mutating func touch(_ slots: ArraySlice<UInt32>) {
    var words: UInt64 = 0
    for slot in slots { words ^= table[Int(slot)].word }
    touched = words
  }

  /// Takes note of a message of the task itself.
  mutating func take(_ slot: Int, _ message: Candidate) {
    guard has(.repeated, slot) else { return }
    add(
      Sent(
        time: message.time, day: message.moment.day, content: message.content,
        isOfApplication: true, isOfClass: true), slot)
  }

  /// Messages that a number has on a natural day.
  package func count(_ slot: Int, onDay day: Int, _ sender: Sender) -> Int {
    if day == first.day {
      return Int(sender == .application ? table[slot].ofApplication : table[slot].ofClass)
    }
    return count(slot) {
      $0.day == day && (sender == .application ? $0.isOfApplication : $0.isOfClass)
    }
  }

  /// Messages of the application to a number less than an hour before or after a time.
  ///
  /// Those after it are of tasks whose messages still go out; they count, so that no hour has more than
  /// its limit.
  package func countWithinHour(_ slot: Int, of time: Int) -> Int {
    count(slot) { $0.isOfApplication && abs($0.time - time) < windows.hour }
  }

  /// Whether the application sends the number the same text less than `window` milliseconds before or
  /// after a time.
  package func hasSame(_ content: UInt32, _ slot: Int, near time: Int, within window: Int) -> Bool {
    count(slot) {
      $0.isOfApplication && $0.content == content && abs($0.time - time) < window
    } > 0
  }

  private func count(_ slot: Int, where isCounted: (Entry) -> Bool) -> Int {
    var count = 0
    var next = table[slot].head
    while next > 0 {
      let entry = entries[Int(next) - 1]
      if isCounted(entry) { count += 1 }
      next = entry.next
    }
    return count
  }

  private mutating func append(_ sent: Sent, _ slot: Int) {
    entries.append(
      Entry(
        time: sent.time, day: Int32(truncatingIfNeeded: sent.day), content: sent.content,
        next: table[slot].head, isOfApplication: sent.isOfApplication, isOfClass: sent.isOfClass))
    table[slot].head = UInt32(entries.count)
  }

  /// 0 when the number is no recipient of the task; 1: it may be one.
  private func mayHave(_ number: UInt64) -> Int {
    let bit = Self.hash(number) &>> filterShift
    return Int(truncatingIfNeeded: filter[Int(bit &>> 6)] &>> (bit & 63) & 1)
  }

  /// Where a number is, or would be.
  private func place(of number: UInt64) -> (slot: Int, isThere: Bool) {
    var slot = home(of: number)
    while table[slot].word != 0 {
      if table[slot].word & Self.numberMask == number { return (slot, true) }
      slot = slot + 1 == table.count ? 0 : slot + 1
    }
    return (slot, false)
  }

  private func home(of number: UInt64) -> Int {
    Int(truncatingIfNeeded: Self.hash(number).multipliedFullWidth(by: UInt64(table.count)).high)
  }

  private static func hash(_ number: UInt64) -> UInt64 { number &* 0x9E37_79B9_7F4A_7C15 }
}

extension UInt8 {
  fileprivate mutating func addUpToMaximum(_ one: UInt8) {
    let sum = UInt16(self) &+ UInt16(one)
    self = UInt8(truncatingIfNeeded: sum &- sum &>> 8)
  }
}
