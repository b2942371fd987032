internal import Characters
internal import Glibc

/// Names of files as texts that keep every byte (SPEC DROP-5).
///
/// A name on a Linux disk is bytes, in whatever encoding its writer used. As a `String` it keeps those that
/// are UTF-8 as they are, in their normal form; any other byte becomes a private-use character of its own,
/// as in Python's `surrogateescape`, and a byte again when the system is asked for the file. So a path may
/// go wherever texts go, and opens the very file that was listed.
///
/// ```swift
/// let name = FileName.text([0x4B, 0xE4, 0x75])
/// FileName.bytes(name)  // [0x4B, 0xE4, 0x75]
/// FileName.shown(name)  // "K\\xE4u"
/// ```
package enum FileName {
  /// The byte 0 as a character; those from 0x80 on are used.
  ///
  /// The block is private use and empty in practice: a name that has characters of it has their bytes kept
  /// one by one.
  private static let base: UInt32 = 0x10FE00

  /// The byte that a character stands for; nil for a character that is itself.
  private static func rawByte(_ scalar: Unicode.Scalar) -> UInt8? {
    (base + 0x80...base + 0xFF).contains(scalar.value) ? UInt8(scalar.value - base) : nil
  }

  /// A name as a text.
  package static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self), !hasRawBytes(text) { return text }
    var text = String.UnicodeScalarView()
    let span = bytes.span
    var index = 0
    while index < span.count {
      if let (scalar, width) = UTF8Text.scalar(span, at: index), rawByte(scalar) == nil {
        text.append(scalar)
        index += width
      } else {
        if let scalar = Unicode.Scalar(base + UInt32(span[index])) { text.append(scalar) }
        index += 1
      }
    }
    return String(text)
  }

  /// A name that the system gives as a C string.
  package static func text(_ name: UnsafePointer<CChar>) -> String {
    text(UnsafeBufferPointer(start: name, count: strlen(name)).map(UInt8.init(bitPattern:)))
  }

  /// The bytes of a name on the disk.
  package static func bytes(_ text: String) -> [UInt8] {
    guard hasRawBytes(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      rawByte(scalar).map { [$0] } ?? Array(String(scalar).utf8)
    }
  }

  /// Whether some of a name's bytes are not UTF-8.
  package static func hasRawBytes(_ text: String) -> Bool {
    // No other character of Unicode's last plane is in use, so nearly every text ends here.
    text.utf8.contains(0xF4) && text.unicodeScalars.contains { rawByte($0) != nil }
  }

  /// Whether two names are the same bytes; `==` takes `ä` and `a` with two dots for one.
  package static func isSame(_ one: String, _ other: String) -> Bool {
    one.utf8.elementsEqual(other.utf8)
  }

  /// A name or a path for people, in one line: bytes that are not UTF-8 and characters that control a
  /// terminal are written as `\xE4`, `\x1B`, `\u{2028}`.
  package static func shown(_ text: String) -> String {
    text.unicodeScalars.contains(where: isEscaped) ? escaped(text, where: isEscaped) : text
  }

  /// A text of several lines for people, with what is not UTF-8 and what controls a terminal escaped.
  package static func shownLines(_ text: String) -> String {
    func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
      scalar != "\n" && scalar != "\t" && Self.isEscaped(scalar)
    }
    return text.unicodeScalars.contains(where: isEscaped) ? escaped(text, where: isEscaped) : text
  }

  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    return rawByte(scalar) != nil || scalar.isControl
  }

  private static func escaped(
    _ text: String, where isEscaped: (Unicode.Scalar) -> Bool
  ) -> String {
    text.unicodeScalars.map { scalar in
      guard isEscaped(scalar) else { return String(scalar) }
      let shown = rawByte(scalar).map(Unicode.Scalar.init) ?? scalar
      return shown.value > 0xFF ? shown.spelledOut : "\\x\(shown.hexadecimal(digits: 2))"
    }.joined()
  }

  /// The last part of a path.
  ///
  /// By bytes: a name may begin with an accent, which as a `Character` would swallow the slash.
  package static func last(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path.utf8[path.utf8.index(after: slash)...]) ?? path
  }

  /// A name without its ending, and the ending with its dot, empty when it has none.
  package static func parts(of name: String) -> (stem: String, ending: String) {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex,
      let stem = String(name.utf8[..<dot]), let ending = String(name.utf8[dot...])
    else { return (name, "") }
    return (stem, ending)
  }
}

extension String {
  /// Calls the system with a path's bytes on the disk.
  package func asPath<Value>(_ work: (UnsafePointer<CChar>) -> Value) -> Value {
    guard FileName.hasRawBytes(self) else { return withCString(work) }
    // Unsafe: the array lives as long as the call.
    let bytes = FileName.bytes(self).map(CChar.init(bitPattern:)) + [0]
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map(work) ?? withCString(work)
    }
  }
}
