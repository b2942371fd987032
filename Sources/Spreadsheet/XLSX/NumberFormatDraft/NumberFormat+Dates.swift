extension NumberFormat.Section {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let chineseNumerals = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
  ]
  private static let chineseDays = ["日", "一", "二", "三", "四", "五", "六"]

  /// Appends a date or time; false when the number is none.
  func appendDate(_ value: Double, dateSystem: DateSystem, to bytes: inout [UInt8]) -> Bool {
    // A time is rounded to what is shown of it, so that 59.9 seconds are not cut to 59.
    let unit = [1_000, 100, 10, 1][fractionDigits]
    guard let date = SerialDate(value, system: dateSystem, roundedTo: unit) else { return false }
    let elapsed = Int((value * 86_400_000).rounded() + Double(unit / 2)) / unit * unit
    for token in tokens {
      switch token {
      case .literal(let literal): bytes.append(contentsOf: literal)
      case .general: GeneralNumber.append(value, to: &bytes)
      case .date(let part): append(part, of: date, elapsed: elapsed, to: &bytes)
      default: break
      }
    }
    return true
  }

  private var fractionDigits: Int {
    tokens.reduce(0) { digits, token in
      if case .date(.fraction(let count)) = token { max(digits, count) } else { digits }
    }
  }

  private var hasHalfDay: Bool {
    tokens.contains { if case .date(.halfDay) = $0 { true } else { false } }
  }

  private func append(
    _ part: NumberFormat.DatePart, of date: SerialDate, elapsed: Int, to bytes: inout [UInt8]
  ) {
    switch part {
    case .year(let count): pad(count <= 2 ? date.year % 100 : date.year, count <= 2 ? 2 : 4, &bytes)
    case .month(let count): appendMonth(date.month, count, to: &bytes)
    case .day(let count): pad(date.day, count, &bytes)
    case .weekday(let count):
      if isChinese {
        bytes.append(contentsOf: "\(count == 3 ? "周" : "星期")\(Self.chineseDays[date.weekday])".utf8)
      } else {
        let name = Self.weekdays[date.weekday]
        bytes.append(contentsOf: (count == 3 ? String(name.prefix(3)) : name).utf8)
      }
    case .chineseWeekday(let count):
      bytes.append(contentsOf: "\(count == 3 ? "周" : "星期")\(Self.chineseDays[date.weekday])".utf8)
    case .hour(let count):
      pad(hasHalfDay ? (date.hour + 11) % 12 + 1 : date.hour, count, &bytes)
    case .minute(let count): pad(date.minute, count, &bytes)
    case .second(let count): pad(date.second, count, &bytes)
    case .fraction(let count):
      bytes.append(UInt8(ascii: "."))
      pad(date.millisecond / [1, 100, 10, 1][count], count, &bytes)
    case .elapsedHours(let count): pad(elapsed / 3_600_000, count, &bytes)
    case .elapsedMinutes(let count): pad(elapsed / 60_000, count, &bytes)
    case .elapsedSeconds(let count): pad(elapsed / 1_000, count, &bytes)
    case .halfDay(.english): bytes.append(contentsOf: (date.hour < 12 ? "AM" : "PM").utf8)
    case .halfDay(.letter): bytes.append(contentsOf: (date.hour < 12 ? "A" : "P").utf8)
    case .halfDay(.chinese): bytes.append(contentsOf: (date.hour < 12 ? "上午" : "下午").utf8)
    }
  }

  private func appendMonth(_ month: Int, _ count: Int, to bytes: inout [UInt8]) {
    guard count >= 3 else { return pad(month, count, &bytes) }
    if isChinese {
      bytes.append(contentsOf: "\(count == 4 ? Self.chineseNumerals[month - 1] : "\(month)")月".utf8)
      return
    }
    let name = Self.months[month - 1]
    let length = count == 3 ? 3 : count == 5 ? 1 : name.count
    bytes.append(contentsOf: name.prefix(length).utf8)
  }

  private func pad(_ value: Int, _ count: Int, _ bytes: inout [UInt8]) {
    let text = "\(value)"
    for _ in text.utf8.count..<max(text.utf8.count, min(count, 9)) { bytes.append(0x30) }
    bytes.append(contentsOf: text.utf8)
  }
}
