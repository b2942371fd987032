internal import Characters

/// Words that stand around a number in a phone cell (SPEC NUM-1).
enum NumberWords {
  /// What stands in front of a number and a colon; in URIs (RFC 3966, RFC 5724), forms and exports.
  private static let labels = words([
    "tel", "p", "t", "m", "phone", "mobile", "mob", "cell", "sms", "smsto", "callto", "whatsapp",
    "手机", "手机号", "手机号码", "电话", "电话号码", "手機", "電話",
  ])

  /// What stands between a number and its extension, longer words first.
  private static let extensions = words([
    "extension", "extensión", "extn", "ext", "xtn", "xt", "x", "#", "~", "int", "anexo", "ramal",
    "доб", "分机号", "分机", "分機", "内线", "內線", "内線", "转", "轉",
  ])

  /// The most digits that an extension has.
  private static let extensionDigits = 7

  /// Where the text behind a label such as `tel:` or `TEL：` begins; nil without a label.
  static func endOfLabel(_ cell: Span<UInt8>) -> Int? {
    let start = skip(cell, from: 0) { $0 == "'" || $0 == "\"" || $0 == "=" }
    for label in labels {
      guard let end = end(of: label, in: cell, at: start) else { continue }
      guard let colon = folded(cell, at: skip(cell, from: end)), colon.scalar == ":" else {
        continue
      }
      return skip(cell, from: colon.end) { $0 == "/" }
    }
    return nil
  }

  /// Whether an extension stands at this index, right behind a number, and nothing behind it.
  static func isExtension(_ cell: Span<UInt8>, from start: Int) -> Bool {
    let start = skip(cell, from: start) { ",;、(".unicodeScalars.contains($0) }
    for word in extensions {
      guard let end = end(of: word, in: cell, at: start) else { continue }
      var index = skip(cell, from: end) { ".:=-".unicodeScalars.contains($0) }
      var count = 0
      while index < cell.count, let (_, width) = DecimalDigit.value(cell, at: index) {
        count += 1
        index += width
      }
      let rest = skip(cell, from: index) { ")#.".unicodeScalars.contains($0) }
      if (1...extensionDigits).contains(count), rest == cell.count { return true }
    }
    return false
  }

  private static func words(_ texts: [String]) -> [[Unicode.Scalar]] {
    texts.map { Array($0.unicodeScalars) }
  }

  private static func end(
    of word: [Unicode.Scalar], in cell: Span<UInt8>, at start: Int
  ) -> Int? {
    var index = start
    for letter in word {
      guard let (scalar, end) = folded(cell, at: index), scalar == letter else { return nil }
      index = end
    }
    return index
  }

  /// The first index at which something visible stands that is not to be skipped.
  private static func skip(
    _ cell: Span<UInt8>, from start: Int, also isSkipped: (Unicode.Scalar) -> Bool = { _ in false }
  ) -> Int {
    var index = start
    while let (scalar, end) = folded(cell, at: index),
      Invisible.contains(scalar) || isSkipped(scalar)
    {
      index = end
    }
    return index
  }

  /// The character at an index as a small letter of half width, and where it ends; nil at the end.
  private static func folded(
    _ cell: Span<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar, end: Int)? {
    guard index < cell.count, let (scalar, width) = UTF8Text.scalar(cell, at: index) else {
      return nil
    }
    var value = scalar.value
    // The full-width forms of ASCII stand 0xFEE0 above it.
    if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
    if (0x41...0x5A).contains(value) { value += 0x20 }
    return (Unicode.Scalar(value) ?? scalar, index + width)
  }
}
