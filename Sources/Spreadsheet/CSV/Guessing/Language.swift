/// A language as far as it tells encodings apart: how surprising each of its characters is, in bits.
///
/// The right reading of a file is the one that surprises least (a naive Bayes classifier): each character
/// costs the logarithm of how rare it is, with what stands beside it.
protocol Language: Sendable {
  /// The cost of a character that is not ASCII.
  func cost(_ character: DecodedSample.Character, between neighbors: Neighbors) -> Double
}

/// The characters on either side, 0 at the ends of a sample.
struct Neighbors {
  var previous: UInt32
  var next: UInt32
}

/// Costs that all languages share, in bits.
enum Surprise {
  static let ascii = 4.5
  /// Bytes that are no character of the encoding.
  static let invalid = 30.0
  /// A private-use character: nobody's name has one.
  static let privateUse = 32.0
}

/// An alphabet's letters beyond ASCII.
struct Alphabet: Language {
  private let costs: [UInt32: Double]
  private let inner: Set<UInt32>
  private let double: Double
  private let besideASCII: Double

  /// What stands among letters in running text, the most common first.
  private static let marks = Self.ranked(
    "’–°€“”«»§£ºª…®©²½´¿¡·\u{A0}„‚‘—×±µ³¼¾¹", from: 8, step: 1)

  /// - Parameters:
  ///   - letters: lower case, the most common first.
  ///   - inner: those of them that end no word.
  ///   - double: how rarely two of them stand side by side.
  init(_ letters: String, inner: String = "", double: Double) {
    costs = Self.ranked(letters, from: 4.5, step: 1)
    self.inner = Set(inner.unicodeScalars.map(\.value))
    self.double = double
    besideASCII = 0
  }

  /// An alphabet of its own, which has no letter in common with ASCII.
  init(whole letters: String) {
    costs = Self.ranked(letters, from: 3.2, step: 0.8)
    inner = []
    double = 0
    besideASCII = 7
  }

  func cost(_ character: DecodedSample.Character, between neighbors: Neighbors) -> Double {
    let value = character.value
    if let cost = Self.marks[value] {
      // An apostrophe and a middle dot stand inside words.
      let isInside = isLetter(neighbors.previous) && isLetter(neighbors.next)
      if isInside, value != 0x2019, value != 0xB7 { return cost + 5 }
      return isDigit(neighbors.next) || isDigit(neighbors.previous) ? cost - 3 : cost
    }
    let lower = lowercase(value)
    // Some scripts write vowels and tones as marks, which are no letters to Unicode.
    guard isLetter(value) || costs[lower] != nil else {
      return value >= 0xA0 ? ((0x250..<0x370).contains(value) ? 24 : 13) : Surprise.invalid
    }
    var cost = costs[lower] ?? foreignCost(value)
    if isMixed(value, neighbors) { cost += 10 }
    if inner.contains(lower), !isLetter(neighbors.next) { cost += 5 }
    // Beside a digit stands a sign of a currency or a unit.
    if isDigit(neighbors.next) || isDigit(neighbors.previous) { cost += 5 }
    if lower != value {
      cost += capitalCost(after: neighbors.previous)
    }
    if isLetter(neighbors.previous) {
      cost += neighbors.previous < 0x80 ? besideASCII : double
    }
    if neighbors.next < 0x80, isLetter(neighbors.next) { cost += besideASCII }
    return cost
  }

  /// A letter of another language; nobody writes names in phonetic ones.
  private func foreignCost(_ value: UInt32) -> Double {
    guard value >= 0x250 else { return 12 }
    return value < 0x370 ? 24 : 13
  }

  /// Whether letters of two scripts stand side by side, as in no word; ASCII's count apart.
  private func isMixed(_ value: UInt32, _ neighbors: Neighbors) -> Bool {
    [neighbors.previous, neighbors.next].contains {
      $0 >= 0x80 && isLetter($0) && Self.script($0) != Self.script(value)
    }
  }

  /// The block that a letter's script begins in.
  private static func script(_ value: UInt32) -> UInt32 {
    switch value {
    case 0..<0x370: 0
    case 0x370..<0x400: 0x370
    case 0x400..<0x530: 0x400
    default: value & ~0x7F
    }
  }

  /// A capital begins a word or stands among capitals.
  private func capitalCost(after previous: UInt32) -> Double {
    guard isLetter(previous) else { return 1.5 }
    return lowercase(previous) == previous ? 8 : 0.5
  }

  private static func ranked(_ text: String, from: Double, step: Double) -> [UInt32: Double] {
    var costs: [UInt32: Double] = [:]
    for (rank, scalar) in text.unicodeScalars.enumerated() {
      costs[scalar.value] = from + step * binaryLogarithm(rank + 1)
    }
    return costs
  }
}

/// A script of thousands of characters: Chinese, Japanese, Korean.
struct Ideographs: Language {
  private let common: Set<UInt32>
  private let commonCost: Double
  /// First bytes of the rows that hold the characters of everyday use.
  private let everyday: ClosedRange<UInt8>
  private let kana: Double
  private let hangul: Double

  /// `kana` and `hangul` say what these scripts cost in this language.
  init(_ common: String, everyday: ClosedRange<UInt8>, kana: Double, hangul: Double) {
    self.common = Set(common.unicodeScalars.map(\.value))
    // The list holds 85 of 100 characters of a recipient sheet.
    commonCost = binaryLogarithm(self.common.count) + 0.23
    self.everyday = everyday
    self.kana = kana
    self.hangul = hangul
  }

  func cost(_ character: DecodedSample.Character, between neighbors: Neighbors) -> Double {
    var cost = cost(character)
    // Ideographs and Latin letters are seldom written side by side, `VIP客户` apart.
    for neighbor in [neighbors.previous, neighbors.next]
    where neighbor < 0x80 && isLetter(neighbor) {
      cost += 4
    }
    return cost
  }

  private func cost(_ character: DecodedSample.Character) -> Double {
    let value = character.value
    if common.contains(value) { return commonCost }
    switch value {
    case 0x3000...0x3017, 0x2014...0x201D, 0x2026, 0xB7, 0x25A0...0x2606: return 10
    case 0x3041...0x30FE: return kana
    case 0xFF01...0xFF5E, 0xFFE5: return 10.5
    // Half-width kana, which old Japanese systems write names in.
    case 0xFF61...0xFF9F: return kana < 10 ? kana + 1.5 : 20
    case 0xAC00...0xD7AF: return everyday.contains(character.lead) ? min(hangul, 14) : hangul
    case 0x4E00...0x9FFF: return everyday.contains(character.lead) && hangul > 20 ? 14 : 18.5
    case 0xE000...0xF8FF, 0xF0000...: return Surprise.privateUse
    case 0..<0xA0: return Surprise.invalid
    default: return 19
    }
  }
}

private func isDigit(_ value: UInt32) -> Bool { value &- 0x30 < 10 }

private func isLetter(_ value: UInt32) -> Bool {
  if value < 0x80 { return (value | 0x20) &- 0x61 < 26 }
  return Unicode.Scalar(value)?.properties.isAlphabetic ?? false
}

private func lowercase(_ value: UInt32) -> UInt32 {
  if value < 0x80 { return value &- 0x41 < 26 ? value | 0x20 : value }
  let lower = Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars
  // The dotted capital I of Turkish becomes two characters.
  return lower.flatMap { $0.count == 1 ? $0.first?.value : 0x69 } ?? value
}

private func binaryLogarithm(_ count: Int) -> Double {
  // Linear between the powers of two: no use for another library.
  let whole = Int.bitWidth - 1 - count.leadingZeroBitCount
  let rest = Double(count) / Double(1 << whole) - 1
  return Double(whole) + rest
}
