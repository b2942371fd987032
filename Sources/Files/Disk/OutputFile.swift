internal import CLinux
internal import Glibc

/// A file that appears whole under its final name or not at all (SPEC OUT-4).
///
/// It is written without a name where the file system can do that (`O_TMPFILE`), so that even a killed
/// process leaves nothing behind; elsewhere under a hidden name that is removed with this value. It gets
/// the permissions that the user's umask leaves.
package final class OutputFile {
  /// A path under which a library can open the file while it has no name.
  package let workingPath: String
  private let folder: String
  private let descriptor: Int32
  /// The hidden name, where the file system wants one, until the file has its own.
  private var temporaryPath: String?

  /// Makes the file in the folder where it will appear.
  ///
  /// - Parameters:
  ///   - folder: must exist.
  ///   - isUnnamed: whether to try a file without a name first.
  /// - Throws: `FileError.cannotWrite` when the folder is missing or may not be written to.
  package init(inFolder folder: String, isUnnamed: Bool = true) throws(FileError) {
    self.folder = folder
    if isUnnamed {
      let unnamed = folder.asPath { open($0, O_RDWR | O_CLOEXEC | Self.unnamedFile, 0o666) }
      if unnamed >= 0 {
        descriptor = unnamed
        workingPath = "/proc/self/fd/\(unnamed)"
        return
      }
      guard [EOPNOTSUPP, EISDIR, EINVAL].contains(errno) else {
        throw Self.error(folder, errno)
      }
    }
    var name = ""
    var opened: Int32 = -1
    for attempt in 0..<100 where opened < 0 {
      name = "\(folder)/.broadsheet-\(getpid())-\(attempt).partial"
      opened = name.asPath { open($0, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
      if opened < 0, errno != EEXIST { throw Self.error(folder, errno) }
    }
    guard opened >= 0 else { throw Self.error(folder, EEXIST) }
    descriptor = opened
    workingPath = name
    temporaryPath = name
  }

  deinit {
    close(descriptor)
    if let temporaryPath { Folder.remove(temporaryPath) }
  }

  /// Bytes in the file, as far as they were written through this value.
  package private(set) var size = 0

  /// Lets the system write to the disk what stands from a place on, once it is a few MiB.
  ///
  /// - Returns: from where on the system was not told yet.
  package func startWriting(from start: Int) -> Int {
    guard size - start >= 4 << 20 else { return start }
    channel.startWriting(at: start, count: size - start)
    return size
  }

  /// Writes all of the bytes at the end of the file.
  package func write(_ bytes: borrowing [UInt8]) throws(FileError) {
    // Unsafe: the array's own storage is what the system call reads.
    let end = size
    if let fault = bytes.withUnsafeBytes({ fault(writing: $0, at: end) }) { throw fault }
  }

  /// Puts other bytes in the place of all that was written.
  package func rewrite(_ bytes: borrowing [UInt8]) throws(FileError) {
    guard ftruncate(descriptor, 0) == 0 else { throw failure(systemMessage(errno)) }
    size = 0
    try write(bytes)
  }

  /// Writes all of the bytes at a place in the file or at its end.
  package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
    if let fault = fault(writing: bytes, at: offset) { throw fault }
  }

  private func fault(writing bytes: UnsafeRawBufferPointer, at offset: Int) -> FileError? {
    do throws(FileError) { try channel.write(bytes, at: offset) } catch { return error }
    size = max(size, offset + bytes.count)
    return nil
  }

  /// A way into the file for another thread, as long as the file is open.
  package struct Channel: Sendable {
    fileprivate let descriptor: Int32
    fileprivate let folder: String

    /// Writes all of the bytes at a place in the file or past its end.
    package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
      var written = 0
      while written < bytes.count {
        let sent = pwrite(
          descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written,
          off_t(offset + written))
        if sent < 0, errno == EINTR { continue }
        guard sent > 0 else { throw OutputFile.error(folder, sent == 0 ? ENOSPC : errno) }
        written += sent
      }
    }

    /// Lets the system write a range to the disk while work goes on, so that `sync` finds little to do.
    package func startWriting(at offset: Int, count: Int) {
      _ = start_writing(descriptor, Int64(offset), Int64(count))
    }
  }

  package var channel: Channel { Channel(descriptor: descriptor, folder: folder) }

  /// Reads what was written; 0 at the end of the file.
  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileError)
    -> Int
  {
    while true {
      let got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if got >= 0 { return got }
      guard errno == EINTR else { throw failure(systemMessage(errno)) }
    }
  }

  /// What tells the file from every other on this machine, also once it has a name.
  package struct Identity: Sendable, Equatable, Codable {
    package var device: UInt64
    package var inode: UInt64

    /// nil when there is no such file.
    package init?(ofFileAt path: String) {
      var status = stat()
      guard path.asPath({ lstat($0, &status) }) == 0 else { return nil }
      self.init(status)
    }

    fileprivate init(_ status: stat) {
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
    }
  }

  package func identity() throws(FileError) -> Identity {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(systemMessage(errno)) }
    return Identity(status)
  }

  /// Takes note of what another wrote into the file under its working path.
  package func noteSize() throws(FileError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(systemMessage(errno)) }
    size = Int(status.st_size)
  }

  package func failure(_ reason: String) -> FileError { .cannotWrite(path: folder, reason: reason) }

  /// Flushes what was written to the disk; from here on only `publish` can fail.
  package func sync() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw Self.error(folder, errno) }
  }

  /// Gives the file its final name, unless a file of that name exists.
  ///
  /// - Returns: false when the name is taken; nothing has changed then.
  package func publish(as path: String) throws(FileError) -> Bool {
    try Self.publish([(self, path)])
  }

  /// Gives the file its final name.
  ///
  /// - Throws: `FileError.cannotWrite` also when a file of that name exists.
  package func publish(asNew path: String) throws(FileError) {
    guard try publish(as: path) else { throw Self.nameIsTaken(path) }
  }

  package static func nameIsTaken(_ path: String) -> FileError {
    .cannotWrite(path: path, reason: "a file of that name exists")
  }

  /// Gives several files their names, all or none.
  ///
  /// - Parameters:
  ///   - files: with their paths.
  ///   - named: called after each.
  /// - Returns: false when one of the names is taken; nothing has changed then.
  /// - Throws: `FileError`; none of the files has a name then.
  package static func publish(
    _ files: [(file: OutputFile, path: String)], named: () -> Void = {}
  ) throws(FileError) -> Bool {
    var done = 0
    func withdraw() { for (file, path) in files[..<done] { file.withdraw(from: path) } }
    do throws(FileError) {
      for (file, path) in files {
        guard try file.link(to: path) else {
          withdraw()
          return false
        }
        done += 1
        named()
      }
      for folder in Set(files.map(\.file.folder)) { try syncFolder(folder) }
      return true
    } catch {
      withdraw()
      throw error
    }
  }

  private func link(to path: String) throws(FileError) -> Bool {
    let code =
      if let temporaryPath {
        // Not every file system has hard links; all have renaming.
        temporaryPath.asPath { from in path.asPath { rename_without_replacing(from, $0) } }
      } else {
        path.asPath { linkat(AT_FDCWD, workingPath, AT_FDCWD, $0, AT_SYMLINK_FOLLOW) }
      }
    guard code == 0 else {
      if errno == EEXIST { return false }
      throw Self.error(path, errno)
    }
    temporaryPath = nil
    return true
  }

  /// Takes the file's name back, so that it can get another.
  private func withdraw(from path: String) {
    if workingPath.hasPrefix("/proc/") {
      Folder.remove(path)
    } else if Folder.rename(path, to: workingPath) == 0 {
      temporaryPath = workingPath
    }
  }

  /// Makes a new name in the folder survive a power failure.
  private static func syncFolder(_ folder: String) throws(FileError) {
    let opened = folder.asPath { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else { throw error(folder, errno) }
    defer { close(opened) }
    // Some file systems cannot sync a folder; they answer EINVAL and order names themselves.
    guard fsync(opened) == 0 || errno == EINVAL else { throw error(folder, errno) }
  }

  /// Makes the folder and those above it, if they are missing.
  package static func makeFolder(_ folder: String) throws(FileError) {
    if Folder.make(folder) == 0 || errno == EEXIST { return try checkFolder(folder) }
    let above = Folder.of(folder)
    guard errno == ENOENT, above != ".", above != "/" else { throw error(folder, errno) }
    try makeFolder(above)
    guard Folder.make(folder) == 0 || errno == EEXIST else { throw error(folder, errno) }
  }

  private static func checkFolder(_ folder: String) throws(FileError) {
    var status = stat()
    guard folder.asPath({ stat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .cannotWrite(path: folder, reason: "it is not a folder")
    }
  }

  /// Copies a file to a name that is free; it appears there whole, or not at all.
  package static func copy(_ from: String, to path: String) throws(FileError) {
    let source = try InputFile(from, limit: .max)
    let file = try OutputFile(inFolder: Folder.of(path))
    while file.size < source.size {
      let bytes = try source.read(at: file.size, count: 1 << 20)
      guard !bytes.isEmpty else { break }
      try file.write(bytes)
    }
    try file.sync()
    try file.publish(asNew: path)
  }

  /// Writes a small file as a whole, and makes its folder if need be.
  ///
  /// - Returns: false when there is a file of that name; it stays as it is.
  /// - Throws: `FileError` when it cannot be written.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) -> Bool {
    let folder = Folder.of(path)
    try makeFolder(folder)
    let file = try OutputFile(inFolder: folder)
    try file.write(bytes)
    try file.sync()
    return try file.publish(as: path)
  }

  /// Puts a small file in the place of another; whoever opens it sees the old one or the new one, whole.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    // A file without a name cannot take one that is in use.
    let file = try OutputFile(inFolder: Folder.of(path), isUnnamed: false)
    try file.write(bytes)
    try file.sync()
    try file.publish(over: path)
  }

  /// Gives a file that was made with a hidden name its final one, also in the place of another file, whose
  /// permissions it takes.
  package func publish(over path: String) throws(FileError) {
    var status = stat()
    if path.asPath({ stat($0, &status) }) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
    guard Folder.rename(workingPath, to: path) == 0 else { throw Self.error(path, errno) }
    temporaryPath = nil
    try Self.syncFolder(folder)
  }

  /// Adds bytes to the end of a file, which is made if there is none, and flushes it to the disk.
  package static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
    let descriptor = path.asPath { open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666) }
    guard descriptor >= 0 else { throw error(path, errno) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let sent = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if sent < 0, errno == EINTR { continue }
      guard sent > 0 else { throw error(path, sent == 0 ? ENOSPC : errno) }
      written += sent
    }
    guard fsync(descriptor) == 0 else { throw error(path, errno) }
  }

  /// Gives a file a second name, as a link where the file systems allow it, else as a copy; a name that is
  /// taken stays as it is.
  package static func addName(_ path: String, to file: String) throws(FileError) {
    let code = file.asPath { file in path.asPath { Glibc.link(file, $0) } }
    if code == 0 || errno == EEXIST { return }
    try copy(file, to: path)
  }

  /// `O_TMPFILE`, which Swift does not import because its C macro joins two others.
  private static var unnamedFile: Int32 { 0o20_000_000 | O_DIRECTORY }

  package static func error(_ path: String, _ number: Int32) -> FileError {
    number == ENOSPC || number == EDQUOT
      ? .diskFull(path: path) : .cannotWrite(path: path, reason: systemMessage(number))
  }
}
