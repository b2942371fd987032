package import Messaging

/// What the rules of one task must remember: what went out before it and what it sends itself.
package struct UsageCounters: Sendable {
  /// Billed items of the application's package that are used.
  package private(set) var usedItems: Int
  package var recipients: RecipientHistory
  /// What went out before, and with the task's own messages.
  private let before: [Int: DayCounts]
  private var days: [Int: DayCounts]
  // A task's messages are mostly of one day, and neighbours of one region: they are counted here before
  // they go into the tables.
  private var today: (day: Int, counts: DayCounts)?
  private var neighbours: (region: Region?, count: Int) = (nil, 0)
  private let itemsBefore: Int

  /// - Parameters:
  ///   - days: what went out before, by the day since 1970.
  ///   - usedItems: of the package so far.
  ///   - recipients: what is known of the task's numbers.
  package init(
    days: [Int: DayCounts] = [:], usedItems: Int = 0,
    recipients: RecipientHistory = RecipientHistory()
  ) {
    before = days
    self.days = days
    self.usedItems = usedItems
    itemsBefore = usedItems
    self.recipients = recipients
  }

  /// Messages on a day, those of the task so far among them.
  package func messages(onDay day: Int) -> (mainland: Int, international: Int) {
    let counts = today?.day == day ? today?.counts : days[day]
    return (counts?.mainland ?? 0, counts?.international ?? 0)
  }

  /// Those of them to one country.
  package func messages(to region: Region, onDay day: Int) -> Int {
    guard let today, today.day == day else { return days[day]?.byRegion[region] ?? 0 }
    return today.counts.byRegion[region, default: 0]
      + (neighbours.region == region ? neighbours.count : 0)
  }

  /// Takes note of a message that goes out.
  package mutating func take(_ message: Candidate) {
    usedItems += message.billed
    let day = message.moment.day
    if today?.day != day {
      settle()
      today = (day, days[day] ?? DayCounts())
    }
    if message.isMainland {
      today?.counts.mainland += 1
    } else {
      today?.counts.international += 1
    }
    if neighbours.region != message.region {
      settleNeighbours()
      neighbours.region = message.region
    }
    neighbours.count += 1
    if let slot = message.slot { recipients.take(slot, message) }
  }

  /// What the task added, by day and for the package.
  package mutating func added() -> (days: [Int: DayCounts], items: Int) {
    settle()
    var added: [Int: DayCounts] = [:]
    for (day, counts) in days where counts != before[day] {
      let old = before[day] ?? DayCounts()
      var difference = counts
      difference.mainland -= old.mainland
      difference.international -= old.international
      for (region, count) in old.byRegion { difference.byRegion[region, default: 0] -= count }
      difference.byRegion = difference.byRegion.filter { $0.value != 0 }
      added[day] = difference
    }
    return (added, usedItems - itemsBefore)
  }

  private mutating func settle() {
    settleNeighbours()
    if let today { days[today.day] = today.counts }
    today = nil
  }

  private mutating func settleNeighbours() {
    if let region = neighbours.region, neighbours.count > 0 {
      today?.counts.byRegion[region, default: 0] += neighbours.count
    }
    neighbours.count = 0
  }
}
