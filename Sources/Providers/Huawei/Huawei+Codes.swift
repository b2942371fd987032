internal import Carrier

extension Huawei {
  /// Its codes for the outcomes of messages (its code pages: sms_05_0051).
  static let table: [StatusCode: String] = [
    .delivered: "DELIVRD",
    .unallocated: "MK:0073",
    .blocked: "BLACK",
    .keyword: "KEYWORD",
    .congested: "MILIMIT",
    .expired: "EXPIRED",
    .absent: "MK:0024",
    .undeliverable: "UNDELIV",
    .suspended: "MK:0054",
    .memoryFull: "MK:0208",
    .rejected: "REJECTD",
    .packageUsedUp: "E000629",
    .countryNotAllowed: "E000628",
    .unsubscribed: "TDBLACK",
    .sameContent: "E200041",
    .hourlyFrequency: "LIMIT",
    .dailyFrequency: "BEYONDN",
    .carrierMarketingLimit: "CTLIMIT",
    .carrierOtherLimit: "CTLIMIT",
  ]
}
