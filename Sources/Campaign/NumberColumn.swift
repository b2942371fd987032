package import Messaging
package import Spreadsheet

/// The numbers of a sheet's first column, of either region: for lists.
package enum NumberColumn {
  /// Reads all of them, 8 bytes each.
  ///
  /// - Returns: the numbers, and how many rows hold none that could be a recipient.
  package static func read(
    _ source: any SheetReader, header: ColumnPlan.HeaderRule
  ) throws(CampaignError) -> (numbers: [E164], refused: Int) {
    var numbers: [E164] = []
    var refused = 0
    var isFirst = true
    while let batch = try wrapped({ () throws(SheetError) in try source.next() }) {
      let firstRow = isFirst && header.isHeader(batch) ? 1 : 0
      isFirst = false
      for row in firstRow..<batch.rowCount {
        if let number = number(batch.cell(row, 0), isNumberCell: batch.kind(row, 0) == .number) {
          numbers.append(number)
        } else {
          refused += 1
        }
      }
    }
    return (numbers, refused)
  }

  /// A number of either region as a user writes it; nil for other text.
  package static func number(_ cell: Span<UInt8>, isNumberCell: Bool = false) -> E164? {
    for region in MessageRegion.allCases {
      if case .recipient(let recipient) = NumberRules(region: region)
        .apply(to: cell, isNumberCell: isNumberCell)
      {
        return recipient.number
      }
    }
    return nil
  }
}
