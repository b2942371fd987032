/// The apostrophe that keeps a spreadsheet program from running a CSV text as a formula (OWASP, CSV
/// injection): put in front when a table is written, taken off when it is read.
///
/// The guard is an apostrophe in a quoted field, in front of `=` `+` `-` `@`, a tab or a line end. Any other
/// apostrophe is the text's own. A text that has the guard's form already is written without quotes, or,
/// where it needs them, with another apostrophe.
enum FormulaGuard {
  /// Whether the text must be guarded to be read back as it is, and to be run by no program.
  ///
  /// A number with its sign is no formula.
  static func isNeeded(_ text: Span<UInt8>) -> Bool {
    let apostrophes = leadingApostrophes(text)
    guard beginsFormula(text, at: apostrophes) else { return false }
    return apostrophes == 0 ? !isSignedNumber(text) : needsQuotes(text)
  }

  /// Takes the guard off a quoted field that was read.
  static func remove(from bytes: inout [UInt8], at start: Int) {
    guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "'"),
      isGuarded(bytes.span.extracting(start...))
    else { return }
    bytes.remove(at: start)
  }

  /// Whether a field is written in quotes, guard or not.
  static func needsQuotes(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 0 else { return false }
    if bytes[0] == 0x20 || bytes[bytes.count - 1] == 0x20 { return true }
    return bytes.indices.contains { index in
      let byte = bytes[index]
      return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        || byte == UInt8(ascii: ";") || byte == 0x09
    }
  }

  private static func isGuarded(_ field: Span<UInt8>) -> Bool {
    let apostrophes = leadingApostrophes(field)
    return beginsFormula(field, at: apostrophes)
      && (apostrophes == 1 || needsQuotes(field))
  }

  private static func leadingApostrophes(_ text: Span<UInt8>) -> Int {
    var count = 0
    while count < text.count, text[count] == UInt8(ascii: "'") { count += 1 }
    return count
  }

  private static func beginsFormula(_ text: Span<UInt8>, at index: Int) -> Bool {
    guard index < text.count else { return false }
    switch text[index] {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return true
    case 0x09, 0x0A, 0x0D: return true
    case 0xEF:
      // The full-width forms of = + - @ run in some versions.
      guard index + 2 < text.count, text[index + 1] == 0xBC else { return false }
      return [0x9D, 0x8B, 0x8D, 0xA0].contains(text[index + 2])
    default: return false
    }
  }

  private static func isSignedNumber(_ text: Span<UInt8>) -> Bool {
    guard text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
      (2...21).contains(text.count)
    else { return false }
    return (1..<text.count).allSatisfy { index in
      let byte = text[index]
      return byte &- 0x30 < 10 || " ()-.,%".utf8.contains(byte)
    }
  }
}
