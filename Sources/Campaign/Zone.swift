internal import Glibc

/// A time zone, by its IANA name.
package struct Zone: Sendable, Equatable {
  package let name: String
  /// Seconds east of UTC, where they never change.
  private let fixedOffset: Int?

  /// China's zone, which needs no files of the system: it has had one offset since 1991.
  package static let china = Zone(name: "Asia/Shanghai", fixedOffset: 8 * 3_600)

  private init(name: String, fixedOffset: Int?) {
    self.name = name
    self.fixedOffset = fixedOffset
  }

  /// nil when the system knows no zone of that name.
  package init?(_ name: String) {
    if name == Self.china.name {
      self = Self.china
    } else if name == "UTC" {
      self.init(name: name, fixedOffset: 0)
    } else {
      guard !name.hasPrefix("/"), !name.contains(".."), !name.isEmpty,
        access("/usr/share/zoneinfo/\(name)", R_OK) == 0
      else { return nil }
      self.init(name: name, fixedOffset: nil)
    }
  }

  /// Seconds east of UTC at a time in seconds since 1970.
  ///
  /// The C library knows one zone at a time, so a process uses one zone whose offset changes.
  func offset(at seconds: Int) -> Int {
    if let fixedOffset { return fixedOffset }
    setenv("TZ", name, 1)
    tzset()
    var time = time_t(seconds)
    var fields = tm()
    localtime_r(&time, &fields)
    return fields.tm_gmtoff
  }
}

/// A date and time of day in some zone.
package struct CivilTime: Sendable, Equatable {
  package var year: Int
  package var month: Int
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int

  /// - Parameter local: seconds since 1970 of the zone's own clock.
  init(local: Int) {
    let days = Int((Double(local) / 86_400).rounded(.down))
    let rest = local - days * 86_400
    (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60)
    // Days to a date of the Gregorian calendar (Howard Hinnant's civil_from_days).
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}

/// Writes times as `2026-11-20 19:30:05` in a zone.
package struct TimeFormatter {
  package let zone: Zone
  // A zone's offset changes on quarters of an hour, so it is looked up once for each.
  private var quarter = Int.min
  private var offset = 0

  package init(_ zone: Zone) { self.zone = zone }

  /// The date and time in the zone.
  package mutating func civil(_ milliseconds: Int) -> CivilTime {
    let seconds = milliseconds / 1_000
    if seconds / 900 != quarter {
      quarter = seconds / 900
      offset = zone.offset(at: seconds)
    }
    return CivilTime(local: seconds + offset)
  }

  package mutating func append(_ milliseconds: Int, to bytes: inout [UInt8]) {
    let time = civil(milliseconds)
    Self.append(time.year, digits: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Self.append(time.month, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Self.append(time.day, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: " "))
    Self.append(time.hour, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Self.append(time.minute, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Self.append(time.second, digits: 2, to: &bytes)
  }

  package mutating func string(_ milliseconds: Int) -> String {
    var bytes: [UInt8] = []
    append(milliseconds, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `20261120_193005`, as file names have it (SPEC OUT-1).
  package mutating func stamp(_ milliseconds: Int) -> String {
    string(milliseconds).filter { $0 != "-" && $0 != ":" }.map { $0 == " " ? "_" : "\($0)" }
      .joined()
  }

  private static func append(_ value: Int, digits: Int, to bytes: inout [UInt8]) {
    var power = 1
    for _ in 1..<digits { power *= 10 }
    while power > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: value / power % 10))
      power /= 10
    }
  }
}

/// A time as users write it: `2026-11-20 19:30:05`, in a zone, or ISO 8601 with an offset.
package enum TimeText {
  /// Milliseconds since 1970; nil for other text.
  package static func parse(_ text: String, zone: Zone) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard byte &- 0x30 < 10 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), (1...12).contains(month),
      (1...31).contains(day), year >= 1970
    else { return nil }
    var seconds = days(year, month, day) * 86_400
    var rest = bytes[10...]
    if let separator = rest.first, separator == UInt8(ascii: " ") || separator == UInt8(ascii: "T")
    {
      guard let hour = number(11..<13), let minute = number(14..<16), hour < 24, minute < 60 else {
        return nil
      }
      let second = bytes.count >= 19 ? number(17..<19) : 0
      guard let second, second < 60 else { return nil }
      seconds += hour * 3_600 + minute * 60 + second
      rest = bytes[min(bytes.count, bytes.count >= 19 ? 19 : 16)...]
    }
    guard let offset = offset(rest, local: seconds, zone: zone) else { return nil }
    return (seconds - offset) * 1_000
  }

  /// Nothing: the zone's own; `Z`; or `+08:00`.
  private static func offset(_ text: ArraySlice<UInt8>, local: Int, zone: Zone) -> Int? {
    if text.isEmpty {
      // The offset before the time decides where a clock change makes it ambiguous.
      return zone.offset(at: local - zone.offset(at: local))
    }
    if text.elementsEqual("Z".utf8) { return 0 }
    let words = String(decoding: text.dropFirst(), as: UTF8.self).split(separator: ":")
    guard text.count == 6, words.count == 2, let hours = Int(words[0]), let minutes = Int(words[1]),
      let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    else { return nil }
    return (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "+") ? 1 : -1)
  }

  /// Days since 1970 of a date of the Gregorian calendar (Howard Hinnant's days_from_civil).
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
