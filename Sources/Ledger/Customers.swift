internal import GRDB
package import Messaging

/// A group of the customer pool (SPEC CUST-1, CUST-2).
package struct CustomerGroup: Sendable, Equatable {
  package var id: Int
  package var name: String
  /// Which numbers it takes.
  package var region: MessageRegion
  /// Milliseconds since 1970.
  package var created: Int
  /// When numbers were last added.
  package var changed: Int
  /// Numbers in it.
  package var count: Int
}

extension LedgerTransaction {
  /// Makes a group.
  ///
  /// - Throws: `LedgerError.groupExists` when there is one of that name.
  package func createGroup(
    _ name: String, _ region: MessageRegion, at time: Int
  ) throws(LedgerError) -> CustomerGroup {
    if try group(named: name) != nil { throw .groupExists(name: name) }
    return try run { database in
      try database.execute(
        sql: "INSERT INTO customerGroup (name, region, created, changed) VALUES (?, ?, ?, ?)",
        arguments: [name, region.rawValue, time, time])
      return CustomerGroup(
        id: Int(database.lastInsertedRowID), name: name, region: region, created: time,
        changed: time, count: 0)
    }
  }

  package func group(named name: String) throws(LedgerError) -> CustomerGroup? {
    try run { database in
      try Row.fetchOne(
        database, sql: "SELECT * FROM customerGroup WHERE name = ?", arguments: [name]
      ).map(Self.group)
    }
  }

  /// The groups with a text in their name, or all, by name.
  package func groups(name: String? = nil) throws(LedgerError) -> [CustomerGroup] {
    try run { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM customerGroup WHERE ?1 IS NULL OR instr(lower(name), lower(?1)) > 0
          ORDER BY name
          """, arguments: [name]
      ).map(Self.group)
    }
  }

  /// Deletes a group with its numbers.
  package func delete(_ group: CustomerGroup) throws(LedgerError) {
    try run { database in
      try database.execute(
        sql: "DELETE FROM customer WHERE customerGroup = ?", arguments: [group.id])
      try database.execute(sql: "DELETE FROM customerGroup WHERE id = ?", arguments: [group.id])
    }
  }

  /// Adds numbers to a group; ascending ones are added fastest.
  ///
  /// - Returns: how many were not in it.
  package func add(
    _ numbers: [UInt64], to group: CustomerGroup, at time: Int
  ) throws(LedgerError) -> Int {
    try run { database in
      let insert = try database.cachedStatement(
        sql: "INSERT OR IGNORE INTO customer VALUES (?, ?)")
      let before = database.totalChangesCount
      for number in numbers { try insert.execute(arguments: [group.id, Int64(number)]) }
      let added = database.totalChangesCount - before
      try database.execute(
        sql: "UPDATE customerGroup SET count = count + ?, changed = ? WHERE id = ?",
        arguments: [added, time, group.id])
      return added
    }
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
    try run { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT number FROM customer WHERE customerGroup = ? AND number > ?
          ORDER BY number LIMIT ?
          """, arguments: [group.id, Int64(last), limit]
      ).map { UInt64($0) }
    }
  }

  package func has(_ number: E164, in group: CustomerGroup) throws(LedgerError) -> Bool {
    try run { database in
      try Bool.fetchOne(
        database,
        sql: "SELECT EXISTS (SELECT 1 FROM customer WHERE customerGroup = ? AND number = ?)",
        arguments: [group.id, Int64(number.digits)]) ?? false
    }
  }

  private static func group(_ row: Row) -> CustomerGroup {
    CustomerGroup(
      id: row["id"], name: row["name"],
      region: MessageRegion(rawValue: row["region"]) ?? .mainland, created: row["created"],
      changed: row["changed"], count: row["count"])
  }
}
