internal import Carrier
internal import Messaging
internal import Providers
internal import Sending
internal import Spreadsheet

/// The three tables of a task's result: what their columns are and how a record becomes a row.
///
/// Every format writes them through here, so that none can say something else than the others.
struct ResultTables {
  /// Whether a long message is one row per segment with the same SMS ID.
  let rowPerSegment: Bool
  let segmentRules: SegmentRules
  let language: Language
  /// Whether the message has a link, so that it is of interest who followed it.
  let hasLink: Bool
  /// Words for results that a provider has in place of ours.
  private let words: [String: String]
  /// Codes that a provider has in place of ours, by the status.
  private let codes: [String?]
  let body: TemplateBody
  private var time: TimeFormatter
  // One cell at a time is built here.
  private var scratch: [UInt8] = []

  init(_ task: SendingTask, rowPerSegment: Bool, language: Language) {
    self.rowPerSegment = rowPerSegment
    self.language = language
    hasLink = task.template.hasLink
    let provider = task.provider ?? ProviderRules()
    words = provider.words
    let codes = ProviderList.codes(of: provider.codes.rawValue)
    self.codes = StatusCode.allCases.map { codes[$0] }
    segmentRules = task.segmentRules
    body = TemplateBody(task.template.content)
    time = TimeFormatter(task.zone)
  }

  // MARK: - Recipients

  var recipientColumns: [TableColumn] {
    [
      column(Words.row, kind: .integer),
      column(Words.number),
      column(Words.regionCode, kind: .repeated),
      column(Words.content),
      rowPerSegment
        ? column(Words.segment) : column(Words.segments, kind: .integer),
      column(Words.messageID),
      column(Words.submissionTime, kind: .repeated),
      column(Words.receiptTime, kind: .repeated),
      column(Words.result, kind: .repeated),
      column(Words.code, kind: .repeated),
      column(Words.reason, kind: .repeated),
      column(Words.suggestion, kind: .repeated),
    ] + (hasLink ? [column(Words.clickTime, kind: .repeated)] : [])
  }

  private func column(
    _ title: Phrase, kind: TableColumn.Kind = .text
  ) -> TableColumn {
    TableColumn(title.text(language), kind: kind)
  }

  mutating func write(
    _ message: MessageBatch.Message, of batch: MessageBatch, to table: any TableWriter
  ) throws {
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
  ) throws {
    if message.result == .suppressed {
      table.skip()
      table.skip()
    } else {
      cell(in: table) { appendHexadecimal(message.messageID, to: &$0) }
      cell(in: table, message.submitted)
    }
    cell(in: table, message.received)
    if words.isEmpty {
      table.text(message.result.name[language])
    } else {
      table.text(words[message.result.word] ?? message.result.name.text(language))
    }
    if let status = message.status {
      write(status, to: table)
    } else {
      for _ in 0..<3 { table.skip() }
    }
    if hasLink { cell(in: table, message.clicked) }
    try table.endRow()
  }

  private func write(_ status: StatusCode, to table: any TableWriter) {
    if let code = codes[Int(status.rawValue)] {
      table.text(code)
    } else {
      table.text(status.code)
    }
    table.text(status.reason[language])
    if status == .delivered { table.skip() } else { table.text(status.suggestion[language]) }
  }

  /// Writes a time, if there is one.
  private mutating func cell(in table: any TableWriter, _ moment: Int?) {
    guard let moment else { return table.skip() }
    scratch.removeAll(keepingCapacity: true)
    time.append(moment, to: &scratch)
    table.text(scratch.span)
  }

  private mutating func cell(in table: any TableWriter, _ append: (inout [UInt8]) -> Void) {
    scratch.removeAll(keepingCapacity: true)
    append(&scratch)
    table.text(scratch.span)
  }

  // MARK: - Removed rows

  var removedColumns: [TableColumn] {
    [
      column(Words.row, kind: .integer),
      column(Words.numberAsEntered),
      column(Words.code, kind: .repeated),
      column(Words.reason, kind: .repeated),
      column(Words.suggestion, kind: .repeated),
      column(Words.repeats, kind: .integer),
    ]
  }

  mutating func write(
    _ removed: MessageBatch.Removed, of batch: MessageBatch, to table: any TableWriter
  ) throws {
    table.integer(removed.row)
    table.text(batch.number(of: removed))
    table.text(removed.removal.code)
    if let variable = removed.variable {
      let reason = removed.removal.reason.text(language)
      table.text("\(reason): \(body.label(ofVariable: variable))")
    } else {
      table.text(removed.removal.reason[language])
    }
    table.text(removed.removal.suggestion[language])
    if let row = removed.repeats { table.integer(row) } else { table.skip() }
    try table.endRow()
  }

  // MARK: - Failed numbers

  /// The columns of the standard recipient sheet, so that the file can be sent again as it is, then why.
  func failedColumns(_ plan: ColumnMapping) -> [TableColumn] {
    plan.names.map { TableColumn($0) } + [
      column(Words.code, kind: .repeated),
      column(Words.reason, kind: .repeated),
      column(Words.suggestion, kind: .repeated),
    ]
  }

  mutating func writeFailed(
    _ message: MessageBatch.Message, of batch: MessageBatch, variables: Int,
    to table: any TableWriter
  ) throws {
    cell(in: table) { message.recipient.number.appendAsEntered(to: &$0) }
    for variable in 0..<variables { table.text(batch.value(variable, of: message)) }
    write(message.status ?? .undeliverable, to: table)
    try table.endRow()
  }
}
