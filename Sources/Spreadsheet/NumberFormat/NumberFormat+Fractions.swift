extension NumberFormat {
  /// The fraction of a format such as `# ?/?` or `0 ??/16`, and what follows it.
  struct FractionTail: Sendable {
    /// Placeholders of the numerator and, unless it is given, of the denominator.
    private var numerator: [UInt8] = []
    private var denominator: [UInt8] = []
    private var given: UInt64 = 0
    private var givenText: [UInt8] = []
    private var suffix: [UInt8] = []

    /// A double has no more digits for a fraction, and Excel takes no more either.
    private static let mostPlaces = 7
    /// Digits before the point of a number that is shown as one improper fraction.
    private static let mostImproperPlaces = 11

    /// The first placeholder of the numerator; nil if this slash is plain text.
    static func start(in tokens: [Token], slash: Int) -> Int? {
      guard slash + 1 < tokens.endIndex else { return nil }
      switch tokens[slash + 1] {
      case .placeholder, .digit: break
      default: return nil
      }
      var start = slash
      while start > 0, case .placeholder = tokens[start - 1] { start -= 1 }
      return start < slash ? start : nil
    }

    init(_ tokens: ArraySlice<Token>) {
      var hasSlash = false
      var isClosed = false
      for token in tokens {
        switch token {
        case .placeholder(let kind) where !hasSlash: numerator.append(kind)
        case .slash where !hasSlash: hasSlash = true
        case .placeholder(UInt8(ascii: "0")) where !isClosed && given > 0:
          addGiven(UInt8(ascii: "0"))
        case .placeholder(let kind) where !isClosed && given == 0: denominator.append(kind)
        case .digit(let digit) where !isClosed && denominator.isEmpty: addGiven(digit)
        default:
          isClosed = true
          suffix += token.source
        }
      }
    }

    private mutating func addGiven(_ digit: UInt8) {
      guard givenText.count < Self.mostPlaces else { return }
      given = given * 10 + UInt64(digit - UInt8(ascii: "0"))
      givenText.append(digit)
    }

    /// Fills in a number; one with digits for the integer part shows that apart from the fraction.
    ///
    /// - Returns: whether what is shown is zero.
    func append(
      _ number: DecimalDigits, under layout: NumberLayout, to bytes: inout [UInt8]
    ) -> Bool {
      let hasWhole = layout.integerPlaces > 0
      var whole = number
      whole.round(toPlaces: 18)
      guard whole.integerPlaces <= (hasWhole ? Int.max : Self.mostImproperPlaces) else {
        GeneralNumber.append(number, to: &bytes)
        return false
      }
      var (upper, lower) = nearest(to: whole.fraction)
      whole = whole.truncated
      // Only a number without a fraction has zeros that its digits leave out.
      if !hasWhole, whole.exponent > 0 {
        whole.significand *= DecimalDigits.powersOfTen[whole.exponent]
      }
      if hasWhole, upper == lower {
        whole.significand += 1
        upper = 0
      }
      if !hasWhole { upper += whole.significand * lower }
      let isZero = upper == 0 && (whole.isZero || !hasWhole)
      let isBlank =
        hasWhole && upper == 0 && !numerator.contains(UInt8(ascii: "0"))
      if isBlank, whole.isZero {
        // Something has to be left of a zero, although `#` alone would show none.
        appendZero(under: layout, to: &bytes)
      } else {
        layout.append(whole, to: &bytes)
      }
      if isBlank {
        let width = numerator.count + 1 + max(denominator.count, givenText.count)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width))
      } else {
        Self.append(upper, numerator, isPaddedLeft: true, to: &bytes)
        bytes.append(UInt8(ascii: "/"))
        if given > 0 {
          bytes.append(contentsOf: givenText)
        } else {
          Self.append(lower, denominator, isPaddedLeft: false, to: &bytes)
        }
      }
      bytes.append(contentsOf: suffix)
      return isZero
    }

    private func appendZero(under layout: NumberLayout, to bytes: inout [UInt8]) {
      var isShown = false
      for part in layout.parts {
        switch part {
        case .digit where !isShown:
          bytes.append(UInt8(ascii: "0"))
          isShown = true
        case .literal(let literal): bytes.append(contentsOf: literal)
        default: break
        }
      }
    }

    private static func append(
      _ number: UInt64, _ places: [UInt8], isPaddedLeft: Bool, to bytes: inout [UInt8]
    ) {
      let digits = DecimalDigits(significand: number, exponent: 0)
      let missing = places.prefix(max(0, places.count - max(1, digits.integerPlaces)))
      let hasZeros = missing.contains(UInt8(ascii: "0"))
      let spaces = hasZeros ? 0 : missing.count { $0 == UInt8(ascii: "?") }
      if hasZeros {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: missing.count))
      }
      if isPaddedLeft { bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: spaces)) }
      digits.appendInteger(to: &bytes)
      if !isPaddedLeft { bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: spaces)) }
    }

    /// The fraction nearest to a number below 1 with a denominator of no more than the given digits.
    ///
    /// Follows the convergents of the continued fraction until the denominator is too large; the best
    /// one is then the last convergent or the largest intermediate fraction after it.
    private func nearest(to number: DecimalDigits) -> (upper: UInt64, lower: UInt64) {
      if given > 0 {
        let unit = UInt128(DecimalDigits.powersOfTen[min(19, max(0, -number.exponent))])
        let product = UInt128(number.significand) * UInt128(given)
        return (UInt64(truncatingIfNeeded: (product + unit / 2) / unit), given)
      }
      let limit = DecimalDigits.powersOfTen[min(Self.mostPlaces, denominator.count)] - 1
      guard !number.isZero, number.exponent < 0, number.exponent >= -19 else { return (0, 1) }
      let unit = DecimalDigits.powersOfTen[-number.exponent]
      var (rest, divisor) = (number.significand, unit)
      var (upper0, lower0, upper1, lower1): (UInt64, UInt64, UInt64, UInt64) = (0, 1, 1, 0)
      while divisor > 0 {
        let quotient = rest / divisor
        guard quotient <= limit, lower0 + quotient * lower1 <= limit else { break }
        (upper0, upper1) = (upper1, upper0 + quotient * upper1)
        (lower0, lower1) = (lower1, lower0 + quotient * lower1)
        (rest, divisor) = (divisor, rest % divisor)
      }
      guard divisor > 0, lower1 > 0 else { return (upper1, lower1) }
      let steps = (limit - lower0) / lower1
      let between = (upper: upper0 + steps * upper1, lower: lower0 + steps * lower1)
      let value = Double(number.significand) / Double(unit)
      let distance = abs(Double(between.upper) / Double(between.lower) - value)
      return distance < abs(Double(upper1) / Double(lower1) - value) ? between : (upper1, lower1)
    }
  }
}
