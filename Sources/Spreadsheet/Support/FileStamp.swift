internal import Glibc

/// What changes when a file is written to or replaced.
package struct FileStamp: Sendable, Equatable {
  package var size: Int
  /// Nanoseconds since 1970.
  package var modified: Int
  package var inode: UInt64
  /// Whether it is a file with bytes, not a link, a FIFO or a device.
  package var isRegular: Bool
  /// When it was last written, renamed or otherwise touched, in milliseconds since 1970; no part of what
  /// makes two stamps equal.
  package var touched: Int

  package static func == (one: FileStamp, other: FileStamp) -> Bool {
    one.size == other.size && one.modified == other.modified && one.inode == other.inode
      && one.isRegular == other.isRegular
  }

  /// nil when there is nothing of that name.
  package init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    size = Int(status.st_size)
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    inode = UInt64(status.st_ino)
    isRegular = status.st_mode & S_IFMT == S_IFREG
    touched = status.st_ctim.tv_sec * 1_000 + status.st_ctim.tv_nsec / 1_000_000
  }
}

/// Whether a file looks as if all of it had arrived.
package enum FileEnd {
  /// Bytes at the end in which a workbook has its end record: 22, and a comment of at most 65,535.
  private static let archiveEnd = 22 + 65_535
  private static let recordEnd = 1 << 16

  /// Looks at a file's end: a workbook has its archive's end record there (APPNOTE 4.3.16), a text ends
  /// with a line, or with a line of as many fields as the first.
  ///
  /// - Throws: `SheetError` when it cannot be read.
  package static func isWhole(_ path: String) throws(SheetError) -> Bool {
    let file: InputFile
    do throws(SheetError) {
      file = try InputFile(path, limit: .max)
    } catch {
      if case .empty = error { return false }
      throw error
    }
    let head = try file.read(at: 0, count: recordEnd)
    if head.starts(with: Array("PK".utf8)) {
      let start = max(0, file.size - archiveEnd)
      return hasEndRecord(try file.read(at: start, count: file.size - start))
    }
    let start = max(0, file.size - recordEnd)
    let tail = try file.read(at: start, count: file.size - start)
    // UTF-16 has a zero on either side.
    let last = tail.suffix(2).filter { $0 != 0 }.last
    if last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { return true }
    let lines = { (bytes: [UInt8]) in
      bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    }
    guard let first = lines(head).first, let end = lines(tail).last else { return false }
    return delimiters(in: first) == delimiters(in: end)
  }

  private static func delimiters(in line: ArraySlice<UInt8>) -> Int {
    line.filter { [0x2C, 0x3B, 0x09, 0x7C].contains($0) }.count
  }

  private static func hasEndRecord(_ tail: [UInt8]) -> Bool {
    guard tail.count >= 22 else { return false }
    for start in stride(from: tail.count - 22, through: 0, by: -1)
    where tail[start] == 0x50 && tail[start + 1] == 0x4B && tail[start + 2] == 5
      && tail[start + 3] == 6
    {
      let comment = Int(tail[start + 20]) | Int(tail[start + 21]) << 8
      if start + 22 + comment <= tail.count { return true }
    }
    return false
  }
}
