/// Code points as people write them.
extension Unicode.Scalar {
  /// The code point in hexadecimal, as Unicode's tables have it: `200B`, `0041` with four digits at least.
  package func hexadecimal(digits least: Int = 1) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, least - digits.count)) + digits
  }

  /// The code point spelled out as Swift spells it: `\u{200B}`.
  package var spelledOut: String { "\\u{\(hexadecimal())}" }

  /// Whether it is a control, a line or paragraph separator, or no character at all: what has no place in a
  /// name.
  package var isControl: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: properties.isNoncharacterCodePoint
    }
  }
}
