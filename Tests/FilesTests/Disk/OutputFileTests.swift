import Files
import TestSupport
import Testing

@Suite("OUT-4: files appear whole")
struct OutputFileTests {
  @Test(
    "A file appears whole under its name, and never replaces another, with or without O_TMPFILE",
    arguments: [true, false])
  func publish(isUnnamed: Bool) throws {
    let folder = try Workdir()
    let file = try OutputFile(inFolder: folder.path, isUnnamed: isUnnamed)
    try file.write(Array("hello".utf8))
    try file.sync()
    #expect(folder.names().filter { !$0.hasPrefix(".broadsheet-") } == [])
    try folder.write("taken", "old")
    #expect(try !file.publish(as: folder.file("taken")))
    #expect(try folder.text("taken") == "old")
    #expect(try file.publish(as: folder.file("new")))
    #expect(try folder.text("new") == "hello")
    #expect(folder.names() == ["new", "taken"])
  }

  @Test("A file that is given up leaves nothing", arguments: [true, false])
  func givenUp(isUnnamed: Bool) throws {
    let folder = try Workdir()
    do {
      let file = try OutputFile(inFolder: folder.path, isUnnamed: isUnnamed)
      try file.write([1, 2, 3])
      #expect(folder.names().isEmpty == isUnnamed)
    }
    #expect(folder.names() == [])
  }

  @Test("Several files appear all or none")
  func publishAll() throws {
    let folder = try Workdir()
    let files = try (0..<3).map { _ in try OutputFile(inFolder: folder.path) }
    try folder.write("c", "old")
    let paths = ["a", "b", "c"].map(folder.file)
    #expect(try !OutputFile.publish(zip(files, paths).map { (file: $0, path: $1) }))
    #expect(folder.names() == ["c"])
  }

  @Test("A folder that is missing is made; one that cannot be is an error")
  func folders() throws {
    let folder = try Workdir()
    try OutputFile.makeFolder(folder.file("a/b/c"))
    #expect(folder.names(in: "a/b") == ["c"])
    let file = try folder.write("file", "x")
    #expect(throws: FileError.self) { try OutputFile.makeFolder(file) }
    #expect(throws: FileError.self) { try OutputFile(inFolder: folder.file("none")) }
  }
}
