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
  package var reason: StaticString {
    switch self {
    case .numberMissing: "there is no number"
    case .numberUnreadable: "not a phone number"
    case .numberLength: "not a mainland number: neither 11 digits from 1 nor 13 digits from 86"
    case .numberShortened: "the spreadsheet has shortened the number, its last digits are lost"
    case .numberIsError: "the cell holds an error"
    case .countryCodeUnassigned: "no country has this calling code"
    case .lengthImpossible: "too short or too long for a mobile number of its country"
    case .notMobile: "in no range assigned to mobiles"
    case .wrongRegion: "wrong region: the task takes numbers of the other kind"
    case .variableMissing: "the value of a variable is missing"
    case .verificationCodeFormat: "a verification code must be 4 to 6 digits"
    case .contentTooLong: "the message with its values is over 255 segments"
    case .duplicate: "repeats an earlier row"
    }
  }

  /// What the user can do.
  package var suggestion: StaticString {
    switch self {
    case .numberMissing: "enter the number in the first column"
    case .numberUnreadable: "enter the digits of one number only"
    case .numberLength: "correct the number; enter others as + country code and number"
    case .numberShortened: "set the column to text and enter the number again"
    case .numberIsError: "correct the formula or enter the number itself"
    case .countryCodeUnassigned: "enter the number as + country code and number"
    case .lengthImpossible: "count the digits again"
    case .notMobile: "check the number with the customer, or send without --strict"
    case .wrongRegion: "send it with a template of its region"
    case .variableMissing: "fill the variable's cell"
    case .verificationCodeFormat: "enter 4 to 6 digits, the column set to text"
    case .contentTooLong: "shorten the values"
    case .duplicate: "nothing to do: the first row is sent"
    }
  }
}
