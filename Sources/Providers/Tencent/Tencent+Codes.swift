internal import Carrier

extension Tencent {
  /// Its codes for the outcomes of messages (its code pages: 382/3771 and 382/59177).
  static let table: [StatusCode: String] = [
    .delivered: "DELIVRD",
    .unallocated: "InvalidParameterValue.IncorrectPhoneNumber",
    .blocked: "FailedOperation.PhoneNumberInBlacklist",
    .keyword: "-106",
    .congested: "InternalError.Timeout",
    .absent: "002",
    .suspended: "002",
    .applicationDisabled: "UnauthorizedOperation.SdkAppIdIsDisabled",
    .packageUsedUp: "FailedOperation.InsufficientBalanceInSmsPackage",
    .applicationDailyLimit: "LimitExceeded.AppDailyLimit",
    .regionDailyLimit: "LimitExceeded.AppMainlandChinaDailyLimit",
    .countryDailyLimit: "LimitExceeded.AppCountryOrRegionDailyLimit",
    .countryNotAllowed: "LimitExceeded.AppCountryOrRegionInBlacklist",
    .muted: "FailedOperation.PhoneNumberInBlacklist",
    .unsubscribed: "FailedOperation.PhoneNumberInBlacklist",
    // Its documents disagree: 1029 in one, 1030 in another (SPEC RULE-6).
    .outsideHours: "FailedOperation.MarketingSendTimeConstraint",
    .sameContent: "LimitExceeded.PhoneNumberThirtySecondLimit",
    .hourlyFrequency: "LimitExceeded.PhoneNumberOneHourLimit",
    .dailyFrequency: "LimitExceeded.PhoneNumberDailyLimit",
  ]
}
