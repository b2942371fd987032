extension NumberFormat {
  /// The exponent of a scientific format, as in `0.00E+00`, and what follows it.
  struct ScientificTail: Sendable {
    private let letter: UInt8
    private let showsPlus: Bool
    private var places = 0
    private var suffix: [UInt8] = []

    init(_ tokens: ArraySlice<Token>) {
      if case .exponent(let letter, let showsPlus) = tokens.first {
        self.letter = letter
        self.showsPlus = showsPlus
      } else {
        letter = UInt8(ascii: "E")
        showsPlus = true
      }
      for token in tokens.dropFirst() {
        if case .placeholder(let kind) = token {
          // `E+###` pads as little as `E+0` does.
          if kind == UInt8(ascii: "0") || places == 0 { places += 1 }
        } else {
          suffix += token.source
        }
      }
    }

    /// With more than one digit before the point the exponent is a multiple of their number: `##0.0E+0`
    /// is engineering notation.
    func append(_ number: DecimalDigits, under layout: NumberLayout, to bytes: inout [UInt8]) {
      let step = max(1, layout.integerPlaces)
      var exponent = Self.multiple(of: step, notAbove: number.magnitude)
      var mantissa = Self.mantissa(of: number, exponent, layout.fractionPlaces)
      if !mantissa.isZero, mantissa.magnitude >= step {
        // 9.99 has become 10.0 by rounding.
        exponent += step
        mantissa = Self.mantissa(of: number, exponent, layout.fractionPlaces)
      }
      layout.append(mantissa, to: &bytes)
      bytes.append(letter)
      if exponent < 0 {
        bytes.append(UInt8(ascii: "-"))
      } else if showsPlus {
        bytes.append(UInt8(ascii: "+"))
      }
      let size = DecimalDigits(significand: UInt64(exponent.magnitude), exponent: 0)
      for _ in 0..<max(0, places - max(1, size.integerPlaces)) { bytes.append(UInt8(ascii: "0")) }
      size.appendInteger(to: &bytes)
      bytes.append(contentsOf: suffix)
    }

    private static func mantissa(
      of number: DecimalDigits, _ exponent: Int, _ places: Int
    ) -> DecimalDigits {
      var mantissa = number
      mantissa.exponent -= exponent
      mantissa.round(toPlaces: places)
      return mantissa
    }

    private static func multiple(of step: Int, notAbove value: Int) -> Int {
      let rest = value % step
      return value - (rest < 0 ? rest + step : rest)
    }
  }
}
