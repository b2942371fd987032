import Carrier
import Ledger
import Messaging
import Providers
import Sending
import Spreadsheet
import Tasks
import TestSupport
import Testing
import Workspace

@testable import Callbacks

/// Keeps the IDs that the carrier gives messages, by their rows.
private final class MessageIDs: MessageSink {
  var byRow: [Int: String] = [:]

  func take(_ batch: MessageBatch) {
    for message in batch.messages {
      let digits = String(message.messageID, radix: 16)
      byRow[message.row] = String(repeating: "0", count: 16 - digits.count) + digits
    }
  }
}

@Suite("ADMIN-7: what is posted, in each provider's form")
struct BodyTests {
  /// The posts of a task of four messages: delivered, switched off, refused, delivered in two segments.
  private func statusReports(
    _ provider: String, _ region: MessageRegion = .mainland
  ) throws -> (posts: [String], ids: [Int: String], task: String) {
    let folder = try Workdir()
    let template = Template(
      name: "bill", type: .notification, region: region,
      signature: region == .mainland ? "Acme" : nil, content: "{1}")
    var task = try SendingTask(name: "Bill", template: template, start: 1_795_174_205_000)
    // A message a second; each receipt comes 3 s later.
    task.simulator.rate = 1
    for place in [\SimulatorSettings.mainland, \SimulatorSettings.international] {
      task.simulator[keyPath: place].delayMedian = 3
      task.simulator[keyPath: place].delaySpread = 0
    }
    let numbers: [UInt64] =
      region == .mainland
      ? [8_617_400_000_001, 8_617_400_000_002, 8_617_400_000_003, 8_617_400_000_004]
      : [12_025_550_101, 12_025_550_102, 12_025_550_103, 12_025_550_104]
    for (number, status) in zip(
      numbers, [.delivered, .absent, .unallocated, .delivered] as [StatusCode])
    {
      task.simulator.testNumbers[E164(digits: number)] = status
    }
    let sheet = numbers.enumerated().map { place, number in
      "+\(number),\(place == 3 ? String(repeating: "长", count: 71) : "x")\n"
    }.joined()
    let path = try folder.write("t.csv", "phone,text\n" + sheet)
    let ids = MessageIDs()
    _ = try Pipeline(task, reading: SheetFile.open(path)).send(to: ids)
    let file = try CallbackFile(inFolder: folder.file("Outbox"))
    let shape = try #require(ProviderList.shape(named: provider))
    let reports = StatusReports(Self.reported(task), shape, file)
    _ = try Pipeline(task, reading: SheetFile.open(path)).send(to: reports)
    reports.finish()
    try file.publish(as: folder.file("posts"))
    return (try folder.text("posts").split(separator: "\n").map(String.init), ids.byRow, task.id)
  }

  private static func reported(_ task: SendingTask) -> ReportedTask {
    ReportedTask(
      id: task.id, region: task.template.region, zone: task.zone, language: .english)
  }

  @Test("Tencent (382/43547): an array of texts; what was refused has no report")
  func tencent() throws {
    let (posts, ids, _) = try statusReports("tencent")
    func item(
      _ time: String, _ mobile: String, _ row: Int, _ status: String, _ code: String,
      _ words: Phrase
    ) -> String {
      #"{"user_receive_time":"2026-11-20 \#(time)","nationcode":"86","mobile":"\#(mobile)","#
        + #""sid":"\#(ids[row] ?? "")","report_status":"\#(status)","errmsg":"\#(code)","#
        + #""description":"\#(words.text(.english))"}"#
    }
    // FIELD.md 1.2: 002 is what Tencent's receipts say of a phone that is off.
    #expect(
      posts == [
        "["
          + [
            item("19:30:08", "17400000001", 2, "SUCCESS", "DELIVRD", StatusCode.delivered.reason),
            item("19:30:09", "17400000002", 3, "FAIL", "002", StatusCode.absent.reason),
            item("19:30:11", "17400000004", 5, "SUCCESS", "DELIVRD", StatusCode.delivered.reason),
          ].joined(separator: ",") + "]"
      ])
  }

  @Test("Alibaba (101867): an array with Booleans, texts for the sizes, DELIVERED for success")
  func alibaba() throws {
    let (posts, _, task) = try statusReports("alibaba")
    let script = """
      import json, sys
      for item in json.loads(sys.argv[1]):
          item.pop('err_msg'), item.pop('err_code') if not item['success'] else None
          print(json.dumps(item, separators=(',', ':')))
      """
    let items = try Tool.python(script, posts).output.split(separator: "\n").map(String.init)
    func item(
      _ number: String, _ sent: String, _ received: String, _ size: Int, _ row: Int, _ end: String
    ) -> String {
      #"{"phone_number":"\#(number)","send_time":"2026-11-20 \#(sent)","report_time":"2026-11-20 \#(received)","#
        + #""sms_size":"\#(size)","biz_id":"\#(task)","out_id":"\#(row)",\#(end)}"#
    }
    let success = #""success":true,"err_code":"DELIVERED""#
    #expect(
      items == [
        item("17400000001", "19:30:05", "19:30:08", 1, 2, success),
        item("17400000002", "19:30:06", "19:30:09", 1, 3, #""success":false"#),
        item("17400000004", "19:30:08", "19:30:11", 2, 5, success),
      ])
  }

  @Test("Alibaba abroad (smsreport-mns-intl): an object each, times as mail has them")
  func alibabaAbroad() throws {
    let (posts, ids, _) = try statusReports("alibaba", .international)
    #expect(posts.count == 3)
    #expect(
      posts.first
        == #"{"To":"12025550101","MessageId":"\#(ids[2] ?? "")","SmsSize":"1","#
        + #""SendDate":"Fri, 20 Nov 2026 11:30:05 +0000","ReceiveDate":"Fri, 20 Nov 2026 11:30:08 +0000","#
        + #""Status":"1","ErrorCode":"OK","ErrorDescription":"\#(StatusCode.delivered.reason.text(.english))"}"#
    )
    #expect(posts[1].contains(#""Status":"2""#) && posts[2].contains(#""SmsSize":"2""#))
  }

  @Test("Huawei (sms_05_0003): a form a segment, its values in any order, times of the world")
  func huawei() throws {
    let (posts, ids, _) = try statusReports("huawei")
    func form(
      _ row: Int, _ total: Int, _ sequence: Int, _ status: String, _ time: String, _ code: String
    ) -> [String] {
      [
        "smsMsgId=\(ids[row] ?? "")", "total=\(total)", "sequence=\(sequence)", "status=\(status)",
        "source=2", "updateTime=2026-11-20T11%3A30%3A\(time)Z", "orgCode=\(code)", "extend=\(row)",
        "to=%2B861740000000\(row - 1)",
      ].sorted()
    }
    // FIELD.md 3.1: 0024 of the MI table is a phone that is off.
    #expect(
      posts.map {
        $0.split(separator: "&").map(String.init).filter { !$0.hasPrefix("statusDesc=") }
          .sorted()
      } == [
        form(2, 1, 1, "DELIVRD", "08", "DELIVRD"), form(3, 1, 1, "ABSENT", "09", "MK%3A0024"),
        form(5, 2, 1, "DELIVRD", "11", "DELIVRD"), form(5, 2, 2, "DELIVRD", "11", "DELIVRD"),
      ])
  }

  @Test("An array has at most 100 reports")
  func postLimit() throws {
    let folder = try Workdir()
    let template = Template(
      name: "t", type: .notification, region: .mainland, signature: "S", content: "x")
    var task = try SendingTask(name: "t", template: template, start: 1_795_174_205_000)
    (task.simulator.mainland.refused, task.simulator.mainland.missing) = (0, 0)
    let sheet = (0..<250).map { "1740000\(1_000 + $0)\n" }.joined()
    let file = try CallbackFile(inFolder: folder.path)
    let shape = try #require(ProviderList.shape(named: "tencent"))
    let reports = StatusReports(Self.reported(task), shape, file)
    _ = try Pipeline(task, reading: SheetFile.open(try folder.write("t.csv", sheet))).send(
      to: reports)
    reports.finish()
    try file.publish(as: folder.file("posts"))
    let counts = try Tool.python(
      "import json, sys\nprint([len(json.loads(line)) for line in open(sys.argv[1])])",
      [folder.file("posts")])
    #expect(counts.output == "[100, 100, 50]\n" && file.posts.count == 3)
    // Read from any place on, the rest is there.
    var reader = try PostReader(folder.file("posts"), from: 0)
    _ = try reader.next()
    var second = try PostReader(folder.file("posts"), from: reader.place)
    #expect(try second.next() == reader.next())
    #expect(try second.next() != nil)
    #expect(try second.next() == nil)
  }
}
