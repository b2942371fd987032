extension NumberFormat {
  /// A number section: digits between literal text.
  struct NumberLayout: Sendable {
    enum Part: Sendable {
      case literal([UInt8])
      /// `0` shows a digit always, `#` if it counts, `?` as a space if it does not.
      case digit(UInt8)
      case point
      case general
    }

    enum Style: Sendable {
      case plain
      case scientific(ScientificTail)
      case fraction(FractionTail)
    }

    /// All parts, or those before the exponent or the fraction.
    private(set) var parts: [Part] = []
    private(set) var style = Style.plain
    /// Digits before and after the decimal point.
    private(set) var integerPlaces = 0
    private(set) var fractionPlaces = 0
    /// `General元` shows all digits that count, whatever the placeholders.
    private var hasGeneral = false
    /// Whether a comma between digits asks for thousands separators.
    private(set) var isGrouped = false
    /// Power of ten to multiply with: 2 for each percent sign, -3 for each comma after the digits.
    private(set) var scale = 0
    private(set) var numerals: ChineseNumerals?

    init(_ raw: RawSection) {
      numerals = raw.numerals
      let commas = Commas(raw.tokens)
      isGrouped = commas.isGrouped
      scale = commas.scale
      let split = Self.split(raw.tokens)
      var hasPoint = false
      for index in raw.tokens[..<split].indices {
        switch raw.tokens[index] {
        case .placeholder(let kind):
          parts.append(.digit(kind))
          if hasPoint { fractionPlaces += 1 } else { integerPlaces += 1 }
        case .point where !hasPoint:
          hasPoint = true
          parts.append(.point)
        case .general:
          hasGeneral = true
          parts.append(.general)
        case .comma where commas.isMeaningful(index): break
        case let token:
          let source = token.source
          if !source.isEmpty { parts.append(.literal(source)) }
        }
      }
      scale += 2 * raw.tokens.count { if case .percent = $0 { true } else { false } }
      guard split < raw.tokens.endIndex else { return }
      if case .exponent = raw.tokens[split] {
        style = .scientific(ScientificTail(raw.tokens[split...]))
      } else {
        style = .fraction(FractionTail(raw.tokens[split...]))
      }
    }

    var isPlainGeneral: Bool {
      guard parts.count == 1, case .general = parts[0], case .plain = style else { return false }
      return numerals == nil
    }

    /// Where the exponent or the fraction begins; the end if there is neither.
    private static func split(_ tokens: [Token]) -> Int {
      for index in tokens.indices {
        if case .exponent = tokens[index] { return index }
        if case .slash = tokens[index], let start = FractionTail.start(in: tokens, slash: index) {
          return start
        }
      }
      return tokens.endIndex
    }

    /// Appends a number; if `isSigned`, a negative one has a minus sign in front of the section.
    func append(_ value: Double, isSigned: Bool, to bytes: inout [UInt8]) {
      var number = DecimalDigits(value)
      // The sign stays even if all that is shown of the number is zeros: -0.001 is -0.00.
      if number.isNegative, isSigned { bytes.append(UInt8(ascii: "-")) }
      number.isNegative = false
      number.exponent += number.isZero ? 0 : scale
      switch style {
      case .plain:
        if !hasGeneral { number.round(toPlaces: fractionPlaces) }
        append(number, to: &bytes)
      case .scientific(let tail): tail.append(number, under: self, to: &bytes)
      case .fraction(let tail): tail.append(number, under: self, to: &bytes)
      }
    }

    /// Fills the parts with a number that is rounded already.
    func append(_ number: DecimalDigits, to bytes: inout [UInt8]) {
      let lowest = number.lowestPower
      var power = integerPlaces - 1
      var hasStarted = false
      for part in parts {
        switch part {
        case .literal(let literal): bytes.append(contentsOf: literal)
        case .general: appendGeneral(number, to: &bytes)
        case .digit(let kind):
          if !hasStarted { appendOverflow(number, to: &bytes) }
          hasStarted = true
          let isCounted = power >= 0 ? power < number.integerPlaces : power >= lowest
          append(number.digit(at: power), at: power, isCounted: isCounted, kind, to: &bytes)
          power -= 1
        case .point:
          if !hasStarted { appendOverflow(number, to: &bytes) }
          hasStarted = true
          bytes.append(UInt8(ascii: "."))
          power = -1
        }
      }
    }

    /// The digits before the point that the code has no placeholder for.
    private func appendOverflow(_ number: DecimalDigits, to bytes: inout [UInt8]) {
      var power = number.integerPlaces - 1
      while power >= integerPlaces {
        let digit = number.digit(at: power)
        append(digit, at: power, isCounted: true, UInt8(ascii: "0"), to: &bytes)
        power -= 1
      }
    }

    private func append(
      _ digit: UInt8, at power: Int, isCounted: Bool, _ kind: UInt8, to bytes: inout [UInt8]
    ) {
      let isSeparated = isGrouped && power > 0 && power % 3 == 0
      if isCounted || kind == UInt8(ascii: "0") {
        if let numerals {
          numerals.append(digit: digit, to: &bytes)
        } else {
          bytes.append(UInt8(ascii: "0") + digit)
        }
        if isSeparated { bytes.append(UInt8(ascii: ",")) }
      } else if kind == UInt8(ascii: "?") {
        bytes.append(UInt8(ascii: " "))
        if isSeparated { bytes.append(UInt8(ascii: " ")) }
      }
    }

    private func appendGeneral(_ number: DecimalDigits, to bytes: inout [UInt8]) {
      guard let numerals, number.integerPlaces <= 16 else {
        GeneralNumber.append(number, to: &bytes)
        return
      }
      var integer = number
      if number.exponent < 0 {
        integer.significand =
          -number.exponent < 20
          ? number.significand / DecimalDigits.powersOfTen[-number.exponent] : 0
      } else {
        integer.significand *= DecimalDigits.powersOfTen[min(number.exponent, 16)]
      }
      numerals.append(integer.significand, isDatePart: false, to: &bytes)
      let lowest = number.lowestPower
      guard lowest < 0 else { return }
      bytes.append(contentsOf: numerals == .fullWidth ? "．".utf8 : "点".utf8)
      for power in stride(from: -1, through: max(lowest, -30), by: -1) {
        numerals.append(digit: number.digit(at: power), to: &bytes)
      }
    }
  }
}
