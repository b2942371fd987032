internal import Messaging
package import Sending
package import Spreadsheet

/// Replies in a sheet: number, text and, if there is one, the time.
package enum ReplySheet {
  /// Rows of a sheet: all of its replies are held until they are taken together.
  package static let rowLimit = 100_000

  /// The zero-based column of the times, whose date cells are wanted as moments.
  package static let timeColumn = 2

  /// What a sheet holds.
  package struct Found: Sendable {
    package var replies: [Reply] = []
    /// Rows of which something is to be said, in the order of the sheet.
    package var problems: [ReplyProblem] = []

    /// Rows that hold no reply.
    package var invalid: Int { problems.count { !$0.isTaken } }
  }

  /// Reads all of them.
  ///
  /// A time that cannot be read loses no reply, since it may ask for no more messages (SPEC ADMIN-8).
  ///
  /// - Parameters:
  ///   - source: the sheet.
  ///   - header: whether its first row is one.
  ///   - zone: of times without one.
  ///   - now: the time of replies without one that can be read, in milliseconds since 1970.
  ///   - context: the tasks that they answer.
  /// - Returns: the replies, and the rows without number or text, or with a time that is not as it says.
  /// - Throws: `CampaignError` when the sheet cannot be read.
  package static func read(
    _ source: any SheetReader, header: ColumnMapping.HeaderRule, zone: Zone, now: Int,
    context: NumberContext
  ) throws -> Found {
    var found = Found()
    var isFirst = true
    var rows = 0
    while let batch = try source.next() {
      let firstRow = isFirst && header.isHeader(batch) ? 1 : 0
      isFirst = false
      rows += batch.rowCount - firstRow
      guard rows <= rowLimit else {
        throw SheetError.overLimit(
          file: source.facts.file, sheet: source.facts.sheet, row: nil, limit: .dataRows,
          allowed: rowLimit, found: rows)
      }
      for row in firstRow..<batch.rowCount { read(batch, row, zone, now, context, into: &found) }
    }
    return found
  }

  private static func read(
    _ batch: RowBatch, _ row: Int, _ zone: Zone, _ now: Int, _ context: NumberContext,
    into found: inout Found
  ) {
    func note(_ fault: ReplyProblem.Fault, _ text: String) {
      found.problems.append(
        ReplyProblem(row: batch.number(ofRow: row), fault: fault, text: text))
    }
    let readings = NumberReadings(batch, row)
    guard let sender = readings.sender(in: context) else {
      return note(.number(readings.fault ?? .numberUnreadable), batch.text(row, 0))
    }
    guard batch.value(row, 1).state != .empty else { return note(.textMissing, "") }
    var reply = Reply(sender, text: batch.text(row, 1), time: now)
    if batch.value(row, timeColumn).state != .empty {
      let text = time(batch, row, zone)
      do throws(TimeText.Fault) {
        let reading = try TimeText.read(text, zone: zone)
        reply.time = reading.milliseconds
        if let change = reading.change { note(.clockChange(change), text) }
      } catch {
        note(.time(error), text)
      }
    }
    found.replies.append(reply)
  }

  /// The text of the time, with the next cell where only both are one: `Fri, 20 Nov 2026 10:30` and
  /// `Nov 20, 2026` without quotation marks are two cells of a CSV file.
  private static func time(_ batch: RowBatch, _ row: Int, _ zone: Zone) -> String {
    let text = batch.valueText(row, timeColumn)
    guard batch.value(row, timeColumn + 1).state != .empty,
      TimeText.parse(text, zone: zone) == nil
    else { return text }
    let both = "\(text), \(batch.text(row, timeColumn + 1))"
    return TimeText.parse(both, zone: zone) == nil ? text : both
  }
}
