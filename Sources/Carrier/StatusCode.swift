/// What became of a message, from the one table of codes (SPEC SIM-5, RULE).
///
/// The codes of the carrier are the short ones that status reports of SMS centres use, those of our own
/// rules are made like them. `providerCodes` says what each provider calls the same thing (their code
/// pages: Tencent 382/3771 and 382/59177, Alibaba 101346 and 101347, Huawei sms_05_0051).
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
  package var reason: StaticString { Self.table[Int(rawValue)].reason }
  /// What the user can do; empty when nothing needs to be done.
  package var suggestion: StaticString { Self.table[Int(rawValue)].suggestion }
  package var providerCodes: ProviderCodes { Self.table[Int(rawValue)].providers }

  /// Whether the same message may well get through another time, so that its number belongs into the
  /// sheet that is sent again.
  package var isWorthRetrying: Bool {
    switch self {
    case .delivered, .countryNotAllowed, .muted, .unsubscribed: false
    default: true
    }
  }

  /// A provider's own code for it, where the provider documents one.
  package struct ProviderCodes: Sendable, Equatable {
    package var tencent: String?
    package var alibaba: String?
    package var huawei: String?
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
    var reason: StaticString
    var suggestion: StaticString
    var providers: ProviderCodes

    init(
      _ kind: Kind, _ code: StaticString, _ reason: StaticString, _ suggestion: StaticString,
      tencent: String? = nil, alibaba: String? = nil, huawei: String? = nil
    ) {
      self.kind = kind
      self.code = code
      self.reason = reason
      self.suggestion = suggestion
      providers = ProviderCodes(tencent: tencent, alibaba: alibaba, huawei: huawei)
    }
  }

  /// Made once, so that a message costs a look into an array.
  private static let table: [Facts] = allCases.map { $0.row }

  private var row: Facts {
    switch self {
    case .delivered:
      Facts(
        .delivery, "DELIVRD", "delivered to the handset", "", tencent: "DELIVRD",
        alibaba: "DELIVERED", huawei: "DELIVRD")
    case .unallocated:
      Facts(
        .refusal, "UNALLOC", "the number is not allocated to anybody",
        "check the number with the customer, or remove it",
        tencent: "InvalidParameterValue.IncorrectPhoneNumber",
        alibaba: "isv.MOBILE_NUMBER_ILLEGAL", huawei: "MK:0073")
    case .blocked:
      Facts(
        .refusal, "BLACK", "the number is on the carrier's block list",
        "ask the customer to lift the block, or remove the number",
        tencent: "FailedOperation.PhoneNumberInBlacklist", huawei: "BLACK")
    case .keyword:
      Facts(
        .refusal, "KEYWORD", "the carrier refuses a word of the content",
        "change the wording and send again", tencent: "-106",
        alibaba: "isv.BLACK_KEY_CONTROL_LIMIT", huawei: "KEYWORD")
    case .congested:
      Facts(
        .refusal, "MILIMIT", "the carrier takes no more messages in this minute",
        "send again later or at a lower rate", tencent: "InternalError.Timeout",
        alibaba: "isv.BUSINESS_LIMIT_CONTROL", huawei: "MILIMIT")
    case .expired:
      Facts(
        .failure, "EXPIRED", "the handset could not be reached in 72 hours",
        "send again on another day, or reach the customer another way", huawei: "EXPIRED")
    case .absent:
      Facts(
        .failure, "ABSENT", "the handset is switched off or out of service",
        "power the handset on and send again", tencent: "002", huawei: "MK:0024")
    case .undeliverable:
      Facts(
        .failure, "UNDELIV", "the carrier could not deliver the message",
        "send again; if it fails again, call the number to test it", huawei: "UNDELIV")
    case .suspended:
      Facts(
        .failure, "SUSPEND", "the number is suspended or in arrears",
        "ask the customer to restore the service, then send again", tencent: "002",
        huawei: "MK:0054")
    case .memoryFull:
      Facts(
        .failure, "MEMFULL", "the handset's message memory is full",
        "delete messages on the handset and send again", huawei: "MK:0208")
    case .rejected:
      Facts(
        .failure, "REJECTD", "the receiving network rejected the message",
        "send again later; check that the route serves this country", huawei: "REJECTD")
    case .applicationDisabled:
      Facts(
        .suppression, "APPOFF", "the application is disabled",
        "enable the application in the settings and send again",
        tencent: "UnauthorizedOperation.SdkAppIdIsDisabled")
    case .packageUsedUp:
      Facts(
        .suppression, "PACKAGE", "the application's package is used up",
        "raise the package in the settings and send again",
        tencent: "FailedOperation.InsufficientBalanceInSmsPackage",
        alibaba: "isv.AMOUNT_NOT_ENOUGH", huawei: "E000629")
    case .applicationDailyLimit:
      Facts(
        .suppression, "APPDAY", "the application's limit of messages a day is reached",
        "send again on another day, or raise the limit", tencent: "LimitExceeded.AppDailyLimit",
        alibaba: "isv.DAY_LIMIT_CONTROL")
    case .regionDailyLimit:
      Facts(
        .suppression, "REGIONDAY",
        "the limit of messages a day to the mainland, or to other countries, is reached",
        "send again on another day, or raise the limit",
        tencent: "LimitExceeded.AppMainlandChinaDailyLimit", alibaba: "isv.DAY_LIMIT_CONTROL")
    case .countryDailyLimit:
      Facts(
        .suppression, "COUNTRYDAY", "the limit of messages a day to this country is reached",
        "send again on another day, or raise the limit",
        tencent: "LimitExceeded.AppCountryOrRegionDailyLimit")
    case .countryNotAllowed:
      Facts(
        .suppression, "COUNTRY", "the application may not send to this country",
        "allow the country in the settings, or remove the number",
        tencent: "LimitExceeded.AppCountryOrRegionInBlacklist", alibaba: "NOT_SUPPORTED_COUNTRY",
        huawei: "E000628")
    case .muted:
      Facts(
        .suppression, "MUTED", "the number is on the mute list of this signature and type",
        "remove the number from the sheet, or from the mute list",
        tencent: "FailedOperation.PhoneNumberInBlacklist")
    case .unsubscribed:
      Facts(
        .suppression, "UNSUBSCR", "the customer has unsubscribed from this signature and type",
        "remove the number from the sheet", tencent: "FailedOperation.PhoneNumberInBlacklist",
        huawei: "TDBLACK")
    case .outsideHours:
      // The providers disagree among themselves: 1029 in one document of Tencent's, 1030 in another (RULE-6).
      Facts(
        .suppression, "HOURS", "marketing messages go to the mainland in the permitted hours only",
        "send again in the permitted hours",
        tencent: "FailedOperation.MarketingSendTimeConstraint")
    case .sameContent:
      Facts(
        .suppression, "SAMETEXT", "the number was sent the same text moments ago",
        "nothing to do if it was the same message; otherwise send again later",
        tencent: "LimitExceeded.PhoneNumberThirtySecondLimit",
        alibaba: "isv.BUSINESS_LIMIT_CONTROL", huawei: "E200041")
    case .hourlyFrequency:
      Facts(
        .suppression, "FREQHOUR", "the number has had its messages of this hour",
        "send again an hour later, or put the number on the allowlist",
        tencent: "LimitExceeded.PhoneNumberOneHourLimit", alibaba: "isv.BUSINESS_LIMIT_CONTROL",
        huawei: "LIMIT")
    case .dailyFrequency:
      Facts(
        .suppression, "FREQDAY", "the number has had its messages of this day",
        "send again on another day, or put the number on the allowlist",
        tencent: "LimitExceeded.PhoneNumberDailyLimit", alibaba: "isv.BUSINESS_LIMIT_CONTROL",
        huawei: "BEYONDN")
    case .carrierMarketingLimit:
      Facts(
        .suppression, "CTLIMITM", "carriers take no more marketing messages to a number in a day",
        "send again on another day", huawei: "CTLIMIT")
    case .carrierOtherLimit:
      Facts(
        .suppression, "CTLIMITO", "carriers take no more messages to a number in a day",
        "send again on another day", huawei: "CTLIMIT")
    }
  }
}
