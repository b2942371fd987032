internal import Carrier
internal import Files
internal import Messaging
internal import Sending

/// Reports of messages on the mainland (101867).
struct AlibabaReports: DeliveryReportForm {
  private let task: String
  private var time: TimeFormatter
  private let endings: [[UInt8]]

  init(_ task: ReportedTask) {
    self.task = task.id
    time = TimeFormatter(task.zone)
    endings = task.texts { status in
      let code = Alibaba.table[status] ?? "\(status.code)"
      return "\",\"success\":\(status == .delivered),\"err_code\":\(JSONText.quoted(code))"
        + ",\"err_msg\":\(JSONText.quoted(status.reason.text(task.language)))}"
    }
  }

  mutating func append(_ report: DeliveryReport, to posts: inout PostBuffer) {
    posts.beginItem()
    posts.add("{\"phone_number\":\"")
    appendDecimal(report.national, to: &posts.bytes)
    posts.add("\",\"send_time\":\"")
    time.append(report.submitted, to: &posts.bytes)
    posts.add("\",\"report_time\":\"")
    time.append(report.received, to: &posts.bytes)
    posts.add("\",\"sms_size\":\"")
    appendDecimal(UInt64(report.segments), to: &posts.bytes)
    posts.add("\",\"biz_id\":\"")
    posts.add(task)
    posts.add("\",\"out_id\":\"")
    appendDecimal(UInt64(report.row), to: &posts.bytes)
    posts.bytes.append(contentsOf: endings[Int(report.status.rawValue)])
    posts.endItem()
  }
}

/// Reports of messages abroad, which have names of their own (smsreport-mns-intl).
struct AlibabaReportsAbroad: DeliveryReportForm {
  private var time = UTCTime()
  private let endings: [[UInt8]]

  init(_ task: ReportedTask) {
    endings = task.texts { status in
      let isSuccess = status == .delivered
      let code = isSuccess ? "OK" : Alibaba.table[status] ?? "\(status.code)"
      return "\",\"Status\":\"\(isSuccess ? 1 : status == .expired ? 6 : 2)\",\"ErrorCode\":"
        + "\(JSONText.quoted(code)),\"ErrorDescription\":"
        + "\(JSONText.quoted(status.reason.text(task.language)))}"
    }
  }

  mutating func append(_ report: DeliveryReport, to posts: inout PostBuffer) {
    posts.add("{\"To\":\"")
    appendDecimal(report.recipient.number.digits, to: &posts.bytes)
    posts.add("\",\"MessageId\":\"")
    appendHexadecimal(report.messageID, to: &posts.bytes)
    posts.add("\",\"SmsSize\":\"")
    appendDecimal(UInt64(report.segments), to: &posts.bytes)
    posts.add("\",\"SendDate\":\"")
    posts.add(time.mail(report.submitted))
    posts.add("\",\"ReceiveDate\":\"")
    posts.add(time.mail(report.received))
    posts.bytes.append(contentsOf: endings[Int(report.status.rawValue)])
    posts.endPost()
  }
}
