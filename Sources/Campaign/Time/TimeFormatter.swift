/// Writes times as `2026-11-20 19:30:05` in a zone.
package struct TimeFormatter {
  private var clock: LocalClock
  private var this = Day(0)

  package init(_ zone: Zone) { clock = LocalClock(zone) }

  package mutating func append(_ milliseconds: Int, to bytes: inout [UInt8]) {
    let moment = clock.moment(milliseconds)
    if moment.day != this.day { this = Day(moment.day) }
    let second = moment.second
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

    init(_ day: Int) {
      self.day = day
      let time = CivilDate(day: day)
      let year = String(time.year)
      date += Array(repeating: UInt8(ascii: "0"), count: max(0, 4 - year.utf8.count)) + year.utf8
      date.append(UInt8(ascii: "-"))
      TimeFormatter.append(time.month, UInt8(ascii: "-"), to: &date)
      TimeFormatter.append(time.day, UInt8(ascii: " "), to: &date)
    }
  }
}
