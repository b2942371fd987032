/// The `_xHHHH_` escapes of text in a workbook (ECMA-376 part 1, 22.4.2.4 and 22.9.2.19).
///
/// A character that XML cannot hold is written as its UTF-16 code unit, and a text that looks like an
/// escape has its underscore escaped: `_x005F_x0041_` is the text `_x0041_`.
package enum EscapedText {
  /// Decodes the escapes in `bytes[start...]` in place; what is no escape stays.
  static func decode(_ bytes: inout [UInt8], from start: Int) {
    guard let first = firstEscape(in: bytes, from: start) else { return }
    var read = first
    var write = first
    var pendingHigh: UInt16?
    while read < bytes.count {
      guard let unit = escape(in: bytes, at: read) else {
        if pendingHigh != nil { put(0xFFFD, in: &bytes, at: &write) }
        pendingHigh = nil
        bytes[write] = bytes[read]
        write += 1
        read += 1
        continue
      }
      read += 7
      if let high = pendingHigh {
        pendingHigh = nil
        if UTF16.isTrailSurrogate(unit) {
          let value = 0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(unit & 0x3FF))
          put(value, in: &bytes, at: &write)
          continue
        }
        put(0xFFFD, in: &bytes, at: &write)
      }
      if UTF16.isLeadSurrogate(unit) {
        pendingHigh = unit
      } else if UTF16.isTrailSurrogate(unit) {
        put(0xFFFD, in: &bytes, at: &write)
      } else if unit == 0x0D, read < bytes.count, bytes[read] == 0x0A {
        // A saved CRLF: XML keeps only the line feed, the escape brings the return back.
        continue
      } else if unit != 0 {
        put(UInt32(unit), in: &bytes, at: &write)
      }
    }
    if pendingHigh != nil { put(0xFFFD, in: &bytes, at: &write) }
    bytes.removeLast(bytes.count - write)
  }

  /// Appends text so that it reads back as it is: control characters that XML cannot hold and what
  /// would be read as an escape are escaped.
  package static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    for index in text.indices {
      if let (escape, replaced) = escape(at: index, of: text) {
        bytes.removeLast(replaced)
        bytes.append(contentsOf: escape.utf8)
      } else {
        bytes.append(text[index])
      }
    }
  }

  /// What stands in place of a byte of a text, and of how many before it; nil for a byte as it is.
  static func escape(at index: Int, of text: Span<UInt8>) -> (escape: String, replaced: Int)? {
    let byte = text[index]
    switch byte {
    // A line feed after a return would be taken for one line end with it.
    case 0x0A: return index > 0 && text[index - 1] == 0x0D ? ("_x000A_", 0) : nil
    case 0x09: return nil
    case 0..<0x20: return ("_x00\(byte < 0x10 ? "0" : "1")\(hexDigits[Int(byte & 15)])_", 0)
    case UInt8(ascii: "_"): return isEscape(text, at: index) ? ("_x005F_", 0) : nil
    // U+FFFE and U+FFFF are UTF-8 but not XML.
    case 0xBE, 0xBF:
      guard index >= 2, text[index - 2] == 0xEF, text[index - 1] == 0xBF else { return nil }
      return (byte == 0xBE ? "_xFFFE_" : "_xFFFF_", 2)
    default: return nil
    }
  }

  private static let hexDigits = Array("0123456789ABCDEF")

  private static func isEscape(_ text: Span<UInt8>, at index: Int) -> Bool {
    guard index + 7 <= text.count, text[index + 1] == UInt8(ascii: "x"),
      text[index + 6] == UInt8(ascii: "_")
    else { return false }
    return (index + 2..<index + 6).allSatisfy { hexValue(text[$0]) != nil }
  }

  private static func firstEscape(in bytes: [UInt8], from start: Int) -> Int? {
    (start..<bytes.count).first {
      bytes[$0] == UInt8(ascii: "_") && escape(in: bytes, at: $0) != nil
    }
  }

  private static func escape(in bytes: [UInt8], at index: Int) -> UInt16? {
    guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"),
      bytes[index + 1] == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt16 = 0
    for digit in bytes[index + 2..<index + 6] {
      guard let value = hexValue(digit) else { return nil }
      unit = unit << 4 | UInt16(value)
    }
    return unit
  }

  /// An escape is seven bytes and a character at most four, so writing never overtakes reading.
  private static func put(_ value: UInt32, in bytes: inout [UInt8], at index: inout Int) {
    guard let scalar = Unicode.Scalar(value) else { return }
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      bytes[index] = byte
      index += 1
    }
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
