/// From the time that a zone's clock shows to the moment when it shows it (SPEC TASK-2).
extension Zone {
  /// What a change of the clock makes of a time.
  package enum ClockChange: Sendable, Equatable {
    /// The clock never shows the time, since it goes forward past it.
    case skipped
    /// The clock shows the time twice, since it goes back.
    case repeated
  }

  /// The moment when the zone's clock shows a time, in seconds since 1970.
  ///
  /// A time that is skipped is as late after the change as it would have been before it, so never earlier
  /// than asked: at 02:30 with an hour skipped from 02:00 it is 03:30. Of a time that comes twice it is the
  /// first. Both are as in RFC 5545, 3.3.5.
  ///
  /// - Parameter local: seconds since 1970 of the zone's own clock.
  /// - Returns: the moment, and what a change of the clock made of the time.
  func moment(local: Int) -> (seconds: Int, change: ClockChange?) {
    // No zone is a day from UTC, so these are the offsets before and after a change near that time.
    let (before, after) = (offset(at: local - 86_400), offset(at: local + 86_400))
    guard before != after else { return (local - before, nil) }
    let (early, late) = (local - before, local - after)
    let (isBefore, isAfter) = (offset(at: early) == before, offset(at: late) == after)
    switch (isBefore, isAfter) {
    case (true, true): return (min(early, late), .repeated)
    case (true, false): return (early, nil)
    case (false, true): return (late, nil)
    case (false, false): return (early, .skipped)
    }
  }
}
