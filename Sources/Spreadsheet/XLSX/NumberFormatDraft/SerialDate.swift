/// The date systems of workbooks (ECMA-376 part 1, 18.17.4.1).
package enum DateSystem: Sendable {
  /// Day 1 is 1 January 1900, and 1900 counts as a leap year, as Lotus 1-2-3 had it.
  case year1900
  /// Day 0 is 1 January 1904, as on early Macintoshes.
  case year1904
}

/// The date and time that a serial number stands for, to the millisecond.
struct SerialDate: Equatable {
  var year: Int
  var month: Int
  var day: Int
  /// 0 is Sunday.
  var weekday: Int
  var hour: Int
  var minute: Int
  var second: Int
  var millisecond: Int

  /// Serial numbers from this one on are past 31 December 9999.
  private static let end = 2_958_466.0
  private static let millisecondsPerDay = 86_400_000

  /// - Parameters:
  ///   - serial: days, with the time of day as their fraction.
  ///   - system: where the days are counted from.
  ///   - unit: milliseconds that the time is rounded to.
  /// - Returns: nil for a number that is no date.
  init?(_ serial: Double, system: DateSystem, roundedTo unit: Int = 1) {
    let offset = system == .year1900 ? 0.0 : 1_462.0
    guard serial.isFinite, serial >= 0, serial + offset < Self.end else { return nil }
    var days = Int(serial.rounded(.down))
    let fraction = (serial - Double(days)) * Double(Self.millisecondsPerDay)
    var rest = Int(fraction.rounded())
    rest = (rest + unit / 2) / unit * unit
    if rest >= Self.millisecondsPerDay {
      rest -= Self.millisecondsPerDay
      days += 1
    }
    (hour, minute) = (rest / 3_600_000, rest / 60_000 % 60)
    (second, millisecond) = (rest / 1_000 % 60, rest % 1_000)
    days += Int(offset)
    // Weekdays are counted through the leap day that never was, so those before it are Excel's own.
    weekday = (days + 6) % 7
    if days == 0 {
      // Excel shows day 0 as 0 January 1900.
      (year, month, day) = (1900, 1, 0)
    } else if days == 60 {
      (year, month, day) = (1900, 2, 29)
    } else {
      (year, month, day) = Self.civil(days < 60 ? days - 25_568 : days - 25_569)
    }
  }

  /// The Gregorian date of a day counted from 1970 (Howard Hinnant's civil_from_days).
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }
}
