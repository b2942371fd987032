/// The numerals of `[DBNum1]`, `[DBNum2]` and `[DBNum3]`.
enum ChineseNumerals: Sendable {
  /// 一二三, `[DBNum1]`.
  case ordinary
  /// 壹贰叁, which cannot be altered on a receipt, `[DBNum2]`.
  case financial
  /// １２３, `[DBNum3]`.
  case fullWidth

  private static let ordinaryDigits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
  private static let financialDigits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]
  private static let fullWidthDigits = ["０", "１", "２", "３", "４", "５", "６", "７", "８", "９"]
  private static let ordinaryUnits = ["", "十", "百", "千"]
  private static let financialUnits = ["", "拾", "佰", "仟"]
  private static let groups = ["", "万", "亿", "兆"]

  private var digits: [String] {
    switch self {
    case .ordinary: Self.ordinaryDigits
    case .financial: Self.financialDigits
    case .fullWidth: Self.fullWidthDigits
    }
  }

  /// Appends one digit from 0 to 9.
  func append(digit: UInt8, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: digits[Int(digit % 10)].utf8)
  }

  /// Appends a number digit by digit, as years are: 二〇二六.
  func append(digitsOf number: Int, to bytes: inout [UInt8]) {
    if number >= 10 { append(digitsOf: number / 10, to: &bytes) }
    append(digit: UInt8(truncatingIfNeeded: max(0, number) % 10), to: &bytes)
  }

  /// Appends a number with its places named: 二十三, 一千〇五.
  ///
  /// In a part of a date 10 to 19 leave out the one, as in 十一月.
  func append(_ number: UInt64, isDatePart: Bool, to bytes: inout [UInt8]) {
    guard self != .fullWidth, number > 0, number < 10_000_000_000_000_000 else {
      let plain = DecimalDigits(significand: number, exponent: 0)
      for power in stride(from: plain.magnitude, through: 0, by: -1) {
        append(digit: plain.digit(at: power), to: &bytes)
      }
      return
    }
    let units = self == .ordinary ? Self.ordinaryUnits : Self.financialUnits
    let plain = DecimalDigits(significand: number, exponent: 0)
    // A zero is named once, and only if another digit follows.
    var owesZero = false
    var groupHasDigit = false
    for power in stride(from: plain.magnitude, through: 0, by: -1) {
      let digit = plain.digit(at: power)
      if digit == 0 {
        owesZero = true
      } else {
        if owesZero { append(digit: 0, to: &bytes) }
        owesZero = false
        groupHasDigit = true
        if !(isDatePart && digit == 1 && power == 1 && plain.magnitude == 1) {
          append(digit: digit, to: &bytes)
        }
        bytes.append(contentsOf: units[power % 4].utf8)
      }
      if power % 4 == 0 {
        if groupHasDigit {
          bytes.append(contentsOf: Self.groups[power / 4].utf8)
          // 一十万一千: zeros that end a group are not named.
          owesZero = false
        }
        groupHasDigit = false
      }
    }
  }
}
