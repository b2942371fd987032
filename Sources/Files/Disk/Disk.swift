internal import Glibc

/// What a folder's file system can do and has room for.
package enum Disk {
  /// Bytes that this user may still write; nil when it cannot be told.
  package static func freeBytes(_ folder: String) -> Int? {
    var status = statvfs()
    guard folder.asPath({ statvfs($0, &status) }) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  /// Why no file can be made in a folder; nil when one can.
  package static func cannotWrite(_ folder: String) -> String? {
    fault(writing: 1, inFolder: folder)?.description
  }

  /// What stops a file of so many bytes from being written; nil when nothing does.
  package static func fault(writing bytes: Int, inFolder folder: String) -> FileError? {
    do throws(FileError) {
      let file = try OutputFile(inFolder: folder)
      try file.write([UInt8](repeating: 0x78, count: bytes))
      try file.sync()
      return nil
    } catch {
      return error
    }
  }

  /// Whether two folders are on one file system, so that a file moves by getting another name.
  package static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard one.asPath({ stat($0, &first) }) == 0, other.asPath({ stat($0, &second) }) == 0 else {
      return false
    }
    return first.st_dev == second.st_dev
  }
}
