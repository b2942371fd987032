internal import Files

/// Counts the UTF-8 characters of a file that are whole and those that are not.
struct UTF8Census {
  private(set) var wholeCharacters = 0
  private(set) var brokenBytes = 0
  /// Whether a character has three bytes or more.
  private(set) var hasLongCharacters = false
  /// Where the block begins that has the file's first byte beyond ASCII.
  private(set) var firstHighBlock: Int?

  /// Bytes read at a time.
  static let blockBytes = 256 << 10

  /// Whether a file without a mark counts as UTF-8.
  ///
  /// A file that is UTF-8 but for a few bytes does, so that the reader reports those bytes instead of
  /// turning every name into other characters.
  var isUTF8: Bool { brokenBytes == 0 || wholeCharacters > brokenBytes * 20 }

  /// Whether what follows a mark of UTF-8 is UTF-8.
  var bearsOutMark: Bool { brokenBytes == 0 || wholeCharacters > brokenBytes * 3 }

  /// Whether so few characters speak for UTF-8 that they may be another encoding's by chance.
  var isThin: Bool { brokenBytes == 0 && (1...60).contains(wholeCharacters) && !hasLongCharacters }

  /// Characters behind a mark that settle the question.
  private static let enough = 200

  /// Counts all of the file, or when it `stopsEarly` the first blocks that have enough such characters.
  init(of file: InputFile, from start: Int = 0, stopsEarly: Bool = false) throws {
    var offset = start
    var tail: [UInt8] = []
    while offset < file.size {
      var block = tail
      try file.read(at: offset, count: Self.blockBytes, appendingTo: &block)
      let read = block.count - tail.count
      guard read > 0 else { break }
      let counted = wholeCharacters + brokenBytes
      let rest = count(block.span, isLast: offset + read >= file.size)
      if firstHighBlock == nil, wholeCharacters + brokenBytes > counted || rest > 0 {
        firstHighBlock = offset
      }
      offset += read
      tail = Array(block[(block.count - rest)...])
      if stopsEarly, wholeCharacters + brokenBytes >= Self.enough { break }
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
        if length > 2 { hasLongCharacters = true }
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
