internal import Characters

/// Goes through a text in ASCII digits and capitals, with single blanks.
struct TimeCursor {
  /// Characters of the longest time that is read; others are no times.
  private static let limit = 100

  private let scalars: [Unicode.Scalar]
  private(set) var index = 0

  init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars.prefix(Self.limit + 1) {
      if Invisible.contains(scalar) {
        if scalar.properties.isWhitespace, scalars.last != " ", !scalars.isEmpty {
          scalars.append(" ")
        }
      } else if let digit = DecimalDigit.value(of: scalar) {
        scalars.append(Unicode.Scalar(0x30 + digit))
      } else {
        scalars.append(Self.plain(HalfWidth.folded(scalar)))
      }
    }
    if scalars.last == " " { scalars.removeLast() }
    self.scalars = scalars.count > Self.limit ? [] : scalars
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    // The minus sign that ISO 8601 means.
    case "\u{2212}": "-"
    case "a"..."z": Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0x20))
    default: scalar
    }
  }

  var isAtEnd: Bool { index >= scalars.count }
  var next: Unicode.Scalar? { isAtEnd ? nil : scalars[index] }

  /// How many digits stand here.
  var digitCount: Int { scalars[index...].prefix { ("0"..."9").contains($0) }.count }

  /// Takes as many digits as there are, if their count is one of these.
  mutating func number(_ counts: ClosedRange<Int>) -> Int? {
    let count = digitCount
    return counts.contains(count) ? number(ofDigits: count) : nil
  }

  /// Takes so many digits, at most 18, of perhaps more.
  mutating func number(ofDigits count: Int) -> Int? {
    guard count <= 18, digitCount >= count else { return nil }
    defer { index += count }
    return scalars[index..<index + count].reduce(0) { $0 * 10 + Int($1.value - 0x30) }
  }

  /// Takes a text if it stands here.
  mutating func take(_ text: String) -> Bool {
    guard scalars[index...].starts(with: text.unicodeScalars) else { return false }
    index += text.unicodeScalars.count
    return true
  }

  /// Takes one of the texts, and says which.
  mutating func take(oneOf texts: [String]) -> Int? {
    texts.firstIndex { take($0) }
  }

  /// Takes the Latin letters that stand here.
  mutating func word() -> String {
    let letters = scalars[index...].prefix { ("A"..."Z").contains($0) }
    index += letters.count
    return String(String.UnicodeScalarView(letters))
  }

  mutating func skipBlank() { _ = take(" ") }

  /// Takes a remark in brackets that ends the text, such as `(CST)`.
  mutating func skipRemark(_ open: String, _ close: Unicode.Scalar) {
    guard !isAtEnd, scalars[index...].starts(with: open.unicodeScalars), scalars.last == close
    else {
      return
    }
    index = scalars.count
  }
}
