/// What day number 0 of a workbook is.
package enum DateSystem: Sendable {
  /// Day 1 is 1 January 1900, and a 29 February 1900 that never was is day 60.
  case year1900
  /// Day 0 is 1 January 1904.
  case year1904
}

/// A day and a time of day, taken from a serial number.
///
/// A serial number counts days, its fraction is the time of day, without a time zone. Day 0 of the 1900
/// system shows as 0 January 1900. Source: ECMA-376 part 1, 18.17.4; SPEC SHEET-5.
package struct SerialDate: Sendable, Equatable {
  /// Only the 1904 system has times before its day 0, and durations; they show with a minus sign.
  package private(set) var isNegative = false
  package private(set) var year: Int
  package private(set) var month: Int
  package private(set) var day: Int
  /// 0 is Sunday.
  package private(set) var weekday: Int
  package private(set) var hour: Int
  package private(set) var minute: Int
  package private(set) var second: Int
  package private(set) var millisecond: Int
  /// Seconds since day 0, for elapsed times.
  package private(set) var totalSeconds: Int

  /// First serial number past 31 December 9999, in the 1900 system.
  private static let end = 2_958_466
  private static let daysFrom1900To1904 = 1462
  /// 1 January 1970 in the 1900 system.
  static let unixEpoch = 25_569
  private static let millisecondsPerDay = 86_400_000

  /// Nil if the number is no day of the system: negative in the 1900 system, unless it is a duration, or
  /// past the year 9999.
  ///
  /// - Parameters:
  ///   - value: Days since day 0.
  ///   - system: What day 0 is.
  ///   - unit: Milliseconds to round to, half up and with carry into the next day.
  ///   - isDuration: Whether only the elapsed time is wanted, which may be negative in either system.
  package init?(
    _ value: Double, system: DateSystem, roundedTo unit: Int = 1, isDuration: Bool = false
  ) {
    let size = value.magnitude
    guard size < Double(Self.end), unit > 0, unit <= Self.millisecondsPerDay else { return nil }
    guard value >= 0 || system == .year1904 || isDuration else { return nil }
    let exact = Int((size * Double(Self.millisecondsPerDay)).rounded())
    let time = (exact + unit / 2) / unit * unit
    let shift = system == .year1904 ? Self.daysFrom1900To1904 : 0
    let days = time / Self.millisecondsPerDay + shift
    guard days < Self.end else { return nil }
    isNegative = value < 0 && time > 0
    (year, month, day) = Self.civil(days)
    // The fictitious day is what makes this true of every later date.
    weekday = (days + 6) % 7
    totalSeconds = time / 1000
    hour = totalSeconds / 3600 % 24
    minute = totalSeconds / 60 % 60
    second = totalSeconds % 60
    millisecond = time % 1000
  }

  /// The serial number of a date; nil for a date that is none, or is before day 0.
  ///
  /// 30 December 1899, which is day 0 of other systems, is day 0 here too: Excel writes times so.
  static func serial(year: Int, month: Int, day: Int, system: DateSystem) -> Int? {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if (year, month, day) == (1900, 2, 29), system == .year1900 { return 60 }
    guard day <= lengths[month - 1] else { return nil }
    // Days since 1 March of year 0, as in `civil`.
    let (yearOfMarch, monthOfMarch) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let sinceMarch =
      yearOfMarch * 365 + yearOfMarch / 4 - yearOfMarch / 100 + yearOfMarch / 400
      + (153 * monthOfMarch + 2) / 5 + day - 1
    let days = sinceMarch - 693_899
    if system == .year1904 {
      return days >= daysFrom1900To1904 ? days - daysFrom1900To1904 : nil
    }
    if days > 60 { return days }
    return days >= 0 ? max(0, days - 1) : nil
  }

  /// The date of a day of the 1900 system.
  static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    switch days {
    case 0: return (1900, 1, 0)
    case 1...31: return (1900, 1, days)
    case 32...60: return (1900, 2, days - 31)
    default: break
    }
    // Days since 1 March of year 0: a leap day is then the last day of a year.
    let sinceMarch = days + 693_899
    let era = sinceMarch / 146_097
    let dayOfEra = sinceMarch % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }
}
