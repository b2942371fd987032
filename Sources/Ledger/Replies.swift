internal import GRDB
package import Messaging

/// What somebody answered to a message (SPEC ADMIN-8).
package struct ReplyRow: Sendable, Equatable {
  package var number: E164
  /// Whose message it answers.
  package var scope: ListScope
  package var text: String
  /// Milliseconds since 1970.
  package var time: Int
  /// The task that sent the message, where it is known.
  package var task: Int?
  /// Whether it asks for no more messages.
  package var isOptOut: Bool

  package init(
    number: E164, scope: ListScope, text: String, time: Int, task: Int?, isOptOut: Bool
  ) {
    self.number = number
    self.scope = scope
    self.text = text
    self.time = time
    self.task = task
    self.isOptOut = isOptOut
  }
}

extension ReplyRow {
  init(_ row: Row) {
    self.init(
      number: E164(digits: UInt64(row["number"] as Int64)),
      scope: ListScope(
        row["signature"], (row["type"] as String?).flatMap(MessageType.init(rawValue:))),
      text: row["text"], time: row["time"], task: row["task"], isOptOut: row["isOptOut"])
  }
}

/// Which replies are listed; nil: all.
package struct ReplyFilter: Sendable {
  /// At most two.
  package var numbers: [E164]?
  package var signature: String?
  /// Whether only those count that ask for no more messages.
  package var isOptOut = false
  /// The first and the last moment, in milliseconds since 1970.
  package var times: ClosedRange<Int>?
  /// The most replies, the newest first.
  package var limit = Int.max

  package init() {}
}

extension LedgerTransaction {
  /// Keeps a reply; one of the same number, time and text is there already.
  ///
  /// - Returns: whether it is new.
  package func add(_ reply: ReplyRow) throws(LedgerError) -> Bool {
    try run { database in
      let insert = try database.cachedStatement(
        sql: "INSERT OR IGNORE INTO reply VALUES (?, ?, ?, ?, ?, ?, ?, NULL)")
      let before = database.totalChangesCount
      try insert.execute(arguments: [
        Int64(reply.number.digits), reply.time, reply.text, reply.scope.name,
        reply.scope.type?.rawValue, reply.task, reply.isOptOut,
      ])
      return database.totalChangesCount > before
    }
  }

  package func replies(_ filter: ReplyFilter) throws(LedgerError) -> [ReplyRow] {
    try run { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM reply WHERE (?1 IS NULL OR number IN (?1, ?7)) AND (?2 IS NULL OR signature = ?2)
            AND (NOT ?3 OR isOptOut) AND time BETWEEN ?4 AND ?5
          ORDER BY time DESC, number LIMIT ?6
          """,
        arguments: [
          filter.numbers.map { Int64($0.first?.digits ?? 0) }, filter.signature, filter.isOptOut,
          filter.times?.lowerBound ?? 0, filter.times?.upperBound ?? Int.max, filter.limit,
          filter.numbers.map { Int64($0.last?.digits ?? 0) },
        ]
      ).map(ReplyRow.init)
    }
  }
}

/// An application to take a number off the list of those that unsubscribed (SPEC ADMIN-8).
package struct ResubscriptionRow: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable {
    case pending, approved, rejected
  }

  package var id = 0
  package var number: E164
  package var scope: ListScope
  /// Why it should be taken off, such as a consent that was given anew.
  package var reason: String
  package var state = State.pending
  /// What the reviewer said.
  package var note: String?
  /// Milliseconds since 1970.
  package var created: Int

  package init(number: E164, scope: ListScope, reason: String, created: Int) {
    self.number = number
    self.scope = scope
    self.reason = reason
    self.created = created
  }
}

extension LedgerTransaction {
  /// Adds an application, or changes the one of its number.
  ///
  /// - Returns: its number.
  package func save(_ row: ResubscriptionRow) throws(LedgerError) -> Int {
    try run { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO resubscription VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          row.id == 0 ? nil : row.id, Int64(row.number.digits), row.scope.name,
          row.scope.type?.rawValue, row.reason, row.state.rawValue, row.note, row.created,
        ])
      return row.id == 0 ? Int(database.lastInsertedRowID) : row.id
    }
  }

  /// Applications, the newest first.
  package func resubscriptions(
    id: Int? = nil, state: ResubscriptionRow.State? = nil
  ) throws(LedgerError) -> [ResubscriptionRow] {
    try run { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM resubscription WHERE (?1 IS NULL OR id = ?1) AND (?2 IS NULL OR state = ?2)
          ORDER BY id DESC
          """, arguments: [id, state?.rawValue]
      ).map { row in
        var result = ResubscriptionRow(
          number: E164(digits: UInt64(row["number"] as Int64)),
          scope: ListScope(
            row["signature"], (row["type"] as String?).flatMap(MessageType.init(rawValue:))),
          reason: row["reason"], created: row["created"])
        result.id = row["id"]
        result.state = ResubscriptionRow.State(rawValue: row["state"]) ?? .pending
        result.note = row["note"]
        return result
      }
    }
  }
}
