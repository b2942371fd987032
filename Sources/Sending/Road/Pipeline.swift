internal import Files
package import Messaging
package import Spreadsheet

/// Takes what a task produces, batch by batch in the order of the sheet: workbooks, CSV, JSON lines.
package protocol MessageSink: AnyObject {
  /// - Throws: `FileError` or `SheetError` when what is made of them cannot be written.
  func take(_ batch: MessageBatch) throws
}

/// The road from a sheet to what came of its messages, and the map of this module.
///
/// 1. a `SheetReader` gives `RowBatch`es,
/// 2. `RecipientStage` makes `MessageBatch`es of them: numbers, duplicates, texts, segments,
/// 3. `RuleStage` suppresses those that must not go out,
/// 4. `CarrierStage` fills in what came of the others,
/// 5. a `MessageSink` keeps it.
///
/// Reading, the middle stages and keeping run on a thread each, with a bounded queue between them.
/// Every stage goes in the order of the sheet, so the result does not depend on how they overlap. The
/// first failure closes both queues and is thrown once all threads have ended. In a workspace with a ledger
/// the road has a stop in the middle: `prepare` ends after the second stage, and the task goes on from its records.
///
/// ```swift
/// let pipeline = try Pipeline(task, reading: try SheetFile.open(path, options: options))
/// let tally = try pipeline.send(to: sink)
/// ```
package final class Pipeline {
  /// Batches that may wait between two stages; with one in work at either end, four of 128 KiB of rows
  /// each, and of messages as much as their texts take.
  private static let queueCapacity = 2

  package let task: SendingTask
  package let plan: ColumnMapping
  /// What the reader knows of the sheet, with what it noticed once the run has ended.
  package var facts: SheetFacts {
    var facts = source.facts
    facts.notices += notices
    return facts
  }
  /// Told the rows so far and the share of the file read, once a batch.
  package var progress: ((Int, Double) -> Void)?

  private let source: any SheetReader
  private let limits: Limits
  private let first: RowBatch
  /// What the stages noticed about the rows.
  private var notices: [String] = []

  /// Reads the first rows and works out the columns.
  ///
  /// - Throws: `CampaignError` when the sheet has no recipients or not the columns that the template
  ///   needs.
  package init(
    _ task: SendingTask, reading source: any SheetReader, limits: Limits = .standard,
    header: ColumnMapping.HeaderRule = .auto
  ) throws {
    self.task = task
    self.source = source
    self.limits = limits
    let facts = source.facts
    guard let first = try source.next() else {
      throw SheetError.emptySheet(source.facts)
    }
    self.first = first
    plan = try ColumnMapping(
      first, rule: header, body: TemplateBody(task.template.content), facts: facts)
    source.columnLimit = plan.width
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
    var result = CheckResult(tally: Tally())
    var counts = MessageCounts()
    var lengths = SegmentCounts()
    result.tally = try run { batch in
      for message in batch.messages {
        counts.count(message, hour: 0)
        lengths.count(message)
        guard result.examples.count < examples else { continue }
        result.examples.append(Example(message, of: batch))
      }
      result.removed += batch.removedExamples(examples - result.removed.count)
    }
    result.tally.add(counts, prices: task.prices, isSent: false)
    result.tally.lengths = lengths
    guard result.tally.addsUp(isSent: false) else {
      throw CampaignError.countsDoNotAddUp("\(result.tally)")
    }
    return result
  }

  /// Reads the sheet and hands on its recipients, batch by batch.
  ///
  /// - Returns: the counts up to the accepted rows.
  /// - Throws: the first failure of any stage.
  package func recipients(
    _ take: (MessageBatch) throws -> Void
  ) throws -> Tally {
    try run { batch in try take(batch) }
  }

  /// Sends the sheet without a ledger and gives what comes of it to the sink.
  ///
  /// - Returns: the counts, which add up (SPEC NUM-8).
  /// - Throws: the first failure of any stage.
  package func send(to sink: any MessageSink) throws -> Tally {
    var rules = RuleStage(task, book: UsageCounters(), hasLedger: false)
    var carrier = CarrierStage(task)
    let writing = SinkThread(sink)
    var tally = try run { batch in
      rules.process(&batch)
      carrier.process(&batch)
      try writing.put(batch)
    }
    try writing.finish()
    carrier.tally.add(to: &tally, prices: task.prices)
    guard tally.addsUp(isSent: true) else { throw CampaignError.countsDoNotAddUp("\(tally)") }
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
      hint: NumberColumnHint.sentence(first, header: plan.header))
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

  /// Reads on a thread of its own and runs the recipients' stage on this one.
  private func run(
    _ take: (inout MessageBatch) throws -> Void
  ) throws -> Tally {
    let queue = BoundedQueue<(rows: RowBatch, share: Double)>(capacity: Self.queueCapacity)
    let failure = FirstFailure()
    // Unsafe: from here until the join only the reading thread uses the source.
    nonisolated(unsafe) let lent = source
    let reading = Worker {
      do {
        while let rows = try lent.next(), queue.push((rows, lent.progress)) {}
      } catch {
        failure.note(error)
      }
      queue.close()
    }
    var stage = RecipientStage(task, plan: plan, facts: facts, limits: limits)
    do {
      var batch = try stage.process(first, from: plan.header == nil ? 0 : 1)
      try take(&batch)
      while let (rows, share) = queue.pop() {
        if let signal = Interruption.signal { throw CampaignError.interrupted(signal: signal) }
        batch = try stage.process(rows)
        try take(&batch)
        progress?(stage.rowCount, share)
      }
    } catch {
      failure.note(error)
    }
    queue.close()
    reading.join()
    if let error = failure.error { throw error }
    stage.finish(headerRow: plan.header == nil ? 0 : first.number(ofRow: 0))
    guard stage.tally.rows > 0 else { throw CampaignError.noRecipients(file: facts.file) }
    notices = plan.notices + stage.remarks.sentences
    if stage.tally.accepted == 0,
      let hint = NumberColumnHint.sentence(first, header: plan.header)
    {
      notices.append(hint)
    }
    return stage.tally
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
