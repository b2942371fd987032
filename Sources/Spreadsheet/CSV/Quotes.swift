/// The quotes around the fields of a CSV file.
enum Quotes {
  static let mark = UInt8(ascii: "\"")
  static let escape = UInt8(ascii: "\\")

  /// Bytes behind an opening quote in which one that closes it is looked for.
  private static let lookahead = 8_192

  enum Closing {
    /// The quote that closes the field.
    case at(Int)
    /// No quote closes the field, so the first opens none.
    case none
    /// The text ends before that shows.
    case cut
  }

  /// Finds the quote that closes the field of an opening one: the first that is not doubled, if the field
  /// ends behind it.
  static func closing(
    _ text: Span<UInt8>, of quote: Int, escapes: Bool, isAtEnd: Bool,
    endsField: (UInt8) -> Bool
  ) -> Closing {
    var index = quote + 1
    while index < text.count {
      if index - quote > lookahead { return .none }
      if escapes, text[index] == escape {
        index += 2
        continue
      }
      guard text[index] == mark else {
        index += 1
        continue
      }
      guard index + 1 < text.count else { return isAtEnd ? .at(index) : .cut }
      if text[index + 1] == mark {
        index += 2
        continue
      }
      let next = endsField(text[index + 1]) ? index + 1 : endOfBlanks(text, from: index + 1)
      guard next < text.count else { return isAtEnd ? .at(index) : .cut }
      return endsField(text[next]) ? .at(index) : .none
    }
    return isAtEnd ? .none : .cut
  }

  /// The first byte at or behind this index that is no blank.
  static func endOfBlanks(_ text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < text.count, text[index] == 0x20 { index += 1 }
    return index
  }

  /// Whether the file writes a quote inside a quoted field as `\"`: it does when its quoted fields end where
  /// they should so, and do not by RFC 4180.
  ///
  /// `isWhole` says whether the file ends where the text ends.
  static func areEscaped(in text: Span<UInt8>, delimiter: UInt8, isWhole: Bool) -> Bool {
    var hasEscape = false
    for index in text.indices where text[index] == mark && index > 0 {
      if text[index - 1] == escape {
        hasEscape = true
        break
      }
    }
    guard hasEscape else { return false }
    let doubled = misplaced(in: text, delimiter: delimiter, escapes: false, isWhole: isWhole)
    guard doubled > 0 else { return false }
    return misplaced(in: text, delimiter: delimiter, escapes: true, isWhole: isWhole) * 4 < doubled
  }

  /// Counts the quotes that open a field and are not closed at a field's end.
  private static func misplaced(
    in text: Span<UInt8>, delimiter: UInt8, escapes: Bool, isWhole: Bool
  ) -> Int {
    var count = 0
    var isFieldStart = true
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == mark, isFieldStart {
        switch closing(
          text, of: index, escapes: escapes, isAtEnd: isWhole,
          endsField: { $0 == delimiter || $0 == 0x0A || $0 == 0x0D })
        {
        case .at(let end): index = end
        case .none: count += 1
        case .cut: return count
        }
        isFieldStart = false
      } else if byte == delimiter || byte == 0x0A || byte == 0x0D {
        isFieldStart = true
      } else if byte != 0x20 {
        isFieldStart = false
      }
      index += 1
    }
    return count
  }
}
