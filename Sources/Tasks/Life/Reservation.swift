internal import Carrier
internal import Ledger
internal import Messaging
internal import Sending

/// Decides about every message of a task in one transaction, and counts those that go out.
///
/// It goes through the records twice: for the numbers, so that the lists and what was sent before need to be
/// looked at for these only, and for the verdicts. What was sent before is read from end to end,
/// which for ten million messages takes less time than looking a million numbers up one by one.
///
/// Memory: a `RecipientHistory`, a `NumberFilter`, five bytes a message, and a chunk of 32,768 messages.
struct Reservation {
  /// For each message 0, or the raw value of why it is suppressed; empty when none is.
  private(set) var verdicts: [UInt8] = []
  private(set) var suppressed = 0

  private let task: SendingTask
  private let ledger: LedgerTransaction
  /// For each message the place of its number in the `RecipientHistory`.
  private var slots: [UInt32] = []

  /// Decides, and writes the outcome into the ledger.
  ///
  /// - Parameters:
  ///   - task: as it is sent now, with the application's present limits.
  ///   - number: of the task.
  ///   - records: of the task; they are read to their end.
  ///   - ledger: the open transaction.
  /// - Throws: `CampaignError` for damaged records, `LedgerError`.
  init(
    _ task: SendingTask, number: Int, records: TaskRecords.Reader, ledger: LedgerTransaction
  ) throws {
    self.task = task
    self.ledger = ledger
    var clock = LocalClock(task.zone)
    let firstDay = clock.moment(task.start).day
    var filter = NumberFilter(capacity: records.messageCount)
    let recipients = try recipients(records, firstDay: firstDay, noting: &filter)
    try ledger.add(filter, of: number)
    var stage = RuleStage(
      task,
      usage: UsageCounters(
        days: try ledger.days(of: task.application.name, from: firstDay),
        usedItems: try ledger.usedItems(of: task.application.name), recipients: recipients),
      hasLedger: true)
    try decide(records, &stage, number: number)
    let added = stage.usage.added()
    for (day, counts) in added.days {
      try write(counts, day: day)
    }
    try ledger.use(added.items, of: task.application.name)
  }

  /// The task's numbers with all that is known of them.
  private mutating func recipients(
    _ records: TaskRecords.Reader, firstDay: Int, noting filter: inout NumberFilter
  ) throws -> RecipientHistory {
    let windows = RecipientHistory.Windows(task.application.frequency)
    var recipients = RecipientHistory(
      capacity: records.messageCount, start: task.start, day: firstDay, windows: windows)
    records.rewind()
    while let messages = try records.nextDecisions() {
      let numbers = messages.numbers()
      recipients.add(numbers, slots: &slots)
      for number in numbers { filter.add(number) }
    }
    let scope = ListScope(task.effectiveSignature ?? "", task.template.type)
    try ledger.numbers(on: .mute, scope) { recipients.set(.muted, $0) }
    try ledger.numbers(on: .unsubscribe, scope) { recipients.set(.unsubscribed, $0) }
    try ledger.numbers(on: .allow, ListScope(task.application.name)) {
      recipients.set(.allowed, $0)
    }
    try addHistory(to: &recipients, firstDay: firstDay, longest: windows.longest)
    return recipients
  }

  /// Adds what was sent before and may still count.
  private func addHistory(
    to recipients: inout RecipientHistory, firstDay: Int, longest: Int
  ) throws {
    var clock = LocalClock(task.zone)
    // A day has at most 25 hours, so this is before its beginning; what is older counts nowhere.
    let earliest = task.start - max(longest, 25 * 3_600_000)
    let isMarketing = task.template.type == .marketing
    let runs = try ledger.runs(endingFrom: earliest).filter { [task] run in
      run.application == task.application.name || run.isMarketing == isMarketing
    }
    // Of runs that were on the first day and not lately only the numbers count; of some nothing does.
    var (plain, detailed): ([Run], [Run]) = ([], [])
    for run in runs {
      let days = clock.moment(run.start).day...clock.moment(run.end).day
      if run.application == task.application.name, recipients.isRecent(run.end) {
        detailed.append(run)
      } else if days == firstDay...firstDay {
        plain.append(run)
      } else if days.upperBound >= firstDay {
        detailed.append(run)
      }
    }
    try recipients.count { count in
      for run in plain {
        try ledger.chunks(of: run, withTimes: false) { [task] chunk in
          count(
            chunk.numbers, run.application == task.application.name,
            run.isMarketing == isMarketing)
        }
      }
    }
    for run in detailed { try add(run, to: &recipients, &clock) }
  }

  /// Adds a run with the times and texts of its messages.
  private func add(
    _ run: Run, to recipients: inout RecipientHistory, _ clock: inout LocalClock
  ) throws {
    let pace = Pace(start: run.start, rate: run.rate)
    let isOfApplication = run.application == task.application.name
    let isOfClass = run.isMarketing == (task.template.type == .marketing)
    try ledger.chunks(of: run, withTimes: true) { chunk in
      for index in chunk.numbers.indices {
        guard let slot = recipients.slot(of: E164(digits: chunk.numbers[index])) else { continue }
        let time = pace.time(at: Int(chunk.positions[index]))
        recipients.add(
          RecipientHistory.Sent(
            time: time, day: clock.moment(time).day, content: chunk.contents[index],
            isOfApplication: isOfApplication, isOfClass: isOfClass), slot)
      }
    }
  }

  private func write(_ counts: DayCounts, day: Int) throws {
    let known = counts.byRegion.values.reduce(0, +)
    for (region, messages) in counts.byRegion {
      try ledger.addDaily(
        day: day, application: task.application.name, region: region, messages: messages)
    }
    if counts.total > known {
      try ledger.addDaily(
        day: day, application: task.application.name, region: nil, messages: counts.total - known)
    }
  }

  private mutating func decide(
    _ records: TaskRecords.Reader, _ stage: inout RuleStage, number: Int
  ) throws {
    let pace = task.pace
    let count = records.messageCount
    guard count > 0 else { return }
    try ledger.add(
      Run(
        task: number, application: task.application.name,
        isMarketing: task.template.type == .marketing, start: pace.start,
        end: pace.time(at: count - 1), rate: pace.rate))
    verdicts = Array(repeating: 0, count: count)
    var chunk = RunChunk()
    records.rewind()
    while let messages = try records.nextDecisions() {
      stage.usage.recipients.touch(slots[messages.first..<messages.first + messages.count])
      for index in 0..<messages.count {
        let position = messages.first + index
        let verdict = stage.verdict(
          at: position, to: messages.number(index), messages.facts(index),
          billed: messages.billed(index), content: messages.content(index),
          slot: Int(slots[position]))
        if let verdict {
          verdicts[position] = verdict.rawValue
          suppressed += 1
        } else {
          chunk.add(messages.number(index), content: messages.content(index), position: position)
          if chunk.isFull {
            try ledger.add(chunk, toRunOf: number)
            chunk.removeAll()
          }
        }
      }
    }
    try ledger.add(chunk, toRunOf: number)
    if suppressed == 0 { verdicts = [] }
  }
}
