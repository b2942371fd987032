internal import Messaging
internal import Spreadsheet

/// The messages of a sheet: rows are read on one thread and become messages on the next.
final class SheetSource: MessageSource {
  /// A batch of rows, where its data begins, and the share of the file read with it.
  struct Load: Sendable {
    var rows: RowBatch
    var start = 0
    var share = 0.0
  }

  // Of the reading thread.
  private let reader: any SheetReader
  private var isBegun = false

  // Of the thread of the stages.
  private var stage: RecipientStage
  private var share = 0.0

  private let mapping: ColumnMapping
  private let first: RowBatch
  private let file: String
  /// What was noticed about the rows, once they are all read.
  private(set) var notices: [String] = []

  /// - Parameters:
  ///   - task: whose messages they become.
  ///   - mapping: which column holds what.
  ///   - first: the batch that was read to find that out.
  ///   - reader: gives the batches behind it.
  ///   - limits: of rows.
  init(
    _ task: SendingTask, _ mapping: ColumnMapping, first: RowBatch, reader: any SheetReader,
    limits: Limits
  ) {
    self.mapping = mapping
    self.reader = reader
    self.first = first
    file = reader.facts.file
    stage = RecipientStage(task, plan: mapping, facts: reader.facts, limits: limits)
  }

  /// What to say when nobody can be sent to; nil when the sheet does not show why.
  var hint: String? { NumberColumnHint.sentence(first, header: mapping.header) }

  func next() throws -> Load? {
    guard isBegun else {
      isBegun = true
      return Load(rows: first, start: mapping.header == nil ? 0 : 1, share: reader.progress)
    }
    guard let rows = try reader.next() else { return nil }
    return Load(rows: rows, share: reader.progress)
  }

  func messages(of load: Load) throws -> MessageBatch {
    share = load.share
    return try stage.process(load.rows, from: load.start)
  }

  var done: (count: Int, share: Double) { (stage.rowCount, share) }

  func finish() throws -> Tally {
    stage.finish(headerRow: mapping.header == nil ? 0 : first.number(ofRow: 0))
    guard stage.tally.rows > 0 else { throw CampaignError.noRecipients(file: file) }
    notices = mapping.notices + stage.remarks.sentences
    if stage.tally.accepted == 0, let hint { notices.append(hint) }
    return stage.tally
  }
}
