package import Messaging

/// Lists of numbers (SPEC RULE-2, RULE-4).
extension LedgerTransaction {
  /// Adds numbers to a list.
  ///
  /// - Returns: how many were not on it.
  /// - Throws: `ListError.full` when there would be more than its limit, and the transaction has to be given
  ///   up; `LedgerError`.
  package func add(
    _ numbers: some Sequence<E164>, to list: SuppressionList, _ scope: ListScope, at time: Int
  ) throws -> Int {
    let added = try execute(
      """
      INSERT INTO suppression (list, scope, type, number, added) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT DO NOTHING
      """, forEach: numbers
    ) { number in
      [
        .text(list.rawValue), .text(scope.name), .text(scope.typeText), number.ledgerValue,
        .integer(time),
      ]
    }
    guard let limit = list.limit, added > 0 else { return added }
    var counted = Conditions()
    counted.add("list", "=", list.rawValue)
    // The allowlist is bounded for each application, the others altogether.
    counted.add("scope", "=", list == .allow ? scope.name : nil)
    let count = try first("SELECT count(*) FROM suppression \(counted.clause)", counted.arguments) {
      (cells) throws(LedgerError) in try cells.integer()
    }
    if let count, count > limit {
      throw ListError.full(list: list, limit: limit, found: count)
    }
    return added
  }

  /// Takes numbers off a list.
  ///
  /// - Returns: how many were on it.
  package func remove(
    _ numbers: some Sequence<E164>, from list: SuppressionList, _ scope: ListScope
  ) throws(LedgerError) -> Int {
    try execute(
      "DELETE FROM suppression WHERE list = $1 AND scope = $2 AND type = $3 AND number = $4",
      forEach: numbers
    ) { number in
      [.text(list.rawValue), .text(scope.name), .text(scope.typeText), number.ledgerValue]
    }
  }

  /// Goes through a list, ordered by scope, type and number.
  ///
  /// - Parameters:
  ///   - list: which one.
  ///   - name: of the scope; nil: all.
  ///   - numbers: nil: all.
  ///   - take: gets entry after entry; false stops.
  /// - Throws: what `take` throws, and `LedgerError`.
  package func entries(
    of list: SuppressionList, name: String? = nil, numbers: [E164]? = nil,
    _ take: (ListEntry) throws -> Bool
  ) throws {
    var wanted = Conditions()
    wanted.add("list", "=", list.rawValue)
    wanted.add("scope", "=", name)
    wanted.add("number", among: numbers)
    var failure: (any Error)?
    try rows(
      """
      SELECT scope, type, number, added FROM suppression \(wanted.clause)
      ORDER BY scope, type, number
      """, wanted.arguments
    ) { (cells) throws(LedgerError) in
      let scope = ListScope(try cells.text(), MessageType(rawValue: try cells.text()))
      let entry = ListEntry(
        number: try cells.number(), scope: scope, added: try cells.integer())
      do { return try take(entry) } catch { failure = error }
      return false
    }
    if let failure { throw failure }
  }

  /// Whether a number is on a list for just this scope.
  package func isOn(
    _ list: SuppressionList, _ number: E164, _ scope: ListScope
  ) throws(LedgerError) -> Bool {
    try hasRow(
      "SELECT 1 FROM suppression WHERE list = $1 AND scope = $2 AND type = $3 AND number = $4",
      [list.rawValue, scope.name, scope.typeText, number])
  }

  /// Goes through the numbers of a list that are for a scope, those for every type among them.
  package func numbers(
    on list: SuppressionList, _ scope: ListScope, _ take: (E164) -> Void
  ) throws(LedgerError) {
    for type in Set([scope.typeText, ListScope.allTypes]) {
      try rows(
        "SELECT number FROM suppression WHERE list = $1 AND scope = $2 AND type = $3",
        [list.rawValue, scope.name, type]
      ) { (cells) throws(LedgerError) in
        take(try cells.number())
        return true
      }
    }
  }
}
