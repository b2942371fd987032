internal import Files

/// Turns the bytes of a file into UTF-8, chunk by chunk.
///
/// UTF-8 is checked and handed through; everything else goes through iconv. A character cut by the end
/// of a chunk is kept for the next.
final class TextDecoder {
  /// What stopped the decoding: a byte of the input, counted from the start of the file.
  struct Failure: Error {
    var byte: Int
  }

  static let chunkBytes = 128 << 10

  private let file: InputFile
  let encoding: TextEncoding
  private let converter: CharacterConverter?
  private var offset: Int
  private var pending: [UInt8] = []

  init(_ file: InputFile, encoding: TextEncoding) throws(SheetError) {
    self.file = file
    self.encoding = encoding
    offset = encoding.markLength
    guard !encoding.isUTF8 else {
      converter = nil
      return
    }
    // An empty name would be the encoding of this process.
    guard !encoding.codec.isEmpty, let opened = CharacterConverter(from: encoding.codec) else {
      throw SheetError.unknownEncoding(name: encoding.name, known: TextEncoding.known.map(\.name))
    }
    converter = opened
  }

  /// Share of the file decoded so far, 0 to 1.
  var progress: Double { Double(offset - pending.count) / Double(max(1, file.size)) }

  /// Appends the next piece of text; false at the end of the file.
  ///
  /// What decodes before a bad byte is appended; `failure` is set then, and nothing follows.
  func append(to text: inout [UInt8], failure: inout Failure?) throws -> Bool {
    guard failure == nil else { return false }
    let start = offset - pending.count
    let before = pending.count
    try file.read(at: offset, count: Self.chunkBytes, appendingTo: &pending)
    offset += pending.count - before
    guard !pending.isEmpty else { return false }
    let isLast = pending.count == before || offset >= file.size
    let (used, isBad) = converter.map { convert(by: $0, isLast, &text) } ?? check(&text)
    pending.removeFirst(used)
    if isBad || isLast && !pending.isEmpty { failure = Failure(byte: start + used) }
    return true
  }

  private func check(_ text: inout [UInt8]) -> (used: Int, isBad: Bool) {
    let pending = pending
    let bytes = pending.span
    var index = 0
    scan: while index < bytes.count {
      index = endOfASCII(bytes, from: index)
      guard index < bytes.count else { break }
      switch UTF8Sequence.length(bytes, at: index) {
      case .whole(let length): index += length
      case .cut: break scan
      case .invalid:
        text.append(contentsOf: pending[..<index])
        return (index, true)
      }
    }
    text.append(contentsOf: pending[..<index])
    return (index, false)
  }

  private func convert(
    by converter: CharacterConverter, _ isLast: Bool, _ text: inout [UInt8]
  ) -> (used: Int, isBad: Bool) {
    // UTF-8 takes at most three bytes for two of UTF-16 or GB18030, two for one of a single-byte set.
    var output = [UInt8](repeating: 0, count: pending.count * 3 + 16)
    let (used, filled, stop) = converter.convert(&pending, into: &output, isLast: isLast)
    text.append(contentsOf: output[..<filled])
    return (used, stop == .invalid)
  }
}
