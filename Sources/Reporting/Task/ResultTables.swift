internal import Messaging
internal import Sending
internal import Spreadsheet

/// The three tables of a task's result: how what a batch holds becomes rows of their columns.
///
/// Every format writes them through here, so that none can say something else than the others.
struct ResultTables {
  /// Whether a long message is one row per segment with the same SMS ID.
  private let rowPerSegment: Bool
  private let segmentRules: SegmentRules
  private let recipients: [RecipientColumn]
  private var row: RecipientRow
  private let format: TableFormat

  init(_ task: SendingTask, _ format: TableFormat, rowPerSegment: Bool, language: Language) {
    self.format = format
    self.rowPerSegment = rowPerSegment
    segmentRules = task.segmentRules
    recipients = RecipientColumn.recipients(
      rowPerSegment: rowPerSegment, hasLink: task.template.hasLink)
    // What is for programs is the same in every language.
    row = RecipientRow(task, language: format.isForPeople ? language : .english)
  }

  private func header(_ columns: [RecipientColumn]) -> [TableColumn] {
    columns.map { column in
      TableColumn(
        format.isForPeople ? column.title.text(row.language) : column.key, kind: column.kind)
    }
  }

  private mutating func write(
    _ columns: [RecipientColumn], to table: any TableWriter
  ) throws {
    // In place: an element that is taken out of the array is copied, with its names.
    for column in columns.indices { columns[column].write(&row, table) }
    try table.endRow()
  }

  /// Moves the row to each message of a batch that is wanted.
  @inline(__always)
  private mutating func forEachMessage(
    of batch: MessageBatch, where isWanted: (RecipientRow) -> Bool,
    _ write: (inout ResultTables) throws -> Void
  ) throws {
    row.batch = batch
    defer { row.batch = MessageBatch() }
    for index in batch.messages.indices {
      row.move(toMessage: index)
      if isWanted(row) { try write(&self) }
    }
  }

  // MARK: - Recipients

  var recipientColumns: [TableColumn] { header(recipients) }

  /// Writes the messages of a batch that are wanted.
  mutating func writeRecipients(
    of batch: MessageBatch, to table: any TableWriter,
    where isWanted: (RecipientRow) -> Bool = { _ in true }
  ) throws {
    try forEachMessage(of: batch, where: isWanted) { tables in
      if tables.rowPerSegment, tables.row.message.length.segments > 1 {
        try tables.writeSegments(to: table)
      } else {
        try tables.write(tables.recipients, to: table)
      }
    }
  }

  private mutating func writeSegments(to table: any TableWriter) throws {
    let message = row.message
    let parts = segmentRules.segments(
      of: row.content, length: message.length, country: message.recipient.facts.region)
    for (index, part) in parts.enumerated() {
      row.segment = (index, parts.count, part)
      try write(recipients, to: table)
    }
  }

  // MARK: - Removed rows

  var removedColumns: [TableColumn] { header(RecipientColumn.removed) }

  mutating func writeRemoved(of batch: MessageBatch, to table: any TableWriter) throws {
    row.batch = batch
    defer { row.batch = MessageBatch() }
    for index in batch.removed.indices {
      row.move(toRemoved: index)
      try write(RecipientColumn.removed, to: table)
    }
  }

  // MARK: - Failed numbers

  /// The columns of the standard recipient sheet, so that the file can be sent again as it is, then why.
  func failedColumns(_ plan: ColumnMapping) -> [TableColumn] {
    plan.names.map { TableColumn($0) } + header(RecipientColumn.outcome)
  }

  /// Writes the messages of a batch that are to be sent again.
  mutating func writeFailed(
    of batch: MessageBatch, variables: Int, to table: any TableWriter,
    where isWanted: (RecipientRow) -> Bool
  ) throws {
    try forEachMessage(of: batch, where: isWanted) { tables in
      tables.row.sheetNumber(to: table)
      for variable in 0..<variables { tables.row.value(variable, to: table) }
      try tables.write(RecipientColumn.outcome, to: table)
    }
  }
}
