extension NumberFormat.Section {
  /// Appends a number through digit placeholders, percent, thousands, exponent or fraction.
  ///
  /// - Parameters:
  ///   - value: finite.
  ///   - ownsSign: whether the code shows a negative number's sign itself.
  ///   - bytes: gets UTF-8 text.
  func appendNumber(_ value: Double, ownsSign: Bool, to bytes: inout [UInt8]) {
    var decimal = DecimalDigits(value)
    decimal.shift(tokens.count { $0 == .percent } * 2 - thousandScales * 3)
    if tokens.contains(.slash), hasDigits {
      return appendFraction(value, ownsSign: ownsSign, to: &bytes)
    }
    let start = bytes.count
    let exponent = takeExponent(of: &decimal)
    decimal.round(places: placeholders(after: true))
    appendTokens(decimal, exponent: exponent, magnitude: value.magnitude, to: &bytes)
    // What rounds to nothing has no sign.
    let isShownZero = decimal.isZero && hasDigits
    if value < 0, !ownsSign, !isShownZero { bytes.insert(UInt8(ascii: "-"), at: start) }
  }

  private func appendTokens(
    _ decimal: DecimalDigits, exponent: Int, magnitude: Double, to bytes: inout [UInt8]
  ) {
    let integerPlaces = placeholders(after: false)
    var place = integerPlaces - 1
    var isAfterPoint = false
    var isInExponent = false
    for token in tokens {
      switch token {
      case .literal(let literal): bytes.append(contentsOf: literal)
      case .general: GeneralNumber.append(magnitude, to: &bytes)
      case .percent: bytes.append(UInt8(ascii: "%"))
      case .point:
        bytes.append(UInt8(ascii: "."))
        isAfterPoint = true
        place = -1
      case .exponent(let showsPlus):
        isInExponent = true
        appendExponent(exponent, showsPlus: showsPlus, to: &bytes)
      case .digit(let placeholder):
        if isInExponent { continue }
        if isAfterPoint {
          appendFractionDigit(decimal, placeholder, place: place, to: &bytes)
        } else {
          appendIntegerDigits(
            decimal, placeholder, place: place, isFirst: place == integerPlaces - 1, to: &bytes)
        }
        place -= 1
      case .slash, .text, .date: break
      }
    }
  }

  /// The digit of one placeholder; the first takes all digits that have no placeholder of their own.
  private func appendIntegerDigits(
    _ decimal: DecimalDigits, _ placeholder: UInt8, place: Int, isFirst: Bool,
    to bytes: inout [UInt8]
  ) {
    var current = isFirst ? max(place, decimal.integerCount - 1) : place
    while current >= place {
      if current < decimal.integerCount || placeholder == UInt8(ascii: "0") {
        bytes.append(0x30 + decimal.digit(at: current))
        if groupsThousands, current > 0, current % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
      } else if placeholder == UInt8(ascii: "?") {
        bytes.append(UInt8(ascii: " "))
      }
      current -= 1
    }
  }

  private func appendFractionDigit(
    _ decimal: DecimalDigits, _ placeholder: UInt8, place: Int, to bytes: inout [UInt8]
  ) {
    if -place <= decimal.fractionCount || placeholder == UInt8(ascii: "0") {
      bytes.append(0x30 + decimal.digit(at: place))
    } else if placeholder == UInt8(ascii: "?") {
      bytes.append(UInt8(ascii: " "))
    }
  }

  /// Digit placeholders before or after the decimal point, without those of an exponent.
  private func placeholders(after isWanted: Bool) -> Int {
    var count = 0
    var isAfterPoint = false
    for token in tokens {
      switch token {
      case .point: isAfterPoint = true
      case .exponent: return count
      case .digit: count += isAfterPoint == isWanted ? 1 : 0
      default: break
      }
    }
    return count
  }

  // MARK: - Scientific notation

  private var hasExponent: Bool {
    tokens.contains { if case .exponent = $0 { true } else { false } }
  }

  /// Brings the number to as many integer digits as there are places, and tells by what power of ten.
  private func takeExponent(of decimal: inout DecimalDigits) -> Int {
    guard hasExponent, !decimal.isZero else { return 0 }
    let places = max(1, placeholders(after: false))
    func exponent(_ decimal: DecimalDigits) -> Int {
      let power = decimal.point - 1
      // Several places before the point make the exponent a multiple of their count.
      return power - ((power % places) + places) % places
    }
    var rounded = decimal
    rounded.shift(-exponent(decimal))
    rounded.round(places: placeholders(after: true))
    // 9.99 rounded to 10.0 has one integer digit too many.
    let carried = exponent(decimal) + exponent(rounded)
    decimal.shift(-carried)
    return carried
  }

  private func appendExponent(_ exponent: Int, showsPlus: Bool, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "E"))
    if exponent < 0 {
      bytes.append(UInt8(ascii: "-"))
    } else if showsPlus {
      bytes.append(UInt8(ascii: "+"))
    }
    let isExponent: (NumberFormat.Token) -> Bool = { if case .exponent = $0 { true } else { false } }
    let places = tokens.drop { !isExponent($0) }.count { if case .digit = $0 { true } else { false } }
    let text = "\(abs(exponent))"
    for _ in text.utf8.count..<max(text.utf8.count, places) { bytes.append(0x30) }
    bytes.append(contentsOf: text.utf8)
  }

  // MARK: - Fractions

  /// `# ?/?`: a whole number and the nearest fraction; trimmed, since its padding only aligns columns.
  private func appendFraction(_ value: Double, ownsSign: Bool, to bytes: inout [UInt8]) {
    guard value.magnitude < 1e15, let slash = tokens.firstIndex(of: .slash) else {
      return GeneralNumber.append(value, to: &bytes)
    }
    let before = tokens[..<slash]
    let numeratorPlaces = before.reversed().prefix { if case .digit = $0 { true } else { false } }.count
    let hasWhole = before.dropLast(numeratorPlaces).contains { if case .digit = $0 { true } else { false } }
    var whole = hasWhole ? Int(value.magnitude) : 0
    let rest = value.magnitude - Double(whole)
    var (numerator, denominator) = Self.nearest(rest, tokens[(slash + 1)...])
    if hasWhole, numerator == denominator {
      whole += 1
      numerator = 0
    }
    if value < 0, !ownsSign, whole > 0 || numerator > 0 { bytes.append(UInt8(ascii: "-")) }
    if hasWhole, whole > 0 || numerator == 0 { bytes.append(contentsOf: "\(whole)".utf8) }
    guard numerator > 0 || !hasWhole else { return }
    if hasWhole, whole > 0 { bytes.append(UInt8(ascii: " ")) }
    bytes.append(contentsOf: "\(numerator)/\(denominator)".utf8)
    denominator = 0
  }

  /// The nearest fraction whose denominator has no more digits than places, or is the one written.
  private static func nearest(
    _ value: Double, _ places: ArraySlice<NumberFormat.Token>
  ) -> (numerator: Int, denominator: Int) {
    var count = 0
    var fixed = 0
    for token in places {
      switch token {
      case .digit(let byte):
        count += 1
        fixed = fixed * 10 + Int(byte == UInt8(ascii: "0") ? 0 : 0)
      case .literal(let bytes):
        let digits = bytes.prefix { $0 &- 0x30 < 10 }
        if count == 0, !digits.isEmpty { fixed = Int(String(decoding: digits.prefix(4), as: UTF8.self)) ?? 0 }
      default: break
      }
      if fixed > 0 || count >= 3 { break }
    }
    if fixed > 0 { return (Int((value * Double(fixed)).rounded()), fixed) }
    let most = count >= 3 ? 999 : count == 2 ? 99 : 9
    var best = (numerator: Int(value.rounded()), denominator: 1)
    var error = abs(value - value.rounded())
    for denominator in 2...most where error > 1e-12 {
      let numerator = (value * Double(denominator)).rounded()
      let distance = abs(value - numerator / Double(denominator))
      if distance < error - 1e-12 {
        best = (Int(numerator), denominator)
        error = distance
      }
    }
    return best
  }
}
