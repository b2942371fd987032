internal import Characters

/// A phone cell reduced to its digits and an optional leading plus (SPEC NUM-1).
package struct CleanNumber: Equatable, Sendable {
  /// The digits as one integer.
  package let digits: UInt64
  /// How many digits there are, leading zeros with them; at most 21.
  package let count: Int
  package let hasPlus: Bool

  /// What a phone cell turns out to hold.
  package enum Outcome: Equatable, Sendable {
    case number(CleanNumber)
    /// Nothing but white space.
    case empty
    /// Something else than a phone number.
    case unreadable
    /// A number in scientific notation that lost its last digits (SPEC NUM-6).
    case shortened
    /// Two numbers or more.
    case several
    /// A number with an extension behind it.
    case withExtension
    /// More digits than any number has.
    case tooLong
  }

  /// The fewest digits of a number with its country code.
  package static let fewestDigits = 7

  package init(digits: UInt64, count: Int, hasPlus: Bool) {
    self.digits = digits
    self.count = count
    self.hasPlus = hasPlus
  }

  /// Whether the first digit is 0.
  package var hasLeadingZero: Bool { digits < powerOfTen(count - 1) }

  /// Calling code and number: all digits, those behind `00` without a plus (SPEC NUM-9).
  ///
  /// - Returns: nil for a number that begins with another zero, as no calling code does.
  package var behindPlus: (digits: UInt64, count: Int)? {
    guard count <= NumberScanner.capacity else { return nil }
    guard hasLeadingZero else { return (digits, count) }
    guard !hasPlus, count > 2, digits >= powerOfTen(count - 3), digits < powerOfTen(count - 2)
    else { return nil }
    return (digits, count - 2)
  }

  /// Cleans a phone cell.
  ///
  /// Left out are invisible characters anywhere, hyphens and dashes, brackets, dots, slashes and a leading
  /// apostrophe, in their ASCII and full-width forms, and a label such as `tel:`; decimal digits of any
  /// script become plain ones. A float's tail (`.0`) is cut, scientific notation is expanded where it holds
  /// every digit.
  ///
  /// - Parameters:
  ///   - cell: UTF-8 text.
  ///   - isNumberCell: whether the sheet holds a number there: a dot is then a decimal point.
  /// - Returns: the digits, or what else the cell holds.
  package static func clean(_ cell: Span<UInt8>, isNumberCell: Bool = false) -> Outcome {
    var scanner = NumberScanner(cell)
    scanner.run()
    guard !scanner.isUnreadable else {
      if let exponentAt = scanner.exponentAt,
        let number = scientific(cell, exponentAt: exponentAt)
      {
        return number
      }
      if let start = NumberWords.endOfLabel(cell) {
        let rest = cell.extracting(start...)
        var scanner = NumberScanner(rest)
        scanner.run()
        if scanner.isUnreadable { return SeveralNumbers.among(rest) }
        return scanner.count > 0 ? outcome(rest, scanner, isNumberCell) : .unreadable
      }
      return thousands(cell) ?? SeveralNumbers.among(cell)
    }
    return outcome(cell, scanner, isNumberCell)
  }

  /// `12,015,550,133`, as a CSV file shows a number cell whose format sets thousands apart.
  ///
  /// - Returns: nil for what is no such number.
  private static func thousands(_ cell: Span<UInt8>) -> Outcome? {
    var digits: UInt64 = 0
    var (count, inGroup, commas) = (0, 0, 0)
    for index in Invisible.trimmed(cell) {
      if cell[index] == UInt8(ascii: ",") {
        guard commas == 0 ? inGroup > 0 : inGroup == 3 else { return nil }
        commas += 1
        inGroup = 0
      } else {
        let digit = cell[index] &- 0x30
        guard digit < 10, inGroup < 3, count < NumberScanner.capacity else { return nil }
        digits = digits * 10 + UInt64(digit)
        count += 1
        inGroup += 1
      }
    }
    guard commas > 0, inGroup == 3, count >= fewestDigits else { return nil }
    return .number(CleanNumber(digits: digits, count: count, hasPlus: false))
  }

  /// What a cell holds that has nothing in it but what a number may have.
  private static func outcome(
    _ cell: Span<UInt8>, _ scanner: borrowing NumberScanner, _ isNumberCell: Bool
  ) -> Outcome {
    guard scanner.count > 0 else {
      return scanner.hasPlus || scanner.hasMarks ? .unreadable : .empty
    }
    var number = CleanNumber(
      digits: scanner.digits, count: scanner.count, hasPlus: scanner.hasPlus)
    if scanner.hasFloatTail {
      number = number.withoutLast(scanner.digitsAfterDot)
    } else if isNumberCell, scanner.dots > 0 || scanner.isNegative {
      return .unreadable
    }
    if scanner.hasBreaks || number.count > E164.maximumDigits,
      let fault = SeveralNumbers.fault(of: number, in: cell)
    {
      return fault
    }
    return .number(number)
  }

  private func withoutLast(_ places: Int) -> CleanNumber {
    CleanNumber(digits: digits / powerOfTen(places), count: count - places, hasPlus: hasPlus)
  }

  /// `1.3711112222E10` holds all eleven digits; `1.37E+10` has lost eight.
  ///
  /// - Returns: nil for what is no scientific notation.
  private static func scientific(_ cell: Span<UInt8>, exponentAt: Int) -> Outcome? {
    var mantissa = NumberScanner(cell.extracting(0..<exponentAt))
    mantissa.run()
    var index = exponentAt + 1
    if index < cell.count, cell[index] == UInt8(ascii: "+") { index += 1 }
    var exponent = 0
    let digitsStart = index
    while index < cell.count, cell[index] &- 0x30 < 10, exponent < 100 {
      exponent = exponent * 10 + Int(cell[index] &- 0x30)
      index += 1
    }
    guard index > digitsStart, isBlankText(cell.extracting(index...)), !mantissa.isUnreadable,
      mantissa.count > 0, mantissa.dots <= 1, mantissa.count - mantissa.digitsAfterDot <= 1,
      exponent >= 6, mantissa.digits < .max
    else { return nil }
    guard mantissa.digitsAfterDot >= exponent else { return .shortened }
    var digits = mantissa.digits
    for _ in 0..<mantissa.digitsAfterDot - exponent {
      guard digits % 10 == 0 else { return nil }
      digits /= 10
    }
    return .number(
      CleanNumber(digits: digits, count: exponent + 1, hasPlus: mantissa.hasPlus))
  }
}
