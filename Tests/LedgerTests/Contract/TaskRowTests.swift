import Ledger
import Messaging
import TestSupport
import Testing

@Suite("TASK-6, EXP-2, STAT: tasks, their counts, exports, alarms, callbacks")
struct TaskRowTests {
  @Test(
    "A task comes back as it was saved; its verdicts are kept by a change and read when asked for",
    arguments: LedgerKind.all)
  func saving(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    var task = try test.task { task in
      task.signature = nil
      task.due = 5_000
      task.origin = "a.csv"
      task.records = "r1"
      task.counts.accepted = 3
      task.counts.cost = 135_000
    }
    try test.ledger.write { try $0.setVerdicts([0, 14, 0], of: task.number) }
    task.state = .completed
    task.reason = "why"
    (task.started, task.ended, task.attempts) = (6_000, 7_000, 2)
    let changed = task
    try test.ledger.write { book throws in
      #expect(try book.save(changed) == 1)
      try book.setReported(1)
    }
    task.isReported = true
    try test.ledger.read { book throws in
      #expect(try book.task(numbered: 1) == task)
      task.verdicts = [0, 14, 0]
      #expect(try book.task(numbered: 1, withVerdicts: true) == task)
      #expect(try book.task(numbered: 2) == nil)
      #expect(try book.recordNames() == ["r1"])
      #expect(try book.tasksWithRecords(endedBefore: 7_000).isEmpty)
      #expect(try book.tasksWithRecords(endedBefore: 7_001).map(\.number) == [1])
    }
  }

  @Test(
    "Lists of tasks, the newest first, by part of the name, state, origin and start",
    arguments: LedgerKind.all)
  func filters(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    for (index, (name, state)) in [
      ("May bill", TaskState.completed), ("June bill", .pending), ("SALE", .failed),
    ].enumerated() {
      try test.task(name) { task in
        task.state = state
        task.started = index * 100
        if index == 2 { task.origin = "x" }
      }
    }
    func numbers(_ change: (inout TaskFilter) -> Void) throws -> [Int] {
      var filter = TaskFilter()
      change(&filter)
      let wanted = filter
      return try test.ledger.read { try $0.tasks(wanted) }.map(\.number)
    }
    #expect(try numbers { _ in } == [3, 2, 1])
    #expect(try numbers { $0.name = "BILL" } == [2, 1])
    #expect(try numbers { $0.states = [.pending, .failed] } == [3, 2])
    #expect(try numbers { $0.identity = "hash of SALE" } == [3])
    #expect(try numbers { $0.origin = "x" } == [3])
    #expect(try numbers { $0.startedFrom = 100 } == [3, 2])
    #expect(try numbers { $0.limit = 1 } == [3])
    #expect(try numbers { $0.name = "%" } == [])
  }

  @Test(
    "A deleted task leaves nothing, and its number is not given again", arguments: LedgerKind.all)
  func deleting(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let number = try test.task().number
    try test.ledger.write { book throws in
      try book.add(
        Run(task: number, application: "shop", isMarketing: false, start: 0, end: 1, rate: 1))
      var chunk = RunChunk()
      chunk.add(E164(digits: 1), content: 1, position: 0)
      try book.add(chunk, toRunOf: number)
      try book.add(NumberFilter(capacity: 1), of: number)
      try book.add([StatisticRow(hour: 1, status: 0, region: nil)], of: number, hasLink: false)
      try book.deleteTask(number)
    }
    for table in ["task", "run", "runChunk", "numberFilter", "statistic"] {
      #expect(try test.count(table) == 0, "\(table)")
    }
    #expect(try test.task().number == number + 1)
  }

  @Test(
    "Counters are summed by hour and by region, and filtered by what the tasks are",
    arguments: LedgerKind.all)
  func statistics(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    try test.task("a")
    try test.task("b") { ($0.application, $0.signature, $0.type) = ("bank", nil, "marketing") }
    let (china, france) = (Region(code: "CN"), Region(code: "FR"))
    func row(_ hour: Int, _ status: UInt8?, _ region: Region?, _ messages: Int) -> StatisticRow {
      var row = StatisticRow(hour: hour, status: status, region: region)
      (row.messages, row.segments, row.billed) = (messages, messages * 2, messages * 2)
      (row.cost, row.clicks) = (messages * 100, messages / 2)
      return row
    }
    try test.ledger.write { book throws in
      try book.add(
        [row(10, 0, china, 4), row(10, 0, france, 6), row(10, nil, china, 1), row(34, 5, nil, 8)],
        of: 1, hasLink: false)
      try book.add([row(10, 0, china, 16)], of: 2, hasLink: true)
    }
    func sums(_ change: (inout StatisticFilter) -> Void = { _ in }) throws -> [String] {
      var filter = StatisticFilter(hours: 0...40)
      change(&filter)
      let wanted = filter
      var found: [String] = []
      try test.ledger.read { book throws in
        try book.statistics(wanted) { task, row in
          found.append("\(row.hour)/\(task) \(row.status.map(String.init) ?? "-"): \(row.messages)")
        }
      }
      return found
    }
    #expect(try sums() == ["10/1 0: 10", "10/1 -: 1", "10/2 0: 16", "34/1 5: 8"])
    #expect(try sums { $0.hours = 11...34 } == ["34/1 5: 8"])
    #expect(try sums { $0.application = "bank" } == ["10/2 0: 16"])
    #expect(try sums { $0.type = "notification" }.count == 3)
    #expect(try sums { $0.signature = "Acme" }.count == 3)
    #expect(try sums { $0.region = france } == ["10/1 0: 6"])
    #expect(try sums { $0.hasLink = true } == ["10/2 0: 16"])
    #expect(try sums { $0.template = "none" } == [])
    var regions: [String] = []
    try test.ledger.read { book throws in
      try book.regionStatistics(StatisticFilter(hours: 0...40)) { row in
        regions.append(
          "\(row.region?.code ?? "?") \(row.status.map(String.init) ?? "-"): \(row.messages) \(row.cost)"
        )
      }
      let tasks = try book.statisticTasks(StatisticFilter(hours: 0...20))
      #expect(tasks.mapValues(\.name) == [1: "a", 2: "b"] && tasks[2]?.signature == "")
    }
    #expect(regions == ["CN 0: 20 2000", "CN -: 1 100", "FR 0: 6 600", "? 5: 8 800"])
  }

  @Test(
    "Records of exports are found by part of the name, whole name, result and task",
    arguments: LedgerKind.all)
  func exports(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    var failed = ExportRow(
      task: 1, name: "Bill.csv", results: ["failed", "refused"], format: "csv", result: "failed",
      time: 10)
    try test.ledger.write { book throws in
      failed.number = try book.save(failed)
      _ = try book.save(
        ExportRow(
          task: 2, name: "bill.csv.xlsx", results: ["sending"], format: "xlsx",
          result: "succeeded", time: 20))
      failed.reason = "disk"
      #expect(try book.save(failed) == 1)
    }
    try test.ledger.read { book throws in
      #expect(try book.export(numbered: 1) == failed)
      #expect(try book.exports().map(\.number) == [2, 1])
      #expect(try book.exports(name: "BILL.csv").map(\.number) == [2, 1])
      #expect(try book.exports(name: "Bill.csv", isExact: true) == [failed])
      #expect(try book.exports(result: "succeeded", task: 2).map(\.number) == [2])
      #expect(try book.exports(result: "succeeded", task: 1).isEmpty)
    }
    try test.ledger.write { book throws in
      try book.forgetExports(before: 20)
      #expect(try book.exports().map(\.number) == [2])
      try book.deleteExport(2)
      #expect(try book.exports().isEmpty)
    }
  }

  @Test("Alarms wait until they are in the outbox", arguments: LedgerKind.all)
  func alarms(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    var alarm = AlarmRow(
      application: "shop", event: "overLimit", text: "too many", task: nil, time: 5,
      contacts: ["ops", "ann"])
    alarm.hour = 493_837
    let raised = alarm
    try test.ledger.write { book throws in
      let added = try book.add([raised, raised, raised])
      #expect(added.map(\.id) == [1, 2, 3])
      try book.setInOutbox(through: 2)
      #expect(try book.alarms(isNew: true).map(\.id) == [3])
      #expect(try book.alarms(application: "shop", event: "overLimit", id: 2) == [added[1]])
      #expect(try book.alarms(event: "review").isEmpty)
    }
  }

  @Test(
    "A callback is changed in its place; old ones are forgotten with their files named",
    arguments: LedgerKind.all)
  func callbacks(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    var row = CallbackRow(.status, of: 7, application: "shop", at: 10)
    try test.ledger.write { book throws in
      row.id = try book.save(row)
      _ = try book.save(CallbackRow(.replies, of: nil, application: "shop", at: 20))
      (row.state, row.shape, row.file, row.posts) = (.waiting, "tencent", "Outbox/s.jsonl", 3)
      (row.sent, row.place, row.attempts, row.problem, row.due) = (1, 90, 2, "late", 99)
      #expect(try book.save(row) == row.id)
    }
    try test.ledger.write { book throws in
      #expect(try book.callbacks(id: 1) == [row])
      #expect(try book.callbacks(states: [.new, .failed]).map(\.id) == [2])
      #expect(try book.callbacks().map(\.id) == [1, 2])
      let reply = ReplyRow(
        number: E164(digits: 1), scope: ListScope("Acme"), text: "好", time: 1, task: nil,
        isOptOut: false)
      _ = try book.add(reply)
      #expect(try book.replies(ofCallback: 2).isEmpty)
      try book.tell(reply, with: 2)
      #expect(try book.replies(ofCallback: 2) == [reply])
      #expect(try book.forgetCallbacks(before: 20) == ["Outbox/s.jsonl"])
      #expect(try book.callbacks().map(\.id) == [2])
    }
  }
}
