/// What other programs are notified of (SPEC ADMIN-7).
extension LedgerTransaction {
  /// Adds a callback, or changes the one of its number.
  ///
  /// - Returns: its number.
  package func save(_ row: CallbackRow) throws(LedgerError) -> Int {
    try save(
      in: "callback", numberedBy: "id", row.id,
      [
        "application": row.application, "kind": row.kind.rawValue, "subject": row.subject,
        "state": row.state.rawValue, "shape": row.shape, "file": row.file, "posts": row.posts,
        "sent": row.sent, "place": row.place, "attempts": row.attempts,
        "problem": row.problem, "created": row.created, "due": row.due,
      ])
  }

  /// Callbacks, the oldest first.
  ///
  /// - Parameters:
  ///   - id: nil: of all numbers.
  ///   - states: none: all.
  /// - Returns: the callbacks.
  /// - Throws: `LedgerError`.
  package func callbacks(
    id: Int? = nil, states: [CallbackRow.State] = []
  ) throws(LedgerError) -> [CallbackRow] {
    var wanted = Conditions()
    wanted.add("id", "=", id)
    wanted.add("state", among: states.isEmpty ? nil : states.map(\.rawValue))
    return try all(
      """
      SELECT id, kind, subject, application, created, state, shape, file, posts, sent, place, attempts,
        problem, due
      FROM callback \(wanted.clause) ORDER BY id
      """, wanted.arguments
    ) { (cells) throws(LedgerError) in
      let id = try cells.integer()
      let kind = CallbackRow.Kind(rawValue: try cells.text()) ?? .status
      var callback = CallbackRow(
        kind, of: cells.optionalInteger(), application: try cells.text(),
        at: try cells.integer())
      callback.id = id
      callback.state = CallbackRow.State(rawValue: try cells.text()) ?? .failed
      callback.shape = cells.optionalText()
      callback.file = cells.optionalText()
      callback.posts = try cells.integer()
      callback.sent = try cells.integer()
      callback.place = try cells.integer()
      callback.attempts = try cells.integer()
      callback.problem = cells.optionalText()
      callback.due = try cells.integer()
      return callback
    }
  }

  /// Forgets callbacks that were made before a time, whatever their state.
  ///
  /// - Returns: their files.
  package func forgetCallbacks(before time: Int) throws(LedgerError) -> [String] {
    try all("DELETE FROM callback WHERE created < $1 RETURNING file", [time]) {
      (cells) throws(LedgerError) in cells.optionalText()
    }.compactMap { $0 }
  }
}
