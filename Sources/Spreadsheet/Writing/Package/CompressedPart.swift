internal import CZlib

/// A part of a package that is compressed as it is written: its long middle by a `BodyCompressor`, what
/// stands before and behind that when it is known.
final class CompressedPart {
  private let folder: String
  private let compressor: BodyCompressor
  private var body: CompressedBody?
  private var head: [UInt8] = []
  private var tail: [UInt8] = []

  /// Expanded bytes of the whole part, and their checksum (ISO 3309, as ZIP wants it).
  private(set) var expandedBytes = 0
  private(set) var checksum: UInt32 = 0

  init(inFolder folder: String) {
    self.folder = folder
    compressor = BodyCompressor(inFolder: folder)
  }

  /// Appends to the part's body and gives an empty block in place of the full one.
  func append(_ block: sending RowBlock) -> RowBlock {
    compressor.append(block)
    return compressor.emptyBlock() ?? RowBlock()
  }

  /// Ends the body and puts what belongs before and behind it in its place.
  func close(head: [UInt8], tail: [UInt8]) throws(SheetError) {
    let body = try compressor.finish()
    let deflater = try Deflater(for: folder)
    self.body = body
    self.head = try deflater.compressed(head, ending: .onByte)
    self.tail = try deflater.compressed(tail, ending: .last)
    let checksums = [head, tail].map { $0.withUnsafeBytes { UInt(checksum32($0, after: 0)) } }
    let untilTail = crc32_combine(checksums[0], UInt(body.checksum), body.expandedBytes)
    checksum = UInt32(
      truncatingIfNeeded: crc32_combine(untilTail, checksums[1], tail.count))
    expandedBytes = head.count + body.expandedBytes + tail.count
  }

  private var bodyBytes: Int { body?.file.count ?? 0 }

  /// Bytes of the whole part as they are in the package.
  var compressedBytes: Int { head.count + bodyBytes + tail.count }

  /// Copies compressed bytes from `offset` on; 0 at the part's end.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SheetError) -> Int {
    if offset < head.count { return Self.copy(head[offset...], into: buffer) }
    let inBody = offset - head.count
    if let body, inBody < bodyBytes { return try body.file.read(at: inBody, into: buffer) }
    return Self.copy(tail[min(tail.count, inBody - bodyBytes)...], into: buffer)
  }

  private static func copy(
    _ bytes: ArraySlice<UInt8>, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    let count = min(bytes.count, buffer.count)
    buffer.copyBytes(from: bytes.prefix(count))
    return count
  }
}
