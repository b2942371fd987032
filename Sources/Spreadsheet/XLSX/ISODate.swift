/// Dates, times and durations as `t="d"` cells spell them (ISO 8601, ECMA-376 part 1, 18.18.11).
///
/// Read are `2026-11-20`, `2026-11-20T08:30:00.5`, `08:30` and `T08:30:00`, each with a zone or without,
/// and durations such as `PT0H11M0.000S`. A zone says nothing: a cell shows the clock's time where it was
/// written. Years and months of a duration have no length, so such a one is not read.
struct ISODate {
  private var rest: ArraySlice<UInt8>
  private static let secondsPerDay = 86_400.0

  private init(_ text: ArraySlice<UInt8>) { rest = text }

  /// The serial number of a text; nil for one that is no date, time or duration, or before day 0.
  static func serial(_ text: UnsafeBufferPointer<UInt8>, system: DateSystem) -> Double? {
    // Only cells of workbooks in the strict form come here, so a copy does no harm.
    var parser = ISODate(Array(XMLToken.trimmed(text))[...])
    let isNegative = parser.skip("-")
    let isDuration = parser.skip("P")
    guard isDuration || !isNegative,
      let value = isDuration ? parser.duration() : parser.dateAndTime(system),
      parser.rest.isEmpty
    else { return nil }
    return isNegative ? -value : value
  }

  // MARK: - Dates and times

  private mutating func dateAndTime(_ system: DateSystem) -> Double? {
    guard rest.dropFirst(4).first == UInt8(ascii: "-") else {
      _ = skip("T")
      return time()
    }
    guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
      let day = number(digits: 2),
      let days = SerialDate.serial(year: year, month: month, day: day, system: system)
    else { return nil }
    guard skip("T") || skip("t") || skip(" ") else { return Double(days) }
    return time().map { Double(days) + $0 }
  }

  /// A time as a share of a day, with the zone behind it.
  private mutating func time() -> Double? {
    guard let hour = number(digits: 2), skip(":"), let minute = number(digits: 2) else {
      return nil
    }
    var second = 0.0
    if skip(":") {
      guard let whole = number(digits: 2) else { return nil }
      second = Double(whole) + fraction()
    }
    guard hour < 24 || (hour == 24 && minute == 0 && second == 0), minute < 60, second < 61,
      skipZone()
    else { return nil }
    return (Double(hour * 3600 + minute * 60) + second) / Self.secondsPerDay
  }

  private mutating func skipZone() -> Bool {
    if skip("Z") || skip("z") { return true }
    guard skip("+") || skip("-") else { return true }
    guard number(digits: 2) != nil else { return false }
    _ = skip(":")
    return rest.isEmpty || number(digits: 2) != nil
  }

  // MARK: - Durations

  private mutating func duration() -> Double? {
    var seconds = 0.0
    var isTime = false
    var hasPart = false
    while !rest.isEmpty {
      if !isTime, skip("T") { isTime = true }
      guard let count = digits().map({ $0 + fraction() }), let unit = rest.popFirst(),
        let length = Self.length(of: unit, isTime: isTime)
      else { return nil }
      seconds += count * length
      hasPart = true
    }
    return hasPart ? seconds / Self.secondsPerDay : nil
  }

  private static func length(of unit: UInt8, isTime: Bool) -> Double? {
    switch (unit, isTime) {
    case (UInt8(ascii: "W"), false): 7 * secondsPerDay
    case (UInt8(ascii: "D"), false): secondsPerDay
    case (UInt8(ascii: "H"), true): 3600
    case (UInt8(ascii: "M"), true): 60
    case (UInt8(ascii: "S"), true): 1
    default: nil
    }
  }

  // MARK: - Pieces

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func number(digits count: Int) -> Int? {
    guard rest.count >= count, rest.prefix(count).allSatisfy({ $0 &- 0x30 < 10 }) else {
      return nil
    }
    return digits(atMost: count).map(Int.init)
  }

  /// A whole number; more than 15 digits are none.
  private mutating func digits(atMost count: Int = 15) -> Double? {
    let digits = rest.prefix(count).prefix { $0 &- 0x30 < 10 }
    guard !digits.isEmpty else { return nil }
    rest = rest[digits.endIndex...]
    return digits.reduce(0) { $0 * 10 + Double($1 &- 0x30) }
  }

  /// What stands behind a point or comma, as a share of one; 0 without.
  private mutating func fraction() -> Double {
    guard rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") else { return 0 }
    rest.removeFirst()
    let digits = rest.prefix { $0 &- 0x30 < 10 }
    rest = rest[digits.endIndex...]
    let counted = digits.prefix(15)
    return counted.reversed().reduce(0) { ($0 + Double($1 &- 0x30)) / 10 }
  }
}
