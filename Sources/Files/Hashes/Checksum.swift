internal import CISAL

/// The checksum of ZIP (ISO 3309) of some bytes.
///
/// The corresponding C function is `crc32_gzip_refl`, several times as fast as zlib's.
package func checksum32(_ bytes: borrowing [UInt8]) -> UInt32 {
  // Unsafe: ISA-L reads the array's own storage.
  bytes.withUnsafeBytes { checksum32($0, after: 0) }
}

/// The checksum of bytes that follow those of a checksum; 0 is that of none.
package func checksum32(_ bytes: UnsafeRawBufferPointer, after checksum: UInt32) -> UInt32 {
  crc32_gzip_refl(
    checksum, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, UInt64(bytes.count))
}
