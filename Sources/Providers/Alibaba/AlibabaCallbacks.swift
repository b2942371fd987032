internal import Files
internal import FoundationEssentials
internal import Messaging
internal import Sending

/// Alibaba's callbacks: reports in an array (101867), or an object each abroad (smsreport-mns-intl), replies
/// in an array (SmsUp, 101873).
struct AlibabaCallbacks: CallbackShape {
  let name = "alibaba"

  /// It wants to be answered with a number as `code`.
  func isTaken(_ answer: [UInt8]) -> Bool {
    struct Words: Decodable {
      var code: Int
    }
    return (try? JSONDecoder().decode(Words.self, from: Data(answer))) != nil
  }

  func reports(of task: ReportedTask) -> any DeliveryReportForm {
    switch task.region {
    case .mainland: AlibabaReports(task)
    case .international: AlibabaReportsAbroad(task)
    }
  }

  func append(_ replies: [PostedReply], of source: ReplySource, to posts: inout PostBuffer) {
    var time = TimeFormatter(source.zone)
    for (place, reply) in replies.enumerated() {
      let (code, national) = reply.parts
      var object = JSONObject()
      object.add("phone_number", code == 86 ? "\(national)" : "\(reply.number.digits)")
      object.add("send_time", time.string(reply.time))
      object.add("content", reply.text)
      object.add("sign_name", reply.signature)
      object.add("dest_code", "")
      object.add("sequence_id", place + 1)
      posts.beginItem()
      posts.add(object.text)
      posts.endItem()
    }
    posts.endArray()
  }
}
