internal import GRDB
internal import Messaging

/// What another program is told of: the status reports of a task, replies that came together, or an alarm
/// (SPEC ADMIN-4, ADMIN-7).
package struct CallbackRow: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case status, replies, alarm
  }

  package enum State: String, Sendable, CaseIterable {
    /// Its file is not written yet.
    case new
    /// It is posted as soon as its time has come.
    case waiting
    /// All of it was answered for.
    case sent
    /// There is no address to post it to, only the file.
    case kept
    /// It was tried for too long.
    case failed
  }

  package var id = 0
  package var application: String
  package var kind: Kind
  /// The number of the task, or of the alarm, that it is about.
  package var subject: Int?
  package var state = State.new
  /// Whose form its posts have, by its word in the settings; nil before there is a file.
  package var shape: String?
  /// Where what is posted stands, a post a line.
  package var file: String?
  /// Posts in the file.
  package var posts = 0
  /// Those that were answered for; the next one begins at a place in the file.
  package var sent = 0
  package var place = 0
  /// Tries in a row that failed.
  package var attempts = 0
  /// What was wrong with the last one.
  package var problem: String?
  // Milliseconds since 1970.
  package var created: Int
  /// When it is tried next.
  package var due: Int

  package init(_ kind: Kind, of subject: Int?, application: String, at time: Int) {
    self.kind = kind
    self.subject = subject
    self.application = application
    created = time
    due = time
  }
}

extension LedgerTransaction {
  /// Adds a callback, or changes the one of its number.
  ///
  /// - Returns: its number.
  package func save(_ row: CallbackRow) throws(LedgerError) -> Int {
    try run { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO callback VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          row.id == 0 ? nil : row.id, row.application, row.kind.rawValue, row.subject,
          row.state.rawValue, row.shape, row.file, row.posts, row.sent, row.place, row.attempts,
          row.problem,
          row.created, row.due,
        ])
      return row.id == 0 ? Int(database.lastInsertedRowID) : row.id
    }
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
    try run { database in
      let wanted = states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      return try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM callback WHERE (?1 IS NULL OR id = ?1)
            \(states.isEmpty ? "" : "AND state IN (\(wanted))")
          ORDER BY id
          """, arguments: [id]
      ).map { row in
        var callback = CallbackRow(
          CallbackRow.Kind(rawValue: row["kind"]) ?? .status, of: row["subject"],
          application: row["application"], at: row["created"])
        callback.id = row["id"]
        callback.state = CallbackRow.State(rawValue: row["state"]) ?? .failed
        callback.shape = row["shape"]
        callback.file = row["file"]
        callback.posts = row["posts"]
        callback.sent = row["sent"]
        callback.place = row["place"]
        callback.attempts = row["attempts"]
        callback.problem = row["problem"]
        callback.due = row["due"]
        return callback
      }
    }
  }

  /// Forgets callbacks that were made before a time, whatever came of them.
  ///
  /// - Returns: their files.
  package func forgetCallbacks(before time: Int) throws(LedgerError) -> [String] {
    try run { database in
      try String.fetchAll(
        database,
        sql: "DELETE FROM callback WHERE created < ? RETURNING coalesce(file, '')",
        arguments: [time]
      ).filter { !$0.isEmpty }
    }
  }

  /// Notes with which callback a reply is told.
  package func tell(_ reply: ReplyRow, with callback: Int) throws(LedgerError) {
    try run { database in
      let update = try database.cachedStatement(
        sql: "UPDATE reply SET callback = ? WHERE number = ? AND time = ? AND text = ?")
      try update.execute(arguments: [callback, Int64(reply.number.digits), reply.time, reply.text])
    }
  }

  /// Replies that are told together, in the order in which they came.
  package func replies(ofCallback id: Int) throws(LedgerError) -> [ReplyRow] {
    try run { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM reply WHERE callback = ? ORDER BY time, number, text",
        arguments: [id]
      ).map(ReplyRow.init)
    }
  }
}
