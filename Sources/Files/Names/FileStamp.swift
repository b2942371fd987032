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
    guard path.asPath({ lstat($0, &status) }) == 0 else { return nil }
    size = Int(status.st_size)
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    inode = UInt64(status.st_ino)
    isRegular = status.st_mode & S_IFMT == S_IFREG
    touched = status.st_ctim.tv_sec * 1_000 + status.st_ctim.tv_nsec / 1_000_000
  }
}
