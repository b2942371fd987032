internal import Files
internal import Ledger
internal import Messaging
internal import Sending
internal import Workspace

/// Replies as a provider posts them (SPEC ADMIN-7).
///
/// - Tencent (382/43548): an object each.
/// - Alibaba (SmsUp, 101873): an array.
/// - Huawei (sms_05_0004): a form each.
enum ReplyPosts {
  static func write(
    _ replies: [ReplyRow], of callback: Int, _ shape: CallbackShape, account id: String,
    zone: Zone, to file: CallbackFile
  ) throws {
    var time = TimeFormatter(zone)
    switch shape {
    case .tencent:
      for reply in replies {
        let (code, national) = parts(of: reply.number)
        var object = JSONObject()
        object.add("extend", "")
        object.add("mobile", "\(national)")
        object.add("nationcode", "\(code)")
        object.add("sign", reply.scope.name)
        object.add("text", reply.text)
        object.add("time", reply.time / 1_000)
        try file.post(object.text)
      }
    case .alibaba:
      for start in stride(from: 0, to: replies.count, by: CallbackFile.postLimit) {
        let post = replies[start..<min(start + CallbackFile.postLimit, replies.count)]
        let items = post.enumerated().map { place, reply in
          let (code, national) = parts(of: reply.number)
          var object = JSONObject()
          object.add("phone_number", code == 86 ? "\(national)" : "\(reply.number.digits)")
          object.add("send_time", time.string(reply.time))
          object.add("content", reply.text)
          object.add("sign_name", reply.scope.name)
          object.add("dest_code", "")
          object.add("sequence_id", start + place + 1)
          return object.text
        }
        try file.post("[\(items.joined(separator: ","))]")
      }
    case .huawei:
      for (place, reply) in replies.enumerated() {
        try file.post(
          "from=%2B\(reply.number.digits)&to=\(id)&body=\(FormText.encoded(reply.text))"
            + "&smsMsgId=\(callback)-\(place + 1)")
      }
    }
  }

  private static func parts(of number: E164) -> (code: Int, national: UInt64) {
    let code = NumberingPlan.facts(ofDigits: number.digits).callingCode
    return (code, number.national(callingCode: code))
  }
}
