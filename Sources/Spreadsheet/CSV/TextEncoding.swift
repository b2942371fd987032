/// The encoding of a CSV file (SPEC SHEET-6).
struct TextEncoding: Equatable {
  /// The name that iconv knows, and that errors show.
  var name: String
  /// Bytes of the byte order mark at the start of the file.
  var markLength = 0

  static let utf8 = TextEncoding(name: "UTF-8")
  static let gb18030 = TextEncoding(name: "GB18030")

  var isUTF8: Bool { name == Self.utf8.name }

  /// Tells the encoding: a byte order mark, else UTF-8 if the whole file is, else UTF-16 by its zeros,
  /// else GB18030, which is what Chinese Excel writes.
  ///
  /// A file that is UTF-8 but for a few bytes counts as UTF-8, so that the reader reports those bytes
  /// instead of turning every name into other characters.
  static func of(_ file: InputFile) throws(SheetError) -> TextEncoding {
    let head = try file.read(at: 0, count: 4_096)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return TextEncoding(name: "UTF-8", markLength: 3) }
    if head.starts(with: [0xFF, 0xFE, 0, 0]) {
      return TextEncoding(name: "UTF-32LE", markLength: 4)
    }
    if head.starts(with: [0, 0, 0xFE, 0xFF]) {
      return TextEncoding(name: "UTF-32BE", markLength: 4)
    }
    if head.starts(with: [0xFF, 0xFE]) { return TextEncoding(name: "UTF-16LE", markLength: 2) }
    if head.starts(with: [0xFE, 0xFF]) { return TextEncoding(name: "UTF-16BE", markLength: 2) }
    if let wide = wideEncoding(head) { return wide }
    let census = try UTF8Census(of: file)
    return census.isUTF8 ? .utf8 : .gb18030
  }

  /// An encoding that the user named.
  init(named name: String) {
    let upper = name.uppercased()
    self.init(
      name: upper == "UTF8" ? "UTF-8" : upper == "GBK" || upper == "GB2312" ? "GB18030" : upper)
  }

  init(name: String, markLength: Int = 0) {
    self.name = name
    self.markLength = markLength
  }

  /// UTF-16 without a mark: delimiters and digits have a zero byte, always on the same side.
  private static func wideEncoding(_ head: [UInt8]) -> TextEncoding? {
    guard head.count >= 4 else { return nil }
    var zeros = (even: 0, odd: 0)
    for (index, byte) in head.enumerated() where byte == 0 {
      if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let enough = max(2, head.count / 8)
    if zeros.odd >= enough, zeros.even * 8 < zeros.odd { return TextEncoding(name: "UTF-16LE") }
    if zeros.even >= enough, zeros.odd * 8 < zeros.even { return TextEncoding(name: "UTF-16BE") }
    return nil
  }
}

/// Counts the UTF-8 characters of a file that are whole and those that are not.
private struct UTF8Census {
  private(set) var wholeCharacters = 0
  private(set) var brokenBytes = 0

  var isUTF8: Bool { brokenBytes == 0 || wholeCharacters > brokenBytes * 20 }

  init(of file: InputFile) throws(SheetError) {
    var offset = 0
    var tail: [UInt8] = []
    while offset < file.size {
      var block = tail
      try file.read(at: offset, count: 256 << 10, appendingTo: &block)
      let read = block.count - tail.count
      guard read > 0 else { break }
      offset += read
      let rest = count(block.span, isLast: offset >= file.size)
      tail = Array(block[(block.count - rest)...])
    }
  }

  /// Returns how many bytes at the end belong to a character that the next block completes.
  private mutating func count(_ bytes: Span<UInt8>, isLast: Bool) -> Int {
    var index = 0
    while index < bytes.count {
      index = endOfASCII(bytes, from: index)
      guard index < bytes.count else { break }
      switch UTF8Sequence.length(bytes, at: index) {
      case .whole(let length):
        wholeCharacters += 1
        index += length
      case .cut:
        // At the end of the file it is a file cut off, not another encoding.
        return isLast ? 0 : bytes.count - index
      case .invalid:
        brokenBytes += 1
        index += 1
      }
    }
    return 0
  }
}

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
