/// Runs, which frequency limits look through (SPEC RULE-4, RULE-5).
extension LedgerTransaction {
  /// The runs that end at a time or after it, the oldest first.
  package func runs(endingFrom time: Int) throws(LedgerError) -> [Run] {
    try all(
      """
      SELECT task, application, isMarketing, start, "end", rate FROM run WHERE "end" >= $1
      ORDER BY task
      """, [time]
    ) { (cells) throws(LedgerError) in
      Run(
        task: try cells.integer(), application: try cells.text(),
        isMarketing: try cells.bool(), start: try cells.integer(), end: try cells.integer(),
        rate: try cells.integer())
    }
  }

  /// Goes through a run's messages chunk by chunk.
  ///
  /// - Parameters:
  ///   - run: which one.
  ///   - withTimes: whether positions and texts are needed too, not the numbers alone.
  ///   - take: gets chunk after chunk; it is valid during the call only.
  /// - Throws: `LedgerError`.
  package func chunks(
    of run: Run, withTimes: Bool, _ take: (borrowing RunChunk) -> Void
  ) throws(LedgerError) {
    var chunk = RunChunk()
    try rows(
      """
      SELECT position, numbers\(withTimes ? ", contents, positions" : "") FROM runChunk
      WHERE run = $1 ORDER BY position
      """, [run.task]
    ) { (cells) throws(LedgerError) in
      chunk.removeAll()
      chunk.position = try cells.integer()
      try cells.withBytes { RunChunk.read($0, into: &chunk.numbers) }
      if withTimes {
        try cells.withBytes { RunChunk.read($0, into: &chunk.contents) }
        try cells.withBytes { RunChunk.read($0, into: &chunk.positions) }
        if chunk.positions.isEmpty { chunk.makeDense() }
      }
      take(chunk)
      return true
    }
  }

  package func add(_ run: Run) throws(LedgerError) {
    try execute(
      """
      INSERT INTO run (task, application, isMarketing, start, "end", rate)
      VALUES ($1, $2, $3, $4, $5, $6)
      """, [run.task, run.application, run.isMarketing, run.start, run.end, run.rate])
  }

  package func add(_ chunk: borrowing RunChunk, toRunOf task: Int) throws(LedgerError) {
    guard !chunk.numbers.isEmpty else { return }
    try execute(
      """
      INSERT INTO runChunk (run, position, numbers, positions, contents)
      VALUES ($1, $2, $3, $4, $5)
      """,
      [
        task, chunk.position, RunChunk.block(chunk.numbers),
        chunk.isDense ? nil : RunChunk.block(chunk.positions), RunChunk.block(chunk.contents),
      ])
  }

  /// Forgets the runs that ended before a time: no limit looks back so far.
  package func forgetRuns(endingBefore time: Int) throws(LedgerError) {
    try execute(
      #"DELETE FROM runChunk WHERE run IN (SELECT task FROM run WHERE "end" < $1)"#, [time])
    try execute(#"DELETE FROM run WHERE "end" < $1"#, [time])
  }
}
