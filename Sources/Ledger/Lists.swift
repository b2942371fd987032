internal import GRDB
package import Messaging

/// The lists of numbers that decide whether a message goes out (SPEC RULE-2, RULE-4).
package enum SuppressionList: String, Sendable, CaseIterable {
  /// Numbers that a signature does not send messages of a type to.
  case mute
  /// Numbers that unsubscribed from a signature's messages of a type.
  case unsubscribe
  /// Numbers of an application that frequency limits do not count for.
  case allow

  /// Numbers that it may have: the mute list altogether, the allowlist for each application.
  package var limit: Int? {
    switch self {
    case .mute: 1_000
    case .unsubscribe: nil
    case .allow: 300
    }
  }

  /// Numbers that one call may add.
  package var callLimit: Int? { self == .allow ? 100 : nil }

  package var words: String {
    switch self {
    case .mute: "mute list"
    case .unsubscribe: "list of unsubscribed numbers"
    case .allow: "allowlist"
    }
  }
}

/// What an entry of a list is about.
package struct ListScope: Sendable, Hashable {
  /// A signature; for the allowlist an application.
  package var name: String
  /// nil: messages of every type.
  package var type: MessageType?

  package init(_ name: String, _ type: MessageType? = nil) {
    self.name = name
    self.type = type
  }

  fileprivate var typeText: String { type?.rawValue ?? "all" }
}

/// A number on a list.
package struct ListEntry: Sendable, Equatable {
  package var number: E164
  package var scope: ListScope
  /// Milliseconds since 1970.
  package var added: Int
}

extension LedgerTransaction {
  /// Adds numbers to a list.
  ///
  /// - Returns: how many were not on it.
  /// - Throws: `LedgerError.listFull` when there would be more than its limit; nothing is added then.
  package func add(
    _ numbers: some Sequence<E164>, to list: SuppressionList, _ scope: ListScope, at time: Int
  ) throws(LedgerError) -> Int {
    try run { database in
      let statement = try database.makeStatement(
        sql:
          "INSERT OR IGNORE INTO suppression (list, scope, type, number, added) VALUES (?, ?, ?, ?, ?)"
      )
      let before = database.totalChangesCount
      for number in numbers {
        try statement.execute(arguments: [
          list.rawValue, scope.name, scope.typeText, Int64(number.digits), time,
        ])
      }
      let added = database.totalChangesCount - before
      if let limit = list.limit {
        let count = try Int.fetchOne(
          database,
          sql: "SELECT count(*) FROM suppression WHERE list = ? AND (scope = ? OR ? <> 'allow')",
          arguments: [list.rawValue, scope.name, list.rawValue])
        if let count, count > limit, added > 0 {
          throw LedgerError.listFull(list: list, limit: limit, found: count)
        }
      }
      return added
    }
  }

  /// Takes numbers off a list.
  ///
  /// - Returns: how many were on it.
  package func remove(
    _ numbers: some Sequence<E164>, from list: SuppressionList, _ scope: ListScope
  ) throws(LedgerError) -> Int {
    try run { database in
      let statement = try database.makeStatement(
        sql: "DELETE FROM suppression WHERE list = ? AND scope = ? AND type = ? AND number = ?")
      let before = database.totalChangesCount
      for number in numbers {
        try statement.execute(arguments: [
          list.rawValue, scope.name, scope.typeText, Int64(number.digits),
        ])
      }
      return database.totalChangesCount - before
    }
  }

  /// Goes through a list, ordered by scope, type and number.
  ///
  /// - Parameters:
  ///   - list: which one.
  ///   - name: of the scope; nil: all.
  ///   - numbers: at most two; nil: all.
  ///   - take: gets entry after entry; false stops.
  /// - Throws: what `take` throws, and errors of the database.
  package func entries(
    of list: SuppressionList, name: String? = nil, numbers: [E164]? = nil,
    _ take: (ListEntry) throws -> Bool
  ) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT scope, type, number, added FROM suppression
        WHERE list = ?1 AND (?2 IS NULL OR scope = ?2) AND (?3 IS NULL OR number IN (?3, ?4))
        ORDER BY scope, type, number
        """,
      arguments: [
        list.rawValue, name, numbers.map { Int64($0.first?.digits ?? 0) },
        numbers.map { Int64($0.last?.digits ?? 0) },
      ])
    while let row = try rows.next() {
      let entry = ListEntry(
        number: E164(digits: UInt64(row[2] as Int64)),
        scope: ListScope(row[0], MessageType(rawValue: row[1])), added: row[3])
      if try !take(entry) { return }
    }
  }

  /// Whether a number is on a list for just this scope.
  package func isOn(
    _ list: SuppressionList, _ number: E164, _ scope: ListScope
  ) throws(LedgerError) -> Bool {
    try run { database in
      try Bool.fetchOne(
        database,
        sql: """
          SELECT EXISTS
            (SELECT 1 FROM suppression WHERE list = ? AND scope = ? AND type = ? AND number = ?)
          """,
        arguments: [list.rawValue, scope.name, scope.typeText, Int64(number.digits)]) ?? false
    }
  }

  /// The regions of the tasks of a signature, a type or an application; nil: of any.
  package func taskRegions(
    signature: String? = nil, type: MessageType? = nil, application: String? = nil
  ) throws(LedgerError) -> Set<MessageRegion> {
    try run { database in
      let regions = try String.fetchSet(
        database,
        sql: """
          SELECT DISTINCT region FROM task WHERE (?1 IS NULL OR ifnull(signature, '') = ?1)
            AND (?2 IS NULL OR type = ?2) AND (?3 IS NULL OR application = ?3)
          """, arguments: [signature, type?.rawValue, application])
      return Set(regions.compactMap(MessageRegion.init(rawValue:)))
    }
  }

  /// Goes through the numbers of a list that are for a scope, those for every type among them.
  package func numbers(
    on list: SuppressionList, _ scope: ListScope, _ take: (E164) -> Void
  ) throws(LedgerError) {
    try run { database in
      for type in Set([scope.typeText, "all"]) {
        let numbers = try Int64.fetchCursor(
          database,
          sql: "SELECT number FROM suppression WHERE list = ? AND scope = ? AND type = ?",
          arguments: [list.rawValue, scope.name, type])
        while let number = try numbers.next() { take(E164(digits: UInt64(number))) }
      }
    }
  }
}
