import Carrier
import Files
import Messaging
import Sending
import Spreadsheet
import TestSupport
import Testing

/// Runs sheets through the whole road, without files of results.
private struct Campaign {
  var template = Template(
    name: "bill", type: .notification, region: .mainland, signature: "博阔", content: "{1}：{2}元")
  var header = ColumnMapping.HeaderRule.auto
  var limits = Limits.standard
  var asOf: Int?
  var behaviour: SimulatorSettings.Behaviour?

  func pipeline(_ csv: String) throws -> Pipeline {
    let folder = try Workdir()
    let path = try folder.write("t.csv", csv)
    var task = try SendingTask(name: "t", template: template, start: 1_795_000_000_000)
    task.asOf = asOf
    if let behaviour { task.simulator.mainland = behaviour }
    var options = ReadingOptions()
    options.exactColumns = 1
    options.limits = limits
    return try Pipeline(
      task, reading: SheetFile.open(path, options: options), limits: limits, header: header)
  }

  func error(_ csv: String) -> (any Error)? {
    do {
      _ = try pipeline(csv).check(examples: 0)
    } catch {
      return error
    }
    return nil
  }
}

/// Keeps what comes of each row.
private final class Collector: MessageSink {
  var texts: [String] = []
  var removed: [String] = []
  var failing: FileError?

  func take(_ batch: MessageBatch) throws(FileError) {
    if let failing { throw failing }
    for message in batch.messages {
      let content = batch.content(of: message)
      let text = content.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
      texts.append("\(message.row) \(text) \(message.result.name[.english])")
    }
    for row in batch.removed {
      removed.append(
        "\(row.row) \(row.removal.code) \(row.variable.map { "{\($0 + 1)}" } ?? "")"
          + "\(row.repeats.map(String.init) ?? "")")
    }
  }
}

@Suite("NUM-8 and the road from sheet to results")
struct PipelineTests {
  private let sheet = """
    phone,name,sum
    17400000001,王,1
    86174000 00002,李,2

    +8617400000001,王,1
    17400000001,王,2
    1740000003,张,3
    17400000004,,4
    17400000005,赵
    1.74E+10,钱,5
    ,孙,6
    +12025550123,周,7
    12012345678,吴,8
    """

  @Test("Each row ends in exactly one account, worked out by hand")
  func accounts() throws {
    let collector = Collector()
    let tally = try Campaign().pipeline(sheet).send(to: collector)
    #expect(tally.rows == 12 && tally.blank == 1 && tally.invalid == 6 && tally.duplicates == 1)
    #expect(tally.accepted == 4 && tally.submitted == 4 && tally.segments == 4)
    #expect(tally.addsUp(isSent: true))
    #expect(
      collector.removed == [
        "5 DUPLICATE 2", "7 NUMBER_LENGTH ", "8 VARIABLE_MISSING {1}", "9 VARIABLE_MISSING {2}",
        "10 NUMBER_SHORTENED ", "11 NUMBER_MISSING ", "12 WRONG_REGION ",
      ])
    #expect(
      collector.texts.map { String($0.prefix { $0 != "元" }) } == [
        "2 【博阔】王：1", "3 【博阔】李：2", "6 【博阔】王：2", "13 【博阔】吴：8",
      ])
    #expect(collector.texts.last?.hasSuffix("Refused") == true)
    #expect(tally.notMobile == 1 && tally.statuses[.unallocated] == 1)
    #expect(tally.cost == Money(millionths: 45_000) * tally.billed)
  }

  @Test("A check counts the same and submits nothing")
  func check() throws {
    let result = try Campaign().pipeline(sheet).check(examples: 2)
    #expect(result.tally.rows == 12 && result.tally.accepted == 4 && result.tally.submitted == 0)
    #expect(result.tally.billed == 4 && "\(result.tally.cost)" == "0.18")
    #expect(result.examples.map(\.content) == ["【博阔】王：1元", "【博阔】李：2元"])
    #expect(result.removed.count == 2)
  }

  @Test("A large sheet gives the same in every run, in the order of its rows")
  func order() throws {
    var random = SeededRandom(3)
    let csv = (0..<20_000).map { _ in
      "1740000\(Int.random(in: 1000...9999, using: &random)),n,\(Int.random(in: 0..<5, using: &random))"
    }.joined(separator: "\n")
    let first = Collector()
    let second = Collector()
    let tally = try Campaign().pipeline(csv).send(to: first)
    #expect(try Campaign().pipeline(csv).send(to: second) == tally)
    #expect(first.texts == second.texts && first.removed == second.removed)
    let rows = first.texts.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
    #expect(rows == rows.sorted() && rows.count == tally.accepted)
    #expect(tally.rows == 20_000 && tally.duplicates > 100)
  }

  @Test("Without variables the same number is a duplicate whatever stands beside it")
  func withoutVariables() throws {
    var road = Campaign()
    road.template.content = "您好"
    let tally = try road.pipeline("17400000001,a\n17400000001,b\n17400000002,c\n")
      .check(examples: 0).tally
    #expect(tally.accepted == 2 && tally.duplicates == 1)
  }

  @Test("Columns that the template does not use make no difference")
  func unusedColumns() throws {
    let tally = try Campaign().pipeline("17400000001,a,1,x\n17400000001,a,1,y\n").check(examples: 0)
      .tally
    #expect(tally.accepted == 1 && tally.duplicates == 1)
  }

  @Test("Named variables are found by the header, in any order and case (SHEET-7)")
  func named() throws {
    var road = Campaign()
    road.template.content = "${Sum} for ${name}"
    let result = try road.pipeline("Phone,x,SUM,Name \n17400000001,0,9,Ana\n").check(examples: 1)
    #expect(result.examples.map(\.content) == ["【博阔】9 for Ana"])
    let error = road.error("Phone,Name\n17400000001,Ana\n")
    #expect(error?.failureKind == .columns)
    #expect(error?.explanation.contains("no column is named “Sum”") == true)
  }

  @Test(
    "The first row is a header when its first cell holds no number that could be one (SHEET-7)",
    arguments: [
      ("phone,a,b\n17400000001,x,y\n", 1), ("17400000001,a,b\n17400000002,x,y\n", 2),
      (",name,b\n17400000001,x,y\n", 1), ("1.74E+10,a,b\n17400000001,x,y\n", 2),
      ("手机号(11位),a,b\n17400000001,x,y\n", 1), ("2310000567,a,b\n17400000001,x,y\n", 2),
    ])
  func header(csv: String, rows: Int) throws {
    #expect(try Campaign().pipeline(csv).check(examples: 0).tally.rows == rows)
  }

  @Test(
    "The limit of data rows: at it, and one above",
    arguments: [(3, true), (2, false)] as [(Int, Bool)])
  func rowLimit(limit: Int, isWithin: Bool) {
    var road = Campaign()
    road.limits.dataRows = limit
    let error = road.error("phone,a,b\n17400000001,x,1\n\n17400000002,x,1\n17400000003,x,1\n")
    guard !isWithin else {
      #expect(error == nil)
      return
    }
    guard case SheetError.overLimit(_, _, let row, .dataRows, 2, 3)? = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
    #expect(row == 5)
  }

  @Test("A row past the millionth is named whole, and numbers beside it are masked")
  func rowNumbers() {
    let error = SheetError.overLimit(
      file: "17400001001.csv", sheet: nil, row: 1_000_002, limit: .dataRows, allowed: 1_000_000,
      found: 1_000_001)
    #expect(error.explanation.contains("row 1,000,002"))
    #expect(error.explanation.contains("174****1001"))
  }

  @Test("Too few columns, nothing but a header, an empty sheet")
  func tooLittle() throws {
    let narrow = Campaign().error("phone,a\n17400000001,x\n")
    #expect(narrow?.failureKind == .columns)
    #expect(
      narrow?.explanation.contains(
        "row 1: the template needs 3 columns (the number and 2 variables), the sheet has 2.")
        == true)
    #expect(Campaign().error("phone,a,b\n")?.failureKind == .noRecipients)
    guard case SheetError.empty? = Campaign().error("\n\n \n") else {
      Issue.record("no error for an empty sheet")
      return
    }
  }

  @Test("A failure of the sink ends the run with it")
  func failingSink() throws {
    let collector = Collector()
    collector.failing = .diskFull(path: "x")
    let csv = (0..<30_000).map { "17400\(100_000 + $0),n,1" }.joined(separator: "\n")
    #expect(throws: FileError.diskFull(path: "x")) {
      try Campaign().pipeline(csv).send(to: collector)
    }
  }

  @Test("As of a time, later receipts are still out (SIM-4)")
  func asOf() throws {
    let csv = (0..<3_000).map { "17400\(100_000 + $0),n,1" }.joined(separator: "\n")
    var road = Campaign()
    let done = try road.pipeline(csv).send(to: Collector())
    road.asOf = 1_795_000_000_000 + 3_000
    let early = try road.pipeline(csv).send(to: Collector())
    #expect(early.sending > done.sending && early.successful < done.successful)
    #expect(early.refused == done.refused && early.addsUp(isSent: true))
    road.asOf = 1_795_000_000_000 - 1
    #expect(try road.pipeline(csv).send(to: Collector()).successful == 0)
  }

  @Test("The hint says how few characters would save a segment (MSG-7)")
  func savings() throws {
    // 【博阔】 and ：元 are six units: 66 more are 72, two over a segment.
    let name = String(repeating: "字", count: 65)
    let csv = (0..<20).map { "1740000\(1_000 + $0),\(name),1" }.joined(separator: "\n")
    let tally = try Campaign().pipeline(csv).check(examples: 0).tally
    #expect(tally.segments == 40)
    #expect(tally.savings.hint?.characters == 2 && tally.savings.hint?.messages == 20)
    #expect(tally.longest?.length.units == 72)
  }

  @Test("Counts add up for random sheets", arguments: 1...8)
  func property(seed: UInt64) throws {
    var random = SeededRandom(seed)
    let phones = [
      "1740000000", "86174000", "+86174", "x", "", "1.7E+10", "12012345678", "+1202555",
    ]
    let csv =
      (0..<2_000).map { _ in
        let phone = phones[Int.random(in: 0..<phones.count, using: &random)]
        let tail = Int.random(in: 0..<100, using: &random)
        return Bool.random(using: &random)
          ? "\(phone)\(tail),\(tail % 3),v" : tail < 5 ? "" : "\(phone),,"
      }.joined(separator: "\n") + "\n17400000001,a,b"
    var road = Campaign()
    road.header = .no
    let tally = try road.pipeline(csv).send(to: Collector())
    #expect(tally.addsUp(isSent: true))
    // Every line is a row: those before the first that holds anything are blank rows too.
    #expect(tally.rows == 2_001)
  }
}
