/// Walks the first records of a text for all delimiters at once.
struct DelimiterScan {
  /// Records looked at.
  private static let recordLimit = 100
  /// Digits of the shortest number with its country code, and of the longest (E.164) with some room.
  private static let phoneDigits = 7...17

  private var tallies = Delimiter.candidates.map(DelimiterTally.init)
  private var records: [DelimiterTally.Record]
  private var index = 0
  private var start = 0
  private var isFieldStart = true
  private var recordCount = 0

  private init() {
    records = Array(repeating: DelimiterTally.Record(), count: Delimiter.candidates.count)
  }

  /// The tallies in the order of `Delimiter.candidates`.
  ///
  /// `isWhole` says whether the file ends where the text ends.
  static func tallies(of text: Span<UInt8>, isWhole: Bool) -> [DelimiterTally] {
    let end = min(text.count, Delimiter.sampleBytes)
    var scan = DelimiterScan()
    scan.read(text.extracting(0..<end), isWhole: isWhole && end == text.count)
    return scan.tallies
  }

  private mutating func read(_ text: Span<UInt8>, isWhole: Bool) {
    while index < text.count, recordCount < Self.recordLimit {
      let byte = text[index]
      if byte == Quotes.mark, isFieldStart {
        guard skipQuoted(text, isWhole: isWhole) else { break }
      } else if byte == 0x0A || byte == 0x0D {
        endRecord(text)
        start = index + 1
        isFieldStart = true
      } else if let place = Self.place(of: byte) {
        note(text, place)
        isFieldStart = true
      } else if byte != 0x20 {
        isFieldStart = false
      }
      index += 1
    }
    // What the end of the sample cuts says less than the whole ones, if there are any.
    if index >= text.count, isWhole || recordCount == 0 { endRecord(text) }
  }

  private static func place(of byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: ","): 0
    case UInt8(ascii: ";"): 1
    case UInt8(ascii: "\t"): 2
    case UInt8(ascii: "|"): 3
    default: nil
    }
  }

  private static func endsField(_ byte: UInt8) -> Bool {
    place(of: byte) != nil || byte == 0x0A || byte == 0x0D
  }

  /// Moves to the quote that closes a field; false when the sample ends first.
  private mutating func skipQuoted(_ text: Span<UInt8>, isWhole: Bool) -> Bool {
    let opening = index
    isFieldStart = false
    switch Quotes.closing(
      text, of: opening, escapes: false, isAtEnd: isWhole, endsField: Self.endsField)
    {
    case .cut: return recordCount == 0
    case .none: return true
    case .at(let closing):
      if let before = opening > start ? Self.place(of: text[opening - 1]) : nil {
        records[before].touchesQuotes = true
      }
      if closing + 1 < text.count, let behind = Self.place(of: text[closing + 1]) {
        records[behind].touchesQuotes = true
      }
      index = closing
      return true
    }
  }

  private mutating func note(_ text: Span<UInt8>, _ place: Int) {
    if records[place].count == 0 {
      records[place].beginsWithNumber = Self.isPhoneNumber(text.extracting(start..<index))
    }
    records[place].count += 1
    if divides(text) { records[place].strong += 1 }
  }

  /// Whether the delimiter at the index stands where one is likely to divide.
  private func divides(_ text: Span<UInt8>) -> Bool {
    let next = index + 1 < text.count ? text[index + 1] : 0x0A
    switch text[index] {
    case UInt8(ascii: ","):
      return next != 0x20 && !isInsideNumber(text)
    case UInt8(ascii: ";"):
      return next != 0x20
    case UInt8(ascii: "\t"):
      // Exporters put a tab beside a number so that Excel leaves it alone.
      let isPadding = [0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ";")].contains(next)
      let isFirst = index == start || Self.place(of: text[index - 1]).map { $0 != 2 } ?? false
      return !isPadding && !isFirst
    default: return true
    }
  }

  /// Whether a comma stands for thousands or decimals: `1,234`, `12,50`.
  private func isInsideNumber(_ text: Span<UInt8>) -> Bool {
    var before = 0
    while index - before - 1 >= start, text[index - before - 1] &- 0x30 < 10 { before += 1 }
    var behind = 0
    while index + behind + 1 < text.count, text[index + behind + 1] &- 0x30 < 10 { behind += 1 }
    switch behind {
    case 1, 2, 4: return (1...9).contains(before)
    case 3: return (1...3).contains(before)
    default: return false
    }
  }

  private mutating func endRecord(_ text: Span<UInt8>) {
    let record = text.extracting(start..<min(index, text.count))
    guard record.indices.contains(where: { record[$0] > 0x20 }) else { return reset() }
    let isOneNumber = Self.isAmount(record)
    for place in records.indices {
      if isOneNumber, records[place].strong == 0 { records[place].isOneNumber = true }
      tallies[place].note(records[place])
    }
    recordCount += 1
    reset()
  }

  private mutating func reset() {
    for place in records.indices { records[place] = DelimiterTally.Record() }
  }

  /// Whether a field holds a number as long as a phone number, with the marks that people put into one.
  private static func isPhoneNumber(_ field: Span<UInt8>) -> Bool {
    var digits = 0
    for index in field.indices {
      let byte = field[index]
      if byte &- 0x30 < 10 {
        digits += 1
      } else if !" +-()./'\"=\t".utf8.contains(byte) {
        return false
      }
    }
    return phoneDigits.contains(digits)
  }

  /// Whether a record is an amount and nothing else: `1,234`, `1,234,567.50`, `1.234,50`.
  private static func isAmount(_ record: Span<UInt8>) -> Bool {
    var commas = 0
    var behind = 0
    for index in record.indices {
      let byte = record[index]
      if byte == UInt8(ascii: ",") {
        // Between commas stand thousands.
        guard commas == 0 || behind == 3 else { return false }
        (commas, behind) = (commas + 1, 0)
      } else if byte &- 0x30 < 10 {
        behind += 1
      } else if !" +-.'%".utf8.contains(byte) {
        return false
      }
    }
    return commas <= 1 || behind >= 3
  }
}
