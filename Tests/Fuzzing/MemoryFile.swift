import Glibc

/// A file that is only in memory, with a path as any other has.
final class MemoryFile {
  private let descriptor: CInt

  init(_ bytes: [UInt8]) {
    var name = Array("/dev/shm/broadsheet-fuzz-XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    expect(descriptor >= 0, "the system makes a file in memory")
    unlink(name)
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  deinit { close(descriptor) }

  var path: String { "/proc/self/fd/\(descriptor)" }
}

/// A ZIP archive of parts that are stored as they are, with the right checksums (APPNOTE.TXT, 4.3).
func storedArchive(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
  var archive: [UInt8] = []
  var directory: [UInt8] = []
  for part in parts {
    // What the local header and the directory's record have in common, from the version on.
    var common: [UInt8] = []
    common.append(little: 20, bytes: 2)
    common.append(little: 0, bytes: 2 + 2 + 2)
    common.append(little: 0x21, bytes: 2)
    common.append(little: crc32(part.content), bytes: 4)
    common.append(little: part.content.count, bytes: 4)
    common.append(little: part.content.count, bytes: 4)
    common.append(little: part.name.utf8.count, bytes: 2)
    common.append(little: 0, bytes: 2)
    directory += Array("PK\u{01}\u{02}\u{14}\u{00}".utf8) + common
    directory.append(little: 0, bytes: 2 + 2 + 2 + 4)
    directory.append(little: archive.count, bytes: 4)
    directory += part.name.utf8
    archive += Array("PK\u{03}\u{04}".utf8) + common + part.name.utf8 + part.content
  }
  let start = archive.count
  archive += directory + Array("PK\u{05}\u{06}".utf8)
  archive.append(little: 0, bytes: 2 + 2)
  archive.append(little: parts.count, bytes: 2)
  archive.append(little: parts.count, bytes: 2)
  archive.append(little: directory.count, bytes: 4)
  archive.append(little: start, bytes: 4)
  archive.append(little: 0, bytes: 2)
  return archive
}

extension [UInt8] {
  fileprivate mutating func append(little value: Int, bytes: Int) {
    for byte in 0..<bytes { append(byte < 8 ? UInt8(truncatingIfNeeded: value >> (byte * 8)) : 0) }
  }
}

/// The checksum of ZIP (ISO 3309), bit by bit: inputs are small.
private func crc32(_ bytes: [UInt8]) -> Int {
  var remainder: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    remainder ^= UInt32(byte)
    for _ in 0..<8 {
      remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1
    }
  }
  return Int(~remainder)
}
