package import Files
internal import Glibc
internal import Sending
internal import Tasks

/// A file that a watcher has taken out of the inbox: a folder of its own below `.work`.
///
/// Whoever works on it holds a lock on that folder, which dies with the process. What is in an unlocked
/// folder is of a watcher that died, and anybody may go on with it.
package final class TakenFile {
  package let id: String
  private let layout: DropLayout
  private let descriptor: Int32
  /// The sheet or task file, and the sheet beside a task file.
  package private(set) var names: [DropLayout.Name] = []
  private var stampsAtBegin: [FileStamp?] = []

  private var folder: String { "\(layout.work)/\(id)" }
  private var attemptsPath: String { "\(folder)/attempts" }

  /// Opens and locks the folder of that id; nil when another has it, or it is gone.
  private init?(_ id: String, _ layout: DropLayout) {
    self.id = id
    self.layout = layout
    let path = "\(layout.work)/\(id)"
    descriptor = path.asPath { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    // Between the look and the lock another may have removed it.
    var (mine, present) = (stat(), stat())
    guard fstat(descriptor, &mine) == 0, path.asPath({ stat($0, &present) }) == 0,
      mine.st_ino == present.st_ino
    else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  // MARK: - Taking

  /// Takes files out of the inbox, the first of which decides who has them.
  ///
  /// - Parameters:
  ///   - names: a sheet; or a task file and its sheet.
  ///   - stamp: of the first, as it was when it was found to be whole.
  ///   - layout: of the drop folder.
  /// - Returns: nil when another watcher was faster, or the file has changed.
  /// - Throws: `FileError` when a folder cannot be written to.
  package static func take(
    _ names: [DropLayout.Name], _ stamp: FileStamp, _ layout: DropLayout
  ) throws -> TakenFile? {
    let taken = try make(layout)
    do {
      for name in names {
        for moved in [name] + DropLayout.markers.map(name.beside) {
          let isMoved = try taken.move(from: layout.path(moved), to: taken.path(moved))
          if !isMoved, moved == names[0] {
            taken.remove()
            return nil
          }
        }
      }
    } catch {
      taken.names = names
      try taken.giveBack()
      throw error
    }
    taken.names = names.filter { Folder.exists(taken.path($0)) }
    guard FileStamp(taken.path(names[0])) == stamp, taken.names == names else {
      try taken.giveBack()
      return nil
    }
    return taken
  }

  private static func make(_ layout: DropLayout) throws -> TakenFile {
    try OutputFile.makeFolder(layout.work)
    for attempt in 0..<1_000 {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      let id = "\(time.tv_sec)-\(getpid())-\(time.tv_nsec / 1_000)-\(attempt)"
      if Folder.make("\(layout.work)/\(id)") == 0 {
        if let taken = TakenFile(id, layout) { return taken }
      } else if errno != EEXIST {
        throw OutputFile.error(layout.work, errno)
      }
    }
    throw FileError.cannotWrite(path: layout.work, reason: "no name is free")
  }

  /// What watchers that died have left, locked.
  package static func abandoned(_ layout: DropLayout) -> [TakenFile] {
    Folder.names(in: layout.work).sorted().compactMap { id in
      guard let taken = TakenFile(id, layout) else { return nil }
      taken.findNames()
      if taken.names.isEmpty {
        taken.remove()
        return nil
      }
      return taken
    }
  }

  private func findNames() {
    let root = "\(folder)/files"
    for entry in Folder.names(in: root) {
      if Folder.isFolder("\(root)/\(entry)") {
        names += Folder.names(in: "\(root)/\(entry)").map {
          DropLayout.Name(folder: entry, file: $0)
        }
      } else {
        names.append(DropLayout.Name(folder: nil, file: entry))
      }
    }
    names = names.filter { name in !DropLayout.markers.contains(where: name.has) }
    // A task file comes before its sheet.
    names.sort { ($0.isTaskFile ? 0 : 1, $0) < ($1.isTaskFile ? 0 : 1, $1) }
  }

  // MARK: - Looking at it

  private var stamps: [FileStamp?] { names.map { FileStamp(path($0)) } }

  /// Whether somebody has written to the files since work on them began.
  package var hasChanged: Bool { stamps != stampsAtBegin }

  package func path(_ name: DropLayout.Name) -> String { "\(folder)/files/\(name)" }

  /// Whether the user wants it sent again, whatever the ledger knows.
  package var isForced: Bool { names.contains { Folder.exists(path($0.beside(".again"))) } }

  /// How often work on it began and did not come to an orderly end.
  package var attempts: Int {
    guard let file = try? InputFile(attemptsPath, limit: 1 << 10),
      let bytes = try? file.read(at: 0, count: 1 << 10)
    else { return 0 }
    return Int(String(decoding: bytes, as: UTF8.self)) ?? 0
  }

  /// Notes that work begins, so that a crash leaves a trace.
  package func begin() throws {
    try note(attempts + 1)
    // An earlier try may have left its list.
    for name in Folder.names(in: besides) { Folder.remove("\(besides)/\(name)") }
    stampsAtBegin = stamps
  }

  /// Notes that work ended in order, though not in success.
  package func end() { try? note(max(0, attempts - 1)) }

  private func note(_ count: Int) throws {
    let file = try OutputFile(inFolder: folder)
    try file.write(Array("\(count)".utf8))
    try file.sync()
    // The old count goes only when the new one can take its place.
    Folder.remove(attemptsPath)
    _ = try file.publish(as: attemptsPath)
  }

  // MARK: - Where it goes

  /// A folder for what is to go where the file goes: the list of its removed rows.
  package var besides: String { "\(folder)/besides" }

  /// The folder that the file is rejected into, the same after a kill: named by date, time and file.
  ///
  /// - Parameter stamp: `20261120-193005`.
  /// - Returns: its path; it is there.
  /// - Throws: `FileError` when it cannot be made.
  func rejectedFolder(_ stamp: String) throws -> String {
    if let file = try? InputFile(rejectedPath, limit: 1 << 12),
      let bytes = try? file.read(at: 0, count: file.size)
    {
      return FileName.text(bytes)
    }
    let name = OutputName.safe(names[0].shownFile)
    try OutputFile.makeFolder(layout.rejected)
    for number in 1...1_000 {
      let path =
        "\(layout.rejected)/\(stamp) \(name)" + (number == 1 ? "" : "-\(number)")
      // Another watcher may reject a file of this name in the same second.
      if Folder.make(path) == 0 {
        _ = try OutputFile.write(FileName.bytes(path), to: rejectedPath)
        return path
      }
      guard errno == EEXIST else { throw OutputFile.error(path, errno) }
    }
    throw FileError.cannotWrite(path: layout.rejected, reason: "no name is free")
  }

  private var rejectedPath: String { "\(folder)/rejected" }

  /// Notes that a task of this file is in the ledger, which is finished from here.
  package var isStarted = false

  /// Puts everything back to where it was dropped, unless a task of it has begun.
  ///
  /// - Returns: whether it is back.
  package func giveBackUnlessStarted() throws -> Bool {
    if isStarted { return false }
    try giveBack()
    return true
  }

  /// Puts everything back to where it was dropped.
  package func giveBack() throws {
    // The task file last: from then on the two are found again.
    for name in names.reversed() {
      for moved in DropLayout.markers.map(name.beside) + [name] {
        _ = try move(from: path(moved), to: try Self.free(layout.path(moved)))
      }
    }
    remove()
  }

  /// Moves the files into a folder, under names that are free there.
  ///
  /// - Returns: the path of the first.
  package func finish(in target: String) throws -> String {
    var first = ""
    for name in names {
      let path = try Self.free("\(target)/\(name.file)")
      _ = try move(from: self.path(name), to: path)
      if first.isEmpty { first = path }
      for ending in DropLayout.markers { Folder.remove(self.path(name.beside(ending))) }
    }
    for name in Folder.names(in: besides) {
      _ = try move(from: "\(besides)/\(name)", to: try Self.free("\(target)/\(name)"))
    }
    remove()
    return first
  }

  /// Bytes of the longest name that Linux knows.
  private static let nameBytes = 255

  /// A path that no file has: with a number in front of its ending if need be.
  package static func free(_ path: String) throws -> String {
    var (stem, ending) = FileName.parts(of: FileName.last(of: path))
    for number in 1...100_000 {
      let more = "-\(number)\(ending)"
      while number > 1, !stem.isEmpty, FileName.bytes(stem + more).count > nameBytes {
        stem.unicodeScalars.removeLast()
      }
      let candidate = number == 1 ? path : "\(Folder.of(path))/\(stem)\(more)"
      if FileStamp(candidate) == nil { return candidate }
    }
    throw FileError.cannotWrite(path: path, reason: "no name is free")
  }

  /// - Returns: false when there is nothing to move.
  private func move(from: String, to: String) throws -> Bool {
    guard FileStamp(from) != nil else { return false }
    try OutputFile.makeFolder(Folder.of(to))
    if Folder.rename(from, to: to) == 0 { return true }
    // Over a network a rename may be said to have failed though it happened.
    if FileStamp(from) == nil { return FileStamp(to) != nil }
    guard errno == EXDEV else { throw OutputFile.error(to, errno) }
    try OutputFile.copy(from, to: to)
    Folder.remove(from)
    return true
  }

  /// Removes the folder, if nothing is left in it.
  private func remove() {
    for path in [attemptsPath, rejectedPath] { Folder.remove(path) }
    for name in Folder.names(in: besides) { Folder.remove("\(besides)/\(name)") }
    let root = "\(folder)/files"
    for entry in Folder.names(in: root) { Folder.removeEmpty("\(root)/\(entry)") }
    for path in [besides, root, folder] { Folder.removeEmpty(path) }
  }
}
