import Foundation
import Ledger
import Messaging
import Synchronization
import TestSupport
import Testing

@Suite("The ledger's file: made, opened, shared, damaged")
struct LedgerFileTests {
  @Test("It is in WAL mode with pages of 16 KiB, and opening it again changes nothing")
  func settings() throws {
    let test = try TestLedger()
    #expect(try test.python("PRAGMA journal_mode") == #"[["wal"]]"#)
    #expect(try test.python("PRAGMA page_size") == "[[16384]]")
    #expect(try test.ledger.read { try $0.faults() } == [])
    let before = try test.python("SELECT name, sql FROM sqlite_master ORDER BY name")
    _ = try Ledger(folder: test.ledger.folder)
    #expect(try test.python("SELECT name, sql FROM sqlite_master ORDER BY name") == before)
  }

  /// What takes a ledger back to the version before, from the newest on.
  private static let undoing: [(version: Int, statements: [String])] = [
    (
      9,
      [
        "ALTER TABLE export ADD COLUMN data TEXT NOT NULL DEFAULT ''",
        "UPDATE export SET data = results || ' as ' || format",
        "ALTER TABLE export DROP COLUMN results", "ALTER TABLE export DROP COLUMN format",
        "ALTER TABLE alarm DROP COLUMN hour", "DROP INDEX alarmWaiting",
        "CREATE INDEX alarmWaiting ON alarm (id) WHERE NOT isInOutbox",
      ]
    ),
    (8, ["ALTER TABLE task DROP COLUMN attempts"]),
    (
      7,
      [
        "DROP INDEX replyByCallback", "ALTER TABLE reply DROP COLUMN callback",
        "DROP TABLE callback",
      ]
    ),
    (6, ["DROP TABLE alarm"]),
    (5, ["DROP TABLE reply", "DROP TABLE resubscription"]),
    (4, ["DROP TABLE customer", "DROP TABLE customerGroup"]),
    (
      3,
      [
        "DROP TABLE numberFilter", "DROP TABLE statistic", "DROP INDEX taskByStart",
        "ALTER TABLE task DROP COLUMN hasLink",
      ]
    ),
    (2, ["DROP INDEX taskByOrigin", "ALTER TABLE task DROP COLUMN origin"]),
  ]

  /// The first alone is of an hour, as its words said before it had a column.
  private static let alarms: [AlarmRow] = {
    var alarms = [
      ("codeAbuse", "2026-05-02 13:00: 120 verification messages in an hour."),
      ("codeAbuse", "Nobody knows the hour: 1."), ("review", "2026-05-02 13:00: approved."),
    ].map { event, text in
      AlarmRow(application: "shop", event: event, text: text, task: 1, time: 7, contacts: [])
    }
    // 20,575 days since 1970-01-01, and 13 hours.
    alarms[0].hour = 20_575 * 24 + 13
    return alarms
  }()

  @Test(
    "A ledger of each older version becomes one of today, and keeps what it has", arguments: 1...8)
  func migrations(version: Int) throws {
    let test = try TestLedger()
    let shape =
      "SELECT type, name, replace(replace(sql, char(10), ''), ' ', '') FROM sqlite_master "
      + "WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    let today = try test.python(shape)
    try test.task { $0.counts.accepted = 7 }
    let number = E164(digits: 8_617_400_000_001)
    let export = ExportRow(
      task: 1, name: "Bill.xlsx", results: ["failed", "refused"], format: "xlsx",
      result: "failed", time: 6)
    try test.ledger.write { book throws in
      _ = try book.add([number], to: .mute, ListScope("Acme"), at: 5)
      _ = try book.save(export)
      _ = try book.add(Self.alarms)
    }
    for (undone, statements) in Self.undoing where undone > version {
      for statement in statements { try test.python(statement) }
      try test.python("DELETE FROM grdb_migrations WHERE identifier = '\(undone)'")
    }
    #expect(try test.python(shape) != today)
    let reopened = try Ledger(folder: test.ledger.folder)
    #expect(try test.python(shape) == today)
    let task = try #require(try reopened.read { try $0.task(numbered: 1) })
    #expect(task.name == "Bill" && task.counts.accepted == 7)
    #expect(task.origin == nil && task.attempts == 0)
    try reopened.read { book throws in
      #expect(try book.isOn(.mute, number, ListScope("Acme")))
      let exports = try book.exports()
      #expect(exports.map(\.results) == [["failed", "refused"]])
      #expect(exports.map(\.format) == ["xlsx"])
      // The table of alarms is of version 6.
      let hours = try book.alarms().map(\.hour)
      #expect(hours == (version < 6 ? [] : Self.alarms.map(\.hour)))
    }
  }

  @Test("A ledger of a newer version is left alone")
  func tooNew() throws {
    let test = try TestLedger()
    try test.python("INSERT INTO grdb_migrations VALUES ('99')")
    #expect(throws: LedgerError.tooNew(path: test.path)) {
      try Ledger(folder: test.ledger.folder)
    }
  }

  @Test("A writer waits for another process, and sees what that one wrote")
  func processes() throws {
    let test = try TestLedger()
    let other = Process()
    other.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = """
      import sqlite3, sys, time
      db = sqlite3.connect(sys.argv[1], isolation_level=None)
      db.execute("BEGIN IMMEDIATE")
      db.execute("INSERT INTO package VALUES ('shop', 40)")
      open(sys.argv[2], 'w').close()
      time.sleep(0.3)
      db.execute("COMMIT")
      """
    let flag = test.folder.file("locked")
    other.arguments = [Tool.python ?? "python3", "-c", script, test.path, flag]
    try other.run()
    while !FileManager.default.fileExists(atPath: flag), other.isRunning { usleep(2_000) }
    // Until the other is done a reader sees what was before.
    #expect(try test.ledger.read { try $0.usedItems(of: "shop") } == 0)
    try test.ledger.write { try $0.use(2, of: "shop") }
    other.waitUntilExit()
    #expect(try test.ledger.read { try $0.usedItems(of: "shop") } == 42)
  }

  @Test("A file that is no database, and one whose pages were overwritten, are named")
  func damage() throws {
    let test = try TestLedger()
    try test.python(
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
        + "INSERT INTO package SELECT 'a' || i, 1 FROM n", "PRAGMA wal_checkpoint(TRUNCATE)")
    // The first page has the schema; those behind it hold the tables.
    var bytes = try Array(Data(contentsOf: URL(fileURLWithPath: test.path)))
    for index in 16_384..<bytes.count { bytes[index] = 0xA5 }
    try test.folder.write("Ledger/ledger.sqlite", bytes)
    do {
      let ledger = try Ledger(folder: test.ledger.folder)
      #expect(try ledger.read { try $0.faults() } != [])
      _ = try ledger.read { try $0.tasks() }
      Issue.record("a damaged table was read")
    } catch let error as LedgerError {
      guard case .damaged(test.path, _) = error else {
        Issue.record("\(error)")
        return
      }
    }
    try test.folder.write(
      "Ledger/ledger.sqlite", String(repeating: "phone,name\n", count: 200))
    do {
      _ = try Ledger(folder: test.ledger.folder)
      Issue.record("a text was opened")
    } catch {
      guard case .cannotOpen(test.path, _) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test("A folder without a parent cannot be made")
  func noParent() throws {
    let folder = try Workdir()
    let path = folder.file("none/Ledger")
    #expect(
      throws: LedgerError.cannotOpen(path: path, reason: "No such file or directory")
    ) { try Ledger(folder: path) }
  }

  @Test(
    "File systems that other machines write to as well are known by number or by program",
    arguments: [
      // statfs(2): NFS_SUPER_MAGIC, CIFS_SUPER_MAGIC, SMB2_SUPER_MAGIC, V9FS_MAGIC, then local ones.
      (0x6969, nil, "NFS"), (0xFF53_4D42, nil, "CIFS"), (0xFE53_4D42, nil, "SMB2"),
      (0x0102_1997, nil, "9P"), (0xEF53, "ext4", nil), (0x0102_1994, "tmpfs", nil),
      (0x9123_683E, "btrfs", nil), (0x794C_7630, "overlay", nil),
      // FUSE_SUPER_MAGIC says nothing of what is behind it.
      (0x6573_5546, "fuse.sshfs", "sshfs"), (0x6573_5546, "fuse.glusterfs", "glusterfs"),
      (0x6573_5546, "fuse.gocryptfs", nil), (0x6573_5546, "fuseblk", nil),
      (0x6573_5546, nil, nil),
    ] as [(UInt, String?, String?)])
  func networks(magic: UInt, mountType: String?, name: String?) {
    #expect(FileSystem.network(magic: magic, mountType: mountType) == name)
  }
}
