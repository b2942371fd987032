internal import CZlib
internal import Files

/// A part of a package that is compressed as it is written: its long middle by a `BodyCompressor`, what
/// stands before and behind that when it is known.
final class CompressedPart {
  /// Where the middle of a part begins that is written straight into the package: the package's first
  /// entry, with room for its header and what stands before the middle.
  static let directOffset = 4_096

  /// The file that has the middle.
  let file: OutputFile
  /// Where in the file the middle begins.
  let offset: Int
  private let compressor: BodyCompressor
  private(set) var body = CompressedBody()
  private(set) var head: [UInt8] = []
  private var tail: [UInt8] = []

  /// Expanded bytes of the whole part, and their checksum (ISO 3309, as ZIP wants it).
  private(set) var expandedBytes = 0
  private(set) var checksum: UInt32 = 0

  /// A part whose middle is in a file of its own.
  init(inFolder folder: String) throws(FileError) {
    file = try OutputFile(inFolder: folder)
    offset = 0
    compressor = BodyCompressor(to: file, at: offset)
  }

  /// A part that becomes the package's first entry: its middle is where it belongs from the start.
  init(directlyIn package: OutputFile) {
    file = package
    offset = Self.directOffset
    compressor = BodyCompressor(to: file, at: offset)
  }

  /// Appends to the part's body and gives an empty block in place of the full one.
  func append(_ block: sending RowBlock) -> RowBlock {
    compressor.append(block)
    return compressor.emptyBlock() ?? RowBlock()
  }

  /// Ends the body and puts what belongs before and behind it in its place.
  func close(head: [UInt8], tail: [UInt8]) throws(FileError) {
    body = try compressor.finish()
    let deflater = try Deflater()
    self.head = try deflater.compressed(head, ending: .onByte)
    self.tail = try deflater.compressed(tail, ending: .last)
    let checksums = [head, tail].map { $0.withUnsafeBytes { UInt(checksum32($0, after: 0)) } }
    let untilTail = crc32_combine(checksums[0], UInt(body.checksum), body.expandedBytes)
    checksum = UInt32(truncatingIfNeeded: crc32_combine(untilTail, checksums[1], tail.count))
    expandedBytes = head.count + body.expandedBytes + tail.count
  }

  /// Bytes of the whole part as they are in the package.
  var compressedBytes: Int { head.count + body.compressedBytes + tail.count }

  /// Copies compressed bytes from `place` on; 0 at the part's end.
  ///
  /// Where the body is not wanted it is counted but not copied.
  func read(
    at place: Int, into buffer: UnsafeMutableRawBufferPointer, isBodyWanted: Bool
  ) throws(FileError) -> Int {
    if place < head.count { return Self.copy(head[place...], into: buffer) }
    let inBody = place - head.count
    if inBody < body.compressedBytes {
      let count = min(buffer.count, body.compressedBytes - inBody)
      guard isBodyWanted else { return count }
      return try file.read(
        at: offset + inBody, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
    }
    return Self.copy(tail[min(tail.count, inBody - body.compressedBytes)...], into: buffer)
  }

  private static func copy(
    _ bytes: ArraySlice<UInt8>, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    let count = min(bytes.count, buffer.count)
    buffer.copyBytes(from: bytes.prefix(count))
    return count
  }
}
