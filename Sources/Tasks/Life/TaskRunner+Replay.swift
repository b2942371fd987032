internal import Carrier
internal import Files
package import Ledger
internal import Messaging
package import Sending

/// What came of the messages of a task: the road from its records on, as often as it is wanted.
extension TaskRunner {
  /// Goes through the messages of a task with what came of them.
  ///
  /// - Parameters:
  ///   - row: a task that was executed.
  ///   - asOf: receipts after this time have not come yet; nil: all are in.
  ///   - sink: gets batch after batch.
  /// - Returns: how it was planned, and its counts as of that time.
  /// - Throws: `CampaignError.recordsDropped` after 60 days, `.damagedRecords`, what the sink throws.
  package func replay(
    _ row: TaskRow, asOf: Int? = nil, into sink: any MessageSink
  ) throws -> (plan: TaskManifest, tally: Tally) {
    let records = try records(of: row)
    var plan = Self.plan(records, of: row)
    plan.task.asOf = asOf
    return (plan, try run(plan.task, records, try verdicts(of: row), into: sink))
  }

  /// The counts of a task when all receipts are in.
  func tally(of row: TaskRow, _ records: TaskRecords.Reader) throws -> Tally {
    try run(Self.plan(records, of: row).task, records, verdicts(of: row), into: nil)
  }

  func verdicts(of row: TaskRow) throws -> [UInt8] {
    if !row.verdicts.isEmpty || row.counts.suppressed == 0 { return row.verdicts }
    return try look { try $0.known(row.number, withVerdicts: true) }.verdicts
  }

  // MARK: - The road from the records on

  /// Batches that wait between reading the records and the carrier.
  private static let queueCapacity = 2

  /// Reads and renders on a thread of its own, runs the carrier on this one, and the sink on a third.
  func run(
    _ task: SendingTask, _ records: TaskRecords.Reader, _ verdicts: [UInt8],
    into sink: (any MessageSink)?
  ) throws -> Tally {
    let queue = BoundedQueue<MessageBatch>(capacity: Self.queueCapacity)
    let failure = FirstFailure()
    records.rewind()
    // Unsafe: from here until the join only the reading thread uses the records.
    nonisolated(unsafe) let lent = records
    let reading = Worker {
      let renderer = MessageRenderer(task.template, signature: task.signature)
      do {
        while let block = try lent.next() {
          guard let batch = block.batch(renderer) else {
            throw CampaignError.damagedRecords(
              path: lent.path, detail: "a block does not fit the template")
          }
          guard queue.push(batch) else { break }
        }
      } catch {
        failure.note(error)
      }
      queue.close()
    }
    var carrier = CarrierStage(task)
    do {
      if let sink {
        let writing = SinkThread(sink)
        try process(queue, verdicts, &carrier, of: records) { batch in
          try writing.put(batch)
        }
        try writing.finish()
      } else {
        try process(queue, verdicts, &carrier, of: records) { _ in }
      }
    } catch {
      failure.note(error)
    }
    queue.close()
    reading.join()
    if let error = failure.error { throw error }
    var tally = records.plan.tally
    carrier.tally.add(to: &tally, prices: task.prices)
    guard tally.addsUp(isSent: true) else { throw CampaignError.countsDoNotAddUp("\(tally)") }
    return tally
  }

  private func process(
    _ queue: BoundedQueue<MessageBatch>, _ verdicts: [UInt8], _ carrier: inout CarrierStage,
    of records: TaskRecords.Reader, _ put: (MessageBatch) throws -> Void
  ) throws {
    var count = 0
    while var batch = queue.pop() {
      if let signal = Interruption.signal { throw CampaignError.interrupted(signal: signal) }
      try batch.suppress(verdicts, records)
      count += batch.messages.count
      carrier.process(&batch)
      try put(batch)
      progress?(count, Double(count) / Double(max(1, records.messageCount)))
    }
  }

  /// How a task was planned, with the time at which it was sent.
  package func manifest(of row: TaskRow) throws -> TaskManifest {
    Self.plan(try records(of: row), of: row)
  }

  static func plan(_ records: TaskRecords.Reader, of row: TaskRow) -> TaskManifest {
    var plan = records.plan
    plan.task.start = row.started ?? plan.task.start
    return plan
  }
}

extension MessageBatch {
  /// Marks the messages that a rule stopped.
  ///
  /// - Parameters:
  ///   - verdicts: of the whole task; empty when none was stopped.
  ///   - records: where the batch comes from.
  /// - Throws: `CampaignError.damagedRecords` when there are not so many verdicts.
  mutating func suppress(
    _ verdicts: [UInt8], _ records: TaskRecords.Reader
  ) throws {
    guard !verdicts.isEmpty else { return }
    for index in messages.indices {
      let position = messages[index].position
      guard position < verdicts.count else {
        throw CampaignError.damagedRecords(
          path: records.path, detail: "it has more messages than verdicts")
      }
      if let status = StatusCode(rawValue: verdicts[position]), status.isSuppression {
        messages[index].status = status
      }
    }
  }
}
