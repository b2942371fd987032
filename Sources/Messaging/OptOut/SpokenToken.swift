internal import Characters

/// A piece of what people write: of a template's text, or of a reply.
///
/// Letters and digits are in capitals, in ASCII where they are full-width or digits of another script.
enum SpokenToken: Sendable, Hashable {
  /// Letters and digits without a blank; `isLoud` when the text itself has no small letter.
  case word(String, isLoud: Bool)
  /// One Chinese or Japanese character, since words are not set apart there.
  case ideograph(String)
  /// Anything else that can be seen, and ends of lines.
  case mark(Character)
  /// A variable: nobody knows what stands there.
  case variable(Int)

  /// The letters; nil for marks and variables.
  var letters: String? {
    switch self {
    case .word(let text, _), .ideograph(let text): text
    case .mark, .variable: nil
    }
  }

  var isMark: Bool {
    if case .mark = self { true } else { false }
  }

  /// The tokens of a text.
  static func all(of text: String) -> [SpokenToken] {
    var reader = TokenReader()
    for character in text { reader.take(character) }
    reader.endWord()
    return reader.tokens
  }
}

private struct TokenReader {
  private(set) var tokens: [SpokenToken] = []
  private var word = ""
  private var isLoud = true

  mutating func take(_ character: Character) {
    if character.isNewline {
      endWord()
      tokens.append(.mark("\n"))
      return
    }
    let scalars = character.unicodeScalars.map(HalfWidth.folded)
    guard let first = scalars.first(where: { !Invisible.contains($0) }) else {
      // What has no width keeps letters together, as nobody sees it between them.
      if character.isWhitespace { endWord() }
      return
    }
    if first.properties.isIdeographic || (0x3040...0x30FF).contains(first.value) {
      endWord()
      tokens.append(.ideograph(String(first)))
    } else if Self.isWordPart(first) {
      let visible = scalars.filter { !Invisible.contains($0) && Self.isWordPart($0) }
      for scalar in visible {
        if scalar.properties.isLowercase { isLoud = false }
        word += DecimalDigit.value(of: scalar).map { "\($0)" } ?? scalar.properties.uppercaseMapping
      }
    } else {
      endWord()
      tokens.append(.mark(Character(first)))
    }
  }

  mutating func endWord() {
    guard !word.isEmpty else { return }
    tokens.append(.word(word, isLoud: isLoud))
    (word, isLoud) = ("", true)
  }

  /// Letters, digits, what is put on them, and the underscore, which holds `T_T` together.
  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .nonspacingMark, .spacingMark:
      true
    default: scalar == "_"
    }
  }
}
