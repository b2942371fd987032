/// A place in XML of the plain form: no entities but the five named ones, no comments, no line ends but
/// line feeds.
///
/// Unsafe: every byte of a worksheet goes through it. It never reads further than `slack` bytes past the
/// end of the text, and those are zeros, which no rule lets pass.
struct PlainCursor {
  /// Zero bytes that follow the text.
  static let slack = 64

  private let base: UnsafeRawPointer
  private let end: Int
  private(set) var index: Int

  /// - Parameters:
  ///   - bytes: the text, with `slack` zeros behind it.
  ///   - index: where to start.
  init(_ bytes: UnsafeRawBufferPointer, at index: Int) {
    // An empty buffer has no address; nothing is read from it then.
    base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
    end = bytes.count
    self.index = index
  }

  @inline(__always)
  var byte: UInt8 { base.load(fromByteOffset: index, as: UInt8.self) }

  /// Moves past a word if it stands here.
  @inline(__always)
  mutating func skip(_ word: PlainWord) -> Bool {
    let here = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    guard here & word.mask == word.bits else { return false }
    index += word.count
    return true
  }

  /// Moves past a name if it stands here, whole.
  mutating func skip(_ name: [UInt8]) -> Bool {
    guard index + name.count < end, bytes(index..<index + name.count).elementsEqual(name) else {
      return false
    }
    index += name.count
    return true
  }

  @inline(__always)
  mutating func skipSpaces() {
    while byte == 0x20 || byte == 0x0A || byte == 0x09 { index += 1 }
  }

  /// The value of an attribute up to its quote, and moves past that; nil when it is not plain.
  @inline(__always)
  mutating func value() -> UnsafeBufferPointer<UInt8>? {
    let start = index
    while true {
      let byte = byte
      if byte == UInt8(ascii: "\"") { break }
      guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") else {
        return nil
      }
      index += 1
    }
    index += 1
    return bytes(start..<index - 1)
  }

  /// Hands on text in pieces up to the next `<`; false when it is not plain.
  @inline(__always)
  mutating func text(_ piece: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
    var start = index
    while true {
      let byte = byte
      if PlainText.isPlain(byte) {
        index += 1
      } else if byte == UInt8(ascii: "<") {
        if index > start { piece(bytes(start..<index)) }
        return true
      } else if byte == UInt8(ascii: "&") {
        if index > start { piece(bytes(start..<index)) }
        guard let character = entity() else { return false }
        withUnsafePointer(to: character) { piece(UnsafeBufferPointer(start: $0, count: 1)) }
        start = index
      } else if byte >= 0x80 {
        guard let width = wideCharacter() else { return false }
        index += width
      } else {
        return false
      }
    }
  }

  /// The character of one of the five named entities.
  private mutating func entity() -> UInt8? {
    if skip("&amp;") { return UInt8(ascii: "&") }
    if skip("&lt;") { return UInt8(ascii: "<") }
    if skip("&gt;") { return UInt8(ascii: ">") }
    if skip("&quot;") { return UInt8(ascii: "\"") }
    if skip("&apos;") { return UInt8(ascii: "'") }
    return nil
  }

  /// Bytes of the multi-byte character here; nil when it is not UTF-8 or not XML.
  private func wideCharacter() -> Int? {
    let here = bytes(index..<index + 4)
    guard case .whole(let width) = UTF8Sequence.length(here.span, at: 0), index + width <= end
    else {
      return nil
    }
    // U+FFFE and U+FFFF.
    if here[0] == 0xEF, here[1] == 0xBF, here[2] >= 0xBE { return nil }
    return width
  }

  private func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: (base + range.lowerBound).assumingMemoryBound(to: UInt8.self), count: range.count)
  }
}

/// A piece of XML of at most eight bytes, compared at once.
struct PlainWord: ExpressibleByStringLiteral {
  fileprivate let bits: UInt64
  fileprivate let mask: UInt64
  fileprivate let count: Int

  @inline(__always)
  init(stringLiteral word: StaticString) {
    var bits: UInt64 = 0
    for index in 0..<word.utf8CodeUnitCount {
      bits |= UInt64(word.utf8Start[index]) << UInt64(index * 8)
    }
    self.bits = bits
    count = word.utf8CodeUnitCount
    mask = count == 8 ? .max : 1 << UInt64(count * 8) - 1
  }
}

enum PlainText {
  /// Whether a byte of text is a character of its own that needs no second look.
  ///
  /// A `>` may end `]]>`, which XML forbids in text, and a carriage return is read as a line feed.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    // A bit for each byte below `@`: tab, line feed, and the printable ones but for `&`, `<` and `>`.
    let plain: UInt64 = 0xAFFF_FFBF_0000_0600
    return byte < 0x40 ? plain >> UInt64(byte) & 1 == 1 : byte < 0x80
  }
}
