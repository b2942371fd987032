/// The multi-byte sequences of UTF-8 (RFC 3629, section 4).
enum UTF8Sequence {
  enum Length {
    case whole(Int)
    /// Right so far, but the text ends inside it.
    case cut
    case invalid
  }

  static func length(_ bytes: Span<UInt8>, at index: Int) -> Length {
    let lead = bytes[index]
    let count: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0..<0x80: return .whole(1)
    case 0xC2...0xDF: count = 2
    case 0xE0: (count, second) = (3, 0xA0...0xBF)
    case 0xED: (count, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: count = 3
    case 0xF0: (count, second) = (4, 0x90...0xBF)
    case 0xF4: (count, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: count = 4
    default: return .invalid
    }
    for step in 1..<count {
      guard index + step < bytes.count else { return .cut }
      let byte = bytes[index + step]
      guard step == 1 ? second.contains(byte) : byte & 0xC0 == 0x80 else { return .invalid }
    }
    return .whole(count)
  }
}
