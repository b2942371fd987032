internal import Files

/// Records as files of a folder, each locked by whoever works on its task.
package struct FolderRecordStore: RecordStore {
  /// Where the files are.
  private let folder: String
  /// Where the locks of duties are.
  private let lockFolder: String

  private static let ending = ".records"
  /// Seconds after which a file without a task is a stray.
  private static let strayAge = 3_600

  /// - Parameter ledger: the folder of the ledger, which has to be there; that of the records is made when
  ///   there are some.
  package init(besideLedgerIn ledger: String) {
    folder = "\(ledger)/records"
    lockFolder = ledger
  }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }

  package func draft() throws -> any RecordsDraft {
    try OutputFile.makeFolder(folder)
    return Draft(try OutputFile(inFolder: folder), inFolder: folder)
  }

  package func open(_ name: String) throws -> any StoredRecords {
    try RecordsFile(path(name))
  }

  package func claim(_ name: String) throws -> RecordsClaim {
    if let lock = FileLock(path(name)) { return .mine(lock) }
    return Folder.exists(path(name)) ? .taken : .missing
  }

  package func claim(duty: String) throws -> (any Claim)? {
    try FileLock(making: "\(lockFolder)/\(duty).lock")
  }

  package func remove(_ name: String) { Folder.remove(path(name)) }

  package func removeStrays(besides known: () throws -> Set<String>) throws {
    let names = Folder.names(in: folder).filter { $0.hasSuffix(Self.ending) }
    let known = try known()
    for name in names where !known.contains(name) {
      guard Folder.age(path(name)) ?? 0 > Self.strayAge else { continue }
      guard let lock = FileLock(path(name)) else { continue }
      remove(name)
      withExtendedLifetime(lock) {}
    }
  }

  /// A file that has no name yet.
  private final class Draft: RecordsDraft {
    private let file: OutputFile
    private let folder: String
    /// What the system was not told to write yet begins here.
    private var started = 0

    init(_ file: OutputFile, inFolder folder: String) {
      self.file = file
      self.folder = folder
    }

    var size: Int { file.size }

    func write(_ bytes: borrowing [UInt8]) throws {
      try file.write(bytes)
      // Much is on the disk by the time it has to be.
      started = file.startWriting(from: started)
    }

    func publish(for task: String) throws -> String {
      try file.sync()
      var attempt = 1
      while true {
        let name = "\(task)-\(attempt)\(FolderRecordStore.ending)"
        if try file.publish(as: "\(folder)/\(name)") { return name }
        attempt += 1
      }
    }
  }
}

/// Records in a file.
package final class RecordsFile: StoredRecords {
  package let place: String
  private let file: InputFile

  package init(_ path: String) throws {
    place = path
    file = try InputFile(path, limit: .max)
  }

  package var size: Int { file.size }

  package func read(at offset: Int, count: Int) throws -> [UInt8] {
    try file.read(at: offset, count: count)
  }
}
