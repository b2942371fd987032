/// Numbers, booleans and names in XML, around which white space does not count (XML Schema part 2, 4.3.6).
enum XMLToken {
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// The text without white space at its ends.
  @inline(__always)
  static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard let first = text.first, isSpace(first) || isSpace(text[text.count - 1]) else {
      return text
    }
    var (start, end) = (0, text.count)
    while start < end, isSpace(text[start]) { start += 1 }
    while start < end, isSpace(text[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(rebasing: text[start..<end])
  }

  /// Takes white space away from the ends of what was appended from `start` on.
  static func trim(_ bytes: inout [UInt8], from start: Int) {
    while bytes.count > start, isSpace(bytes[bytes.count - 1]) { bytes.removeLast() }
    guard start < bytes.count, isSpace(bytes[start]) else { return }
    let spaces = bytes[start...].prefix(while: isSpace)
    bytes.removeSubrange(spaces.indices)
  }

  /// What a boolean says, in the words of XML Schema or the older `on` and `off`; nil for others.
  static func boolean(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    let word = trimmed(text)
    if ["1", "true", "on"].contains(where: { word.elementsEqual($0.utf8) }) { return true }
    if ["0", "false", "off"].contains(where: { word.elementsEqual($0.utf8) }) { return false }
    return nil
  }

  /// A whole number of at most nine digits; nil for anything else.
  @inline(__always)
  static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    if let value = digits(text) { return value }
    let word = trimmed(text)
    return word.count < text.count ? digits(word) : nil
  }

  @inline(__always)
  private static func digits(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard (1...9).contains(text.count) else { return nil }
    var value = 0
    for digit in text {
      guard digit &- 0x30 < 10 else { return nil }
      value = value &* 10 &+ Int(digit &- 0x30)
    }
    return value
  }
}
