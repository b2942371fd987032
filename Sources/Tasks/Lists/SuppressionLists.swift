package import Ledger
package import Messaging

/// The lists of numbers that decide whether a message goes out (SPEC RULE-2, RULE-4).
package struct SuppressionLists: Sendable {
  private let session: LedgerSession

  package init(_ session: LedgerSession) { self.session = session }

  /// Adds numbers to a list.
  ///
  /// - Returns: how many were not on it.
  /// - Throws: `LedgerError.listFull` when there would be more than its limit; nothing is added then.
  package func add(
    _ numbers: some Sequence<E164>, to list: SuppressionList, _ scope: ListScope
  ) throws -> Int {
    try session.write { try $0.add(numbers, to: list, scope, at: session.now) }
  }

  /// Takes numbers off a list.
  ///
  /// - Returns: how many were on it.
  package func remove(
    _ numbers: some Sequence<E164>, from list: SuppressionList, _ scope: ListScope
  ) throws -> Int {
    try session.write { try $0.remove(numbers, from: list, scope) }
  }

  /// Those of some numbers that are on a list for just this scope.
  package func those(
    of numbers: [E164], on list: SuppressionList, _ scope: ListScope
  ) throws -> [E164] {
    try session.read { ledger in try numbers.filter { try ledger.isOn(list, $0, scope) } }
  }

  /// Goes through a list as it is at one moment, ordered by scope, type and number.
  ///
  /// - Parameters:
  ///   - list: which one.
  ///   - name: of the scope; nil: all.
  ///   - numbers: at most two; nil: all.
  ///   - take: gets entry after entry; false stops.
  /// - Throws: what `take` throws, and `LedgerError`.
  package func entries(
    of list: SuppressionList, name: String? = nil, numbers: [E164]? = nil,
    _ take: (ListEntry) throws -> Bool
  ) throws {
    try session.read { try $0.entries(of: list, name: name, numbers: numbers, take) }
  }
}
