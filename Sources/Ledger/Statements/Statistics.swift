internal import Messaging

/// The running counters that reports are made of (SPEC STAT).
extension LedgerTransaction {
  /// The status of messages that no receipt has come for; statuses themselves are numbered from 0.
  private static let noStatus = 255

  /// Keeps the counts of a task that was sent, and whether its text has a link.
  package func add(
    _ rows: [StatisticRow], of task: Int, hasLink: Bool
  ) throws(LedgerError) {
    try execute(
      """
      INSERT INTO statistic
        (hour, task, status, region, messages, segments, billed, cost, clicks)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """, forEach: rows
    ) { row in
      [
        .integer(row.hour), .integer(task), .integer(row.status.map(Int.init) ?? Self.noStatus),
        .text(row.region?.code ?? ""), .integer(row.messages), .integer(row.segments),
        .integer(row.billed), .integer(row.cost), .integer(row.clicks),
      ]
    }
    try execute("UPDATE task SET hasLink = $1 WHERE number = $2", [hasLink, task])
  }

  /// Goes through the counts by hour, task and status, without regions, in this order.
  package func statistics(
    _ filter: StatisticFilter, _ take: (Int, StatisticRow) -> Void
  ) throws(LedgerError) {
    try sums("task, hour, status, ''", by: "hour, task, status", filter) {
      (cells) throws(LedgerError) in take(try cells.integer(), try Self.row(&cells))
    }
  }

  /// Goes through the counts by day, region and status; the hour is not said.
  ///
  /// A day is asked for at a time, so that the database sorts no more than that in memory.
  package func regionStatistics(
    _ filter: StatisticFilter, _ take: (StatisticRow) -> Void
  ) throws(LedgerError) {
    var filter = filter
    let hours = filter.hours
    for first in stride(from: hours.lowerBound, through: hours.upperBound, by: 24) {
      filter.hours = first...min(first + 23, hours.upperBound)
      try sums("0, status, region", by: "region, status", filter) {
        (cells) throws(LedgerError) in take(try Self.row(&cells))
      }
    }
  }

  /// Which tasks the numbers of `statistics` stand for.
  package func statisticTasks(
    _ filter: StatisticFilter
  ) throws(LedgerError) -> [Int: StatisticTask] {
    let wanted = Self.conditions(filter)
    let tasks = try all(
      """
      SELECT number, name, application, template, coalesce(signature, ''), type FROM task
      WHERE number IN (SELECT DISTINCT task FROM statistic \(wanted.clause))
      """, wanted.arguments
    ) { (cells) throws(LedgerError) in
      StatisticTask(
        number: try cells.integer(), name: try cells.text(), application: try cells.text(),
        template: try cells.text(), signature: try cells.text(), type: try cells.text())
    }
    return Dictionary(uniqueKeysWithValues: tasks.map { ($0.number, $0) })
  }

  private func sums(
    _ columns: String, by group: String, _ filter: StatisticFilter,
    _ take: (inout Cells) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    let wanted = Self.conditions(filter)
    let sums = ["messages", "segments", "billed", "cost", "clicks"]
      .map { "CAST(sum(\($0)) AS BIGINT)" }
    try rows(
      """
      SELECT \(columns), \(sums.joined(separator: ", ")) FROM statistic \(wanted.clause)
      GROUP BY \(group) ORDER BY \(group)
      """, wanted.arguments
    ) { (cells) throws(LedgerError) in
      try take(&cells)
      return true
    }
  }

  private static func row(_ cells: inout Cells) throws(LedgerError) -> StatisticRow {
    let (hour, status) = (try cells.integer(), try cells.integer())
    var row = StatisticRow(
      hour: hour, status: status == noStatus ? nil : UInt8(clamping: status),
      region: Region(code: try cells.text()))
    row.messages = try cells.integer()
    row.segments = try cells.integer()
    row.billed = try cells.integer()
    row.cost = try cells.integer()
    row.clicks = try cells.integer()
    return row
  }

  private static func conditions(_ filter: StatisticFilter) -> Conditions {
    var wanted = Conditions()
    wanted.add("hour", ">=", filter.hours.lowerBound)
    wanted.add("hour", "<=", filter.hours.upperBound)
    wanted.add("region", "=", filter.region?.code)
    let ofTask: [(String, (any LedgerArgument)?)] = [
      ("application", filter.application), ("template", filter.template),
      ("signature", filter.signature), ("type", filter.type), ("hasLink", filter.hasLink),
    ]
    let facts = ofTask.compactMap { name, value in
      value.map { "\(name) = \(wanted.parameter($0))" }
    }
    if !facts.isEmpty {
      wanted.add("task IN (SELECT number FROM task WHERE \(facts.joined(separator: " AND ")))")
    }
    return wanted
  }
}
