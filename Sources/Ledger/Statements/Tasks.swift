internal import FoundationEssentials
package import Messaging

extension LedgerTransaction {
  /// Adds a task, or changes the one of its number.
  ///
  /// - Returns: its number.
  package func save(_ task: TaskRow) throws(LedgerError) -> Int {
    guard task.number != 0 else {
      return try insert(into: "task", numberedBy: "number", Self.columns(task))
    }
    guard try update("task", numberedBy: "number", task.number, Self.columns(task)) else {
      throw damaged("task \(task.number) is gone")
    }
    return task.number
  }

  /// The task of a number; its verdicts, a byte a message, only when they are needed.
  package func task(
    numbered number: Int, withVerdicts: Bool = false
  ) throws(LedgerError) -> TaskRow? {
    try first(
      "SELECT \(Self.columns)\(withVerdicts ? ", verdicts" : "") FROM task WHERE number = $1",
      [number]
    ) { (cells) throws(LedgerError) in
      var task = try Self.task(&cells)
      if withVerdicts {
        try cells.withBytes { bytes in task.verdicts = bytes.withUnsafeBufferPointer(Array.init) }
      }
      return task
    }
  }

  /// Tasks, the newest first, without their verdicts.
  package func tasks(_ filter: TaskFilter = TaskFilter()) throws(LedgerError) -> [TaskRow] {
    var wanted = Conditions()
    wanted.add("name", contains: filter.name)
    wanted.add("identity", "=", filter.identity)
    wanted.add("origin", "=", filter.origin)
    wanted.add("started", ">=", filter.startedFrom)
    wanted.add("state", among: filter.states.isEmpty ? nil : filter.states.map(\.rawValue))
    let limit = wanted.parameter(filter.limit)
    return try all(
      "SELECT \(Self.columns) FROM task \(wanted.clause) ORDER BY number DESC LIMIT \(limit)",
      wanted.arguments, Self.task)
  }

  /// Tasks whose records may be dropped: those that ended before a time.
  package func tasksWithRecords(endedBefore time: Int) throws(LedgerError) -> [TaskRow] {
    try all(
      """
      SELECT \(Self.columns) FROM task WHERE records IS NOT NULL AND ended < $1 ORDER BY number
      """, [time], Self.task)
  }

  /// The names of all records that tasks have.
  package func recordNames() throws(LedgerError) -> Set<String> {
    Set(
      try all("SELECT records FROM task WHERE records IS NOT NULL") {
        (cells) throws(LedgerError) in try cells.text()
      })
  }

  /// The regions of the tasks of a signature, a type or an application; nil: of any.
  package func taskRegions(
    signature: String? = nil, type: MessageType? = nil, application: String? = nil
  ) throws(LedgerError) -> Set<MessageRegion> {
    var wanted = Conditions()
    wanted.add("coalesce(signature, '')", "=", signature)
    wanted.add("type", "=", type?.rawValue)
    wanted.add("application", "=", application)
    let regions = try all("SELECT DISTINCT region FROM task \(wanted.clause)", wanted.arguments) {
      (cells) throws(LedgerError) in try cells.text()
    }
    return Set(regions.compactMap(MessageRegion.init(rawValue:)))
  }

  /// Changes where a task stands, without touching its verdicts.
  package func setReported(_ number: Int) throws(LedgerError) {
    try execute("UPDATE task SET reported = 1 WHERE number = $1", [number])
  }

  package func setVerdicts(_ verdicts: [UInt8], of number: Int) throws(LedgerError) {
    try execute(
      "UPDATE task SET verdicts = $1 WHERE number = $2",
      [verdicts.isEmpty ? nil : Data(verdicts), number])
  }

  /// Removes a task with all that refers to it: the run that frequency limits look at, too.
  package func deleteTask(_ number: Int) throws(LedgerError) {
    for (table, column) in [
      ("runChunk", "run"), ("run", "task"), ("numberFilter", "task"), ("statistic", "task"),
      ("task", "number"),
    ] {
      try execute("DELETE FROM \(table) WHERE \(column) = $1", [number])
    }
  }

  // MARK: - Columns

  /// All but the verdicts, which are written apart, since they are large and never change.
  private static let columns = """
    number, id, name, application, template, signature, type, region, sheet, state, created, identity,
    settings, reason, due, started, ended, records, files, origin, attempts, reported, blank, invalid,
    duplicates, accepted, suppressed, refused, successful, failed, sending, segments, billed, cost
    """

  private static func task(_ cells: inout Cells) throws(LedgerError) -> TaskRow {
    let number = try cells.integer()
    var task = TaskRow(
      id: try cells.text(), name: try cells.text(), application: try cells.text(),
      template: try cells.text(), signature: cells.optionalText(), type: try cells.text(),
      region: try cells.text(), sheet: try cells.text(), state: try cells.word(),
      created: try cells.integer(), identity: try cells.text(), settings: try cells.text())
    task.number = number
    task.reason = cells.optionalText()
    task.due = cells.optionalInteger()
    task.started = cells.optionalInteger()
    task.ended = cells.optionalInteger()
    task.records = cells.optionalText()
    task.files = cells.optionalText()
    task.origin = cells.optionalText()
    task.attempts = try cells.integer()
    task.isReported = try cells.bool()
    task.counts.blank = try cells.integer()
    task.counts.invalid = try cells.integer()
    task.counts.duplicates = try cells.integer()
    task.counts.accepted = try cells.integer()
    task.counts.suppressed = try cells.integer()
    task.counts.refused = try cells.integer()
    task.counts.successful = try cells.integer()
    task.counts.failed = try cells.integer()
    task.counts.sending = try cells.integer()
    task.counts.segments = try cells.integer()
    task.counts.billed = try cells.integer()
    task.counts.cost = try cells.integer()
    return task
  }

  private static func columns(_ task: TaskRow) -> Columns {
    let counts = task.counts
    return [
      "id": task.id, "name": task.name, "application": task.application,
      "template": task.template, "signature": task.signature, "type": task.type,
      "region": task.region, "sheet": task.sheet, "state": task.state.rawValue,
      "created": task.created,
      "identity": task.identity, "settings": task.settings, "reason": task.reason,
      "due": task.due, "started": task.started, "ended": task.ended, "records": task.records,
      "files": task.files, "origin": task.origin, "attempts": task.attempts,
      "reported": task.isReported, "blank": counts.blank, "invalid": counts.invalid,
      "duplicates": counts.duplicates, "accepted": counts.accepted,
      "suppressed": counts.suppressed, "refused": counts.refused,
      "successful": counts.successful, "failed": counts.failed, "sending": counts.sending,
      "segments": counts.segments, "billed": counts.billed, "cost": counts.cost,
    ]
  }
}
