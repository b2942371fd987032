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
    var seconds = CivilDate(year: year, month: month, day: day).days * 86_400
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
}
