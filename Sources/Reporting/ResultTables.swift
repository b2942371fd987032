internal import Campaign
internal import Carrier
internal import Messaging
internal import Spreadsheet

/// The three tables of a task's result: what their columns are and how a record becomes a row.
///
/// Every format writes them through here, so that none can say something else than the others.
struct ResultTables {
  /// Whether a long message is one row per segment with the same SMS ID.
  let rowPerSegment: Bool
  let segmentRules: SegmentRules
  let body: TemplateBody
  private var time: TimeFormatter
  // One cell at a time is built here.
  private var scratch: [UInt8] = []

  init(_ task: SendingTask, rowPerSegment: Bool) {
    self.rowPerSegment = rowPerSegment
    segmentRules = task.segmentRules
    body = TemplateBody(task.template.content)
    time = TimeFormatter(task.zone)
  }

  // MARK: - Recipients

  var recipientColumns: [TableColumn] {
    [
      TableColumn("Row", kind: .integer, width: 9),
      TableColumn("Number", width: 17),
      TableColumn("Region", kind: .repeated, width: 8),
      TableColumn("Content", width: 64),
      rowPerSegment
        ? TableColumn("Segment", width: 10) : TableColumn("Segments", kind: .integer, width: 10),
      TableColumn("SMS ID", width: 19),
      TableColumn("Submission Time", kind: .repeated, width: 20),
      TableColumn("Receipt Time", kind: .repeated, width: 20),
      TableColumn("Result", kind: .repeated, width: 11),
      TableColumn("Code", kind: .repeated, width: 11),
      TableColumn("Reason", kind: .repeated, width: 38),
      TableColumn("Suggestion", kind: .repeated, width: 48),
    ]
  }

  mutating func write(
    _ message: MessageBatch.Message, of batch: MessageBatch, to table: any TableWriter
  ) throws(SheetError) {
    guard rowPerSegment, message.length.segments > 1 else {
      begin(message, in: table)
      table.text(batch.content(of: message))
      if rowPerSegment { table.text("1/1") } else { table.integer(message.length.segments) }
      return try end(message, in: table)
    }
    let content = batch.content(of: message)
    let parts = segmentRules.segments(
      of: content, length: message.length, country: message.recipient.facts.region)
    for (index, part) in parts.enumerated() {
      begin(message, in: table)
      table.text(content.extracting(part))
      table.text("\(index + 1)/\(parts.count)")
      try end(message, in: table)
    }
  }

  private mutating func begin(_ message: MessageBatch.Message, in table: any TableWriter) {
    table.integer(message.row)
    cell(in: table) { message.recipient.number.append(to: &$0) }
    if let region = message.recipient.facts.region {
      cell(in: table) { region.append(to: &$0) }
    } else {
      table.skip()
    }
  }

  private mutating func end(
    _ message: MessageBatch.Message, in table: any TableWriter
  ) throws(SheetError) {
    if message.result == .suppressed {
      table.skip()
      table.skip()
    } else {
      cell(in: table) { Self.append(messageID: message.messageID, to: &$0) }
      scratch.removeAll(keepingCapacity: true)
      time.append(message.submitted, to: &scratch)
      table.text(scratch.span)
    }
    if let received = message.received {
      scratch.removeAll(keepingCapacity: true)
      time.append(received, to: &scratch)
      table.text(scratch.span)
    } else {
      table.skip()
    }
    table.text(message.result.name)
    if let status = message.status {
      table.text(status.code)
      table.text(status.reason)
      if status == .delivered { table.skip() } else { table.text(status.suggestion) }
    } else {
      for _ in 0..<3 { table.skip() }
    }
    try table.endRow()
  }

  private mutating func cell(in table: any TableWriter, _ append: (inout [UInt8]) -> Void) {
    scratch.removeAll(keepingCapacity: true)
    append(&scratch)
    table.text(scratch.span)
  }

  /// Sixteen hexadecimal digits.
  private static func append(messageID: UInt64, to bytes: inout [UInt8]) {
    // Unsafe: the digits are put where they belong, for a message each.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { digits in
      for index in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: messageID >> UInt64(60 - index * 4) & 15)
        digits[index] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
      }
      bytes.append(contentsOf: digits)
    }
  }

  // MARK: - Removed rows

  static let removedColumns = [
    TableColumn("Row", kind: .integer, width: 9),
    TableColumn("Number as Entered", width: 22),
    TableColumn("Code", kind: .repeated, width: 25),
    TableColumn("Reason", kind: .repeated, width: 62),
    TableColumn("Suggestion", kind: .repeated, width: 52),
    TableColumn("Repeats Row", kind: .integer, width: 13),
  ]

  mutating func write(
    _ removed: MessageBatch.Removed, of batch: MessageBatch, to table: any TableWriter
  ) throws(SheetError) {
    table.integer(removed.row)
    table.text(batch.number(of: removed))
    table.text(removed.removal.code)
    if let variable = removed.variable {
      table.text("\(removed.removal.reason): \(body.label(ofVariable: variable))")
    } else {
      table.text(removed.removal.reason)
    }
    table.text(removed.removal.suggestion)
    if let row = removed.repeats { table.integer(row) } else { table.skip() }
    try table.endRow()
  }

  // MARK: - Failed numbers

  /// The columns of the standard recipient sheet, so that the file can be sent again as it is, then why.
  static func failedColumns(_ plan: ColumnPlan) -> [TableColumn] {
    plan.names.map { TableColumn($0, width: 18) } + [
      TableColumn("Code", kind: .repeated, width: 11),
      TableColumn("Reason", kind: .repeated, width: 38),
      TableColumn("Suggestion", kind: .repeated, width: 48),
    ]
  }

  mutating func writeFailed(
    _ message: MessageBatch.Message, of batch: MessageBatch, variables: Int,
    to table: any TableWriter
  ) throws(SheetError) {
    cell(in: table) { message.recipient.number.appendAsEntered(to: &$0) }
    for variable in 0..<variables { table.text(batch.value(variable, of: message)) }
    let status = message.status ?? .undeliverable
    table.text(status.code)
    table.text(status.reason)
    table.text(status.suggestion)
    try table.endRow()
  }
}
