internal import Characters

/// Walks over a phone cell once and gathers its digits (SPEC NUM-1).
struct NumberScanner: ~Escapable {
  private let cell: Span<UInt8>
  private var index = 0
  /// The digits as one integer; all bits set when they do not fit.
  private(set) var digits: UInt64 = 0
  private(set) var count = 0
  private(set) var hasPlus = false
  /// Hyphens, slashes, brackets or an apostrophe occurred.
  private(set) var hasMarks = false
  /// A minus stands before the first digit.
  private(set) var isNegative = false
  /// A slash or a line's end occurred, which may stand between two numbers.
  private(set) var hasBreaks = false
  private(set) var dots = 0
  private(set) var digitsAfterDot = 0
  private(set) var zerosAfterDot = 0
  private(set) var isUnreadable = false
  /// Where an `E` stands that may be that of scientific notation.
  private(set) var exponentAt: Int?

  /// Digits that a number may be written with: `00` and the nineteen that the integer holds.
  static let capacity = 21

  @_lifetime(copy cell)
  init(_ cell: Span<UInt8>) { self.cell = cell }

  mutating func run() {
    while index < cell.count, !isUnreadable {
      let byte = cell[index]
      let digit = byte &- 0x30
      if digit < 10 {
        take(digit)
        index += 1
      } else if byte < 0x80 {
        takeASCII(byte)
        index += 1
      } else {
        takeWide()
      }
    }
  }

  /// Digits with one more behind them, as long as there are no more than nineteen but for leading zeros.
  static func digits(_ digits: UInt64, _ digit: UInt8) -> UInt64 {
    digits < 1_000_000_000_000_000_000 ? digits * 10 + UInt64(digit) : .max
  }

  /// Whether a float's `.0` or `.00` stands behind the digits of a number.
  var hasFloatTail: Bool {
    dots == 1 && zerosAfterDot == digitsAfterDot && (1...2).contains(digitsAfterDot)
      && count - digitsAfterDot >= CleanNumber.fewestDigits && count <= Self.capacity
  }

  private mutating func take(_ digit: UInt8) {
    count += 1
    digits = Self.digits(digits, digit)
    if dots > 0 {
      digitsAfterDot += 1
      if digit == 0 { zerosAfterDot += 1 }
    }
  }

  private mutating func takeASCII(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "-"): takeHyphen()
    case UInt8(ascii: "("), UInt8(ascii: ")"): hasMarks = true
    case UInt8(ascii: "/"): takeSlash()
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): hasBreaks = true
    case UInt8(ascii: "."):
      dots += 1
      (digitsAfterDot, zerosAfterDot) = (0, 0)
    case UInt8(ascii: "+"): takePlus()
    // Excel's guards that keep a number text: '138… and ="138…".
    case UInt8(ascii: "'"), UInt8(ascii: "="):
      hasMarks = true
      if count > 0 { isUnreadable = true }
    case UInt8(ascii: "\""): hasMarks = true
    case UInt8(ascii: "E"), UInt8(ascii: "e"):
      isUnreadable = true
      exponentAt = index
    case UInt8(ascii: "X"), UInt8(ascii: "x"): takePlaceholder()
    default: if byte > 0x20, byte != 0x7F { isUnreadable = true }
    }
  }

  private mutating func takeHyphen() {
    hasMarks = true
    if count == 0, !hasPlus { isNegative = true }
  }

  private mutating func takeSlash() {
    hasMarks = true
    hasBreaks = true
  }

  private mutating func takePlus() {
    if hasPlus || count > 0 { isUnreadable = true }
    hasPlus = true
  }

  /// Brazil writes `(0xx11)`: the two letters stand for a carrier's code that the caller chooses.
  private mutating func takePlaceholder() {
    let isZeroOfCode = (1...5).contains(count) && digits % 10 == 0
    let next = index + 1 < cell.count ? cell[index + 1] | 0x20 : 0
    let following = index + 2 < cell.count ? cell[index + 2] : 0
    guard isZeroOfCode, next == UInt8(ascii: "x"), following &- 0x30 < 10 || following < 0x30
    else {
      isUnreadable = true
      return
    }
    index += 1
  }

  private mutating func takeWide() {
    guard let (scalar, width) = UTF8Text.scalar(cell, at: index) else {
      isUnreadable = true
      return
    }
    index += width
    switch scalar {
    // Full-width and small forms.
    case "\u{FF0B}", "\u{FE62}": takePlus()
    case "\u{FF08}", "\u{FF09}": hasMarks = true
    case "\u{FF0E}": takeASCII(UInt8(ascii: "."))
    case "\u{FF0F}": takeSlash()
    // Curly and full-width apostrophes.
    case "\u{2018}", "\u{2019}", "\u{FF07}": takeASCII(UInt8(ascii: "'"))
    // Dashes, the minus sign, the full-width and the small hyphen.
    case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FF0D}", "\u{FE63}": takeHyphen()
    case "\u{2028}", "\u{2029}", "\u{85}": hasBreaks = true
    default:
      if Invisible.contains(scalar) { return }
      guard let digit = DecimalDigit.value(of: scalar) else {
        isUnreadable = true
        return
      }
      take(digit)
    }
  }
}
