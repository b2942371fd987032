package import Messaging
package import Spreadsheet

/// The numbers of a sheet's first column, read as the tasks do that a list is for.
package struct NumberColumn: Sendable {
  /// All of them, 8 bytes each; both that a text may mean.
  package private(set) var numbers: [E164] = []
  /// Rows that hold none that could be a recipient.
  package private(set) var refused = 0
  /// Rows whose text may mean two people.
  package private(set) var ambiguous = 0
  /// The first text that may mean two people.
  package private(set) var example: NumberReadings.Meaning?

  /// Reads all of them.
  package init(
    _ source: any SheetReader, header: ColumnMapping.HeaderRule, context: NumberContext
  ) throws {
    var isFirst = true
    while let batch = try source.next() {
      let firstRow = isFirst && header.isHeader(batch) ? 1 : 0
      isFirst = false
      for row in firstRow..<batch.rowCount { add(NumberReadings(batch, row), context) }
    }
  }

  /// Reads texts that a user typed.
  ///
  /// - Throws: `CampaignError.badNumber` for the first that is no number.
  package init(typed texts: [String], context: NumberContext) throws {
    for text in texts { add(try NumberReadings(typed: text), context) }
  }

  private mutating func add(_ readings: NumberReadings, _ context: NumberContext) {
    let meaning = readings.meaning(in: context)
    switch meaning {
    case .nobody: refused += 1
    case .one(let number): numbers.append(number)
    case .either(let mainland, let international):
      numbers.append(mainland)
      numbers.append(international)
      ambiguous += 1
      example = example ?? meaning
    }
  }
}
