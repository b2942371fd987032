internal import Glibc

/// What a folder's file system can do and has room for.
package enum Disk {
  /// Bytes that this user may still write; nil when it cannot be told.
  package static func freeBytes(_ folder: String) -> Int? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  /// Why no file can be made in a folder; nil when one can.
  package static func cannotWrite(_ folder: String) -> String? {
    do throws(SheetError) {
      let file = try OutputFile(inFolder: folder)
      try file.write(Array("x".utf8))
      return nil
    } catch {
      return error.description
    }
  }

  /// Whether two folders are on one file system, so that a file moves by getting another name.
  package static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev
  }
}
