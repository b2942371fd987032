import Files
import Foundation
import Ledger
import TestSupport
import Testing

@Suite("Records in a folder: files and their locks")
struct FolderRecordStoreTests {
  private let folder: Workdir
  private let store: FolderRecordStore

  init() throws {
    folder = try Workdir()
    store = FolderRecordStore(besideLedgerIn: folder.path)
  }

  private func publish(for task: String) throws -> String {
    let draft = try store.draft()
    try draft.write([1, 2, 3])
    return try draft.publish(for: task)
  }

  private func age(_ name: String, _ seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)],
      ofItemAtPath: folder.file("records/\(name)"))
  }

  @Test("Records are files beside the ledger; a draft has no name there")
  func files() throws {
    let draft = try store.draft()
    try draft.write([1, 2, 3])
    #expect(folder.names(in: "records") == [])
    #expect(try draft.publish(for: "1f") == "1f-1.records")
    #expect(folder.names(in: "records") == ["1f-1.records"])
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.file("records/1f-1.records")))
    #expect(data == Data([1, 2, 3]))
    _ = try store.claim(duty: "callbacks")
    #expect(folder.names().sorted() == ["callbacks.lock", "records"])
  }

  @Test("A stray of more than an hour goes, unless it is claimed; other files stay")
  func strays() throws {
    let names = try ["1f", "2f", "3f", "4f"].map(publish)
    try folder.write("records/notes.txt", "x")
    for name in names.dropLast() + ["notes.txt"] { try age(name, 3_700) }
    let claim = try store.claim(names[1])
    try store.removeStrays { [names[0]] }
    withExtendedLifetime(claim) {}
    #expect(folder.names(in: "records").sorted() == names.filter { $0 != names[2] } + ["notes.txt"])
  }

  @Test("A claim ends with its process, however that ends")
  func killed() throws {
    let name = try publish(for: "1f")
    let other = Process()
    other.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = """
      import fcntl, sys, time
      file = open(sys.argv[1])
      fcntl.flock(file, fcntl.LOCK_EX)
      open(sys.argv[2], 'w').close()
      time.sleep(60)
      """
    let flag = folder.file("locked")
    other.arguments = [
      Tool.python ?? "python3", "-c", script, folder.file("records/\(name)"), flag,
    ]
    try other.run()
    while !Folder.exists(flag), other.isRunning { usleep(2_000) }
    guard case .taken = try store.claim(name) else {
      Issue.record("it can be claimed twice")
      return
    }
    kill(other.processIdentifier, SIGKILL)
    other.waitUntilExit()
    #expect(try store.claim(name).claim != nil)
  }
}
