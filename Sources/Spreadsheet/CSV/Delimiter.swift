/// Tells the delimiter of a CSV file from its first records.
enum Delimiter {
  /// Those that are told apart; the first wins a tie.
  static let candidates: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// Records looked at.
  private static let sample = 50

  /// The delimiter that divides the first records most evenly, a comma when none occurs.
  ///
  /// Consistency decides, not frequency: a comma in a text column occurs often, but not in every record.
  static func detect(in text: Span<UInt8>) -> UInt8 {
    var best: (delimiter: UInt8, score: Double) = (candidates[0], 0)
    for candidate in candidates {
      let score = score(candidate, in: text)
      if score > best.score { best = (candidate, score) }
    }
    return best.delimiter
  }

  /// The delimiter that Excel's first line `sep=;` names, and the bytes of that line.
  static func declared(in text: Span<UInt8>) -> (delimiter: UInt8, length: Int)? {
    var line: [UInt8] = []
    for index in 0..<min(12, text.count) {
      let byte = text[index]
      if byte == 0x0A || byte == 0x0D { break }
      line.append(byte)
    }
    let isQuoted = line.first == UInt8(ascii: "\"") && line.last == UInt8(ascii: "\"")
    let inner = isQuoted ? Array(line.dropFirst().dropLast()) : line
    guard inner.count == 5, let delimiter = inner.last,
      String(decoding: inner.prefix(4), as: UTF8.self).lowercased() == "sep="
    else { return nil }
    var length = line.count
    if length < text.count, text[length] == 0x0D { length += 1 }
    if length < text.count, text[length] == 0x0A { length += 1 }
    return (delimiter, length)
  }

  /// The share of records with the most common count of this delimiter, zero if that count is zero.
  private static func score(_ delimiter: UInt8, in text: Span<UInt8>) -> Double {
    var counts: [Int: Int] = [:]
    var records = 0
    var inRecord = 0
    var isQuoted = false
    var isAtFieldStart = true
    var hasContent = false
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: "\"") {
        if isQuoted { isQuoted = false } else if isAtFieldStart { isQuoted = true }
        isAtFieldStart = false
        hasContent = true
      } else if isQuoted {
        continue
      } else if byte == delimiter {
        inRecord += 1
        isAtFieldStart = true
        hasContent = true
      } else if byte == 0x0A || byte == 0x0D {
        if hasContent {
          counts[inRecord, default: 0] += 1
          records += 1
          if records == sample { break }
        }
        (inRecord, isAtFieldStart, hasContent) = (0, true, false)
      } else {
        isAtFieldStart = false
        hasContent = true
      }
    }
    if hasContent, records == 0 {
      counts[inRecord] = 1
      records = 1
    }
    guard let common = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), common.key > 0
    else { return 0 }
    return Double(common.value) / Double(records)
  }
}
