internal import Glibc

/// What is in a folder.
package enum Folder {
  /// Names in the folder, in no order; none when there is no such folder.
  package static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      // Unsafe: the name is a C array in the system's record, which ends in a zero.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Whether a path is a folder itself, not a link to one.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  package static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
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
    guard let here = current, path.hasPrefix(here + "/") else { return path }
    return String(path.utf8.dropFirst(here.utf8.count + 1)) ?? path
  }

  private static var current: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// The path of a name in a folder; the name alone in the current one.
  package static func path(_ name: String, in folder: String) -> String {
    folder == "." ? name : "\(folder)/\(name)"
  }

  /// The folder that a path lies in.
  package static func of(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Removes a file, if it is there.
  package static func remove(_ path: String) { unlink(path) }

  /// Seconds since a file was last written to; nil when there is none.
  package static func age(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return time(nil) - status.st_mtim.tv_sec
  }

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
