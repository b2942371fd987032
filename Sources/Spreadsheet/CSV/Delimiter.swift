/// Tells the delimiter of a CSV file from its first records.
enum Delimiter {
  /// Those that are told apart; the first wins a tie.
  static let candidates: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// Bytes of text that are looked at.
  static let sampleBytes = 64 << 10

  /// The delimiter that divides the first records best, a comma when none occurs.
  ///
  /// How evenly it divides them decides, not how often it occurs: a comma in a text column occurs often, but
  /// one inside a number or before a blank hardly divides. See `DelimiterTally.score`.
  ///
  /// `isWhole` says whether the file ends where the text ends.
  static func detect(in text: Span<UInt8>, isWhole: Bool) -> UInt8 {
    let tallies = DelimiterScan.tallies(of: text, isWhole: isWhole)
    var best: (delimiter: UInt8, score: Double) = (candidates[0], 0)
    for (candidate, tally) in zip(candidates, tallies) {
      let score = tally.score
      if score > best.score { best = (candidate, score) }
    }
    // A column of amounts has commas, but none of them divides.
    if best.delimiter == candidates[0], tallies[0].isInsideNumbersOnly { return candidates[1] }
    return best.delimiter
  }

  /// The delimiter's name for people.
  static func name(_ delimiter: UInt8) -> String {
    delimiter == UInt8(ascii: "\t") ? "tab" : "\(Character(Unicode.Scalar(delimiter)))"
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
}
