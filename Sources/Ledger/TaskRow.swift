internal import Foundation
internal import GRDB

/// A task as the ledger has it.
package struct TaskRow: Sendable, Equatable {
  /// The counts of SPEC NUM-8 and what they cost.
  package struct Counts: Sendable, Equatable {
    package var blank = 0
    package var invalid = 0
    package var duplicates = 0
    package var accepted = 0
    package var suppressed = 0
    package var refused = 0
    package var successful = 0
    package var failed = 0
    package var sending = 0
    package var segments = 0
    package var billed = 0
    /// Millionths of the currency.
    package var cost = 0

    package var rows: Int { blank + invalid + duplicates + accepted }
    package var submitted: Int { accepted - suppressed }

    package init() {}
  }

  /// What people call it; 0 before it is in the ledger.
  package var number = 0
  /// What the carrier calls it.
  package var id: String
  package var name: String
  package var application: String
  package var template: String
  package var signature: String?
  package var type: String
  package var region: String
  package var sheet: String
  package var state: String
  /// Why it failed or was canceled; of an executing task what its last attempt met.
  package var reason: String?
  // Milliseconds since 1970.
  package var created: Int
  /// When it is to be sent; nil: at once.
  package var due: Int?
  package var started: Int?
  package var ended: Int?
  /// A hash of the sheet's bytes and all that decides what is sent.
  package var identity: String
  /// The file of its records; nil once they are dropped.
  package var records: String?
  /// How its output is written, as JSON.
  package var settings: String
  /// For each message a byte, 0 or why it was suppressed; empty when none was.
  package var verdicts: [UInt8] = []
  /// The names that its output gets, as JSON, from when they are chosen on.
  package var files: String?
  /// The taken file of a drop folder that it is of; nil for other tasks.
  package var origin: String?
  /// How often its delivery has failed by a fault that is not the environment's.
  package var attempts = 0
  /// Whether the user was told of its end.
  package var isReported = false
  package var counts = Counts()

  package init(
    id: String, name: String, application: String, template: String, signature: String?,
    type: String, region: String, sheet: String, state: String, created: Int, identity: String,
    settings: String
  ) {
    self.id = id
    self.name = name
    self.application = application
    self.template = template
    self.signature = signature
    self.type = type
    self.region = region
    self.sheet = sheet
    self.state = state
    self.created = created
    self.identity = identity
    self.settings = settings
  }
}

/// Which tasks are listed (SPEC TASK-6).
package struct TaskFilter: Sendable {
  /// A part of the name.
  package var name: String?
  package var states: [String] = []
  package var identity: String?
  package var origin: String?
  /// Tasks that were sent at a time or after it, in milliseconds since 1970.
  package var startedFrom: Int?
  /// The most tasks that are listed.
  package var limit = 1_000

  package init() {}
}

extension LedgerTransaction {
  /// Adds a task, or changes the one of its number.
  ///
  /// - Returns: its number.
  package func save(_ task: TaskRow) throws(LedgerError) -> Int {
    try run { database in
      let record = Record(task)
      if task.number == 0 {
        try record.insert(database)
        return Int(database.lastInsertedRowID)
      }
      try record.update(database)
      return task.number
    }
  }

  /// The task of a number; its verdicts, a byte a message, only when they are needed.
  package func task(
    numbered number: Int, withVerdicts: Bool = false
  ) throws(LedgerError) -> TaskRow? {
    try run { database in
      try Row.fetchOne(
        database, sql: "SELECT * FROM task WHERE number = ?", arguments: [number]
      ).map { Record.task($0, withVerdicts: withVerdicts) }
    }
  }

  /// Tasks, the newest first, without their verdicts.
  package func tasks(_ filter: TaskFilter = TaskFilter()) throws(LedgerError) -> [TaskRow] {
    try run { database in
      var conditions = ["1"]
      var arguments: StatementArguments = []
      if let name = filter.name {
        conditions.append("instr(lower(name), lower(?)) > 0")
        arguments += [name]
      }
      if let identity = filter.identity {
        conditions.append("identity = ?")
        arguments += [identity]
      }
      if let origin = filter.origin {
        conditions.append("origin = ?")
        arguments += [origin]
      }
      if let time = filter.startedFrom {
        conditions.append("started >= ?")
        arguments += [time]
      }
      if !filter.states.isEmpty {
        conditions.append(
          "state IN (\(filter.states.map { _ in "?" }.joined(separator: ", ")))")
        arguments += StatementArguments(filter.states)
      }
      arguments += [filter.limit]
      return try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM task WHERE \(conditions.joined(separator: " AND "))
          ORDER BY number DESC LIMIT ?
          """, arguments: arguments
      ).map { Record.task($0, withVerdicts: false) }
    }
  }

  /// Tasks whose records may be dropped: those that ended before a time.
  package func tasksWithRecords(endedBefore time: Int) throws(LedgerError) -> [TaskRow] {
    try run { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM task WHERE records IS NOT NULL AND ended < ? ORDER BY number",
        arguments: [time]
      ).map { Record.task($0, withVerdicts: false) }
    }
  }

  /// The names of all records that tasks have.
  package func recordNames() throws(LedgerError) -> Set<String> {
    try run { database in
      try String.fetchSet(database, sql: "SELECT records FROM task WHERE records IS NOT NULL")
    }
  }

  /// Changes where a task stands, without touching its verdicts.
  package func setReported(_ number: Int) throws(LedgerError) {
    try run { database in
      try database.execute(
        sql: "UPDATE task SET reported = 1 WHERE number = ?", arguments: [number])
    }
  }

  package func setVerdicts(_ verdicts: [UInt8], of number: Int) throws(LedgerError) {
    try run { database in
      try database.execute(
        sql: "UPDATE task SET verdicts = ? WHERE number = ?",
        arguments: [verdicts.isEmpty ? nil : Data(verdicts), number])
    }
  }

  /// Removes a task with all that refers to it: the run that frequency limits look at, too.
  package func deleteTask(_ number: Int) throws(LedgerError) {
    try run { database in
      for (table, column) in [
        ("runChunk", "run"), ("run", "task"), ("numberFilter", "task"), ("statistic", "task"),
        ("task", "number"),
      ] {
        try database.execute(
          sql: "DELETE FROM \(table) WHERE \(column) = ?", arguments: [number])
      }
    }
  }
}

/// A task as a row of the table; the verdicts are written apart, since they are large and never change.
private struct Record: PersistableRecord {
  static let databaseTableName = "task"

  let task: TaskRow

  init(_ task: TaskRow) { self.task = task }

  func encode(to container: inout PersistenceContainer) {
    if task.number != 0 { container["number"] = task.number }
    container["id"] = task.id
    container["name"] = task.name
    container["application"] = task.application
    container["template"] = task.template
    container["signature"] = task.signature
    container["type"] = task.type
    container["region"] = task.region
    container["sheet"] = task.sheet
    container["state"] = task.state
    container["reason"] = task.reason
    container["created"] = task.created
    container["due"] = task.due
    container["started"] = task.started
    container["ended"] = task.ended
    container["identity"] = task.identity
    container["records"] = task.records
    container["settings"] = task.settings
    container["files"] = task.files
    container["reported"] = task.isReported
    container["origin"] = task.origin
    container["attempts"] = task.attempts
    let counts = task.counts
    container["blank"] = counts.blank
    container["invalid"] = counts.invalid
    container["duplicates"] = counts.duplicates
    container["accepted"] = counts.accepted
    container["suppressed"] = counts.suppressed
    container["refused"] = counts.refused
    container["successful"] = counts.successful
    container["failed"] = counts.failed
    container["sending"] = counts.sending
    container["segments"] = counts.segments
    container["billed"] = counts.billed
    container["cost"] = counts.cost
  }

  static func task(_ row: Row, withVerdicts: Bool) -> TaskRow {
    var task = TaskRow(
      id: row["id"], name: row["name"], application: row["application"],
      template: row["template"], signature: row["signature"], type: row["type"],
      region: row["region"], sheet: row["sheet"], state: row["state"], created: row["created"],
      identity: row["identity"], settings: row["settings"])
    task.number = row["number"]
    task.reason = row["reason"]
    task.due = row["due"]
    task.started = row["started"]
    task.ended = row["ended"]
    task.records = row["records"]
    if withVerdicts { task.verdicts = (row["verdicts"] as Data?).map { Array($0) } ?? [] }
    task.files = row["files"]
    task.isReported = row["reported"]
    task.origin = row["origin"]
    task.attempts = row["attempts"]
    task.counts.blank = row["blank"]
    task.counts.invalid = row["invalid"]
    task.counts.duplicates = row["duplicates"]
    task.counts.accepted = row["accepted"]
    task.counts.suppressed = row["suppressed"]
    task.counts.refused = row["refused"]
    task.counts.successful = row["successful"]
    task.counts.failed = row["failed"]
    task.counts.sending = row["sending"]
    task.counts.segments = row["segments"]
    task.counts.billed = row["billed"]
    task.counts.cost = row["cost"]
    return task
  }
}
