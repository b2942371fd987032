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
  case nationalFormat
  case zeroBehindCode
  case severalNumbers
  case extensionBehind
  case numberTooLong
  case plusMissing
  case exampleRow
  case valueIsError

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
    case .nationalFormat: "NATIONAL_FORMAT"
    case .zeroBehindCode: "ZERO_BEHIND_CODE"
    case .severalNumbers: "SEVERAL_NUMBERS"
    case .extensionBehind: "EXTENSION"
    case .numberTooLong: "NUMBER_TOO_LONG"
    case .plusMissing: "PLUS_MISSING"
    case .exampleRow: "EXAMPLE_ROW"
    case .valueIsError: "VALUE_IS_ERROR"
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
    case .nationalFormat:
      Phrase("starts with a national 0 and has no country code", "以0开头的国内写法，没有国家码")
    case .zeroBehindCode:
      Phrase(
        "a 0 behind the country code, where no number of that country begins with one",
        "国家码后有一个0，而该国家的号码都不以0开头")
    case .severalNumbers: Phrase("several numbers in one cell", "一个单元格里有多个号码")
    case .extensionBehind:
      Phrase("an extension behind the number, which no message reaches", "号码后有分机号，短信无法送达分机")
    case .numberTooLong: Phrase("more than 15 digits: no number has so many", "超过15位，没有这么长的号码")
    case .plusMissing:
      Phrase("no + in front of the country code, which the provider asks for", "国家码前没有服务商要求的+")
    case .exampleRow:
      Phrase("holds the example's number or value from the template's sheet", "还是模板表格里的示例号码或示例内容")
    case .valueIsError: Phrase("the value of a variable is an error", "变量的值是错误值")
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
    case .nationalFormat: Phrase("put + and the country code in place of the 0", "把开头的0换成 + 和国家码")
    case .zeroBehindCode: Phrase("leave the 0 out, or check the number", "去掉这个0，或核对号码")
    case .severalNumbers: Phrase("give each number a row of its own", "每个号码单独占一行")
    case .extensionBehind:
      Phrase("enter a mobile number, which has no extension", "填写没有分机号的手机号码")
    case .numberTooLong: Phrase("enter the digits of one number only", "只填写一个号码的数字")
    case .plusMissing: Phrase("put + in front of the country code", "在国家码前加上+")
    case .exampleRow:
      Phrase("replace the whole row with a recipient's, or delete it", "将整行换成收件人的信息，或删除该行")
    case .valueIsError: Phrase("correct the formula or enter the value itself", "更正公式，或直接填写内容")
    }
  }
}
