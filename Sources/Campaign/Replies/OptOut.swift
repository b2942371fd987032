internal import Characters
internal import Spreadsheet

/// Replies that ask for no more messages (SPEC ADMIN-8).
package enum OptOut {
  /// What people are told to reply: `TD`, `T` and `N` by the consoles, and `R`, which their newer review
  /// rules have them told.
  package static let words = ["TD", "T", "N", "R"]

  /// Whether a text is one of the words, in any case, half or full width, with or without spaces and a full
  /// stop about it.
  package static func isOptOut(_ text: String, words: [String] = words) -> Bool {
    let plain = String(
      String.UnicodeScalarView(
        text.unicodeScalars.compactMap { scalar in
          // The full-width forms of ASCII stand 0xFEE0 above it.
          (0xFF01...0xFF5E).contains(scalar.value)
            ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar == "\u{3000}" ? " " : scalar
        }))
    let ends: Set<Character> = [".", "。", "!", "！", "\""]
    let trimmed = plain.trimmed.drop { ends.contains($0) }
    let word = String(trimmed.reversed().drop { ends.contains($0) || $0.isWhitespace }.reversed())
    return words.contains { $0.uppercased() == word.uppercased() }
  }
}
