internal import Carrier
internal import Messaging
internal import Sending

/// Huawei's callbacks: a form for each segment (sms_05_0003), and for each reply (sms_05_0004).
struct HuaweiCallbacks: CallbackShape {
  let name = "huawei"
  let fileEnding = "form"
  let contentType = "application/x-www-form-urlencoded"

  /// Of its receivers the status of the answer is all that counts.
  func isTaken(_ answer: [UInt8]) -> Bool { true }

  func reports(of task: ReportedTask) -> any DeliveryReportForm { Reports(task) }

  private struct Reports: DeliveryReportForm {
    private var time = UTCTime()
    private let statuses: [[UInt8]]

    init(_ task: ReportedTask) {
      statuses = task.texts { status in
        let own = "\(status.code)"
        // A status has at most seven characters; the carrier's own code may be longer.
        return "&status=\(status == .delivered ? "DELIVRD" : own)"
          + "&statusDesc=\(FormText.encoded(status.reason.text(task.language)))"
          + "&orgCode=\(FormText.encoded(Huawei.table[status] ?? own))"
      }
    }

    mutating func append(_ report: DeliveryReport, to posts: inout PostBuffer) {
      for sequence in 1...max(1, report.segments) {
        posts.add("smsMsgId=")
        appendHexadecimal(report.messageID, to: &posts.bytes)
        posts.add("&total=")
        appendDecimal(UInt64(report.segments), to: &posts.bytes)
        posts.add("&sequence=")
        appendDecimal(UInt64(sequence), to: &posts.bytes)
        posts.bytes.append(contentsOf: statuses[Int(report.status.rawValue)])
        posts.add("&source=2&updateTime=")
        posts.add(FormText.encoded(time.iso(report.received)))
        posts.add("&extend=")
        appendDecimal(UInt64(report.row), to: &posts.bytes)
        posts.add("&to=%2B")
        appendDecimal(report.recipient.number.digits, to: &posts.bytes)
        posts.endPost()
      }
    }
  }

  func append(_ replies: [PostedReply], of source: ReplySource, to posts: inout PostBuffer) {
    for (place, reply) in replies.enumerated() {
      posts.post(
        "from=%2B\(reply.number.digits)&to=\(source.account)&body=\(FormText.encoded(reply.text))"
          + "&smsMsgId=\(source.callback)-\(place + 1)")
    }
  }
}
