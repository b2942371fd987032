internal import GRDB

/// A record of an export (SPEC EXP-2).
package struct ExportRow: Sendable, Equatable {
  package var number = 0
  package var task: Int
  /// The file's name without its folder.
  package var name: String
  /// What was exported: results, joined by commas.
  package var data: String
  package var path: String?
  /// `succeeded` or `failed`.
  package var result: String
  package var reason: String?
  /// Milliseconds since 1970.
  package var time: Int

  package init(task: Int, name: String, data: String, result: String, time: Int) {
    self.task = task
    self.name = name
    self.data = data
    self.result = result
    self.time = time
  }
}

extension LedgerTransaction {
  /// Adds a record, or changes the one of its number.
  ///
  /// - Returns: its number.
  package func save(_ export: ExportRow) throws(LedgerError) -> Int {
    try run { database in
      let arguments: StatementArguments = [
        export.number == 0 ? nil : export.number, export.task, export.name, export.data,
        export.path, export.result, export.reason, export.time,
      ]
      try database.execute(
        sql: "INSERT OR REPLACE INTO export VALUES (?, ?, ?, ?, ?, ?, ?, ?)", arguments: arguments)
      return export.number == 0 ? Int(database.lastInsertedRowID) : export.number
    }
  }

  /// Records of exports, the newest first.
  ///
  /// - Parameters:
  ///   - name: of the file, or a part of it.
  ///   - isExact: whether the name is the whole one.
  ///   - result: nil: all.
  ///   - task: nil: all.
  /// - Returns: the newest first.
  /// - Throws: `LedgerError`.
  package func exports(
    name: String? = nil, isExact: Bool = false, result: String? = nil, task: Int? = nil
  ) throws(LedgerError) -> [ExportRow] {
    try run { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM export WHERE (?1 IS NULL OR CASE WHEN ?2 THEN name = ?1
              ELSE instr(lower(name), lower(?1)) > 0 END)
            AND (?3 IS NULL OR result = ?3) AND (?4 IS NULL OR task = ?4)
          ORDER BY number DESC
          """, arguments: [name, isExact, result, task]
      ).map(Self.export)
    }
  }

  package func export(numbered number: Int) throws(LedgerError) -> ExportRow? {
    try run { database in
      try Row.fetchOne(database, sql: "SELECT * FROM export WHERE number = ?", arguments: [number])
        .map(Self.export)
    }
  }

  package func deleteExport(_ number: Int) throws(LedgerError) {
    try run { database in
      try database.execute(sql: "DELETE FROM export WHERE number = ?", arguments: [number])
    }
  }

  /// Forgets the records of exports before a time.
  package func forgetExports(before time: Int) throws(LedgerError) {
    try run { database in
      try database.execute(sql: "DELETE FROM export WHERE time < ?", arguments: [time])
    }
  }

  private static func export(_ row: Row) -> ExportRow {
    var export = ExportRow(
      task: row["task"], name: row["name"], data: row["data"], result: row["result"],
      time: row["time"])
    export.number = row["number"]
    export.path = row["path"]
    export.reason = row["reason"]
    return export
  }
}
