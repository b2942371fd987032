/// A moment, with what its zone's clock shows then.
package struct Timestamp: Sendable, Equatable {
  /// Since 1970, UTC.
  package var milliseconds: Int
  /// Seconds by which the zone's clock is ahead of UTC at that moment.
  package var offset: Int

  package init(milliseconds: Int, offset: Int) {
    self.milliseconds = milliseconds
    self.offset = offset
  }

  /// Seconds since 1970 by the zone's clock.
  var localSeconds: Int { milliseconds / 1_000 + offset }
}

/// Writes moments as `2026-11-20 19:30:05` by their zone's clock; those of 1900 and later.
package struct TimestampText {
  // Moments in a row are mostly of one day, and hundreds are of one second.
  private var day = Int.min
  private var second = -1
  /// The moment shown last.
  private(set) var bytes = Array("0000-00-00 00:00:00".utf8)

  package init() {}

  package mutating func append(_ moment: Timestamp, to text: inout [UInt8]) {
    show(moment)
    text.append(contentsOf: bytes)
  }

  /// Sets `bytes` to a moment.
  mutating func show(_ moment: Timestamp) {
    let local = moment.localSeconds
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let second = local - day * 86_400
    if day != self.day { showDate(day) }
    if second != self.second {
      self.second = second
      set(second / 3_600, at: bytes.count - 8)
      set(second / 60 % 60, at: bytes.count - 5)
      set(second % 60, at: bytes.count - 2)
    }
  }

  private mutating func showDate(_ day: Int) {
    let date = SerialDate.civil(day + SerialDate.unixEpoch)
    let year = String(date.year)
    bytes = Array(
      "\(String(repeating: "0", count: max(0, 4 - year.count)))\(year)-00-00 00:00:00".utf8)
    set(date.month, at: bytes.count - 14)
    set(date.day, at: bytes.count - 11)
    (self.day, second) = (day, -1)
  }

  private mutating func set(_ value: Int, at place: Int) {
    bytes[place] = 0x30 + UInt8(truncatingIfNeeded: value / 10)
    bytes[place + 1] = 0x30 + UInt8(truncatingIfNeeded: value % 10)
  }
}
