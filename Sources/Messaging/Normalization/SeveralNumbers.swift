internal import Characters

/// Tells one number from several in a cell, and from one with an extension (SPEC NUM-1).
///
/// Asked only about cells that are no plain number: nothing here is in the way of a million rows.
enum SeveralNumbers {
  /// What a text holds that has more in it than a number may have.
  static func among(_ cell: Span<UInt8>) -> CleanNumber.Outcome {
    var numbers = 0
    var end: Int?
    var index = 0
    while index < cell.count {
      let run = DigitRun(cell, from: index)
      if run.count >= CleanNumber.fewestDigits {
        numbers += 1
        end = run.end
      }
      index = max(run.end, index + 1)
    }
    guard numbers < 2 else { return .several }
    guard let end, NumberWords.isExtension(cell, from: end) else { return .unreadable }
    return .withExtension
  }

  /// What is wrong with digits that are many, or have a slash or a line's end among them.
  ///
  /// - Parameters:
  ///   - number: all the digits of the cell as one number.
  ///   - cell: what it was read from; only what a number may have stands in it.
  /// - Returns: nil when they are one number.
  static func fault(of number: CleanNumber, in cell: Span<UInt8>) -> CleanNumber.Outcome? {
    var parting = Parting(number)
    var index = 0
    while index < cell.count, let (scalar, width) = UTF8Text.scalar(cell, at: index) {
      if parting.hasSecondNumber(at: scalar) { return .several }
      index += width
    }
    if parting.hasAlternativeEnding { return .several }
    return number.count > E164.maximumDigits && !parting.isPossible ? .tooLong : nil
  }
}

/// Looks for the place at which digits part into two numbers.
private struct Parting {
  private enum Gap { case none, mark, blank, slash, line }

  /// Whether all the digits together are a number of some country.
  let isPossible: Bool

  private let whole: CleanNumber
  private var gap = Gap.none
  private var slashes = 0
  private var countBeforeSlash = 0
  /// The zeros of a `00` in front.
  private var zeros = 0
  /// The digits so far.
  private var digits: UInt64 = 0
  private var count = 0

  init(_ whole: CleanNumber) {
    self.whole = whole
    isPossible = whole.isPossible
    if let digits = whole.behindPlus { zeros = whole.count - digits.count }
  }

  /// Takes the next character; tells whether a second number begins with it.
  mutating func hasSecondNumber(at scalar: Unicode.Scalar) -> Bool {
    guard let digit = DecimalDigit.value(of: scalar) else {
      pass(scalar)
      return false
    }
    let isSecond = count > 0 && parts(before: digit)
    gap = .none
    count += 1
    digits = NumberScanner.digits(digits, digit)
    return isSecond
  }

  /// Whether a few digits behind a slash stand in place of the last ones: `12012345678/79`.
  var hasAlternativeEnding: Bool {
    guard slashes == 1, countBeforeSlash - zeros >= 10 else { return false }
    let ending = whole.count - countBeforeSlash
    return (1...3).contains(ending) || (!isPossible && (4...6).contains(ending))
  }

  private mutating func pass(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "/", "\u{FF0F}":
      gap = .slash
      slashes += 1
      countBeforeSlash = count
    case "\n", "\r", "\u{2028}", "\u{2029}", "\u{85}": if gap != .slash { gap = .line }
    default:
      if gap == .none || gap == .mark { gap = Invisible.contains(scalar) ? .blank : .mark }
    }
  }

  private func parts(before digit: UInt8) -> Bool {
    let rest = whole.count - count
    guard count - zeros >= CleanNumber.fewestDigits, count - zeros <= E164.maximumDigits,
      rest >= CleanNumber.fewestDigits, !isPossible
    else { return false }
    let left = CleanNumber(digits: digits, count: count, hasPlus: whole.hasPlus)
    return switch gap {
    case .slash, .line: true
    case .blank: whole.count > E164.maximumDigits && (left.isWhole || (count >= 9 && rest == count))
    // Two mainland numbers without anything between them.
    case .none: whole.count == 22 && digit == 1 && left.isMainland
    case .mark: false
    }
  }
}

extension CleanNumber {
  /// Whether the digits are calling code and number of some country, its national prefix with them.
  fileprivate var isPossible: Bool {
    guard count <= NumberScanner.capacity, digits < .max, let digits = behindPlus else {
      return false
    }
    let reading = NumberingPlan.read(digits.digits, count: digits.count)
    return reading.number != nil && reading.facts.isPossible
  }

  fileprivate var isMainland: Bool { !hasPlus && count == 11 && digits / powerOfTen(10) == 1 }

  /// Whether the digits may be all of a number, with a country code or as in its country.
  fileprivate var isWhole: Bool {
    isPossible || isMainland || (hasLeadingZero && (9...12).contains(count))
  }
}

/// A stretch of text that may be one number.
private struct DigitRun {
  var count = 0
  var end: Int

  init(_ cell: Span<UInt8>, from start: Int) {
    end = start
    while end < cell.count, let (scalar, width) = UTF8Text.scalar(cell, at: end) {
      if DecimalDigit.value(of: scalar) != nil {
        count += 1
      } else if !Self.isInside(scalar, hasDigits: count > 0) {
        return
      }
      end += width
    }
  }

  private static func isInside(_ scalar: Unicode.Scalar, hasDigits: Bool) -> Bool {
    switch scalar {
    case "+", "\u{FF0B}": !hasDigits
    case "\n", "\r": false
    case "-", ".", "(", ")", "\u{2010}"..."\u{2015}", "\u{FF08}", "\u{FF09}", "\u{FF0D}": true
    default: Invisible.contains(scalar)
    }
  }
}
