internal import Carrier
internal import Files
internal import FoundationEssentials
internal import Messaging
internal import Sending

/// Tencent's callbacks: reports in an array whose values are all texts (382/43547), an object for each
/// reply (382/43548).
struct TencentCallbacks: CallbackShape {
  let name = "tencent"

  /// It wants to be answered with `{"result": 0}`.
  func isTaken(_ answer: [UInt8]) -> Bool {
    struct Words: Decodable {
      var result: Int
    }
    return (try? JSONDecoder().decode(Words.self, from: Data(answer)))?.result == 0
  }

  func reports(of task: ReportedTask) -> any DeliveryReportForm { Reports(task) }

  private struct Reports: DeliveryReportForm {
    private var time: TimeFormatter
    private let endings: [[UInt8]]

    init(_ task: ReportedTask) {
      time = TimeFormatter(task.zone)
      endings = task.texts { status in
        let code = Tencent.table[status] ?? "\(status.code)"
        return "\",\"report_status\":\"\(status == .delivered ? "SUCCESS" : "FAIL")\",\"errmsg\":"
          + "\(JSONText.quoted(code)),\"description\":"
          + "\(JSONText.quoted(status.reason.text(task.language)))}"
      }
    }

    mutating func append(_ report: DeliveryReport, to posts: inout PostBuffer) {
      posts.beginItem()
      posts.add("{\"user_receive_time\":\"")
      time.append(report.received, to: &posts.bytes)
      posts.add("\",\"nationcode\":\"")
      appendDecimal(UInt64(report.recipient.facts.callingCode), to: &posts.bytes)
      posts.add("\",\"mobile\":\"")
      appendDecimal(report.national, to: &posts.bytes)
      posts.add("\",\"sid\":\"")
      appendHexadecimal(report.messageID, to: &posts.bytes)
      posts.bytes.append(contentsOf: endings[Int(report.status.rawValue)])
      posts.endItem()
    }
  }

  func append(_ replies: [PostedReply], of source: ReplySource, to posts: inout PostBuffer) {
    for reply in replies {
      let (code, national) = reply.parts
      var object = JSONObject()
      object.add("extend", "")
      object.add("mobile", "\(national)")
      object.add("nationcode", "\(code)")
      object.add("sign", reply.signature)
      object.add("text", reply.text)
      object.add("time", reply.time / 1_000)
      posts.post(object.text)
    }
  }
}
