internal import Files
internal import Glibc

/// A lock on a file, which dies with the process.
final class FileLock: Claim {
  private let descriptor: Int32

  /// Locks a file that is there.
  ///
  /// - Returns: nil when another process has it, or there is no such file.
  init?(_ path: String) {
    descriptor = path.asPath { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0, Self.lock(descriptor) else { return nil }
  }

  /// Locks a file, which is made if there is none.
  ///
  /// - Returns: nil when another process has it.
  /// - Throws: `FileError` when it can be neither made nor opened.
  init?(making path: String) throws(FileError) {
    descriptor = path.asPath { open($0, O_RDWR | O_CREAT | O_CLOEXEC, 0o666) }
    guard descriptor >= 0 else { throw OutputFile.error(path, errno) }
    guard Self.lock(descriptor) else { return nil }
  }

  private static func lock(_ descriptor: Int32) -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
