internal import Characters
internal import Messaging
package import Spreadsheet

/// Replies in a sheet: number, text and, if there is one, the time.
package enum ReplySheet {
  /// Rows of a sheet: all of its replies are held until they are taken together.
  package static let rowLimit = 100_000

  /// Reads all of them.
  ///
  /// - Parameters:
  ///   - source: the sheet.
  ///   - header: whether its first row is one.
  ///   - zone: of times without one.
  ///   - now: the time of replies without one, in milliseconds since 1970.
  ///   - context: the tasks that they answer.
  /// - Returns: the replies, and how many rows have no number, no text, or a time that is none.
  /// - Throws: `CampaignError` when the sheet cannot be read.
  package static func read(
    _ source: any SheetReader, header: ColumnPlan.HeaderRule, zone: Zone, now: Int,
    context: NumberContext
  ) throws(CampaignError) -> (replies: [TaskRunner.Reply], invalid: Int) {
    var replies: [TaskRunner.Reply] = []
    var invalid = 0
    var isFirst = true
    while let batch = try wrapped({ () throws(SheetError) in try source.next() }) {
      let firstRow = isFirst && header.isHeader(batch) ? 1 : 0
      isFirst = false
      let found = replies.count + invalid + batch.rowCount - firstRow
      guard found <= rowLimit else {
        throw .sheet(
          .overLimit(
            file: source.facts.file, sheet: source.facts.sheet, row: nil, limit: .dataRows,
            allowed: rowLimit, found: found))
      }
      for row in firstRow..<batch.rowCount {
        if let reply = reply(batch, row, zone, now, context) {
          replies.append(reply)
        } else {
          invalid += 1
        }
      }
    }
    return (replies, invalid)
  }

  private static func reply(
    _ batch: RowBatch, _ row: Int, _ zone: Zone, _ now: Int, _ context: NumberContext
  ) -> TaskRunner.Reply? {
    let readings = NumberReadings(
      batch.cell(row, 0), isNumberCell: batch.kind(row, 0) == .number)
    guard let sender = readings.sender(in: context),
      !isBlankText(batch.cell(row, 1))
    else { return nil }
    var time = now
    if !isBlankText(batch.cell(row, 2)) {
      guard let said = TimeText.parse(batch.text(row, 2).trimmed, zone: zone) else {
        return nil
      }
      time = said
    }
    return TaskRunner.Reply(sender, text: batch.text(row, 1), time: time)
  }
}
