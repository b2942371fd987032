import DropFolder
import Files
import Foundation
import TestSupport
import Testing

/// An inbox with one file in it, and two clocks that the test moves.
private struct Inbox {
  let folder: Workdir
  private let layout: DropLayout
  private let name = DropLayout.Name(folder: "bill", file: "a.csv")
  /// How long ago the file was last touched, in milliseconds.
  private let age = Age()
  var arrivals: Arrivals

  private final class Age { var milliseconds = 0 }

  /// Makes an inbox whose files must be at rest for 1,000 ms and may take 60,000 ms to become whole.
  init(_ text: String? = "p,n\n17400001001,a\n") throws {
    folder = try Workdir()
    layout = DropLayout(inbox: folder.file("Inbox"))
    let (path, age) = (layout.path(name), age)
    arrivals = Arrivals(layout) { (FileStamp(path)?.touched ?? 0) + age.milliseconds }
    arrivals.rest = 1_000
    arrivals.patience = 60_000
    try FileManager.default.createDirectory(
      atPath: folder.file("Inbox/bill"), withIntermediateDirectories: true)
    if let text { try write(text) }
  }

  var path: String { layout.path(name) }

  func write(_ text: String, ending: String = "") throws {
    try folder.write("Inbox/bill/a.csv" + ending, text)
  }

  /// What is said of the file at a time of the clock that only goes forward.
  mutating func look(_ now: Int, age: Int = 0) -> Arrivals.State {
    self.age.milliseconds = age
    return arrivals.look(name, now: now)
  }

  mutating func noteRename(_ now: Int) { arrivals.noteRename(name, now: now) }

  var ready: Arrivals.State { FileStamp(path).map { .ready($0) } ?? .waiting }

  func incomplete(_ reason: String) -> Arrivals.State {
    FileStamp(path).map { .incomplete($0, reason) } ?? .waiting
  }
}

@Suite("DROP-1, DROP-5: when a file has arrived")
struct ArrivalsTests {
  private static let lineEnd =
    "its last line alone has no end, so it may have been cut off; if it is whole, end that line, or "
    + "put an empty file beside it whose name has .ready behind the sheet's"
  private static let checksum = "its checksum is not the one beside it"

  @Test("It has been at rest over two looks and for as long as it must")
  func rest() throws {
    var inbox = try Inbox()
    #expect(inbox.look(5_000) == .waiting)
    #expect(inbox.look(5_999) == .waiting)
    #expect(inbox.look(6_000) == inbox.ready)
    // However old it is, one look says nothing of whether somebody writes to it.
    var other = try Inbox()
    other.arrivals.rest = 0
    #expect(other.look(1_000_000, age: 1_000_000) == .waiting)
    #expect(other.look(1_000_000, age: 1_000_000) == other.ready)
  }

  @Test("Each change begins the rest again: more bytes, or another file of the same size")
  func changes() throws {
    var inbox = try Inbox()
    #expect(inbox.look(0) == .waiting)
    try inbox.write("p,n\n17400001001,a\n17400001002,b\n")
    #expect(inbox.look(1_000) == .waiting)
    #expect(inbox.look(1_999) == .waiting)
    // The old file stays until the new one is there, so that theirs are two inodes.
    try inbox.write("p,n\n17400001001,a\n17400001003,c\n", ending: ".part")
    #expect(rename(inbox.path + ".part", inbox.path) == 0)
    #expect(inbox.look(2_000) == .waiting)
    #expect(inbox.look(3_000) == inbox.ready)
  }

  @Test("One that was renamed into place has arrived at once, if its end is there")
  func renamed() throws {
    var inbox = try Inbox()
    inbox.noteRename(0)
    #expect(inbox.look(0) == inbox.ready)
    var cut = try Inbox("p,n\n17400001001,a\n1740000")
    cut.noteRename(0)
    #expect(cut.look(0) == .waiting)
    #expect(cut.look(1_000) == .stuck(Self.lineEnd))
    // What is written after the rename makes it a file like others.
    inbox.noteRename(2_000)
    try inbox.write("p,n\n17400001001,a\n17400001002,b\n")
    #expect(inbox.look(2_000) == .waiting)
  }

  @Test("Without its end it is stuck, and incomplete when that has lasted too long")
  func patience() throws {
    var inbox = try Inbox("p,n\n17400001001,a\n17400001002,b")
    #expect(inbox.look(0, age: 60_000) == .waiting)
    #expect(inbox.look(999, age: 60_000) == .waiting)
    #expect(inbox.look(1_000, age: 59_999) == .stuck(Self.lineEnd))
    #expect(inbox.look(1_000, age: 60_000) == inbox.incomplete(Self.lineEnd))
    var empty = try Inbox("")
    #expect(empty.look(0) == .waiting)
    #expect(empty.look(1_000, age: 60_000) == empty.incomplete("it is empty"))
  }

  @Test("A `.ready` beside it says that it is there, though its last line has no end")
  func ready() throws {
    var inbox = try Inbox("p,n\n17400001001,a")
    try inbox.write("", ending: ".ready")
    #expect(inbox.look(0) == inbox.ready)
    var empty = try Inbox("")
    try empty.write("", ending: ".ready")
    #expect(empty.look(0) == .waiting)
    #expect(empty.look(1_000) == .stuck("it is empty"))
  }

  @Test("A checksum beside it decides alone", arguments: [".sha256", ".ready"])
  func checksum(ending: String) throws {
    var inbox = try Inbox()
    try inbox.write(String(repeating: "0", count: 64) + "  a.csv\n", ending: ending)
    #expect(inbox.look(0) == .waiting)
    #expect(inbox.look(1_000, age: 59_999) == .stuck(Self.checksum))
    #expect(inbox.look(1_000, age: 60_000) == inbox.incomplete(Self.checksum))
    // Neither a rename nor rest says anything against it.
    inbox.noteRename(2_000)
    #expect(inbox.look(2_000) == .waiting)
    let sum = try Tool.run("sha256sum", [inbox.path]).output
    try inbox.write(sum.prefix(64).uppercased() + "  a.csv\n", ending: ending)
    #expect(inbox.look(2_001) == inbox.ready)
  }

  @Test("A checksum that is not there yet is none")
  func emptyChecksum() throws {
    var inbox = try Inbox()
    try inbox.write("", ending: ".sha256")
    #expect(inbox.look(0) == .waiting)
    #expect(inbox.look(1_000) == .stuck(Self.checksum))
  }

  @Test("Links and FIFOs are never opened")
  func others() throws {
    var link = try Inbox(nil)
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: "/etc/hostname")
    #expect(link.look(0) == .notAFile)
    var fifo = try Inbox(nil)
    #expect(mkfifo(fifo.path, 0o600) == 0)
    #expect(fifo.look(0) == .notAFile)
  }

  @Test("What is listed and not there is waited for twice")
  func missing() throws {
    var inbox = try Inbox(nil)
    let words = "bill/a.csv is listed, but cannot be opened by that name."
    #expect([0, 1, 2].map { inbox.look($0) } == [.waiting, .waiting, .unreadable(words)])
    // Once it was not listed it begins anew.
    inbox.arrivals.keep([])
    #expect(inbox.look(3) == .waiting)
  }

  @Test("What was seen of a file that was gone for a while does not count")
  func forgets() throws {
    var inbox = try Inbox()
    #expect(inbox.look(0) == .waiting)
    inbox.arrivals.keep([])
    #expect(inbox.look(1_000) == .waiting)
    #expect(inbox.look(2_000) == inbox.ready)
  }
}
