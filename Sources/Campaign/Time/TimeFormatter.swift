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
