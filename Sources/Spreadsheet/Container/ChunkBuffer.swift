/// Memory that C libraries fill: a chunk of a part, reused for each.
final class ChunkBuffer {
  /// Bytes of a chunk of XML: more gain nothing, and a chunk bounds what a parser holds.
  static let xmlBytes = 64 << 10

  // Unsafe: raw memory, so that libzip writes and libxml2 reads it in place.
  let bytes: UnsafeMutableRawBufferPointer

  init(_ count: Int = xmlBytes) { bytes = .allocate(byteCount: count, alignment: 16) }

  deinit { bytes.deallocate() }

  /// The first bytes of it.
  func prefix(_ count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[..<count])
  }
}
