package import Messaging

/// Groups of the customer pool (SPEC CUST-1, CUST-2).
extension LedgerTransaction {
  /// Makes a group.
  ///
  /// - Throws: `ListError.groupExists` when there is one of that name; `LedgerError`.
  package func createGroup(
    _ name: String, _ region: MessageRegion, at time: Int
  ) throws -> CustomerGroup {
    if try group(named: name) != nil { throw ListError.groupExists(name: name) }
    let id = try insert(
      into: "customerGroup", numberedBy: "id",
      ["name": name, "region": region.rawValue, "created": time, "changed": time])
    return CustomerGroup(
      id: id, name: name, region: region, created: time, changed: time, count: 0)
  }

  package func group(named name: String) throws(LedgerError) -> CustomerGroup? {
    try first(
      "SELECT \(Self.columns) FROM customerGroup WHERE name = $1", [name], Self.group)
  }

  /// The groups with a text in their name, or all, by name.
  package func groups(name: String? = nil) throws(LedgerError) -> [CustomerGroup] {
    var wanted = Conditions()
    wanted.add("name", contains: name)
    return try all(
      "SELECT \(Self.columns) FROM customerGroup \(wanted.clause) ORDER BY name",
      wanted.arguments, Self.group)
  }

  /// Deletes a group with its numbers.
  package func delete(_ group: CustomerGroup) throws(LedgerError) {
    try execute("DELETE FROM customer WHERE customerGroup = $1", [group.id])
    try execute("DELETE FROM customerGroup WHERE id = $1", [group.id])
  }

  /// Adds numbers to a group; ascending ones are added fastest.
  ///
  /// - Returns: how many were not in it.
  package func add(
    _ numbers: [UInt64], to group: CustomerGroup, at time: Int
  ) throws(LedgerError) -> Int {
    let added = try execute(
      "INSERT INTO customer (customerGroup, number) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      forEach: numbers
    ) { [.integer(group.id), .integer(Int($0))] }
    try execute(
      "UPDATE customerGroup SET count = count + $1, changed = $2 WHERE id = $3",
      [added, time, group.id])
    return added
  }

  /// The numbers of a group in ascending order.
  ///
  /// - Parameters:
  ///   - group: which one.
  ///   - last: the number before the first; 0 from the start.
  ///   - limit: the most numbers.
  /// - Returns: their digits.
  /// - Throws: `LedgerError`.
  package func numbers(
    of group: CustomerGroup, after last: UInt64, limit: Int
  ) throws(LedgerError) -> [UInt64] {
    try all(
      """
      SELECT number FROM customer WHERE customerGroup = $1 AND number > $2
      ORDER BY number LIMIT $3
      """, [group.id, Int(last), limit]
    ) { (cells) throws(LedgerError) in try cells.number().digits }
  }

  package func has(_ number: E164, in group: CustomerGroup) throws(LedgerError) -> Bool {
    try hasRow(
      "SELECT 1 FROM customer WHERE customerGroup = $1 AND number = $2", [group.id, number])
  }

  private static let columns = "id, name, region, created, changed, count"

  private static func group(_ cells: inout Cells) throws(LedgerError) -> CustomerGroup {
    CustomerGroup(
      id: try cells.integer(), name: try cells.text(),
      region: MessageRegion(rawValue: try cells.text()) ?? .mainland,
      created: try cells.integer(), changed: try cells.integer(), count: try cells.integer())
  }
}
