/// Records of exports (SPEC EXP-2).
extension LedgerTransaction {
  /// Adds a record, or changes the one of its number.
  ///
  /// - Returns: its number.
  package func save(_ export: ExportRow) throws(LedgerError) -> Int {
    try save(
      in: "export", numberedBy: "number", export.number,
      [
        "task": export.task, "name": export.name,
        "results": export.results.joined(separator: ","), "format": export.format,
        "path": export.path, "result": export.result, "reason": export.reason,
        "time": export.time,
      ])
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
    var wanted = Conditions()
    if isExact { wanted.add("name", "=", name) } else { wanted.add("name", contains: name) }
    wanted.add("result", "=", result)
    wanted.add("task", "=", task)
    return try all(
      "SELECT \(Self.columns) FROM export \(wanted.clause) ORDER BY number DESC",
      wanted.arguments, Self.export)
  }

  package func export(numbered number: Int) throws(LedgerError) -> ExportRow? {
    try first("SELECT \(Self.columns) FROM export WHERE number = $1", [number], Self.export)
  }

  package func deleteExport(_ number: Int) throws(LedgerError) {
    try execute("DELETE FROM export WHERE number = $1", [number])
  }

  /// Forgets the records of exports before a time.
  package func forgetExports(before time: Int) throws(LedgerError) {
    try execute("DELETE FROM export WHERE time < $1", [time])
  }

  private static let columns = "number, task, name, results, format, result, time, path, reason"

  private static func export(_ cells: inout Cells) throws(LedgerError) -> ExportRow {
    let number = try cells.integer()
    var export = ExportRow(
      task: try cells.integer(), name: try cells.text(),
      results: try cells.text().split(separator: ",").map(String.init),
      format: try cells.text(), result: try cells.text(), time: try cells.integer())
    export.number = number
    export.path = cells.optionalText()
    export.reason = cells.optionalText()
    return export
  }
}
