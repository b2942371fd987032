import Carrier
import Ledger
import Messaging
import Sending
import Spreadsheet
import Tasks
import TestSupport
import Testing
import Workspace

/// Random sends, changes of lists and settings, and moves of the clock against `RuleModel`.
@Suite("RULE-1 to RULE-5 across tasks, against a plain model")
struct LedgerPropertyTests {
  @Test("Every message is decided as the model decides it")
  func sequences() throws {
    var seen: [String: Int] = [:]
    for seed in 1...120 {
      var world = try World(seed: UInt64(seed))
      for _ in 0..<14 { try world.step() }
      try world.finish()
      seen.merge(world.seen, uniquingKeysWith: +)
    }
    // Random as they are, the sequences must have met every rule.
    for status in StatusCode.allCases where status.isSuppression {
      #expect(seen["\(status.code)", default: 0] >= 5, "\(status.code) of \(seen)")
    }
  }
}

/// A ledger and a model that go through the same.
private struct World {
  private static let countries = [
    "8617400000001": "CN", "8617400000002": "CN", "8617400000003": "CN", "8612012345678": "CN",
    "12025550101": "US", "14165550101": "CA", "33639980101": "FR",
    // Of a code that several countries share, in a range that is kept for films.
    "447700900101": "",
  ]
  /// A text of one segment and one of two, with what is in front of it.
  private static let values = ["1111", "2222", String(repeating: "长", count: 80)]

  /// How often each verdict came.
  private(set) var seen: [String: Int] = [:]
  private let seed: UInt64
  private var random: SeededRandom
  private let folder: Workdir
  private let ledger: Ledger
  private var model = RuleModel()
  private var applications = ["one": ApplicationSettings(name: "one")]
  /// 2026-11-20 12:00 in China.
  private var now = 1_795_147_200_000
  private var waiting: [Int: (due: Int, task: SendingTask, rows: [Row])] = [:]
  private var taskCount = 0

  private struct Row {
    var number: String
    var value: Int
  }

  init(seed: UInt64) throws {
    self.seed = seed
    random = SeededRandom(seed)
    folder = try Workdir()
    ledger = try Ledger(folder: folder.file("Ledger"))
    applications["two"] = ApplicationSettings(name: "two")
    for name in ["one", "two"] { setLimits(name) }
  }

  private var session: LedgerSession { LedgerSession(ledger, now: now) }
  private var register: TaskRegister { TaskRegister(session) }
  private var planner: TaskPlanner { TaskPlanner(session) }

  mutating func step() throws {
    switch Int.random(in: 0..<10, using: &random) {
    case 0...4: try send()
    case 5: try schedule()
    case 6: try changeList()
    case 7: setLimits(["one", "two"].randomElement(using: &random) ?? "one")
    case 8: try cancel()
    default: break
    }
    let moves = [0, 5_000, 29_000, 31_000, 1_800_000, 3_599_000, 20_000_000, 86_400_000, -40_000]
    now += moves.randomElement(using: &random) ?? 0
    try runDue()
  }

  mutating func finish() throws {
    now += 3 * 86_400_000
    try runDue()
    #expect(waiting.isEmpty)
  }

  // MARK: - Moves

  private mutating func setLimits(_ name: String) {
    func maybe(_ range: ClosedRange<Int>, _ share: Int = 3) -> Int? {
      Int.random(in: 0..<share, using: &random) == 0 ? Int.random(in: range, using: &random) : nil
    }
    var application = ApplicationSettings(name: name)
    application.isEnabled = Int.random(in: 0..<12, using: &random) > 0
    application.packageItems = maybe(1...40)
    application.daily.total = maybe(1...20)
    application.daily.mainland = maybe(1...12)
    application.daily.international = maybe(1...8)
    for code in ["CN", "US", "FR"] {
      if let region = Region(code: code) { application.daily.byRegion[region] = maybe(1...6, 6) }
    }
    if Int.random(in: 0..<5, using: &random) == 0 {
      application.countries = ["CN", "CA", "FR"].compactMap(Region.init(code:))
    }
    application.frequency.sameContentSeconds = maybe(1...60, 2)
    application.frequency.hour = maybe(1...3)
    application.frequency.day = maybe(1...3, 2)
    application.frequency.carrierMarketing = maybe(1...3, 2)
    application.frequency.carrierOther = maybe(1...5, 2)
    if Int.random(in: 0..<3, using: &random) == 0 {
      application.hours.first = 10 * 3_600
      application.hours.last = 18 * 3_600 + 1
    }
    applications[name] = application
  }

  private mutating func changeList() throws {
    let number = Self.countries.keys.sorted().randomElement(using: &random) ?? ""
    guard let e164 = UInt64(number).map(E164.init(digits:)) else { return }
    let isAdded = Int.random(in: 0..<3, using: &random) > 0
    let type = [nil, MessageType.marketing, .notification].randomElement(using: &random) ?? nil
    let list = SuppressionList.allCases.randomElement(using: &random) ?? .mute
    let scope =
      list == .allow
      ? ListScope(["one", "two"].randomElement(using: &random) ?? "one") : ListScope("博阔", type)
    try ledger.write {
      _ =
        isAdded
        ? try $0.add([e164], to: list, scope, at: now)
        : try $0.remove([e164], from: list, scope)
    }
    let entry = [number, scope.name] + (list == .allow ? [] : [type?.rawValue ?? "all"])
    func change(_ entries: inout Set<[String]>) {
      if isAdded { entries.insert(entry) } else { entries.remove(entry) }
    }
    switch list {
    case .mute: change(&model.muted)
    case .unsubscribe: change(&model.unsubscribed)
    case .allow: change(&model.allowed)
    }
  }

  private mutating func template() -> Template {
    let type = [MessageType.notification, .marketing].randomElement(using: &random) ?? .marketing
    let region = MessageRegion.allCases.randomElement(using: &random) ?? .mainland
    return Template(
      name: "t", type: type, region: region, signature: "博阔",
      content: "{1}" + (type == .marketing ? "拒收请回复R" : ""))
  }

  /// A task with a sheet that has blank, bad and repeated rows too.
  private mutating func task() throws -> (task: SendingTask, rows: [Row], pipeline: Pipeline) {
    let template = template()
    taskCount += 1
    var task = try SendingTask(name: "t\(taskCount)", template: template, start: now)
    task.application =
      applications[["one", "two"].randomElement(using: &random) ?? "one"] ?? ApplicationSettings()
    task.simulator.rate = [1, 3, 500].randomElement(using: &random) ?? 1
    task.simulator.mainland.refused = 0.2
    var lines = ["phone,value"]
    var accepted: [Row] = []
    var counts = (blank: 0, invalid: 0, duplicates: 0)
    let isMainland = template.region == .mainland
    for _ in 0..<Int.random(in: 3...14, using: &random) {
      let number = Self.countries.keys.sorted().randomElement(using: &random) ?? ""
      let value = Int.random(in: 0..<Self.values.count, using: &random)
      switch Int.random(in: 0..<10, using: &random) {
      case 0:
        lines.append(",")
        counts.blank += 1
      case 1:
        lines.append("12345,\(Self.values[value])")
        counts.invalid += 1
      default:
        lines.append("+\(number),\(Self.values[value])")
        if (Self.countries[number] == "CN") != isMainland {
          counts.invalid += 1
        } else if accepted.contains(where: { $0.number == number && $0.value == value }) {
          counts.duplicates += 1
        } else {
          accepted.append(Row(number: number, value: value))
        }
      }
    }
    // A row at the end, since blank ones there do not count.
    lines.append("54321,x")
    counts.invalid += 1
    let path = try folder.write("sheet.csv", lines.joined(separator: "\n") + "\n")
    var options = ReadingOptions()
    options.exactColumns = 1
    let pipeline = try Pipeline(
      task, reading: try SheetFile.open(path, options: options), header: .yes)
    let check = try Pipeline(
      task, reading: try SheetFile.open(path, options: options), header: .yes
    ).check(examples: 0).tally
    #expect(check.blank == counts.blank && check.invalid == counts.invalid)
    #expect(check.duplicates == counts.duplicates && check.accepted == accepted.count)
    return (task, accepted, pipeline)
  }

  private mutating func send() throws {
    let (task, rows, pipeline) = try task()
    guard !rows.isEmpty else { return try refuse(pipeline) }
    let (row, lock) = try planner.prepare(
      pipeline, output: OutputOptions(folder: folder.path), identity: TaskIdentity("\(taskCount)"))
    defer { withExtendedLifetime(lock) {} }
    try execute(row, task, rows)
  }

  /// A sheet of nobody makes no task.
  private func refuse(_ pipeline: Pipeline) throws {
    let count = try ledger.read { try $0.tasks(TaskFilter()).count }
    do {
      _ = try planner.prepare(
        pipeline, output: OutputOptions(folder: folder.path), identity: TaskIdentity("nobody"))
      Issue.record("no error for a sheet of nobody")
    } catch CampaignError.nobodyAccepted {
      #expect(try ledger.read { try $0.tasks(TaskFilter()).count } == count)
    }
  }

  private mutating func schedule() throws {
    let (task, rows, pipeline) = try task()
    guard !rows.isEmpty else { return try refuse(pipeline) }
    let due = now + (Int.random(in: 1...6, using: &random) * 1_000_000)
    let (row, lock) = try planner.prepare(
      pipeline, output: OutputOptions(folder: folder.path), identity: TaskIdentity("\(taskCount)"),
      due: due)
    withExtendedLifetime(lock) {}
    waiting[row.number] = (due, task, rows)
  }

  private mutating func cancel() throws {
    guard let number = waiting.keys.min(), let due = waiting[number]?.due else { return }
    guard due - now >= 300_000 else {
      #expect(throws: CampaignError.self) { try register.cancel(number) }
      return
    }
    #expect(try register.cancel(number).state == .canceled)
    waiting[number] = nil
    try register.delete(number)
  }

  private mutating func runDue() throws {
    for work in try register.dueWork() {
      switch work {
      case .due(let row):
        let known = waiting.removeValue(forKey: row.number)
        let (due, task, rows) = try #require(known)
        #expect(due <= now && now - due <= 86_400_000)
        var started = task
        started.application = applications[task.application.name] ?? task.application
        try execute(row, started, rows)
      case .expired(let row):
        let known = waiting.removeValue(forKey: row.number)
        let task = try #require(known)
        #expect(now - task.due > 86_400_000)
        try register.expire(row.number)
        #expect(try register.task("\(row.number)").state == .canceled)
      case .interrupted: Issue.record("nothing was interrupted")
      }
    }
    #expect(waiting.values.allSatisfy { $0.due > now })
  }

  // MARK: - The comparison

  private mutating func execute(_ row: TaskRow, _ task: SendingTask, _ rows: [Row]) throws {
    let started = try planner.start(row, application: task.application)
    let capture = Capture()
    let result = try TaskDeliverer(session) { _, _, _ in capture }.deliver(started.number)
    try #require(capture.codes.count == rows.count)
    var suppressed = 0
    var refusedItems = 0
    for (position, row) in rows.enumerated() {
      let type = task.template.type
      let message = RuleModel.Message(
        number: row.number, country: Self.countries[row.number] ?? "",
        text: Self.values[row.value] + type.rawValue, billed: row.value == 2 ? 2 : 1,
        isMarketing: type == .marketing, application: task.application.name,
        time: now + position * 1_000 / task.simulator.rate)
      let expected = model.verdict(
        message, task.application, signature: "博阔", type: type.rawValue)
      let actual = capture.codes[position]
      seen[expected ?? "", default: 0] += 1
      #expect(
        actual.suppression == expected,
        "seed \(seed), task \(started.number), message \(position)")
      if expected == nil {
        model.take(message)
        if actual.isRefused { refusedItems += message.billed }
      } else {
        suppressed += 1
      }
    }
    // What the carrier refuses is given back once the task has ended.
    model.used[task.application.name, default: 0] -= refusedItems
    let tally = result.tally
    #expect(tally.suppressed == suppressed && tally.submitted == rows.count - suppressed)
    #expect(tally.submitted == tally.refused + tally.successful + tally.failed + tally.sending)
    #expect(tally.rows == tally.blank + tally.invalid + tally.duplicates + tally.accepted)
    try register.setReported(result.row)
    try compareCounts(task.application.name)
  }

  private func compareCounts(_ application: String) throws {
    try ledger.read { book in
      #expect(try book.usedItems(of: application) == model.used[application, default: 0])
      var counts: [String: Int] = [:]
      for message in model.sent where message.application == application {
        counts["\(message.day) \(message.country)", default: 0] += 1
      }
      var actual: [String: Int] = [:]
      for (day, region, messages) in try book.dailyCounts(of: application, from: 0) {
        actual["\(day) \(region?.code ?? "")"] = messages
      }
      #expect(actual == counts)
    }
  }
}

/// Keeps what came of each message.
private final class Capture: TaskDelivery {
  var codes: [(suppression: String?, isRefused: Bool)] = []

  func take(_ batch: MessageBatch) {
    for message in batch.messages {
      codes.append(
        (
          message.result == .suppressed ? message.status.map { "\($0.code)" } : nil,
          message.result == .refused
        ))
    }
  }

  func complete(_ tally: Tally, facts: SheetFacts) -> [PendingFile] { [] }
}
