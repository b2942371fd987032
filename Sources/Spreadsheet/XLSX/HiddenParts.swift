internal import Characters

/// Rows and columns that nobody sees in the spreadsheet program and that were read all the same
/// (SPEC SHEET-14).
struct HiddenParts {
  /// Hidden rows that hold something.
  var rows = 0
  /// Zero-based hidden columns in which something was read; each is looked for until it is found.
  private var columns: Set<Int> = []

  /// Columns that are named; of more only the number is said.
  private static let namedColumns = 5

  /// Looks for content in hidden columns.
  mutating func note(_ batch: RowBatch, _ hiddenColumns: [ClosedRange<Int>]) {
    for range in hiddenColumns {
      for row in 0..<batch.rowCount {
        let end = min(batch.columnCount(ofRow: row), range.upperBound + 1)
        guard range.lowerBound < end else { continue }
        for column in range.lowerBound..<end
        where !columns.contains(column) && !isBlankText(batch.cell(row, column)) {
          columns.insert(column)
        }
      }
    }
  }

  /// A sentence for each kind that there was.
  var remarks: [String] {
    var sentences: [String] = []
    if rows > 0 { sentences.append("Hidden rows were included: \(grouped(rows)).") }
    if !columns.isEmpty {
      let names = columns.sorted().prefix(Self.namedColumns).map(columnLetters)
      let more = columns.count > names.count ? " …" : ""
      sentences.append(
        "Hidden columns were included: \(grouped(columns.count)) "
          + "(\(names.joined(separator: ", "))\(more)).")
    }
    return sentences
  }
}
