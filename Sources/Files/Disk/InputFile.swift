internal import Glibc

/// A regular file open for reading; the descriptor closes with the value's last owner.
package final class InputFile {
  package let path: String
  /// Size in bytes when it was opened.
  package let size: Int
  private let descriptor: Int32

  /// - Throws: `FileError` when there is no such file, it is no regular file, may not be read, is
  ///   empty, or is larger than `limit` bytes.
  package init(_ path: String, limit: Int) throws(FileError) {
    self.path = path
    // O_NONBLOCK so that a FIFO does not hold the open; it has no effect on regular files.
    descriptor = path.asPath { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .missing(file: path) : .unreadable(file: path, reason: systemMessage(errno))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(file: path, reason: systemMessage(errno))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(file: path) }
    size = Int(status.st_size)
    guard size > 0 else { throw .empty(file: path) }
    guard size <= limit else {
      throw .tooLarge(file: path, allowed: limit, found: size)
    }
  }

  deinit { Glibc.close(descriptor) }

  /// Reads up to `count` bytes at `offset`; fewer only at the end of the file.
  package func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(at: offset, count: count, appendingTo: &bytes)
    return bytes
  }

  /// Appends up to `count` bytes at `offset`; fewer only at the end of the file.
  package func read(at offset: Int, count: Int, appendingTo bytes: inout [UInt8]) throws(FileError)
  {
    let start = bytes.count
    // The size is that of the opening: what is added to a file later is not read.
    let count = max(0, min(count, size - offset))
    bytes.append(contentsOf: repeatElement(0, count: count))
    var filled = 0
    while filled < count {
      // Unsafe: pread fills the array's own storage.
      let got = bytes.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress.map { $0 + start + filled }, count - filled,
          off_t(offset + filled))
      }
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        throw .unreadable(file: path, reason: systemMessage(errno))
      }
      filled += got
    }
    bytes.removeLast(count - filled)
  }
}
