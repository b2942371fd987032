extension NumberFormat {
  /// A date section: parts of a date or a time between literal text.
  struct DateLayout: Sendable {
    enum Part: Sendable {
      case literal([UInt8])
      case year(digits: Int)
      case buddhistYear(digits: Int)
      /// Years since 1911, as Taiwan counts them.
      case republicYear
      case month(digits: Int)
      case day(digits: Int)
      case monthName(MonthName)
      case weekday(isFull: Bool)
      /// 三 or 星期三, whatever the locale.
      case chineseWeekday(isFull: Bool)
      case hour(digits: Int)
      case minute(digits: Int)
      case second(digits: Int)
      case secondFraction(digits: Int)
      case meridiem(am: [UInt8], pm: [UInt8])
      case elapsedHours(digits: Int)
      case elapsedMinutes(digits: Int)
      case elapsedSeconds(digits: Int)

      var isElapsed: Bool {
        switch self {
        case .elapsedHours, .elapsedMinutes, .elapsedSeconds: true
        default: false
        }
      }

      var isOfCalendar: Bool {
        switch self {
        case .year, .buddhistYear, .republicYear, .month, .day, .monthName, .weekday,
          .chineseWeekday:
          true
        default: false
        }
      }
    }

    enum MonthName: Sendable { case short, full, initial }

    private let parts: [Part]
    private let isTwelveHours: Bool
    private let isChinese: Bool
    private let numerals: ChineseNumerals?
    /// Milliseconds that the last part shown stands for, at most a second.
    private let unit: Int

    /// Whether the parts say how long something took and no day: it may then be negative.
    private let isDuration: Bool

    /// The layout of a code that is a date; without parts for one that cannot be read.
    init(code: String) { self.init(Lexer.sections(of: code)?.first ?? RawSection()) }

    init(_ raw: RawSection) {
      let parts = DateParser.parts(of: raw)
      self.parts = parts
      isChinese = raw.isChinese
      numerals = raw.numerals
      isTwelveHours = parts.contains { if case .meridiem = $0 { true } else { false } }
      isDuration = parts.contains { $0.isElapsed } && !parts.contains { $0.isOfCalendar }
      var unit = 1
      for part in parts {
        switch part {
        case .secondFraction(let digits):
          unit = min(unit == 1 ? 1000 : unit, [100, 10, 1][min(digits, 3) - 1])
        case .hour, .minute, .second, .elapsedHours, .elapsedMinutes, .elapsedSeconds:
          if unit == 1 { unit = 1000 }
        default: break
        }
      }
      self.unit = unit
    }

    func append(_ value: Double, dateSystem: DateSystem, to bytes: inout [UInt8]) {
      let time = SerialDate(
        value, system: dateSystem, roundedTo: unit, isDuration: isDuration)
      guard let date = time else {
        GeneralNumber.append(value, to: &bytes)
        return
      }
      if date.isNegative { bytes.append(UInt8(ascii: "-")) }
      for part in parts { append(part, of: date, to: &bytes) }
    }

    private func append(_ part: Part, of date: SerialDate, to bytes: inout [UInt8]) {
      switch part {
      case .literal(let literal): bytes.append(contentsOf: literal)
      case .year(let digits): appendYear(date.year, digits: digits, to: &bytes)
      case .buddhistYear(let digits): appendYear(date.year + 543, digits: digits, to: &bytes)
      case .republicYear: append(max(1, date.year - 1911), digits: 1, to: &bytes)
      case .month(let digits): append(date.month, digits: digits, to: &bytes)
      case .day(let digits): append(date.day, digits: digits, to: &bytes)
      case .monthName(let name): appendMonth(date.month, name, to: &bytes)
      case .weekday(let isFull): appendWeekday(date.weekday, isFull: isFull, to: &bytes)
      case .chineseWeekday(let isFull):
        if isFull { bytes.append(contentsOf: "星期".utf8) }
        bytes.append(contentsOf: CalendarNames.chineseWeekdays[date.weekday].utf8)
      case .hour(let digits):
        let hour = isTwelveHours ? (date.hour + 11) % 12 + 1 : date.hour
        append(hour, digits: digits, to: &bytes)
      case .minute(let digits): append(date.minute, digits: digits, to: &bytes)
      case .second(let digits): append(date.second, digits: digits, to: &bytes)
      case .secondFraction(let digits):
        bytes.append(UInt8(ascii: "."))
        let shown = date.millisecond / [100, 10, 1][min(digits, 3) - 1]
        append(shown, digits: min(digits, 3), to: &bytes)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, digits - 3)))
      case .meridiem(let am, let pm): bytes.append(contentsOf: date.hour < 12 ? am : pm)
      case .elapsedHours(let digits): append(date.totalSeconds / 3600, digits: digits, to: &bytes)
      case .elapsedMinutes(let digits): append(date.totalSeconds / 60, digits: digits, to: &bytes)
      case .elapsedSeconds(let digits): append(date.totalSeconds, digits: digits, to: &bytes)
      }
    }

    private func appendYear(_ year: Int, digits: Int, to bytes: inout [UInt8]) {
      let shown = digits == 2 ? year % 100 : year
      if let numerals {
        if digits == 2, shown < 10 { numerals.append(digit: 0, to: &bytes) }
        numerals.append(digitsOf: shown, to: &bytes)
      } else {
        append(shown, digits: digits, to: &bytes)
      }
    }

    private func append(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
      if numerals == nil, digits <= 2, (0..<100).contains(number) {
        // Nearly every part of a date comes this way.
        if number >= 10 || digits == 2 { bytes.append(UInt8(ascii: "0") + UInt8(number / 10)) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
        return
      }
      let decimal = DecimalDigits(significand: UInt64(max(0, number)), exponent: 0)
      let zeros = max(0, digits - max(1, decimal.integerPlaces))
      guard let numerals else {
        for _ in 0..<zeros { bytes.append(UInt8(ascii: "0")) }
        decimal.appendInteger(to: &bytes)
        return
      }
      for _ in 0..<zeros { numerals.append(digit: 0, to: &bytes) }
      numerals.append(decimal.significand, isDatePart: true, to: &bytes)
    }

    private func appendMonth(_ month: Int, _ name: MonthName, to bytes: inout [UInt8]) {
      let index = month - 1
      switch name {
      case .full where isChinese: bytes.append(contentsOf: CalendarNames.chineseMonths[index].utf8)
      case .short where isChinese:
        append(month, digits: 1, to: &bytes)
        bytes.append(contentsOf: "月".utf8)
      case .initial where isChinese:
        bytes.append(contentsOf: CalendarNames.chineseMonths[index].utf8.prefix(3))
      case .full: bytes.append(contentsOf: CalendarNames.months[index].utf8)
      case .short: bytes.append(contentsOf: CalendarNames.months[index].utf8.prefix(3))
      case .initial: bytes.append(contentsOf: CalendarNames.months[index].utf8.prefix(1))
      }
    }

    private func appendWeekday(_ weekday: Int, isFull: Bool, to bytes: inout [UInt8]) {
      if isChinese {
        bytes.append(contentsOf: isFull ? "星期".utf8 : "周".utf8)
        bytes.append(contentsOf: CalendarNames.chineseWeekdays[weekday].utf8)
      } else {
        let name = CalendarNames.weekdays[weekday].utf8
        bytes.append(contentsOf: isFull ? name.prefix(name.count) : name.prefix(3))
      }
    }
  }
}
