/// Why a row is not sent: the reasons of the Removed sheet (SPEC NUM-2 to NUM-7, MSG-4).
package enum Removal: UInt8, Sendable, CaseIterable, Codable {
  // Raw values are kept in the records of tasks: new cases go to the end.
  case numberMissing
  case numberUnreadable
  case numberLength
  case numberShortened
  case numberIsError
  case countryCodeUnassigned
  case lengthImpossible
  case notMobile
  case wrongRegion
  case variableMissing
  case verificationCodeFormat
  case contentTooLong
  case duplicate

  /// Whether the row counts as a duplicate rather than as invalid (SPEC NUM-8).
  package var isDuplicate: Bool { self == .duplicate }

  /// A stable word for programs.
  package var code: StaticString {
    switch self {
    case .numberMissing: "NUMBER_MISSING"
    case .numberUnreadable: "NUMBER_UNREADABLE"
    case .numberLength: "NUMBER_LENGTH"
    case .numberShortened: "NUMBER_SHORTENED"
    case .numberIsError: "NUMBER_IS_ERROR"
    case .countryCodeUnassigned: "COUNTRY_CODE_UNASSIGNED"
    case .lengthImpossible: "LENGTH_IMPOSSIBLE"
    case .notMobile: "NOT_MOBILE"
    case .wrongRegion: "WRONG_REGION"
    case .variableMissing: "VARIABLE_MISSING"
    case .verificationCodeFormat: "CODE_FORMAT"
    case .contentTooLong: "CONTENT_TOO_LONG"
    case .duplicate: "DUPLICATE"
    }
  }

  /// The reason in words for people.
  package var reason: Phrase {
    switch self {
    case .numberMissing: Phrase("there is no number", "没有号码")
    case .numberUnreadable: Phrase("not a phone number", "不是电话号码")
    case .numberLength:
      Phrase(
        "not a mainland number: neither 11 digits from 1 nor 13 digits from 86",
        "不是内地号码：既非1开头的11位，也非86开头的13位")
    case .numberShortened:
      Phrase(
        "the spreadsheet has shortened the number, its last digits are lost", "表格软件缩短了号码，末尾的数字已丢失")
    case .numberIsError: Phrase("the cell holds an error", "单元格是错误值")
    case .countryCodeUnassigned: Phrase("no country has this calling code", "没有国家使用这个国家码")
    case .lengthImpossible:
      Phrase("too short or too long for a mobile number of its country", "对该国家的手机号来说位数不对")
    case .notMobile: Phrase("in no range assigned to mobiles", "不在分配给手机的号段内")
    case .wrongRegion:
      Phrase("wrong region: the task takes numbers of the other kind", "地区不符：该任务只接收另一类号码")
    case .variableMissing: Phrase("the value of a variable is missing", "缺少变量的值")
    case .verificationCodeFormat:
      Phrase("a verification code must be 4 to 6 digits", "验证码必须是4至6位数字")
    case .contentTooLong:
      Phrase("the message with its values is over 255 segments", "带入变量后短信超过255段")
    case .duplicate: Phrase("repeats an earlier row", "与前面的行重复")
    }
  }

  /// What the user can do.
  package var suggestion: Phrase {
    switch self {
    case .numberMissing: Phrase("enter the number in the first column", "在第一列填写号码")
    case .numberUnreadable: Phrase("enter the digits of one number only", "只填写一个号码的数字")
    case .numberLength:
      Phrase(
        "correct the number; enter others as + country code and number", "更正号码；其他号码请填 + 国家码和号码")
    case .numberShortened:
      Phrase("set the column to text and enter the number again", "将该列设为文本格式后重新填写号码")
    case .numberIsError: Phrase("correct the formula or enter the number itself", "更正公式，或直接填写号码")
    case .countryCodeUnassigned:
      Phrase("enter the number as + country code and number", "按 + 国家码和号码的格式填写")
    case .lengthImpossible: Phrase("count the digits again", "请再数一遍位数")
    case .notMobile:
      Phrase(
        "check the number with the customer, or send without --strict", "与客户核对号码，或不用 --strict 发送")
    case .wrongRegion: Phrase("send it with a template of its region", "用该地区的模板发送")
    case .variableMissing: Phrase("fill the variable's cell", "填写该变量的单元格")
    case .verificationCodeFormat:
      Phrase("enter 4 to 6 digits, the column set to text", "填写4至6位数字，并将该列设为文本格式")
    case .contentTooLong: Phrase("shorten the values", "缩短变量的值")
    case .duplicate: Phrase("nothing to do: the first row is sent", "无需处理：第一行会发送")
    }
  }
}
