internal import GRDB
package import Messaging

/// Messages of a task that are alike, counted: the running counters that reports are made of (SPEC STAT).
package struct StatisticRow: Sendable, Equatable {
  /// Hours since 1970-01-01 by the clock of the task's zone.
  package var hour: Int
  /// What came of them, as the codes are numbered; nil: taken by the carrier, and no receipt has come.
  package var status: UInt8?
  package var region: Region?
  package var messages = 0
  package var segments = 0
  /// Items that were billed.
  package var billed = 0
  /// Millionths of the currency.
  package var cost = 0
  /// Messages whose link was followed.
  package var clicks = 0

  package init(hour: Int, status: UInt8?, region: Region?) {
    self.hour = hour
    self.status = status
    self.region = region
  }
}

/// Which tasks' messages a report counts; nil: all.
package struct StatisticFilter: Sendable {
  /// The first and the last hour.
  package var hours: ClosedRange<Int>
  package var application: String?
  package var template: String?
  package var signature: String?
  package var type: String?
  package var region: Region?
  /// Whether only messages count that have a link.
  package var hasLink: Bool?

  package init(hours: ClosedRange<Int>) { self.hours = hours }
}

/// What the messages of a task have in common.
package struct StatisticTask: Sendable, Equatable {
  package var number: Int
  package var name: String
  package var application: String
  package var template: String
  package var signature: String
  package var type: String
}

extension LedgerTransaction {
  /// The status of messages that no receipt has come for; statuses themselves are numbered from 0.
  private static let noStatus = 255

  /// Keeps the counts of a task that was sent, and whether its text has a link.
  package func add(
    _ rows: [StatisticRow], of task: Int, hasLink: Bool
  ) throws(LedgerError) {
    try run { database in
      let insert = try database.cachedStatement(
        sql: "INSERT INTO statistic VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      for row in rows {
        try insert.execute(arguments: [
          row.hour, task, row.status.map(Int.init) ?? Self.noStatus, row.region?.code ?? "",
          row.messages, row.segments, row.billed, row.cost, row.clicks,
        ])
      }
      try database.execute(
        sql: "UPDATE task SET hasLink = ? WHERE number = ?", arguments: [hasLink, task])
    }
  }

  /// Goes through the counts by hour, task and status, without regions, in this order.
  package func statistics(
    _ filter: StatisticFilter, _ take: (Int, StatisticRow) -> Void
  ) throws(LedgerError) {
    try fetch("task, hour, status, '' AS region", "hour, task, status", filter) {
      take($0["task"], Self.row($0))
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
      try fetch("0 AS hour, status, region", "region, status", filter) { take(Self.row($0)) }
    }
  }

  /// Which tasks the numbers of `statistics` stand for.
  package func statisticTasks(
    _ filter: StatisticFilter
  ) throws(LedgerError) -> [Int: StatisticTask] {
    let (condition, arguments) = Self.condition(filter)
    return try run { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT number, name, application, template, ifnull(signature, '') AS signature, type
          FROM task WHERE number IN (SELECT DISTINCT task FROM statistic WHERE \(condition))
          """, arguments: arguments)
      var tasks: [Int: StatisticTask] = [:]
      while let row = try rows.next() {
        let task = StatisticTask(
          number: row["number"], name: row["name"], application: row["application"],
          template: row["template"], signature: row["signature"], type: row["type"])
        tasks[task.number] = task
      }
      return tasks
    }
  }

  private func fetch(
    _ columns: String, _ group: String, _ filter: StatisticFilter, _ take: (Row) -> Void
  ) throws(LedgerError) {
    let (condition, arguments) = Self.condition(filter)
    try run { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(columns), sum(messages) AS messages, sum(segments) AS segments,
            sum(billed) AS billed, sum(cost) AS cost, sum(clicks) AS clicks
          FROM statistic WHERE \(condition) GROUP BY \(group)
          """, arguments: arguments)
      while let row = try rows.next() { take(row) }
    }
  }

  private static func row(_ row: Row) -> StatisticRow {
    let status: Int = row["status"]
    var result = StatisticRow(
      hour: row["hour"], status: status == noStatus ? nil : UInt8(clamping: status),
      region: Region(code: row["region"] as String))
    result.messages = row["messages"]
    result.segments = row["segments"]
    result.billed = row["billed"]
    result.cost = row["cost"]
    result.clicks = row["clicks"]
    return result
  }

  private static func condition(_ filter: StatisticFilter) -> (String, StatementArguments) {
    var conditions = ["hour BETWEEN ? AND ?"]
    var arguments: StatementArguments = [filter.hours.lowerBound, filter.hours.upperBound]
    if let region = filter.region {
      conditions.append("region = ?")
      arguments += [region.code]
    }
    var ofTask: [String] = []
    let fields: [(String, (any DatabaseValueConvertible)?)] = [
      ("application", filter.application), ("template", filter.template),
      ("signature", filter.signature), ("type", filter.type), ("hasLink", filter.hasLink),
    ]
    for (name, value) in fields {
      guard let value else { continue }
      ofTask.append("\(name) = ?")
      arguments += [value]
    }
    if !ofTask.isEmpty {
      conditions.append(
        "task IN (SELECT number FROM task WHERE \(ofTask.joined(separator: " AND ")))")
    }
    return (conditions.joined(separator: " AND "), arguments)
  }
}
