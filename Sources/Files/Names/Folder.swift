internal import Glibc

/// What is in a folder.
package enum Folder {
  /// Names in the folder, in no order, each with all its bytes (`FileName`); none when there is no such
  /// folder, or it may not be read.
  package static func names(in folder: String) -> [String] {
    guard let stream = folder.asPath({ opendir($0) }) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      // Unsafe: the name is a C array in the system's record, which ends in a zero.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { FileName.text($0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Why nobody can see what is in a folder, or open it; nil when one can.
  package static func cannotList(_ folder: String) -> String? {
    guard let stream = folder.asPath({ opendir($0) }) else { return systemMessage(errno) }
    closedir(stream)
    return folder.asPath { access($0, X_OK) } == 0 ? nil : systemMessage(errno)
  }

  /// Removes an empty folder, if it is there.
  package static func removeEmpty(_ folder: String) { _ = folder.asPath { rmdir($0) } }

  /// Whether a path is a folder itself, not a link to one.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return path.asPath { lstat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  package static func isFile(_ path: String) -> Bool {
    var status = stat()
    return path.asPath { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// A path that means the same from every folder.
  package static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let here = current else { return path }
    if path.isEmpty || path == "." { return here }
    return "\(here)/\(path.hasPrefix("./") ? String(path.dropFirst(2)) : path)"
  }

  /// A path as seen from the current folder, where it is shorter.
  package static func relative(_ path: String) -> String {
    guard let here = current, path.utf8.starts(with: (here + "/").utf8) else { return path }
    return String(path.utf8.dropFirst(here.utf8.count + 1)) ?? path
  }

  private static var current: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return FileName.text(path)
  }

  /// The path of a name in a folder; the name alone in the current one.
  package static func path(_ name: String, in folder: String) -> String {
    folder == "." ? name : "\(folder)/\(name)"
  }

  /// The folder that a path lies in.
  package static func of(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path.utf8[..<slash]) ?? path
  }

  /// Makes a folder; 0, or -1 with the system's error.
  package static func make(_ path: String) -> Int32 { path.asPath { mkdir($0, 0o777) } }

  /// Gives a file or a folder another name; 0, or -1 with the system's error.
  package static func rename(_ path: String, to other: String) -> Int32 {
    path.asPath { path in other.asPath { Glibc.rename(path, $0) } }
  }

  /// Removes a file, if it is there.
  package static func remove(_ path: String) { _ = path.asPath { unlink($0) } }

  /// Seconds since a file was last written to; nil when there is none.
  package static func age(_ path: String) -> Int? {
    var status = stat()
    guard path.asPath({ stat($0, &status) }) == 0 else { return nil }
    return time(nil) - status.st_mtim.tv_sec
  }

  package static func exists(_ path: String) -> Bool { path.asPath { access($0, F_OK) } == 0 }
}
