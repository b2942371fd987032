internal import Carrier
internal import Files
internal import Messaging
internal import Sending
internal import Workspace

/// Writes a task's status reports as a provider posts them, a post a line (SPEC ADMIN-7).
///
/// A message has a report when it has a receipt: one that a rule stopped or the carrier refused has none.
/// - Tencent (382/43547): an array; all values are texts.
/// - Alibaba (101867): an array; messages abroad are an object each with names of their own (smsreport-mns-intl).
/// - Huawei (sms_05_0003): a form for each segment.
///
/// Memory: `CallbackFile.buffer` bytes and one post.
final class StatusReports: MessageSink {
  private let shape: CallbackShape
  private let task: SendingTask
  private let file: CallbackFile
  private let endings: [[UInt8]]
  private var time: TimeFormatter
  private var utc: UTCTime
  private var inPost = 0

  init(_ task: SendingTask, _ shape: CallbackShape, _ language: Language, _ file: CallbackFile) {
    self.task = task
    self.shape = shape
    self.file = file
    time = TimeFormatter(task.zone)
    utc = UTCTime()
    let isAbroad = task.template.region == .international
    // What a report says of its status is the same for all of that status.
    endings = StatusCode.allCases.map { status in
      Array(Self.ending(status, shape, isAbroad, language).utf8)
    }
  }

  func take(_ batch: MessageBatch) throws {
    for message in batch.messages {
      guard let received = message.received, let status = message.status else { continue }
      switch (shape, task.template.region) {
      case (.tencent, _): try tencent(message, received, status)
      case (.alibaba, .mainland): try alibaba(message, received, status)
      case (.alibaba, .international): try alibabaAbroad(message, received, status)
      case (.huawei, _): try huawei(message, received, status)
      }
    }
  }

  func finish() throws { try endPost() }

  // MARK: - The shapes

  private func tencent(
    _ message: MessageBatch.Message, _ received: Int, _ status: StatusCode
  ) throws {
    beginItem()
    file.add("{\"user_receive_time\":\"")
    time.append(received, to: &file.bytes)
    let code = message.recipient.facts.callingCode
    file.add("\",\"nationcode\":\"")
    appendDecimal(UInt64(code), to: &file.bytes)
    file.add("\",\"mobile\":\"")
    appendDecimal(message.recipient.number.national(callingCode: code), to: &file.bytes)
    file.add("\",\"sid\":\"")
    appendHexadecimal(message.messageID, to: &file.bytes)
    try endItem(status)
  }

  private func alibaba(
    _ message: MessageBatch.Message, _ received: Int, _ status: StatusCode
  ) throws {
    beginItem()
    file.add("{\"phone_number\":\"")
    let number = message.recipient.number
    appendDecimal(
      number.national(callingCode: message.recipient.facts.callingCode), to: &file.bytes)
    file.add("\",\"send_time\":\"")
    time.append(message.submitted, to: &file.bytes)
    file.add("\",\"report_time\":\"")
    time.append(received, to: &file.bytes)
    file.add("\",\"sms_size\":\"")
    appendDecimal(UInt64(message.length.segments), to: &file.bytes)
    file.add("\",\"biz_id\":\"")
    file.bytes.append(contentsOf: task.id.utf8)
    file.add("\",\"out_id\":\"")
    appendDecimal(UInt64(message.row), to: &file.bytes)
    try endItem(status)
  }

  private func alibabaAbroad(
    _ message: MessageBatch.Message, _ received: Int, _ status: StatusCode
  ) throws {
    file.add("{\"To\":\"")
    appendDecimal(message.recipient.number.digits, to: &file.bytes)
    file.add("\",\"MessageId\":\"")
    appendHexadecimal(message.messageID, to: &file.bytes)
    file.add("\",\"SmsSize\":\"")
    appendDecimal(UInt64(message.length.segments), to: &file.bytes)
    file.add("\",\"SendDate\":\"")
    file.bytes.append(contentsOf: utc.mail(message.submitted).utf8)
    file.add("\",\"ReceiveDate\":\"")
    file.bytes.append(contentsOf: utc.mail(received).utf8)
    file.bytes.append(contentsOf: endings[Int(status.rawValue)])
    try file.endPost()
  }

  private func huawei(
    _ message: MessageBatch.Message, _ received: Int, _ status: StatusCode
  ) throws {
    for sequence in 1...max(1, message.length.segments) {
      file.add("smsMsgId=")
      appendHexadecimal(message.messageID, to: &file.bytes)
      file.add("&total=")
      appendDecimal(UInt64(message.length.segments), to: &file.bytes)
      file.add("&sequence=")
      appendDecimal(UInt64(sequence), to: &file.bytes)
      file.bytes.append(contentsOf: endings[Int(status.rawValue)])
      file.add("&source=2&updateTime=")
      file.bytes.append(contentsOf: FormText.encoded(utc.iso(received)).utf8)
      file.add("&extend=")
      appendDecimal(UInt64(message.row), to: &file.bytes)
      file.add("&to=%2B")
      appendDecimal(message.recipient.number.digits, to: &file.bytes)
      try file.endPost()
    }
  }

  /// What follows in a report from its status on.
  private static func ending(
    _ status: StatusCode, _ shape: CallbackShape, _ isAbroad: Bool, _ language: Language
  ) -> String {
    let codes = status.providerCodes
    let own = "\(status.code)"
    let reason = status.reason.text(language)
    let isSuccess = status == .delivered
    switch shape {
    case .tencent:
      return "\",\"report_status\":\"\(isSuccess ? "SUCCESS" : "FAIL")\",\"errmsg\":"
        + "\(JSONText.quoted(codes.tencent ?? own)),\"description\":\(JSONText.quoted(reason))}"
    case .alibaba where isAbroad:
      return "\",\"Status\":\"\(isSuccess ? 1 : status == .expired ? 6 : 2)\",\"ErrorCode\":"
        + "\(JSONText.quoted(isSuccess ? "OK" : codes.alibaba ?? own)),\"ErrorDescription\":"
        + "\(JSONText.quoted(reason))}"
    case .alibaba:
      return "\",\"success\":\(isSuccess),\"err_code\":\(JSONText.quoted(codes.alibaba ?? own))"
        + ",\"err_msg\":\(JSONText.quoted(reason))}"
    case .huawei:
      // A status has at most seven characters; the carrier's own code may be longer.
      return "&status=\(isSuccess ? "DELIVRD" : own)&statusDesc=\(FormText.encoded(reason))"
        + "&orgCode=\(FormText.encoded(codes.huawei ?? own))"
    }
  }

  // MARK: - Posts

  private func beginItem() { file.add(inPost == 0 ? "[" : ",") }

  private func endItem(_ status: StatusCode) throws {
    file.bytes.append(contentsOf: endings[Int(status.rawValue)])
    inPost += 1
    if inPost == CallbackFile.postLimit { try endPost() }
  }

  private func endPost() throws {
    guard inPost > 0 else { return }
    inPost = 0
    file.add("]")
    try file.endPost()
  }
}

extension E164 {
  /// The number without its country's calling code.
  func national(callingCode: Int) -> UInt64 {
    var scale: UInt64 = 1
    while digits / scale > UInt64(max(0, callingCode)) { scale *= 10 }
    return digits / scale == UInt64(callingCode) ? digits % scale : digits
  }
}
