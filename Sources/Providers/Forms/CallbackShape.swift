package import Carrier
package import Messaging
package import Sending

/// How a provider posts delivery reports and replies: functions of values to bytes (SPEC ADMIN-7).
package protocol CallbackShape: Sendable {
  /// The provider's name.
  var name: String { get }
  /// How the names of files of posts end.
  var fileEnding: String { get }
  /// The media type of a post.
  var contentType: String { get }
  /// Whether a receiver that answered with a good status says that it has the post.
  func isTaken(_ answer: [UInt8]) -> Bool
  /// What writes the delivery reports of a task.
  func reports(of task: ReportedTask) -> any DeliveryReportForm
  /// Appends replies that came together.
  func append(_ replies: [PostedReply], of source: ReplySource, to posts: inout PostBuffer)
}

// What most providers post is JSON.
extension CallbackShape {
  package var fileEnding: String { "jsonl" }
  package var contentType: String { "application/json; charset=utf-8" }
}

/// Writes the delivery reports of one task, in the order of its messages.
package protocol DeliveryReportForm {
  mutating func append(_ report: DeliveryReport, to posts: inout PostBuffer)
}

/// What is the same for all delivery reports of a task.
package struct ReportedTask: Sendable {
  package var id: String
  package var region: MessageRegion
  package var zone: Zone
  /// Of the words for what happened.
  package var language: Language

  package init(id: String, region: MessageRegion, zone: Zone, language: Language) {
    self.id = id
    self.region = region
    self.zone = zone
    self.language = language
  }

  /// What reports say of each status, by its raw value.
  func texts(_ text: (StatusCode) -> String) -> [[UInt8]] {
    StatusCode.allCases.map { Array(text($0).utf8) }
  }
}

/// What is reported of a message that has a receipt.
package struct DeliveryReport: Sendable {
  package var messageID: UInt64
  package var recipient: NumberRules.Recipient
  /// Its row in the sheet.
  package var row: Int
  package var segments: Int
  // Milliseconds since 1970.
  package var submitted: Int
  package var received: Int
  package var status: StatusCode

  package init(
    messageID: UInt64, recipient: NumberRules.Recipient, row: Int, segments: Int, submitted: Int,
    received: Int, status: StatusCode
  ) {
    self.messageID = messageID
    self.recipient = recipient
    self.row = row
    self.segments = segments
    self.submitted = submitted
    self.received = received
    self.status = status
  }

  /// The number without its country's calling code.
  var national: UInt64 { recipient.number.national(callingCode: recipient.facts.callingCode) }
}

/// A reply of a customer's as it is posted.
package struct PostedReply: Sendable {
  package var number: E164
  /// The signature that it answers.
  package var signature: String
  package var text: String
  /// Milliseconds since 1970.
  package var time: Int

  package init(number: E164, signature: String, text: String, time: Int) {
    self.number = number
    self.signature = signature
    self.text = text
    self.time = time
  }

  /// The country's calling code, and the number without it.
  var parts: (code: Int, national: UInt64) {
    let code = NumberingPlan.facts(ofDigits: number.digits).callingCode
    return (code, number.national(callingCode: code))
  }
}

/// What replies that are posted together come from.
package struct ReplySource: Sendable {
  /// The number of the callback, which makes the replies' own.
  package var callback: Int
  /// The application's ID; empty without one.
  package var account: String
  package var zone: Zone

  package init(callback: Int, account: String, zone: Zone) {
    self.callback = callback
    self.account = account
    self.zone = zone
  }
}

extension E164 {
  fileprivate func national(callingCode: Int) -> UInt64 {
    var scale: UInt64 = 1
    while digits / scale > UInt64(max(0, callingCode)) { scale *= 10 }
    return digits / scale == UInt64(callingCode) ? digits % scale : digits
  }
}
