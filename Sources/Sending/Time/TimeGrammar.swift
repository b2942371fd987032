/// The forms of times that have one meaning.
///
/// - Dates: `2026-11-20`, `2026/11/20`, `2026.11.20`, `2026年11月20日`, `20.11.2026`, `20 Nov 2026`,
///   `Nov 20, 2026`, with a weekday or without; `20/11/2026` and `11/20/2026` where one number can only be the
///   day; `20261120`.
/// - Times of day: `9:05`, `09:05:30.250`, `9:05 PM`, `下午9:05`, `9时5分`; none is midnight. There is no hour 24
///   and no second 60.
/// - Offsets: none, `Z`, `UTC`, `GMT`, `+08:00`, `+0800`, `+8`.
/// - Also RFC 2822, RFC 3339, C's `ctime`, and seconds (10 digits), milliseconds (13) or microseconds (16)
///   since 1970.
struct TimeGrammar {
  /// A time by some clock.
  struct Civil {
    var date: CivilDate
    /// Since midnight.
    var second = 0
    var millisecond = 0
    /// Seconds east of UTC; nil: that of the zone.
    var offset: Int?
  }

  enum Value {
    case civil(Civil)
    /// Milliseconds since 1970.
    case moment(Int)
  }

  var cursor: TimeCursor

  init(_ text: String) { cursor = TimeCursor(text) }

  mutating func time() throws(TimeText.Fault) -> Value {
    if let value = try digits() { return value }
    let weekday = weekday()
    guard var date = try date() else { throw .notATime }
    // `Fri Nov 20 10:30:00 2026` has the year behind the time.
    let hasYear = date.year != 0
    var time = try timeOfDay() ?? Civil(date: date)
    if !hasYear {
      cursor.skipBlank()
      guard let year = year() else { throw .notATime }
      date.year = year
    }
    time.date = try checked(date)
    guard cursor.isAtEnd, weekday == nil || weekday == time.date.weekday else { throw .notATime }
    return .civil(time)
  }

  /// Years that are read: times count from 1970, and years have four digits.
  private static let years = 1_970...9_999

  /// Takes the year of a date, which must have four digits.
  private mutating func year() -> Int? {
    cursor.number(4...4).flatMap { Self.years.contains($0) ? $0 : nil }
  }

  func checked(_ date: CivilDate) throws(TimeText.Fault) -> CivilDate {
    guard Self.years.contains(date.year) else { throw .notATime }
    guard date.isDay else { throw .noSuchDay }
    return date
  }

  // MARK: - Digits alone

  /// `1795141800`, `1795141800.25`, `20261120`, `20261120T103000Z`, `20261120103000`.
  private mutating func digits() throws(TimeText.Fault) -> Value? {
    let start = cursor
    switch cursor.digitCount {
    case 10:
      guard let seconds = cursor.number(10...10), let fraction = fraction(), cursor.isAtEnd else {
        throw .notATime
      }
      return .moment(seconds * 1_000 + fraction)
    case 13, 16:
      let isFine = cursor.digitCount == 16
      guard let value = cursor.number(13...16), cursor.isAtEnd else { throw .notATime }
      return .moment(isFine ? value / 1_000 : value)
    case 8, 12, 14, 17: return .civil(try compact())
    default:
      cursor = start
      return nil
    }
  }

  private mutating func compact() throws(TimeText.Fault) -> Civil {
    guard let year = cursor.number(ofDigits: 4), let month = cursor.number(ofDigits: 2),
      let day = cursor.number(ofDigits: 2)
    else { throw .notATime }
    var time = Civil(date: try checked(CivilDate(year: year, month: month, day: day)))
    if cursor.isAtEnd { return time }
    _ = cursor.take("T") || cursor.take(" ")
    guard let hour = cursor.number(ofDigits: 2), let minute = cursor.number(ofDigits: 2) else {
      throw .notATime
    }
    let second = cursor.digitCount >= 2 ? cursor.number(ofDigits: 2) ?? 0 : 0
    time.second = try Self.seconds(hour, minute, second)
    if cursor.digitCount == 3 { time.millisecond = cursor.number(ofDigits: 3) ?? 0 }
    guard let fraction = fraction() else { throw .notATime }
    time.millisecond += fraction
    time.offset = try offset()
    guard cursor.isAtEnd else { throw .notATime }
    return time
  }

  // MARK: - Dates

  /// A date; of year 0 when the year comes later; nil when no date stands here.
  private mutating func date() throws(TimeText.Fault) -> CivilDate? {
    if let month = monthName() { return dateAfterMonth(month) }
    let isYear = cursor.digitCount == 4
    guard let first = cursor.number(1...4) else { return nil }
    if isYear { return Self.years.contains(first) ? dateAfterYear(first) : nil }
    guard (1...31).contains(first) else { return nil }
    let separators = ["-", "/", ".", " "]
    guard let separator = cursor.take(oneOf: separators).map({ separators[$0] }) else { return nil }
    if separator != ".", let month = monthName() {
      _ = cursor.take(".")
      guard cursor.take(separator) || cursor.take(", ") || cursor.take(" "),
        let year = year()
      else { return nil }
      return CivilDate(year: year, month: month, day: first)
    }
    guard separator != " ", let second = cursor.number(1...2), cursor.take(separator),
      let year = year()
    else { return nil }
    return try Self.date(first, second, year, isDayFirst: separator == ".")
  }

  /// Day and month in an order that the country decides, unless one can only be the day.
  private static func date(
    _ first: Int, _ second: Int, _ year: Int, isDayFirst: Bool
  ) throws(TimeText.Fault) -> CivilDate {
    if isDayFirst || first > 12 || first == second {
      return CivilDate(year: year, month: second, day: first)
    }
    guard second > 12 else { throw .ambiguous }
    return CivilDate(year: year, month: first, day: second)
  }

  /// `-11-20`, `/11/20`, `年11月20日`, `-Nov-20` behind a year.
  private mutating func dateAfterYear(_ year: Int) -> CivilDate? {
    if cursor.take("年") {
      cursor.skipBlank()
      guard let month = cursor.number(1...2), cursor.take("月") else { return nil }
      cursor.skipBlank()
      guard let day = cursor.number(1...2), cursor.take("日") || cursor.take("号") else { return nil }
      return CivilDate(year: year, month: month, day: day)
    }
    let separators = ["-", "/", ".", " "]
    guard let separator = cursor.take(oneOf: separators).map({ separators[$0] }) else { return nil }
    let name = separator == "." ? nil : monthName()
    guard let month = name ?? (separator == " " ? nil : cursor.number(1...2)),
      cursor.take(separator), let day = cursor.number(1...2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// ` 20, 2026` or ` 20` behind a month's name.
  private mutating func dateAfterMonth(_ month: Int) -> CivilDate? {
    _ = cursor.take(".")
    guard cursor.take(" ") || cursor.take("-"), let day = cursor.number(1...2) else { return nil }
    let start = cursor
    if cursor.take(", ") || cursor.take(",") || cursor.take(" ") || cursor.take("-"),
      let year = year()
    {
      return CivilDate(year: year, month: month, day: day)
    }
    cursor = start
    return CivilDate(year: 0, month: month, day: day)
  }

  // MARK: - Names

  private static let months = [
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER",
    "OCTOBER", "NOVEMBER", "DECEMBER",
  ]
  private static let weekdays = [
    "SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY",
  ]

  private mutating func monthName() -> Int? {
    name(Self.months, alsoShort: ["SEPT"]).map { $0 + 1 }
  }

  /// A name of the list, whole or its first three letters; takes nothing when none stands here.
  private mutating func name(_ names: [String], alsoShort: Set<String> = []) -> Int? {
    let start = cursor
    let word = cursor.word()
    let place = names.firstIndex {
      $0 == word || $0.prefix(3) == word || (alsoShort.contains(word) && $0.hasPrefix(word))
    }
    if place == nil { cursor = start }
    return place
  }

  /// `Fri, `; takes nothing when there is none.
  private mutating func weekday() -> Int? {
    let start = cursor
    guard let day = name(Self.weekdays) else { return nil }
    _ = cursor.take(",")
    if cursor.take(" ") { return day }
    cursor = start
    return nil
  }
}
