import Foundation
import TestSupport
import Testing

@Suite(
  "SAFE-1: small files that expand without end", .alone,
  .enabled(
    if: Tool.python != nil, "BROADSHEET_TEST_PYTHON names no Python; `make test` sets it"))
struct BombTests {
  /// What is said of each: words of the error, or nil for one that is large but right.
  static let bombs: [(name: String, words: String?)] = [
    ("42-kB", "entries overlap"), ("spaces", "expansion ratio of a part"),
    ("strings", "expanded bytes of a part"), ("empty-strings", "16,777,216 shared strings"),
    ("empty-rows", "a row numbered 1,048,577"), ("far-cells", "100,000,000 cells"),
    ("entity", "document type declaration"), ("columns", nil),
  ]

  @Test("Each is refused or read within 5 s of processor time and 128 MiB")
  func bombs() throws {
    let folder = try Workdir()
    let script = Tool.root + "/Tests/Corpus/make_bombs.py"
    let made = try Tool.run(Tool.python ?? "python3", [script, folder.path])
    #expect(made.status == 0, "\(made.error)")
    for (name, words) in Self.bombs {
      // Every cell of every column is decoded, which is the most that reading costs.
      let outcome = try Tool.run(
        "timeout",
        [
          "60", "/usr/bin/time", "-f", "%U %S %M", Tool.binary, "sheet", "cat",
          folder.file(name + ".xlsx"),
        ])
      let lines = outcome.error.split(separator: "\n")
      let figures = try #require(lines.last).split(separator: " ").compactMap { Double($0) }
      try #require(figures.count == 3, "\(outcome.error)")
      #expect(figures[0] + figures[1] <= 5, "\(name) takes \(figures[0] + figures[1]) s")
      #expect(figures[2] <= 128 * 1_024, "\(name) takes \(figures[2]) KiB")
      if let words {
        #expect(outcome.status == 65 && outcome.error.contains(words), "\(name): \(outcome.error)")
      } else {
        #expect(outcome.status == 0, "\(name): \(outcome.error)")
      }
    }
  }
}
