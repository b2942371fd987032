internal import Characters
internal import Spreadsheet

/// Tells where a sheet has its numbers when its first column has none (SPEC SHEET-11).
enum NumberColumnHint {
  /// Columns that are looked at.
  private static let columns = 50

  /// Names the column with numbers.
  ///
  /// - Parameters:
  ///   - first: the first rows of the sheet.
  ///   - header: the cells of its header, if it has one.
  /// - Returns: a sentence; nil when the first rows have no numbers elsewhere.
  static func sentence(_ first: RowBatch, header: [String]?) -> String? {
    var best: (column: Int, count: Int)?
    for column in 1..<columns {
      let count = (0..<first.rowCount).count { row in
        first.kind(row, column) != .date
          && ColumnMapping.couldBeRecipient(first.value(row, column).text)
      }
      if count > best?.count ?? 0 { best = (column, count) }
    }
    guard let best else { return nil }
    let name = header.flatMap { $0.indices.contains(best.column) ? $0[best.column] : nil }
    let title = name.map { $0.isEmpty ? "" : " “\($0.showingInvisible)”" } ?? ""
    return "Column \(columnLetters(best.column))\(title) holds \(grouped(best.count)) number"
      + "\(best.count == 1 ? "" : "s"); move it to the front, since the first column has to hold them."
  }
}
