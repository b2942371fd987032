/// What tells without a task's records whether it may have a message to a number.
extension LedgerTransaction {
  package func add(_ filter: NumberFilter, of task: Int) throws(LedgerError) {
    for (index, part) in filter.parts.enumerated() {
      try execute(
        "INSERT INTO numberFilter (task, part, bits) VALUES ($1, $2, $3)", [task, index, part])
    }
  }

  /// Whether a task may have a message to a number; true where nothing is known.
  ///
  /// - Parameters:
  ///   - task: one that was executed.
  ///   - number: the digits of the E.164 number.
  /// - Returns: false only if it has none.
  /// - Throws: `LedgerError`.
  package func mayHave(_ task: TaskRow, _ number: UInt64) throws(LedgerError) -> Bool {
    let hash = NumberFilter.hash(number)
    let block = NumberFilter.block(
      hash, of: NumberFilter.blocks(capacity: task.counts.accepted))
    let isIn = try first(
      "SELECT bits FROM numberFilter WHERE task = $1 AND part = $2",
      [task.number, block / NumberFilter.partBlocks]
    ) { (cells) throws(LedgerError) in
      var isIn = true
      try cells.withBytes { isIn = NumberFilter.isIn($0, hash, block: block) }
      return isIn
    }
    return isIn ?? true
  }

  package func forgetFilter(of task: Int) throws(LedgerError) {
    try execute("DELETE FROM numberFilter WHERE task = $1", [task])
  }
}
