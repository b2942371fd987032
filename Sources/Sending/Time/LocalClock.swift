package import Spreadsheet

/// Tells the day and the time of day in a zone, message after message.
package struct LocalClock: Sendable {
  package let zone: Zone
  // A zone's offset changes on quarters of an hour, so it is looked up once for each.
  private var quarter = Int.min
  private var offset = 0

  package init(_ zone: Zone) { self.zone = zone }

  /// A moment by the zone's own clock.
  package struct Moment: Equatable, Sendable {
    /// Days since 1970-01-01, the natural days that limits count by (SPEC RULE-5).
    package var day: Int
    /// Seconds since midnight.
    package var second: Int

    init(local: Int) {
      day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
      second = local - day * 86_400
    }
  }

  /// The moment of a time in milliseconds since 1970.
  package mutating func moment(_ milliseconds: Int) -> Moment {
    Moment(local: local(milliseconds))
  }

  /// The moment with the zone's offset, for a table.
  package mutating func timestamp(_ milliseconds: Int) -> Timestamp {
    let seconds = milliseconds / 1_000
    return Timestamp(milliseconds: milliseconds, offset: local(milliseconds) - seconds)
  }

  /// Seconds since 1970 of the zone's own clock.
  mutating func local(_ milliseconds: Int) -> Int {
    let seconds = milliseconds / 1_000
    if seconds / 900 != quarter {
      quarter = seconds / 900
      offset = zone.offset(at: seconds)
    }
    return seconds + offset
  }
}
