internal import Files
package import Messaging
package import Spreadsheet

/// A recipient sheet and what is done with it, and the map of this module.
///
/// 1. a `SheetReader` gives `RowBatch`es,
/// 2. `RecipientStage` makes `MessageBatch`es of them: numbers, duplicates, texts, segments,
/// 3. `RuleStage` suppresses those that must not go out,
/// 4. `CarrierStage` fills in what the carrier answers to the others,
/// 5. a `MessageSink` keeps it.
///
/// `Road` brings them through. In a workspace with a ledger the road has a stop in the middle: `prepare` ends
/// after the second stage, and the task goes on from its records.
///
/// ```swift
/// let pipeline = try Pipeline(task, reading: try SheetFile.open(path, options: options))
/// let tally = try pipeline.send(to: sink)
/// ```
package final class Pipeline {
  package let task: SendingTask
  package let mapping: ColumnMapping
  /// What the reader knows of the sheet, with what was noticed once it is all read.
  package var facts: SheetFacts {
    var facts = reader.facts
    facts.notices += source.notices
    return facts
  }
  /// Told the rows so far and the share of the file read, once a batch.
  package var progress: ((Int, Double) -> Void)?

  private let reader: any SheetReader
  private let source: SheetSource

  /// Reads the first rows and works out the columns.
  ///
  /// - Throws: `CampaignError` when the sheet has no recipients or not the columns that the template
  ///   needs.
  package init(
    _ task: SendingTask, reading reader: any SheetReader, limits: Limits = .standard,
    header: ColumnMapping.HeaderRule = .auto
  ) throws {
    self.task = task
    self.reader = reader
    let facts = reader.facts
    guard let first = try reader.next() else { throw SheetError.emptySheet(reader.facts) }
    mapping = try ColumnMapping(
      first, rule: header, body: TemplateBody(task.template.content), facts: facts)
    reader.columnLimit = mapping.width
    source = SheetSource(task, mapping, first: first, reader: reader, limits: limits)
  }

  /// What a check finds; nothing is submitted.
  package struct CheckResult: Sendable {
    package var tally: Tally
    /// The first messages, as they would be sent.
    package var examples: [Example] = []
    package var removed: [RemovedExample] = []
  }

  package struct Example: Sendable {
    package var row: Int
    package var number: E164
    package var content: String
    package var length: MessageLength
  }

  package struct RemovedExample: Sendable {
    package var row: Int
    package var text: String
    package var removal: Removal
    package var variable: Int?
    package var repeats: Int?
  }

  /// Reads and validates everything, submits nothing (SPEC TASK-4).
  ///
  /// - Parameter examples: messages and removed rows to show, each.
  /// - Returns: the counts, which add up, and the examples.
  /// - Throws: the first failure of any stage.
  package func check(examples: Int) throws -> CheckResult {
    let check = CheckStage(examples: examples, prices: task.prices)
    let tally = try walk([check])
    return CheckResult(tally: tally, examples: check.examples, removed: check.removed)
  }

  /// Reads the sheet and hands on its recipients, batch by batch.
  ///
  /// - Returns: the counts up to the accepted rows.
  /// - Throws: the first failure of any stage.
  package func recipients(
    _ take: (MessageBatch) throws -> Void
  ) throws -> Tally {
    try withoutActuallyEscaping(take) { try walk([Passing($0)]) }
  }

  /// Sends the sheet without a ledger and gives the outcome to the sink.
  ///
  /// - Returns: the counts, which add up (SPEC NUM-8).
  /// - Throws: the first failure of any stage.
  package func send(to sink: any MessageSink) throws -> Tally {
    let rules = RuleStage(task, usage: UsageCounters(), hasLedger: false)
    let tally = try walk([rules, CarrierStage(task)], to: sink)
    try checkAccepted(tally)
    return tally
  }

  /// Makes sure that there is somebody to send to (SPEC TASK-7).
  ///
  /// - Throws: `CampaignError.nobodyAccepted`, as yet without a list of the removed rows.
  package func checkAccepted(_ tally: Tally) throws {
    guard tally.accepted == 0 else { return }
    throw CampaignError.nobodyAccepted(
      file: facts.file, removed: tally.invalid + tally.duplicates, list: nil,
      hint: source.hint)
  }

  /// Reads the sheet for a task that is sent later, and hands on what was made of its rows.
  ///
  /// - Parameter keep: takes batch after batch, in the order of the sheet.
  /// - Returns: the counts up to the accepted rows.
  /// - Throws: the first failure of any stage; `.nobodyAccepted` when there is nobody to send to.
  package func prepare(_ keep: (MessageBatch) throws -> Void) throws -> Tally {
    let tally = try recipients(keep)
    try checkAccepted(tally)
    return tally
  }

  private func walk(
    _ stages: [any MessageStage], to sink: (any MessageSink)? = nil
  ) throws -> Tally {
    var road = Road(source, stages, to: sink)
    road.progress = progress
    return try road.walk()
  }
}

/// Bills what would be sent, and keeps the first of it to be shown.
private final class CheckStage: MessageStage {
  private(set) var examples: [Pipeline.Example] = []
  private(set) var removed: [Pipeline.RemovedExample] = []
  private let limit: Int
  private let prices: PriceTable
  private var counts = MessageCounts()
  private var lengths = SegmentCounts()

  init(examples limit: Int, prices: PriceTable) {
    self.limit = limit
    self.prices = prices
  }

  func process(_ batch: inout MessageBatch) {
    for message in batch.messages {
      counts.count(message, hour: 0)
      lengths.count(message)
      if examples.count < limit { examples.append(Pipeline.Example(message, of: batch)) }
    }
    removed += batch.removedExamples(limit - removed.count)
  }

  func add(to tally: inout Tally) {
    tally.add(counts, prices: prices, isSent: false)
    tally.lengths = lengths
  }
}

extension Pipeline.Example {
  fileprivate init(_ message: MessageBatch.Message, of batch: MessageBatch) {
    self.init(
      row: message.row, number: message.recipient.number, content: batch.text(of: message),
      length: message.length)
  }
}

extension MessageBatch {
  /// The first removed rows, to be shown.
  package func removedExamples(_ count: Int) -> [Pipeline.RemovedExample] {
    removed.prefix(count).map { Pipeline.RemovedExample($0, of: self) }
  }
}

extension Pipeline.RemovedExample {
  fileprivate init(_ removed: MessageBatch.Removed, of batch: MessageBatch) {
    self.init(
      row: removed.row, text: batch.text(of: removed), removal: removed.removal,
      variable: removed.variable, repeats: removed.repeats)
  }
}
