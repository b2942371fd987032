/// What became of a message, from the one table of codes (SPEC SIM-5).
///
/// The codes are the short ones that status reports of SMS centres use; `providerCodes` says what each
/// provider calls the same thing (their code pages: Tencent 382/3771 and 382/59177, Alibaba 101346 and
/// 101347, Huawei sms_05_0051).
package enum StatusCode: UInt8, Sendable, CaseIterable {
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

  /// Whether the carrier says it at once instead of in a receipt.
  package var isRefusal: Bool {
    switch self {
    case .unallocated, .blocked, .keyword, .congested: true
    default: false
    }
  }

  /// The code itself, stable for programs.
  package var code: StaticString {
    switch self {
    case .delivered: "DELIVRD"
    case .unallocated: "UNALLOC"
    case .blocked: "BLACK"
    case .keyword: "KEYWORD"
    case .congested: "MILIMIT"
    case .expired: "EXPIRED"
    case .absent: "ABSENT"
    case .undeliverable: "UNDELIV"
    case .suspended: "SUSPEND"
    case .memoryFull: "MEMFULL"
    case .rejected: "REJECTD"
    }
  }

  /// The reason in words for people.
  package var reason: StaticString {
    switch self {
    case .delivered: "delivered to the handset"
    case .unallocated: "the number is not allocated to anybody"
    case .blocked: "the number is on the carrier's block list"
    case .keyword: "the carrier refuses a word of the content"
    case .congested: "the carrier takes no more messages in this minute"
    case .expired: "the handset could not be reached in 72 hours"
    case .absent: "the handset is switched off or out of service"
    case .undeliverable: "the carrier could not deliver the message"
    case .suspended: "the number is suspended or in arrears"
    case .memoryFull: "the handset's message memory is full"
    case .rejected: "the receiving network rejected the message"
    }
  }

  /// What the user can do.
  package var suggestion: StaticString {
    switch self {
    case .delivered: ""
    case .unallocated: "check the number with the customer, or remove it"
    case .blocked: "ask the customer to lift the block, or remove the number"
    case .keyword: "change the wording and send again"
    case .congested: "send again later or at a lower rate"
    case .expired: "send again on another day, or reach the customer another way"
    case .absent: "power the handset on and send again"
    case .undeliverable: "send again; if it fails again, call the number to test it"
    case .suspended: "ask the customer to restore the service, then send again"
    case .memoryFull: "delete messages on the handset and send again"
    case .rejected: "send again later; check that the route serves this country"
    }
  }

  /// A provider's own code for it, where the provider documents one.
  package struct ProviderCodes: Sendable, Equatable {
    package var tencent: String?
    package var alibaba: String?
    package var huawei: String?
  }

  package var providerCodes: ProviderCodes {
    switch self {
    case .delivered: ProviderCodes(tencent: "DELIVRD", alibaba: "DELIVERED", huawei: "DELIVRD")
    case .unallocated:
      ProviderCodes(
        tencent: "InvalidParameterValue.IncorrectPhoneNumber", alibaba: "isv.MOBILE_NUMBER_ILLEGAL",
        huawei: "MK:0073")
    case .blocked:
      ProviderCodes(tencent: "FailedOperation.PhoneNumberInBlacklist", huawei: "BLACK")
    case .keyword:
      ProviderCodes(tencent: "-106", alibaba: "isv.BLACK_KEY_CONTROL_LIMIT", huawei: "KEYWORD")
    case .congested:
      ProviderCodes(
        tencent: "InternalError.Timeout", alibaba: "isv.BUSINESS_LIMIT_CONTROL", huawei: "MILIMIT")
    case .expired: ProviderCodes(huawei: "EXPIRED")
    case .absent: ProviderCodes(tencent: "002", huawei: "MK:0024")
    case .undeliverable: ProviderCodes(huawei: "UNDELIV")
    case .suspended: ProviderCodes(tencent: "002", huawei: "MK:0054")
    case .memoryFull: ProviderCodes(huawei: "MK:0208")
    case .rejected: ProviderCodes(huawei: "REJECTD")
    }
  }

  /// The status of a code as `code` writes it.
  package init?(code: String) {
    guard let known = Self.allCases.first(where: { "\($0.code)" == code.uppercased() }) else {
      return nil
    }
    self = known
  }
}
