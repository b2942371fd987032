internal import Spreadsheet

/// Writes times as `2026-11-20 19:30:05` in a zone.
package struct TimeFormatter {
  private var clock: LocalClock
  private var text = TimestampText()

  package init(_ zone: Zone) { clock = LocalClock(zone) }

  package mutating func append(_ milliseconds: Int, to bytes: inout [UInt8]) {
    text.append(clock.timestamp(milliseconds), to: &bytes)
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
