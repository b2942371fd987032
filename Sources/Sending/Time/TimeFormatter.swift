/// Writes times as `2026-11-20 19:30:05` in a zone.
package struct TimeFormatter {
  private var clock: LocalClock
  // A task's times are mostly of one day, and hundreds are of one second.
  private var day = 0
  private var second = -1
  private var text: [UInt8] = []

  package init(_ zone: Zone) { clock = LocalClock(zone) }

  package mutating func append(_ milliseconds: Int, to bytes: inout [UInt8]) {
    let moment = clock.moment(milliseconds)
    if moment.second != second || moment.day != day { write(moment) }
    bytes.append(contentsOf: text)
  }

  private mutating func write(_ moment: LocalClock.Moment) {
    if moment.day != day || second < 0 {
      text = Array("\(CivilDate(day: moment.day).text) 00:00:00".utf8)
    }
    (day, second) = (moment.day, moment.second)
    let time = text.count - 8
    write(second / 3_600, at: time)
    write(second / 60 % 60, at: time + 3)
    write(second % 60, at: time + 6)
  }

  private mutating func write(_ value: Int, at place: Int) {
    text[place] = 0x30 + UInt8(truncatingIfNeeded: value / 10)
    text[place + 1] = 0x30 + UInt8(truncatingIfNeeded: value % 10)
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
}
