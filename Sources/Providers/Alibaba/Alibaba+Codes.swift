internal import Carrier

extension Alibaba {
  /// Its codes for the outcomes of messages (its code pages: 101346 and 101347).
  static let table: [StatusCode: String] = [
    .delivered: "DELIVERED",
    .unallocated: "isv.MOBILE_NUMBER_ILLEGAL",
    .keyword: "isv.BLACK_KEY_CONTROL_LIMIT",
    .congested: "isv.BUSINESS_LIMIT_CONTROL",
    .packageUsedUp: "isv.AMOUNT_NOT_ENOUGH",
    .applicationDailyLimit: "isv.DAY_LIMIT_CONTROL",
    .regionDailyLimit: "isv.DAY_LIMIT_CONTROL",
    .countryNotAllowed: "NOT_SUPPORTED_COUNTRY",
    .sameContent: "isv.BUSINESS_LIMIT_CONTROL",
    .hourlyFrequency: "isv.BUSINESS_LIMIT_CONTROL",
    .dailyFrequency: "isv.BUSINESS_LIMIT_CONTROL",
  ]
}
