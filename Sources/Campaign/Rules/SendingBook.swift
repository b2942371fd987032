package import Messaging

/// What the rules of one task must remember: what went out before it and what it sends itself.
package struct SendingBook: Sendable {
  /// Messages of the application in one natural day.
  package struct DayCounts: Sendable, Equatable {
    package var mainland = 0
    package var international = 0
    package var byRegion: [Region: Int] = [:]
    package var total: Int { mainland + international }

    package init() {}
  }

  /// Billed items of the application's package that are used.
  package private(set) var usedItems: Int
  package var recipients: RecipientBook
  /// What went out before, and with the task's own messages.
  private let before: [Int: DayCounts]
  private var days: [Int: DayCounts]
  // A task's messages are mostly of one day, and neighbours of one region.
  private var today: (day: Int, counts: DayCounts)?
  private var itemsBefore: Int

  /// - Parameters:
  ///   - days: what went out before, by the day since 1970.
  ///   - usedItems: of the package so far.
  ///   - recipients: what is known of the task's numbers.
  package init(
    days: [Int: DayCounts] = [:], usedItems: Int = 0, recipients: RecipientBook = RecipientBook()
  ) {
    before = days
    self.days = days
    self.usedItems = usedItems
    itemsBefore = usedItems
    self.recipients = recipients
  }

  /// Messages on a day, those of the task so far among them.
  package func counts(onDay day: Int) -> DayCounts {
    if let today, today.day == day { return today.counts }
    return days[day] ?? DayCounts()
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
    if let region = message.region { today?.counts.byRegion[region, default: 0] += 1 }
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
    if let today { days[today.day] = today.counts }
    today = nil
  }
}
