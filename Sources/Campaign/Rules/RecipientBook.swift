package import Messaging

/// What is known of each number of a task when its rules are applied: lists it is on, and messages that it
/// had.
///
/// A flat table with open addressing: the number and its flags in one word, two counts of messages on the
/// task's first day. Messages of which more must be known (those of the last hour or half minute, those
/// of other days) hang on the number in a list.
///
/// Memory: 13 bytes a number, 18 MiB for a million with the heads of the lists, and 24 bytes for each
/// message in a list: of the last hour, to numbers of this task, if the application has an hourly limit.
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

  private var words: [UInt64] = []
  private var ofApplication: [UInt8] = []
  private var ofClass: [UInt8] = []
  private var heads: [UInt32] = []
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
    let slots = capacity + capacity / 3 + 8
    words = Array(repeating: 0, count: slots)
    ofApplication = Array(repeating: 0, count: slots)
    ofClass = Array(repeating: 0, count: slots)
  }

  /// Adds a recipient of the task.
  package mutating func add(_ number: E164) {
    let (slot, isThere) = place(of: number)
    if isThere {
      words[slot] |= Flag.repeated.rawValue
    } else {
      words[slot] = number.digits
    }
  }

  /// The number's place, nil when it is no recipient of the task.
  package func slot(of number: E164) -> Int? {
    guard !words.isEmpty else { return nil }
    let (slot, isThere) = place(of: number)
    return isThere ? slot : nil
  }

  package mutating func set(_ flag: Flag, _ number: E164) {
    if let slot = slot(of: number) { words[slot] |= flag.rawValue }
  }

  package func has(_ flag: Flag, _ slot: Int) -> Bool { words[slot] & flag.rawValue != 0 }

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
    if isOfApplication, ofApplication[slot] < .max { ofApplication[slot] += 1 }
    if isOfClass, ofClass[slot] < .max { ofClass[slot] += 1 }
  }

  /// Adds such messages to many numbers, most of which may be no recipients.
  package mutating func count(
    _ numbers: [UInt64], _ isOfApplication: Bool, _ isOfClass: Bool
  ) {
    for number in numbers {
      if let slot = slot(of: E164(digits: number)) { count(slot, isOfApplication, isOfClass) }
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
      return Int(sender == .application ? ofApplication[slot] : ofClass[slot])
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
    guard !heads.isEmpty else { return 0 }
    var count = 0
    var next = heads[slot]
    while next > 0 {
      let entry = entries[Int(next) - 1]
      if isCounted(entry) { count += 1 }
      next = entry.next
    }
    return count
  }

  private mutating func append(_ sent: Sent, _ slot: Int) {
    if heads.isEmpty { heads = Array(repeating: 0, count: words.count) }
    entries.append(
      Entry(
        time: sent.time, day: Int32(truncatingIfNeeded: sent.day), content: sent.content,
        next: heads[slot], isOfApplication: sent.isOfApplication, isOfClass: sent.isOfClass))
    heads[slot] = UInt32(entries.count)
  }

  /// Where a number is, or would be.
  private func place(of number: E164) -> (slot: Int, isThere: Bool) {
    let mixed = (number.digits &* 0x9E37_79B9_7F4A_7C15)
    var slot = Int(truncatingIfNeeded: mixed.multipliedFullWidth(by: UInt64(words.count)).high)
    while words[slot] != 0 {
      if words[slot] & Self.numberMask == number.digits { return (slot, true) }
      slot = slot + 1 == words.count ? 0 : slot + 1
    }
    return (slot, false)
  }
}
