import DropFolder
import Foundation
import TestSupport
import Testing

/// A drop folder whose files are taken and refused, by two clocks that the test moves.
private final class Dropping {
  private let home: Workdir
  private let folder: DropFolder
  private let notes: Notes
  private var now = 0

  /// What the drop folder is told and what it did, shared with its closures.
  private final class Notes {
    var age = 0
    var taken: [[String]] = []
  }

  /// Nothing is sent here.
  private struct Refused: Error {}

  init() throws {
    home = try Workdir()
    let notes = Notes()
    self.notes = notes
    folder = DropFolder(
      DropLayout(inbox: home.file("Inbox")),
      process: { file in
        notes.taken.append(file.names.map { "\($0)" })
        throw Refused()
      },
      blame: { _, _ in .file },
      clock: { Int(Date().timeIntervalSince1970 * 1_000) + notes.age },
      time: { "2026-11-20 19:30:05" }, notify: { _ in })
    folder.arrivals.rest = 1_000
    folder.arrivals.patience = 60_000
  }

  func drop(_ name: String, _ text: String = "p,n\n17400001001,a\n") throws {
    try home.write("Inbox/" + name, text)
  }

  /// Looks as often as makes the files at rest.
  ///
  /// - Parameter age: for how long the files have been as they are, in milliseconds.
  /// - Returns: the files that were taken together.
  /// - Throws: the error of a folder that cannot be written to.
  func look(age: Int = 0) throws -> [[String]] {
    notes.age = age
    notes.taken = []
    for _ in 0..<3 {
      now += 1_000
      _ = try folder.look(now: now)
    }
    return notes.taken
  }
}

@Suite("DROP-1: a task file and its sheet")
struct HalvesTests {
  private static let task = "template: bill\nsheet: s.csv\n"

  @Test("They are taken together, whichever comes first", arguments: [true, false])
  func together(isTaskFirst: Bool) throws {
    let dropping = try Dropping()
    if isTaskFirst { try dropping.drop("t.yaml", Self.task) } else { try dropping.drop("s.csv") }
    #expect(try dropping.look() == [])
    if isTaskFirst { try dropping.drop("s.csv") } else { try dropping.drop("t.yaml", Self.task) }
    #expect(try dropping.look() == [["t.yaml", "s.csv"]])
  }

  @Test("Neither waits for ever, and each is taken alone then", arguments: ["t.yaml", "s.csv"])
  func alone(name: String) throws {
    let dropping = try Dropping()
    try dropping.drop(name, name == "t.yaml" ? Self.task : "p,n\n17400001001,a\n")
    #expect(try dropping.look(age: 50_000) == [])
    #expect(try dropping.look(age: 60_000) == [[name]])
  }

  @Test("A sheet in a template's folder waits for no task file, and not for the others")
  func templateFolder() throws {
    let dropping = try Dropping()
    try dropping.drop("bill/s.csv")
    try dropping.drop("t.yaml", Self.task)
    #expect(try dropping.look() == [["bill/s.csv"]])
  }

  @Test("A sheet that stops in the middle keeps its task file waiting")
  func stuck() throws {
    let dropping = try Dropping()
    try dropping.drop("t.yaml", Self.task)
    try dropping.drop("s.csv", "p,n\n17400001001,a\n1740")
    #expect(try dropping.look() == [])
    try dropping.drop("s.csv")
    #expect(try dropping.look() == [["t.yaml", "s.csv"]])
  }
}
