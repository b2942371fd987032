internal import Characters

/// The apostrophe that keeps a spreadsheet program from running a CSV text as a formula (OWASP, CSV
/// injection): put in front when a table is written, taken off when it is read.
enum FormulaGuard {
  /// Whether a spreadsheet program would take the text for a formula; a signed number is none.
  ///
  /// A text that looks guarded already needs another, or the reader would take its own apostrophe off.
  static func isNeeded(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count, bytes[index] == UInt8(ascii: "'") { index += 1 }
    while index < bytes.count, Invisible.width(bytes, at: index) > 0, bytes[index] != 0x09,
      bytes[index] != 0x0D, bytes[index] != 0x0A
    { index += Invisible.width(bytes, at: index) }
    guard index < bytes.count else { return false }
    switch bytes[index] {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isSignedNumber(bytes, from: index + 1)
    case 0xEF:
      // The full-width forms of = + - @ run in some versions.
      guard index + 2 < bytes.count, bytes[index + 1] == 0xBC else { return false }
      return [0x9D, 0x8B, 0x8D, 0xA0].contains(bytes[index + 2])
    default: return false
    }
  }

  private static func isSignedNumber(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    guard start < bytes.count, bytes.count - start <= 20 else { return false }
    return (start..<bytes.count).allSatisfy { index in
      let byte = bytes[index]
      return byte &- 0x30 < 10 || " ()-.,%".utf8.contains(byte)
    }
  }

  /// Takes the guard off a quoted field that was read; an apostrophe in front of anything else stays.
  static func remove(from bytes: inout [UInt8], at start: Int) {
    guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "'"),
      isNeeded(bytes.span.extracting((start + 1)...))
    else { return }
    bytes.remove(at: start)
  }
}
