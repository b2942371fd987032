internal import Carrier
internal import Characters
internal import Ledger
internal import Messaging
internal import Sending

/// What of a completed task is worth an alarm.
///
/// It is asked inside of the transaction that completes the task, when the ledger's counts have the task in
/// them: so an alarm is raised once, by the task with which a count has passed its bound.
struct AlarmCheck {
  private let task: SendingTask
  private let number: Int
  private let tally: Tally
  /// Messages by outcome.
  private let statuses: [StatusCode: Int]
  private let ledger: LedgerTransaction
  private let settings: AlarmSettings

  init(_ task: SendingTask, number: Int, _ tally: Tally, _ ledger: LedgerTransaction) {
    self.task = task
    self.number = number
    self.tally = tally
    statuses = tally.statuses
    self.ledger = ledger
    settings = task.application.alarms ?? AlarmSettings()
  }

  /// The alarms of the task, as they are kept.
  func alarms(at time: Int) throws(LedgerError) -> [AlarmRow] {
    var found = frequency() + suppressedByLimit()
    found += try warnings()
    found += try package()
    var alarms = found.map { event, text in alarm(event, text, at: time) }
    if task.template.type == .verification {
      for (hour, text) in try codes() {
        var ofHour = alarm(.codeAbuse, text, at: time)
        ofHour.hour = hour
        alarms.append(ofHour)
      }
    }
    return alarms
  }

  private func alarm(_ event: AlarmEvent, _ text: String, at time: Int) -> AlarmRow {
    AlarmRow(
      application: task.application.name, event: event.rawValue, text: text, task: number,
      time: time,
      contacts: settings.contacts.filter { $0.value.contains(event) }.keys.sorted())
  }

  private typealias Found = (AlarmEvent, String)

  private func count(_ codes: [StatusCode]) -> Int {
    codes.reduce(0) { $0 + (statuses[$1] ?? 0) }
  }

  private func frequency() -> [Found] {
    let stopped = count([
      .sameContent, .hourlyFrequency, .dailyFrequency, .carrierMarketingLimit, .carrierOtherLimit,
    ])
    guard stopped > 0 else { return [] }
    return [(.frequency, "Frequency limits stopped \(grouped(stopped)) messages.")]
  }

  private func suppressedByLimit() -> [Found] {
    let stopped = count([.applicationDailyLimit, .regionDailyLimit, .countryDailyLimit])
    guard stopped > 0 else { return [] }
    return [(.overLimit, "Daily limits stopped \(grouped(stopped)) messages.")]
  }

  // MARK: - Days

  private func warnings() throws(LedgerError) -> [Found] {
    let wanted = settings.daily
    guard wanted != ApplicationSettings.DailyLimits() else { return [] }
    var own: [Int: DayCounts] = [:]
    for (key, cell) in tally.messages.all where key.status?.isSuppression != true {
      own[key.hour / 24, default: DayCounts()].add(cell.messages, to: key.region)
    }
    guard let first = own.keys.min() else { return [] }
    let all = try ledger.days(of: task.application.name, from: first)
    var found: [Found] = []
    for (day, own) in own.sorted(by: { $0.key < $1.key }) {
      let all = all[day] ?? own
      let date = CivilDate(day: day).text
      func warn(_ what: String, _ bound: Int?, _ count: Int, _ added: Int) {
        // The task with which the count has passed the bound raises the alarm.
        guard let bound, count > bound, count - added <= bound else { return }
        found.append(
          (
            .overLimit,
            "\(grouped(count)) messages\(what) on \(date); the warning is at \(grouped(bound))."
          ))
      }
      warn("", wanted.total, all.total, own.total)
      warn(" to the mainland", wanted.mainland, all.mainland, own.mainland)
      warn(" to other countries", wanted.international, all.international, own.international)
      for (region, bound) in wanted.byRegion.sorted(by: { $0.key < $1.key }) {
        warn(" to \(region.code)", bound, all.byRegion[region] ?? 0, own.byRegion[region] ?? 0)
      }
    }
    return found
  }

  private func package() throws(LedgerError) -> [Found] {
    guard let bought = task.application.packageItems else { return [] }
    let stopped = count([.packageUsedUp])
    if stopped > 0 {
      return [(.package, "The package is used up; \(grouped(stopped)) messages were stopped.")]
    }
    guard let bound = settings.packageLeft else { return [] }
    let left = bought - (try ledger.usedItems(of: task.application.name))
    guard left <= bound, left + tally.billed > bound else { return [] }
    return [
      (
        .package,
        "\(grouped(max(0, left))) of \(grouped(bought)) items are left; the warning is at \(grouped(bound))."
      )
    ]
  }

  // MARK: - Verification codes

  /// The hours in which too many codes were sent or too few arrived, with what is said of each.
  private func codes() throws(LedgerError) -> [(hour: Int, text: String)] {
    let bounds = settings.codes
    guard bounds != AlarmSettings.CodeAbuse() else { return [] }
    let own = tally.messages.grouped(\.hour)
    guard let first = own.keys.min(), let last = own.keys.max() else { return [] }
    var filter = StatisticFilter(hours: first - 24...last)
    filter.application = task.application.name
    filter.type = MessageType.verification.rawValue
    var hours: [Int: StatisticSum] = [:]
    try ledger.statistics(filter) { _, row in hours[row.hour, default: StatisticSum()].add(row) }
    let found = own.keys.sorted().compactMap { hour in
      words(of: hours[hour] ?? StatisticSum(), before: hours[hour - 24]?.requests ?? 0).map {
        (hour: hour, text: "\(Self.name(of: hour)): \($0)")
      }
    }
    guard !found.isEmpty else { return [] }
    // An hour raises one alarm, however many tasks go on in it.
    let told = Set(
      try ledger.alarms(
        application: task.application.name, event: AlarmEvent.codeAbuse.rawValue
      ).compactMap(\.hour))
    return found.filter { !told.contains($0.hour) }
  }

  /// What is wrong in an hour, when it passes all bounds that are set (SPEC ADMIN-4); nil: nothing.
  private func words(of hour: StatisticSum, before: Int) -> String? {
    let bounds = settings.codes
    guard hour.requests > bounds.messages ?? AlarmSettings.CodeAbuse.least - 1 else { return nil }
    var facts = ["\(grouped(hour.requests)) verification messages in an hour"]
    var limits = bounds.messages.map { ["over \(grouped($0)) messages"] } ?? []
    if let least = bounds.success {
      // Of all that were asked for: who abuses codes has them refused and unanswered, too.
      guard Double(hour.successful) < least * Double(hour.requests) else { return nil }
      facts.append("\(hour.successful * 100 / hour.requests)% of them successful")
      limits.append("below \(Int((least * 100).rounded()))%")
    }
    if let most = bounds.growth {
      // From none to many is growth above every bound.
      guard before == 0 || Double(hour.requests - before) > most * Double(before) else {
        return nil
      }
      facts.append("\(grouped(before)) in that hour of the day before")
      limits.append("growth above \(Int((most * 100).rounded()))%")
    }
    return "\(facts.joined(separator: ", ")); the bounds are \(limits.joined(separator: ", "))."
  }

  private static func name(of hour: Int) -> String {
    let clock = hour % 24
    return "\(CivilDate(day: hour / 24).text) \(clock < 10 ? "0" : "")\(clock):00"
  }
}
