package import Messaging
package import Spreadsheet

/// What a sheet holds, whatever template it is for (`check` and `sheet info`).
package struct SheetSurvey: Sendable {
  package struct Column: Sendable {
    /// What the header calls it; nil without a header.
    package var name: String?
    package var filled = 0
    /// The first value that is not empty, masked.
    package var example: String?
  }

  /// Columns that are described one by one.
  package static let columnLimit = 50

  package private(set) var rows = 0
  package private(set) var blank = 0
  package private(set) var hasHeader = false
  package private(set) var columns: [Column] = []
  /// Columns of the widest row.
  package private(set) var widest = 0
  /// Rows that each kind of task would take by their number, duplicates among them.
  package private(set) var mainland = 0
  package private(set) var international = 0
  /// Rows of both counts: nothing in the number says which it is (SPEC NUM-10).
  package private(set) var either = 0
  /// Rows whose number another row had.
  package private(set) var repeatedNumbers = 0
  /// Why numbers are neither.
  package private(set) var problems: [Removal: Int] = [:]

  private var duplicates: DuplicateTable
  private var lastRow = 0
  private var headerRow = 0

  /// Reads the whole sheet.
  package init(
    _ source: any SheetReader, header: ColumnMapping.HeaderRule, limits: Limits
  ) throws {
    duplicates = DuplicateTable(expectedRows: min(limits.dataRows, DuplicateTable.maximumRows))
    var isFirst = true
    while let batch = try source.next() {
      if isFirst { readHeader(batch, rule: header) }
      for row in (isFirst && hasHeader ? 1 : 0)..<batch.rowCount { read(batch, row) }
      isFirst = false
    }
    guard !isFirst else { throw SheetError.emptySheet(source.facts) }
    blank = max(0, lastRow - headerRow - rows)
  }

  private mutating func readHeader(_ batch: RowBatch, rule: ColumnMapping.HeaderRule) {
    hasHeader = rule.isHeader(batch)
    guard hasHeader else { return }
    headerRow = batch.number(ofRow: 0)
    widest = batch.columnCount(ofRow: 0)
    for column in 0..<min(widest, Self.columnLimit) {
      columns.append(Column(name: batch.valueText(0, column)))
    }
  }

  private mutating func read(_ batch: RowBatch, _ row: Int) {
    rows += 1
    lastRow = max(lastRow, batch.number(ofRow: row))
    let width = batch.columnCount(ofRow: row)
    widest = max(widest, width)
    for column in 0..<min(width, Self.columnLimit) {
      if column == columns.count { columns.append(Column()) }
      guard batch.value(row, column).state != .empty else { continue }
      columns[column].filled += 1
      if columns[column].example == nil {
        columns[column].example = Masking.mask(String(batch.valueText(row, column).prefix(40)))
      }
    }
    judge(batch, row)
  }

  private mutating func judge(_ batch: RowBatch, _ row: Int) {
    let readings = NumberReadings(
      batch.cell(row, 0), isNumberCell: batch.kind(row, 0) == .number)
    switch (readings.mainland, readings.international) {
    case (.removed, .removed): if let fault = readings.fault { problems[fault, default: 0] += 1 }
    case (.recipient(let recipient), .removed):
      mainland += 1
      count(recipient.number, batch, row)
    case (.removed, .recipient(let recipient)):
      international += 1
      count(recipient.number, batch, row)
    case (.recipient(let recipient), .recipient):
      mainland += 1
      if case .either = readings.meaning(in: NumberContext()) {
        international += 1
        either += 1
      }
      count(recipient.number, batch, row)
    }
  }

  private mutating func count(_ number: E164, _ batch: RowBatch, _ row: Int) {
    if duplicates.insert(number, values: 0, row: batch.number(ofRow: row)) != nil {
      repeatedNumbers += 1
    }
  }
}
