import Foundation
import TestSupport
import Testing

/// Sheets that Python wrote, with the rows that it wrote into them.
private struct Samples {
  private struct Sheet: Decodable {
    var file: String
    var group: String
    var rows: [[String]]
  }

  private let folder: Workdir
  private let sheets: [Sheet]

  init(seed: Int, count: Int) throws {
    folder = try Workdir()
    let script = Tool.root + "/Tests/Corpus/dialects.py"
    let made = try Tool.run(
      Tool.python ?? "python3", [script, folder.path, "\(seed)", "\(count)"])
    #expect(made.status == 0, "\(made.error)")
    sheets = try folder.text("manifest.jsonl").split(separator: "\n").map {
      try JSONDecoder().decode(Sheet.self, from: Data($0.utf8))
    }
  }

  /// For each group the share of files that are read as they were written.
  func shares() -> [String: Double] {
    var right: [String: (files: Int, of: Int)] = [:]
    for sheet in sheets {
      let rows = try? readRows(folder.file(sheet.file)).map(\.cells)
      right[sheet.group, default: (0, 0)].of += 1
      if rows == sheet.rows {
        right[sheet.group, default: (0, 0)].files += 1
      } else if ProcessInfo.processInfo.environment["BROADSHEET_SHOW_MISSES"] != nil {
        print(sheet.file, rows?.prefix(3) ?? [], sheet.rows.prefix(3))
      }
    }
    return right.mapValues { Double($0.files) / Double($0.of) }
  }
}

@Suite("SHEET-6: encodings and delimiters of short sheets by Python's codecs and csv module")
struct DialectTests {
  /// Encodings of a few languages differ in a letter or two, so one name may not tell them apart.
  private static let alike: Set<String> = ["polish", "czech", "turkish", "greek", "italian"]

  @Test("Nearly all are read as they were written", .timeLimit(.minutes(2)), arguments: [1, 2])
  func shares(seed: Int) throws {
    let shares = try Samples(seed: seed, count: 48).shares()
    #expect(shares.count == 20)
    for (group, share) in shares {
      #expect(share >= (Self.alike.contains(group) ? 0.85 : 0.97), "\(group): \(share)")
    }
    let mean = shares.values.reduce(0, +) / Double(shares.count)
    #expect(mean >= 0.985, "\(mean)")
  }
}
