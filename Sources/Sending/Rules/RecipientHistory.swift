package import Messaging

/// What is known of each number of a task when its rules are applied: lists it is on, and messages that it
/// had.
///
/// Of most messages it is enough to count them. Those of which more must be known (of the last hour or half
/// minute, of other days) hang on the number in a list.
///
/// Memory: a `RecipientTable`, and 24 bytes for each message in a list: of the last hour, to numbers of this
/// task, if the application has an hourly limit.
package struct RecipientHistory: Sendable {
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

  private var table: RecipientTable
  private var entries: [Entry] = []
  private let first: (time: Int, day: Int)
  private let windows: Windows

  /// Nothing known of anybody.
  package init() {
    self.init(
      capacity: 0, start: 0, day: 0, windows: Windows(ApplicationSettings.FrequencyLimits()))
  }

  /// - Parameters:
  ///   - capacity: the most numbers that will be added.
  ///   - start: when the task starts, in milliseconds since 1970.
  ///   - day: of the start.
  ///   - windows: what its rules look back for.
  package init(capacity: Int, start: Int, day: Int, windows: Windows) {
    first = (start, day)
    self.windows = windows
    table = RecipientTable(capacity: capacity)
  }

  /// Adds recipients of the task, and their places to `slots`.
  package mutating func add(_ numbers: [UInt64], slots: inout [UInt32]) {
    table.add(numbers, repeated: Flag.repeated.rawValue, slots: &slots)
  }

  /// The number's place, nil when it is no recipient of the task.
  package func slot(of number: E164) -> Int? { table.slot(of: number.digits) }

  /// Brings places into the cache, since they are looked at next.
  package mutating func touch(_ slots: ArraySlice<UInt32>) { table.touch(slots) }

  package mutating func set(_ flag: Flag, _ number: E164) {
    if let slot = slot(of: number) { table[slot].word |= flag.rawValue }
  }

  package func has(_ flag: Flag, _ slot: Int) -> Bool { table[slot].word & flag.rawValue != 0 }

  /// Whether nothing is known of a recipient but the number: no list, no message.
  package func isUnknown(_ slot: Int) -> Bool {
    let recipient = table[slot]
    return recipient.word == recipient.number && recipient.head == 0
      && recipient.ofApplication | recipient.ofClass == 0
  }

  /// Whether more must be known of a message of that time than how many there were on its day.
  package func isRecent(_ time: Int) -> Bool {
    windows.longest > 0 && time > first.time - windows.longest
  }

  /// Adds a message that went out before to what is known of its number.
  package mutating func add(_ sent: Sent, _ slot: Int) {
    if sent.day == first.day {
      table[slot].count(sent.isOfApplication ? 1 : 0, sent.isOfClass ? 1 : 0)
    }
    if sent.day > first.day || isRecent(sent.time) { append(sent, slot) }
  }

  /// Takes what counts messages: numbers, whether they are the application's, and of the task's class.
  package typealias Count = ([UInt64], Bool, Bool) -> Void

  /// Adds messages of the task's first day that are not recent, of which only the numbers matter.
  ///
  /// - Parameter read: gives block after block of numbers, most of which may be no recipients.
  package mutating func count(_ read: (Count) throws -> Void) rethrows {
    let (places, filter) = (table.places, table.filter)
    try table.withSlots { slots in
      let counter = HistoryCounter(slots, places, filter)
      try read { counter.count($0, isOfApplication: $1, isOfClass: $2) }
      counter.finish()
    }
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
}
