internal import Characters

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
    /// Whether the text around the digits has digits of its own, or a plus.
    private(set) var hasForeignDigits = false
    /// Digits before the point that are shown even where the number has none: 11 in `00000000000`.
    private(set) var paddedPlaces = 0
    /// Whether blanks in front only align the number, so that its sign comes behind them.
    private let isAligned: Bool

    init(_ raw: RawSection) {
      numerals = raw.numerals
      isAligned = raw.isAligned
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
      hasForeignDigits = Self.hasForeignDigits(parts)
      guard split < raw.tokens.endIndex else {
        paddedPlaces = integerPlaces - firstZero
        return
      }
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

    private static func hasForeignDigits(_ parts: [Part]) -> Bool {
      parts.contains { part in
        guard case .literal(let bytes) = part else { return false }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.contains {
          $0 == "+" || $0 == "＋" || DecimalDigit.value(of: $0) != nil
        }
      }
    }

    /// How many placeholders stand before the first `0` of the integer part; all if there is none.
    private var firstZero: Int {
      var index = 0
      for case .digit(let kind) in parts {
        if index == integerPlaces || kind == UInt8(ascii: "0") { break }
        index += 1
      }
      return index
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
      let needsSign = number.isNegative && isSigned
      number.isNegative = false
      number.exponent += number.isZero ? 0 : scale
      let start = bytes.count
      var isZero = false
      switch style {
      case .plain:
        if !hasGeneral { number.round(toPlaces: fractionPlaces) }
        isZero = number.isZero && integerPlaces + fractionPlaces > 0
        append(number, to: &bytes)
      case .scientific(let tail): tail.append(number, under: self, to: &bytes)
      case .fraction(let tail): isZero = tail.append(number, under: self, to: &bytes)
      }
      // No sign where every digit that is shown is zero: -0.001 is 0.00.
      guard needsSign, !isZero else { return }
      let blanks = isAligned ? bytes[start...].prefix { $0 == UInt8(ascii: " ") }.count : 0
      bytes.insert(UInt8(ascii: "-"), at: start + blanks)
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
