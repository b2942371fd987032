package import Carrier
internal import Characters
package import Ledger
package import Messaging
internal import Sending

/// Sums over the tasks that were sent, from the ledger's running counters: nobody's records are read
/// (SPEC STAT-1 to STAT-7).
///
/// A task is counted when its output is complete, with all its receipts.
///
/// Memory: a sum for each hour, task and status that occurs.
package struct Statistics: Sendable {
  package private(set) var total = StatisticSum()
  /// By hours since 1970-01-01 on the clock of the tasks' zone.
  package private(set) var byHour: [Int: StatisticSum] = [:]
  package private(set) var byTask: [Int: StatisticSum] = [:]
  package private(set) var byStatus: [StatusCode: Int] = [:]
  package fileprivate(set) var tasks: [Int: StatisticTask] = [:]

  fileprivate init() {}

  fileprivate mutating func add(_ row: StatisticRow, of task: Int) {
    total.add(row)
    byHour[row.hour, default: StatisticSum()].add(row)
    byTask[task, default: StatisticSum()].add(row)
    if let status = row.statusCode { byStatus[status, default: 0] += row.messages }
  }

  /// The sums of tasks that have a text in common: their application, template or signature.
  package func grouped(_ text: (StatisticTask) -> String) -> [(name: String, sum: StatisticSum)] {
    var groups: [String: StatisticSum] = [:]
    for (number, sum) in byTask {
      guard let task = tasks[number] else { continue }
      groups[text(task), default: StatisticSum()] += sum
    }
    return groups.map { ($0.key, $0.value) }
      .sorted { ($1.sum.requests, $0.name) < ($0.sum.requests, $1.name) }
  }

  /// The sums of days since 1970-01-01.
  package func byDay() -> [Int: StatisticSum] {
    byHour.reduce(into: [:]) { $0[$1.key / 24, default: StatisticSum()] += $1.value }
  }
}

extension Statistics {
  /// Sums the counters up by hour, task and status.
  package init(_ filter: StatisticFilter, _ session: LedgerSession) throws {
    self = try session.read { ledger in
      var statistics = Statistics()
      try ledger.statistics(filter) { task, row in statistics.add(row, of: task) }
      statistics.tasks = try ledger.statisticTasks(filter)
      return statistics
    }
  }

  /// Sums the counters up by region, the most requests first.
  package static func regions(
    _ filter: StatisticFilter, _ session: LedgerSession
  ) throws -> [(region: Region?, sum: StatisticSum)] {
    let sums = try session.read { ledger in
      var sums: [Region?: StatisticSum] = [:]
      try ledger.regionStatistics(filter) { sums[$0.region, default: StatisticSum()].add($0) }
      return sums
    }
    return sums.map { ($0.key, $0.value) }.sorted {
      ($1.sum.requests, $0.region?.code ?? "") < ($0.sum.requests, $1.region?.code ?? "")
    }
  }
}
