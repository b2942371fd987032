import Files
import Foundation
import Spreadsheet
import TestSupport
import Testing

/// The files of `Tests/Corpus`, made by `make corpus`, each with its expected values beside it.
private enum Corpus {
  /// The folder that they are in; nil when the tests were started without it.
  static let folder = ProcessInfo.processInfo.environment["BROADSHEET_TEST_CORPUS"]

  static let workbooks = files("xlsx")
  static let delimited = files("csv")
  static let random = files("random")

  private static func files(_ kind: String) -> [String] {
    guard let folder else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)")) ?? []
    return names.filter { !$0.hasSuffix(".expected") }.sorted().map { "\(kind)/\($0)" }
  }
}

/// What a reader must find in a file.
private struct Expectation {
  var options = ReadingOptions()
  var rows: [ReadRow] = []
  /// Words of the error, for a file that must be refused.
  var refused: String?

  init(_ path: String) throws {
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      if let object = value as? [String: Any] {
        refused = object["refused"] as? String ?? refused
        if let named = object["options"] as? [String: String] {
          options.sheet = named["sheet"]
          options.encoding = named["encoding"]
          options.delimiter = named["delimiter"]?.utf8.first
        }
      } else if let row = value as? [Any], let number = row.first as? Int {
        rows.append(ReadRow(number, row.dropFirst().compactMap { $0 as? String }))
      }
    }
  }
}

@Suite(
  "SHEET-1, SHEET-4, SHEET-5, SHEET-6: the corpus",
  .enabled(
    if: Corpus.folder != nil, "BROADSHEET_TEST_CORPUS names no corpus; `make test` sets it"))
struct CorpusTests {
  /// Whether it is said of the file or of the sheet in it what is wrong.
  private static func isOurs(_ error: any Error) -> Bool {
    error is FileError || error is SheetError
  }

  @Test("It has at least 150 workbooks and 80 CSV files")
  func size() {
    #expect(Corpus.workbooks.count >= 150)
    #expect(Corpus.delimited.count >= 80)
  }

  @Test(
    "Every file is read right or refused with the right words", .timeLimit(.minutes(1)),
    arguments: Corpus.workbooks + Corpus.delimited + Corpus.random)
  func file(name: String) throws {
    let path = "\(Corpus.folder ?? "")/\(name)"
    let expected = try Expectation(path + ".expected")
    var found: [ReadRow] = []
    do {
      found = try readRows(path, options: expected.options)
    } catch  where Self.isOurs(error) {
      var throughXML = expected.options
      throughXML.usesPlainForm = false
      let other = #expect(throws: (any Error).self) { try readRows(path, options: throughXML) }
      #expect(other.map(Self.isOurs) == true)
      guard let words = expected.refused else {
        Issue.record("refused: \(error)")
        return
      }
      #expect("\(error)".contains(words))
      return
    }
    #expect(expected.refused == nil, "it was read")
    var throughXML = expected.options
    throughXML.usesPlainForm = false
    #expect(try readRows(path, options: throughXML) == found, "libxml2 reads something else")
    for index in 0..<max(found.count, expected.rows.count) {
      let row = index < found.count ? found[index].withoutEmptyEnd : nil
      let wanted = index < expected.rows.count ? expected.rows[index] : nil
      // One difference tells enough of a file.
      guard row == wanted else {
        Issue.record("found \(row?.description ?? "no row"), not \(wanted?.description ?? "a row")")
        return
      }
    }
  }
}

extension ReadRow {
  /// The row up to its last cell that is not empty.
  fileprivate var withoutEmptyEnd: ReadRow {
    ReadRow(number, Array(cells.reversed().drop(while: \.isEmpty).reversed()))
  }
}
