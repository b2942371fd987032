internal import Files

/// Small text files read whole: templates, settings, lists.
package enum TextFile {
  /// Bytes at the start of a file by which its encoding is named in an error.
  private static let sampleBytes = 64 << 10

  /// Reads a file of at most `limit` bytes: UTF-8, or UTF-16 or UTF-32 with a byte order mark.
  ///
  /// What editors call “Unicode” is UTF-16 with a mark, which says for sure how to read it. Any other encoding
  /// would be a guess, and what is written here is sent to everybody.
  ///
  /// - Throws: `FileError` when it is missing, unreadable, empty or too large, `SheetError` when in another
  ///   encoding.
  package static func read(_ path: String, limit: Int) throws -> String {
    let file = try InputFile(path, limit: limit)
    let bytes = try file.read(at: 0, count: file.size)
    guard let marked = TextEncoding.marked(bytes) else { return try plain(bytes, path) }
    let content = Array(bytes[marked.markLength...])
    guard marked.isWide else { return try plain(content, path) }
    guard let (text, isWhole) = marked.decode(content), isWhole else {
      throw SheetError.notUTF8(file: path, line: nil, encoding: marked.name)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func plain(_ bytes: [UInt8], _ path: String) throws(SheetError) -> String {
    let text = String(validating: bytes, as: UTF8.self)
    let head = Array(bytes.prefix(sampleBytes))
    if text == nil || text?.utf8.contains(0) == true, let wide = TextEncoding.wide(head) {
      throw SheetError.notUTF8(file: path, line: nil, encoding: wide.name)
    }
    if let text { return text }
    let bad = firstBadByte(bytes.span)
    let line = 1 + bytes[..<bad].count { $0 == 0x0A }
    // A character of three bytes is hardly ever UTF-8 by chance.
    let isDamaged = bytes[..<bad].contains { $0 >= 0xE0 }
    let guess = EncodingGuess(EncodingSample.lines(of: head.span)).encoding.name
    throw SheetError.notUTF8(
      file: path, line: line, encoding: isDamaged ? "UTF-8 with damaged characters" : guess)
  }

  private static func firstBadByte(_ bytes: Span<UInt8>) -> Int {
    var index = 0
    while index < bytes.count {
      guard case .whole(let length) = UTF8Sequence.length(bytes, at: index) else { break }
      index += length
    }
    return index
  }
}
