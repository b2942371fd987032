internal import Files

/// The lines of a file that have bytes beyond ASCII, as far as they are needed to tell its encoding.
enum EncodingSample {
  /// Bytes of the file that are looked through, from the first block that has such bytes.
  private static let region = 1 << 20
  /// Bytes of lines that are kept.
  private static let enough = 12 << 10
  /// Bytes kept of one line.
  private static let lineBytes = 2 << 10

  static func of(_ file: InputFile, from start: Int) throws -> [UInt8] {
    let bytes = try file.read(at: start, count: region)
    return lines(of: bytes.span)
  }

  /// The lines that have bytes beyond ASCII; none of any encoding's characters has a line end's byte.
  static func lines(of bytes: Span<UInt8>) -> [UInt8] {
    var sample: [UInt8] = []
    var index = 0
    while index < bytes.count, sample.count < enough {
      let high = endOfASCII(bytes, from: index)
      guard high < bytes.count else { break }
      var start = high
      while start > index, high - start < lineBytes / 2, !isLineEnd(bytes[start - 1]) { start -= 1 }
      var end = high
      while end < bytes.count, !isLineEnd(bytes[end]) { end += 1 }
      append(bytes.extracting(start..<end), to: &sample)
      index = end
    }
    return sample
  }

  private static func append(_ line: Span<UInt8>, to sample: inout [UInt8]) {
    var end = min(line.count, lineBytes)
    if end < line.count {
      // Cut in front of a byte that is no part of any character of several bytes.
      var cut = end
      while cut > 0, line[cut] >= 0x30 { cut -= 1 }
      if cut > 0 { end = cut }
    }
    line.extracting(0..<end).withUnsafeBufferPointer { sample.append(contentsOf: $0) }
    sample.append(0x0A)
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
