package import Messaging

/// The outcome of a message, from the one table of codes (SPEC SIM-5, RULE).
///
/// The codes of the carrier are the short ones that status reports of SMS centres use, those of our own
/// rules are made like them. What a provider calls the same thing stands with the provider.
package enum StatusCode: UInt8, Sendable, CaseIterable, Codable {
  // Raw values are kept in the ledger: new cases go to the end.
  case delivered
  // Refused by the carrier at once.
  case unallocated
  case blocked
  case keyword
  case congested
  // Reported by the receipt.
  case expired
  case absent
  case undeliverable
  case suspended
  case memoryFull
  case rejected
  // Suppressed by our rules, before the carrier (SPEC RULE-1 to RULE-4).
  case applicationDisabled
  case packageUsedUp
  case applicationDailyLimit
  case regionDailyLimit
  case countryDailyLimit
  case countryNotAllowed
  case muted
  case unsubscribed
  case outsideHours
  case sameContent
  case hourlyFrequency
  case dailyFrequency
  case carrierMarketingLimit
  case carrierOtherLimit

  /// Who decides it, and when.
  package enum Kind: Sendable {
    case delivery
    /// The carrier says it at once instead of in a receipt.
    case refusal
    /// A receipt says it.
    case failure
    /// Our rules say it, and the carrier never hears of the message.
    case suppression
  }

  package var kind: Kind { Self.table[Int(rawValue)].kind }
  package var isRefusal: Bool { kind == .refusal }
  package var isSuppression: Bool { kind == .suppression }

  /// The code itself, stable for programs.
  package var code: StaticString { Self.table[Int(rawValue)].code }
  /// The reason in words for people.
  package var reason: Phrase { Self.table[Int(rawValue)].reason }
  /// What the user can do; empty when nothing needs to be done.
  package var suggestion: Phrase { Self.table[Int(rawValue)].suggestion }

  /// Whether the same message may well get through another time, so that its number belongs into the
  /// sheet that is sent again.
  package var isWorthRetrying: Bool {
    switch self {
    case .delivered, .countryNotAllowed, .muted, .unsubscribed: false
    default: true
    }
  }

  /// The status of a code as `code` writes it.
  package init?(code: String) {
    guard let known = Self.allCases.first(where: { "\($0.code)" == code.uppercased() }) else {
      return nil
    }
    self = known
  }

  private struct Facts: Sendable {
    var kind: Kind
    var code: StaticString
    var reason: Phrase
    var suggestion: Phrase

    init(
      _ kind: Kind, _ code: StaticString, _ reason: Phrase, _ suggestion: Phrase
    ) {
      self.kind = kind
      self.code = code
      self.reason = reason
      self.suggestion = suggestion
    }
  }

  /// Made once, so that a message costs a look into an array.
  private static let table: [Facts] = allCases.map { $0.row }

  private var row: Facts {
    switch self {
    case .delivered:
      Facts(
        .delivery, "DELIVRD", Phrase("delivered to the handset", "已送达手机"), Phrase("", ""))
    case .unallocated:
      Facts(
        .refusal, "UNALLOC", Phrase("the number is not allocated to anybody", "空号：该号码未分配给任何用户"),
        Phrase("check the number with the customer, or remove it", "请与客户核对号码，或删除该号码"))
    case .blocked:
      Facts(
        .refusal, "BLACK", Phrase("the number is on the carrier's block list", "号码在运营商黑名单中"),
        Phrase("ask the customer to lift the block, or remove the number", "请客户解除屏蔽，或删除该号码"))
    case .keyword:
      Facts(
        .refusal, "KEYWORD", Phrase("the carrier refuses a word of the content", "内容中有运营商拦截的词语"),
        Phrase("change the wording and send again", "修改措辞后重新发送"))
    case .congested:
      Facts(
        .refusal, "MILIMIT",
        Phrase("the carrier takes no more messages in this minute", "运营商这一分钟不再接收更多短信"),
        Phrase("send again later or at a lower rate", "稍后再发，或降低发送速率"))
    case .expired:
      Facts(
        .failure, "EXPIRED", Phrase("the handset could not be reached in 72 hours", "72小时内无法联系到手机"),
        Phrase("send again on another day, or reach the customer another way", "改日再发，或用其他方式联系客户"))
    case .absent:
      Facts(
        .failure, "ABSENT", Phrase("the handset is switched off or out of service", "手机关机或不在服务区"),
        Phrase("power the handset on and send again", "请开机后重新发送"))
    case .undeliverable:
      Facts(
        .failure, "UNDELIV", Phrase("the carrier could not deliver the message", "运营商无法送达该短信"),
        Phrase("send again; if it fails again, call the number to test it", "重新发送；若仍失败，请拨打该号码测试"))
    case .suspended:
      Facts(
        .failure, "SUSPEND", Phrase("the number is suspended or in arrears", "号码已停机或欠费"),
        Phrase("ask the customer to restore the service, then send again", "请客户恢复服务后重新发送"))
    case .memoryFull:
      Facts(
        .failure, "MEMFULL", Phrase("the handset's message memory is full", "手机短信存储已满"),
        Phrase("delete messages on the handset and send again", "删除手机上的短信后重新发送"))
    case .rejected:
      Facts(
        .failure, "REJECTD", Phrase("the receiving network rejected the message", "接收网络拒收了该短信"),
        Phrase("send again later; check that the route serves this country", "稍后再发；请确认通道支持该国家"))
    case .applicationDisabled:
      Facts(
        .suppression, "APPOFF", Phrase("the application is disabled", "应用已停用"),
        Phrase("enable the application in the settings and send again", "在设置中启用应用后重新发送"))
    case .packageUsedUp:
      Facts(
        .suppression, "PACKAGE", Phrase("the application's package is used up", "应用的套餐包已用完"),
        Phrase("raise the package in the settings and send again", "在设置中增加套餐包后重新发送"))
    case .applicationDailyLimit:
      Facts(
        .suppression, "APPDAY",
        Phrase("the application's limit of messages a day is reached", "已达到应用的每日发送上限"),
        Phrase("send again on another day, or raise the limit", "改日再发，或提高上限"))
    case .regionDailyLimit:
      Facts(
        .suppression, "REGIONDAY",
        Phrase(
          "the limit of messages a day to the mainland, or to other countries, is reached",
          "已达到每日发往内地或境外的上限"),
        Phrase("send again on another day, or raise the limit", "改日再发，或提高上限"))
    case .countryDailyLimit:
      Facts(
        .suppression, "COUNTRYDAY",
        Phrase("the limit of messages a day to this country is reached", "已达到每日发往该国家的上限"),
        Phrase("send again on another day, or raise the limit", "改日再发，或提高上限"))
    case .countryNotAllowed:
      Facts(
        .suppression, "COUNTRY",
        Phrase("the application may not send to this country", "应用不允许发往该国家"),
        Phrase("allow the country in the settings, or remove the number", "在设置中允许该国家，或删除该号码"))
    case .muted:
      Facts(
        .suppression, "MUTED",
        Phrase("the number is on the mute list of this signature and type", "号码在该签名和类型的免打扰名单中"),
        Phrase("remove the number from the sheet, or from the mute list", "从表格或免打扰名单中删除该号码"))
    case .unsubscribed:
      Facts(
        .suppression, "UNSUBSCR",
        Phrase("the customer has unsubscribed from this signature and type", "客户已退订该签名和类型的短信"),
        Phrase("remove the number from the sheet", "从表格中删除该号码"))
    case .outsideHours:
      Facts(
        .suppression, "HOURS",
        Phrase(
          "marketing messages go to the mainland in the permitted hours only", "营销短信只能在允许的时段发往内地"),
        Phrase("send again in the permitted hours", "在允许的时段重新发送"))
    case .sameContent:
      Facts(
        .suppression, "SAMETEXT",
        Phrase("the number was sent the same text moments ago", "该号码刚收到过相同的内容"),
        Phrase(
          "nothing to do if it was the same message; otherwise send again later",
          "若是同一条短信则无需处理，否则稍后再发"))
    case .hourlyFrequency:
      Facts(
        .suppression, "FREQHOUR",
        Phrase("the number has had its messages of this hour", "该号码已达到本小时的条数"),
        Phrase("send again an hour later, or put the number on the allowlist", "一小时后再发，或将号码加入白名单"))
    case .dailyFrequency:
      Facts(
        .suppression, "FREQDAY",
        Phrase("the number has had its messages of this day", "该号码已达到当日的条数"),
        Phrase("send again on another day, or put the number on the allowlist", "改日再发，或将号码加入白名单"))
    case .carrierMarketingLimit:
      Facts(
        .suppression, "CTLIMITM",
        Phrase(
          "carriers take no more marketing messages to a number in a day", "运营商当日不再向该号码下发营销短信"),
        Phrase("send again on another day", "改日再发"))
    case .carrierOtherLimit:
      Facts(
        .suppression, "CTLIMITO",
        Phrase("carriers take no more messages to a number in a day", "运营商当日不再向该号码下发短信"),
        Phrase("send again on another day", "改日再发"))
    }
  }
}
