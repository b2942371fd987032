internal import Files

/// The road of a task's messages: every task goes down this one, with a ledger and without.
///
/// Reading, the stages and the sink have a thread each, with a bounded queue between them. Each goes in the
/// order of the sheet, so the result does not depend on how they overlap. The first failure closes both
/// queues and is thrown once all threads have ended.
///
/// ```swift
/// var road = Road(SheetSource(...), [RuleStage(task, ...), CarrierStage(task)], to: sink)
/// let tally = try road.walk()
/// ```
package struct Road<Source: MessageSource> {
  /// Loads that may wait for the stages; with one in work at either end, four of 128 KiB of rows each, and
  /// of messages as much as their texts take.
  private static var queueCapacity: Int { 2 }

  private let source: Source
  private var stages: [any MessageStage]
  private let sink: (any MessageSink)?
  /// Told what is done, once a batch.
  package var progress: ((Int, Double) -> Void)?

  package init(_ source: Source, _ stages: [any MessageStage], to sink: (any MessageSink)? = nil) {
    self.source = source
    self.stages = stages
    self.sink = sink
  }

  /// Brings everything that the source has through the stages to the sink.
  ///
  /// - Returns: the counts, which add up (SPEC NUM-8).
  /// - Throws: the first failure of any thread; `CampaignError.interrupted` after a signal.
  package mutating func walk() throws -> Tally {
    let queue = BoundedQueue<Source.Load>(capacity: Self.queueCapacity)
    let failure = FirstFailure()
    // Unsafe: `next` is called by the reading thread alone, and shares nothing with the other calls.
    nonisolated(unsafe) let lent = source
    let reading = Worker {
      do {
        while let load = try lent.next(), queue.push(load) {}
      } catch {
        failure.note(error)
      }
      queue.close()
    }
    do {
      if let sink {
        let writing = SinkThread(sink)
        try process(queue) { try writing.put($0) }
        try writing.finish()
      } else {
        try process(queue) { _ in }
      }
    } catch {
      failure.note(error)
    }
    queue.close()
    reading.join()
    if let error = failure.error { throw error }
    var tally = try source.finish()
    for stage in stages { stage.add(to: &tally) }
    guard tally.addsUp(isSent: stages.contains(where: \.submits)) else {
      throw CampaignError.countsDoNotAddUp("\(tally)")
    }
    return tally
  }

  private mutating func process(
    _ queue: BoundedQueue<Source.Load>, _ put: (MessageBatch) throws -> Void
  ) throws {
    while let load = queue.pop() {
      if let signal = Interruption.signal { throw CampaignError.interrupted(signal: signal) }
      var batch = try source.messages(of: load)
      for index in stages.indices { try stages[index].process(&batch) }
      try put(batch)
      let (count, share) = source.done
      progress?(count, share)
    }
  }
}
