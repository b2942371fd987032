extension TimeGrammar {
  /// The time of day behind a date, with its offset; nil when the text ends or a year follows.
  mutating func timeOfDay() throws(TimeText.Fault) -> Civil? {
    if cursor.isAtEnd { return nil }
    skipChineseWeekday()
    if cursor.isAtEnd { return nil }
    if !cursor.take("T") {
      _ = cursor.take(",")
      cursor.skipBlank()
    }
    var half = dayHalf(Self.chineseHalves)
    cursor.skipBlank()
    guard let hour = cursor.number(1...2) else { throw .notATime }
    var (minute, second, millisecond) = (0, 0, 0)
    if cursor.take(":") {
      guard let value = cursor.number(2...2) else { throw .notATime }
      minute = value
      if cursor.take(":") {
        guard let value = cursor.number(2...2), let fraction = fraction() else { throw .notATime }
        (second, millisecond) = (value, fraction)
      }
    } else if cursor.take("时") || cursor.take("時") || cursor.take("点") {
      (minute, second) = try chineseMinutes()
    } else {
      throw .notATime
    }
    let start = cursor
    cursor.skipBlank()
    if half == nil { half = dayHalf(Self.halves) }
    if half == nil { cursor = start }
    var time = Civil(date: CivilDate(year: 0, month: 1, day: 1))
    time.second = try Self.seconds(try Self.hour(hour, half), minute, second)
    time.millisecond = millisecond
    time.offset = try offset()
    return time
  }

  /// Seconds since midnight.
  static func seconds(_ hour: Int, _ minute: Int, _ second: Int) throws(TimeText.Fault) -> Int {
    guard hour < 24, minute < 60, second < 60 else { throw .notATime }
    return hour * 3_600 + minute * 60 + second
  }

  /// Milliseconds behind a point or comma, cut off; 0 when there are none, nil when no digit follows.
  mutating func fraction() -> Int? {
    guard cursor.take(".") || cursor.take(",") else { return 0 }
    let count = cursor.digitCount
    guard (1...9).contains(count), var value = cursor.number(ofDigits: count) else { return nil }
    for _ in 0..<abs(count - 3) { value = count < 3 ? value * 10 : value / 10 }
    return value
  }

  // MARK: - Halves of the day

  private static let halves = [["AM", "A.M."], ["PM", "P.M."]]
  private static let chineseHalves = [["上午", "凌晨", "早上"], ["下午", "晚上"]]

  /// 0 before noon, 1 after.
  private mutating func dayHalf(_ names: [[String]]) -> Int? {
    for (half, names) in names.enumerated() where cursor.take(oneOf: names) != nil { return half }
    return nil
  }

  private static func hour(_ hour: Int, _ half: Int?) throws(TimeText.Fault) -> Int {
    guard let half else { return hour }
    // `下午15:30` is written too, and has one meaning.
    if half == 1, (13...23).contains(hour) { return hour }
    guard (1...12).contains(hour) else { throw .notATime }
    return hour % 12 + half * 12
  }

  /// `5分`, `5分30秒`, or nothing behind an hour.
  private mutating func chineseMinutes() throws(TimeText.Fault) -> (Int, Int) {
    guard let minute = cursor.number(1...2) else { return (0, 0) }
    guard cursor.take("分") else { throw .notATime }
    guard let second = cursor.number(1...2) else { return (minute, 0) }
    guard cursor.take("秒") else { throw .notATime }
    return (minute, second)
  }

  private mutating func skipChineseWeekday() {
    let start = cursor
    cursor.skipBlank()
    let days = ["日", "一", "二", "三", "四", "五", "六", "天"]
    let names = ["星期", "周", "礼拜"].flatMap { week in days.map { week + $0 } }
    if cursor.take(oneOf: names) == nil { cursor = start }
  }

  // MARK: - Offsets

  /// Seconds east of UTC; nil without an offset.
  mutating func offset() throws(TimeText.Fault) -> Int? {
    let start = cursor
    cursor.skipBlank()
    if cursor.take("Z") {
      skipRemarks()
      return 0
    }
    let isUTC = cursor.take(oneOf: ["UTC", "GMT", "UT"]) != nil
    guard let sign = cursor.next, sign == "+" || sign == "-" else {
      // What follows without an offset is not ours, a year perhaps.
      if !isUTC { cursor = start }
      return isUTC ? 0 : nil
    }
    _ = cursor.take(String(sign))
    guard let (hours, minutes) = hoursAndMinutes(), hours < 24, minutes < 60 else {
      throw .notATime
    }
    skipRemarks()
    return (hours * 3_600 + minutes * 60) * (sign == "+" ? 1 : -1)
  }

  /// `08:00`, `0800`, `08` or `8`.
  private mutating func hoursAndMinutes() -> (Int, Int)? {
    switch cursor.digitCount {
    case 4:
      guard let value = cursor.number(ofDigits: 4) else { return nil }
      return (value / 100, value % 100)
    case 1...2:
      guard let hours = cursor.number(1...2) else { return nil }
      guard cursor.take(":") else { return (hours, 0) }
      guard let minutes = cursor.number(2...2) else { return nil }
      return (hours, minutes)
    default: return nil
    }
  }

  /// `(China Standard Time)`, `[Asia/Shanghai]`: what the offset says in other words.
  private mutating func skipRemarks() {
    let start = cursor
    cursor.skipBlank()
    cursor.skipRemark("(", ")")
    cursor.skipRemark("[", "]")
    if !cursor.isAtEnd { cursor = start }
  }
}
