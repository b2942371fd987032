internal import Campaign
internal import Ledger
internal import Messaging
internal import Spreadsheet

/// Replies as a provider posts them (SPEC ADMIN-7).
///
/// - Tencent (382/43548): an object each.
/// - Alibaba (SmsUp, 101873): an array.
/// - Huawei (sms_05_0004): a form each.
enum ReplyPosts {
  /// Replies of a post, where a post is an array.
  static let postLimit = 100

  static func write(
    _ replies: [ReplyRow], of callback: Int, _ shape: CallbackShape, account id: String,
    zone: Zone, to file: CallbackFile
  ) throws(SheetError) {
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
        try add(object.text, to: file)
      }
    case .alibaba:
      for start in stride(from: 0, to: replies.count, by: postLimit) {
        let post = replies[start..<min(start + postLimit, replies.count)]
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
        try add("[\(items.joined(separator: ","))]", to: file)
      }
    case .huawei:
      for (place, reply) in replies.enumerated() {
        try add(
          "from=%2B\(reply.number.digits)&to=\(id)&body=\(FormText.encoded(reply.text))"
            + "&smsMsgId=\(callback)-\(place + 1)", to: file)
      }
    }
  }

  private static func parts(of number: E164) -> (code: Int, national: UInt64) {
    let code = NumberingPlan.facts(ofDigits: number.digits).callingCode
    return (code, number.national(callingCode: code))
  }

  private static func add(_ post: String, to file: CallbackFile) throws(SheetError) {
    file.bytes.append(contentsOf: post.utf8)
    try file.endPost()
  }
}

/// Values of a form (`application/x-www-form-urlencoded`).
enum FormText {
  static func encoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "*"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: " "): result += "+"
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (byte < 16 ? "0" : "") + digits
      }
    }
  }
}

/// Times of the world as providers write them.
struct UTCTime {
  private var time = TimeFormatter(Zone("UTC") ?? .china)
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `2026-11-20T11:30:05Z` (ISO 8601).
  mutating func iso(_ milliseconds: Int) -> String {
    let text = time.string(milliseconds)
    return "\(text.prefix(10))T\(text.suffix(8))Z"
  }

  /// `Fri, 20 Nov 2026 11:30:05 +0000` (RFC 822, with four digits for the year).
  mutating func mail(_ milliseconds: Int) -> String {
    let text = time.string(milliseconds)
    let day = milliseconds / 86_400_000
    let month = Int(text.dropFirst(5).prefix(2)) ?? 1
    return "\(Self.days[day % 7]), \(text.dropFirst(8).prefix(2)) \(Self.months[month - 1]) "
      + "\(text.prefix(4)) \(text.suffix(8)) +0000"
  }
}
