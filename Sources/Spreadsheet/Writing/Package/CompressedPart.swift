internal import CZlib

/// A part of a package, compressed as it is written: what is long goes to a file without a name at once,
/// what stands before and behind it is added when it is known.
///
/// Held in memory are the compressor's 400 KiB and the two ends; the file has the compressed bytes.
final class CompressedPart {
  private let file: OutputFile
  private let deflater: Deflater
  private var bodyBytes = 0
  private var bodyChecksum: UInt = 0
  private var head: [UInt8] = []
  private var tail: [UInt8] = []

  /// Expanded bytes of the whole part, and their checksum (ISO 3309, as ZIP wants it).
  private(set) var expandedBytes = 0
  private(set) var checksum: UInt32 = 0

  init(inFolder folder: String) throws(SheetError) {
    file = try OutputFile(inFolder: folder)
    deflater = try Deflater(for: folder)
  }

  /// Appends to the part's body.
  func append(_ bytes: UnsafeRawBufferPointer) throws(SheetError) {
    bodyChecksum = Self.checksum(bytes, after: bodyChecksum)
    bodyBytes += bytes.count
    try deflater.compress(bytes, ending: .none) { (piece) throws(SheetError) in
      try file.write(piece)
    }
  }

  /// Ends the body and puts what belongs before and behind it in its place.
  func close(head: [UInt8], tail: [UInt8]) throws(SheetError) {
    try deflater.compress(UnsafeRawBufferPointer(start: nil, count: 0), ending: .onByte) {
      (piece) throws(SheetError) in try file.write(piece)
    }
    self.head = try deflater.compressed(head, ending: .onByte)
    self.tail = try deflater.compressed(tail, ending: .last)
    let headChecksum = head.withUnsafeBytes { Self.checksum($0, after: 0) }
    let tailChecksum = tail.withUnsafeBytes { Self.checksum($0, after: 0) }
    let whole = crc32_combine(
      crc32_combine(headChecksum, bodyChecksum, bodyBytes), tailChecksum, tail.count)
    checksum = UInt32(truncatingIfNeeded: whole)
    expandedBytes = head.count + bodyBytes + tail.count
  }

  /// Bytes of the whole part as they are in the package.
  var compressedBytes: Int { head.count + file.count + tail.count }

  /// Copies compressed bytes from `offset` on; 0 at the part's end.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SheetError) -> Int {
    if offset < head.count { return Self.copy(head[offset...], into: buffer) }
    let inBody = offset - head.count
    if inBody < file.count { return try file.read(at: inBody, into: buffer) }
    return Self.copy(tail[min(tail.count, inBody - file.count)...], into: buffer)
  }

  private static func copy(
    _ bytes: ArraySlice<UInt8>, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    let count = min(bytes.count, buffer.count)
    buffer.copyBytes(from: bytes.prefix(count))
    return count
  }

  private static func checksum(_ bytes: UnsafeRawBufferPointer, after checksum: UInt) -> UInt {
    UInt(checksum32(bytes, after: UInt32(truncatingIfNeeded: checksum)))
  }
}
