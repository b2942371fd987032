internal import Characters

/// A cell's value as a person means it, without what files put around values (SPEC SHEET-13).
///
/// Invisible padding and Excel's text guard `="0012"` are cut, error words are errors, and words for
/// nothing are told from text.
package struct CellValue: ~Escapable {
  package enum State: Sendable {
    case filled
    /// Empty, or nothing that anybody sees.
    case empty
    /// An error of a formula, `#N/A` for example, as an error cell or spelled out.
    case error
    /// A word that databases write for nothing, `NULL` for example.
    case null
  }

  package let state: State
  /// Whether the sheet holds a number there, not text.
  package let isNumber: Bool
  package let text: Span<UInt8>

  @_lifetime(copy text)
  init(_ state: State, _ text: Span<UInt8>, isNumber: Bool = false) {
    self.state = state
    self.isNumber = isNumber
    self.text = text
  }

  package var isError: Bool { state == .error }

  /// Whether a variable can take it.
  package var isUsable: Bool { state == .filled || state == .null }
}

extension RowBatch {
  /// The cell's value as a person means it; empty past the row's last cell.
  ///
  /// - Complexity: O(padding), O(1) for most values.
  @_lifetime(borrow self)
  package func value(_ row: Int, _ column: Int) -> CellValue {
    guard let cell = find(row, column), cell.length > 0 else {
      return CellValue(.empty, bytes.span.extracting(0..<0))
    }
    let start = Int(cell.offset)
    let text = bytes.span.extracting(start..<start + cell.length)
    guard cell.kind == .text else {
      let range = Invisible.trimmed(text)
      let state: CellValue.State = range.isEmpty ? .empty : cell.kind == .error ? .error : .filled
      return CellValue(state, text.extracting(range), isNumber: cell.kind == .number)
    }
    let range = CellText.meant(text)
    let state = CellText.state(text.extracting(range))
    return CellValue(state == .null && takesNullForEmpty ? .empty : state, text.extracting(range))
  }

  /// The value as a string, for the few that a person is shown.
  package func valueText(_ row: Int, _ column: Int) -> String {
    // Unsafe: a block copy out of the span.
    value(row, column).text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}

/// What texts in cells stand for.
private enum CellText {
  /// The part of a text that is its value.
  static func meant(_ text: Span<UInt8>) -> Range<Int> {
    let range = Invisible.trimmed(text)
    guard !range.isEmpty, text[range.lowerBound] == UInt8(ascii: "="),
      let inner = guarded(text, range)
    else { return range }
    let trimmed = Invisible.trimmed(text.extracting(inner))
    return inner.lowerBound + trimmed.lowerBound..<inner.lowerBound + trimmed.upperBound
  }

  /// What is inside of `="…"`, a formula by which a text keeps its zeros in CSV; nil for other text.
  private static func guarded(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    let quote = UInt8(ascii: "\"")
    guard range.count >= 3, text[range.lowerBound + 1] == quote,
      text[range.upperBound - 1] == quote
    else { return nil }
    let inner = range.lowerBound + 2..<range.upperBound - 1
    // A quote inside is the formula's, which is more than a guard then.
    return inner.allSatisfy { text[$0] != quote } ? inner : nil
  }

  static func state(_ text: Span<UInt8>) -> CellValue.State {
    guard text.count > 0 else { return .empty }
    switch text[0] {
    case UInt8(ascii: "#"), UInt8(ascii: "E"), UInt8(ascii: "e"):
      return isErrorWord(text) ? .error : .filled
    case UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "\\"), UInt8(ascii: "("),
      UInt8(ascii: "<"), UInt8(ascii: "["):
      return nullWords.contains { matches(text, $0) } ? .null : .filled
    default: return .filled
    }
  }

  /// Words that databases and data frames export for nothing.
  private static let nullWords: [StaticString] = [
    "null", "\\n", "(null)", "<null>", "[null]", "nan", "none", "<na>", "nat", "nil", "<none>",
  ]

  /// Excel's errors, also as German, French, Spanish, Portuguese, Italian and Swedish versions show
  /// them: ASCII letters small, others as they stand there.
  private static let errorWords: [StaticString] = [
    "#n/a", "#value!", "#ref!", "#div/0!", "#num!", "#name?", "#null!", "#getting_data", "#spill!",
    "#calc!", "#field!", "#blocked!", "#connect!", "#unknown!", "#busy!", "#python!", "#external!",
    "#n/a!", "#nv", "#wert!", "#bezug!", "#zahl!", "#Überlauf!", "#valeur!", "#nom?", "#nombre!",
    "#nul!", "#¡valor!", "#¡ref!", "#¡div/0!", "#¡num!", "#¡nulo!", "#¿nombre?", "#n/d", "#n/d!",
    "#valor!", "#nome?", "#nÚm!", "#nulo!", "#rif!", "#valore!", "#nullo!", "#i/t", "#saknas!",
    "#vÄrdefel!", "#referens!", "#namn?", "#ogiltigt!", "#error!", "#loading...", "#string?",
  ]

  private static func isErrorWord(_ text: Span<UInt8>) -> Bool {
    guard text[0] == UInt8(ascii: "#") else {
      // LibreOffice numbers its own errors: Err:502.
      return text.count == 7 && matches(text.extracting(0..<4), "err:")
        && (4..<7).allSatisfy { text[$0] &- 0x30 < 10 }
    }
    // A column too narrow for a number or a date is saved as signs.
    if text.count >= 3, text.indices.allSatisfy({ text[$0] == UInt8(ascii: "#") }) { return true }
    return errorWords.contains { matches(text, $0) }
  }

  /// Whether a text is this word, whatever the case of its ASCII letters.
  private static func matches(_ text: Span<UInt8>, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    return text.indices.allSatisfy { index in
      let byte = text[index]
      return (byte &- 0x41 < 26 ? byte | 0x20 : byte) == word.utf8Start[index]
    }
  }
}
