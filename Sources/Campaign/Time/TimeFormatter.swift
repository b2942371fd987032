/// Writes times as `2026-11-20 19:30:05` in a zone.
package struct TimeFormatter {
  package let zone: Zone
  // A zone's offset changes on quarters of an hour, so it is looked up once for each.
  private var quarter = Int.min
  private var offset = 0
  private var this = Day(0, dateOf: CivilTime(local: 0))

  package init(_ zone: Zone) { self.zone = zone }

  /// The date and time in the zone.
  package mutating func civil(_ milliseconds: Int) -> CivilTime {
    CivilTime(local: local(milliseconds))
  }

  package mutating func append(_ milliseconds: Int, to bytes: inout [UInt8]) {
    let local = local(milliseconds)
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    if day != this.day { this = Day(day, dateOf: CivilTime(local: local)) }
    let second = local - day * 86_400
    bytes.append(contentsOf: this.date)
    Self.append(second / 3_600, UInt8(ascii: ":"), to: &bytes)
    Self.append(second / 60 % 60, UInt8(ascii: ":"), to: &bytes)
    Self.append(second % 60, nil, to: &bytes)
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

  /// Seconds since 1970 of the zone's own clock.
  private mutating func local(_ milliseconds: Int) -> Int {
    let seconds = milliseconds / 1_000
    if seconds / 900 != quarter {
      quarter = seconds / 900
      offset = zone.offset(at: seconds)
    }
    return seconds + offset
  }

  private static func append(_ value: Int, _ mark: UInt8?, to bytes: inout [UInt8]) {
    bytes.append(0x30 + UInt8(truncatingIfNeeded: value / 10))
    bytes.append(0x30 + UInt8(truncatingIfNeeded: value % 10))
    if let mark { bytes.append(mark) }
  }

  /// A day and how it is written, since a task's times are mostly of one.
  private struct Day {
    var day: Int
    /// The date and a space, as in `2026-11-20 `.
    var date: [UInt8] = []

    init(_ day: Int, dateOf time: CivilTime) {
      self.day = day
      let year = String(time.year)
      date += Array(repeating: UInt8(ascii: "0"), count: max(0, 4 - year.utf8.count)) + year.utf8
      date.append(UInt8(ascii: "-"))
      TimeFormatter.append(time.month, UInt8(ascii: "-"), to: &date)
      TimeFormatter.append(time.day, UInt8(ascii: " "), to: &date)
    }
  }
}
