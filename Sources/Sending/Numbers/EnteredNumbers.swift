internal import Characters
package import Spreadsheet

/// Numbers entered without a sheet, one a row (SPEC SHEET-8).
package final class EnteredNumbers: SheetReader {
  /// Numbers that may be entered.
  package static let limit = 1_000

  package let facts: SheetFacts
  package var columnLimit = 1
  package private(set) var progress = 0.0
  private var lines: [String]?

  /// - Parameters:
  ///   - lines: one number each; blank lines are blank rows.
  ///   - name: what errors call the place they came from.
  ///   - limit: the most that are taken.
  /// - Throws: `CampaignError.tooManyEntered` for more than the limit.
  package init(
    _ lines: [String], name: String, limit: Int = EnteredNumbers.limit
  ) throws {
    let filled = lines.count { !$0.trimmed.isEmpty }
    guard filled <= limit else { throw CampaignError.tooManyEntered(count: filled, limit: limit) }
    self.lines = lines
    facts = SheetFacts(
      file: name, kind: .csv, bytes: lines.reduce(0) { $0 + $1.utf8.count + 1 })
  }

  package func next() -> RowBatch? {
    guard let lines else { return nil }
    self.lines = nil
    progress = 1
    let batch = RowBatch(column: lines)
    return batch.isEmpty ? nil : batch
  }
}
