internal import Characters

/// Something in a content that looks like a variable and is none (SPEC MSG-8).
struct LookAlike: Sendable, Equatable {
  enum Kind: Sendable {
    /// Whole, but no form of a variable.
    case form
    /// A brace that nothing closes.
    case unclosed
    /// A brace that nothing opens.
    case unopened
  }

  var kind: Kind
  /// In characters from the start of the content, from 1.
  var position: Int
  /// As it stands in the content.
  var text: String
  /// What stands between its marks, in ASCII where it was full-width.
  var inner: String

  /// The most of a content that are named: one is mended after the other anyway.
  static let limit = 20

  /// All of a content, in the order of the text, at most `limit`.
  ///
  /// - Complexity: O(n) in the content's length.
  static func all(in content: String, _ body: TemplateBody) -> [LookAlike] {
    let text = MarkedText(content, body)
    var found: [LookAlike] = []
    var index = 0
    while index < text.plain.count, found.count < limit {
      if !text.isVariable[index], let match = LookAlikeForms.match(text, at: index) {
        found.append(
          LookAlike(
            kind: match.kind, position: match.range.lowerBound + 1,
            text: String(text.characters[match.range]), inner: String(text.plain[match.inner])))
        index = max(index + 1, match.range.upperBound)
      } else {
        index += 1
      }
    }
    return found
  }
}

/// A content with its marks in one form, and where its variables are.
struct MarkedText {
  let characters: [Character]
  /// The same with ASCII for full-width characters, and braces and angles of any form as `{}` and `<>`.
  let plain: [Character]
  /// Whether a character is part of a variable.
  let isVariable: [Bool]

  init(_ content: String, _ body: TemplateBody) {
    characters = Array(content)
    plain = characters.map(Self.plain)
    var isVariable = [Bool](repeating: false, count: characters.count)
    for occurrence in body.occurrences {
      for offset in 0..<occurrence.length { isVariable[occurrence.position - 1 + offset] = true }
    }
    self.isVariable = isVariable
  }

  /// A mark is one with whatever is put on it too, such as a variation selector.
  private static func plain(_ character: Character) -> Character {
    for scalar in character.unicodeScalars {
      switch scalar {
      // By their names in Unicode: full-width, small, ornamental, white and vertical brackets.
      case "{", "\u{FF5B}", "\u{FE5B}", "\u{2774}", "\u{2983}", "\u{FE37}": return "{"
      case "}", "\u{FF5D}", "\u{FE5C}", "\u{2775}", "\u{2984}", "\u{FE38}": return "}"
      case "<", "\u{FF1C}", "\u{FE64}": return "<"
      case ">", "\u{FF1E}", "\u{FE65}": return ">"
      // These are quotation marks to some, so they only count around a number.
      case "\u{2039}", "\u{2329}", "\u{3008}", "\u{27E8}", "\u{276E}", "\u{FE3F}": return "‹"
      case "\u{203A}", "\u{232A}", "\u{3009}", "\u{27E9}", "\u{276F}", "\u{FE40}": return "›"
      default: continue
      }
    }
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
      return character
    }
    return Character(HalfWidth.folded(scalar))
  }

  /// The character at an index; nil outside of the text.
  func at(_ index: Int) -> Character? { plain.indices.contains(index) ? plain[index] : nil }

  /// Whether a letter, digit or underscore is there.
  func isWordPart(_ index: Int) -> Bool {
    at(index).map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
  }

  /// What stands from an index to the next closing mark on the line, within the length of a name.
  func inner(from start: Int, to close: String) -> Range<Int>? {
    let close = Array(close)
    var index = start
    while index + close.count <= plain.count, index - start <= 32 {
      if plain[index...].starts(with: close) { return start..<index }
      if plain[index].isNewline { return nil }
      index += 1
    }
    return nil
  }
}
