extension NumberFormat {
  /// What the commas of a number section mean (ECMA-376 part 1, 18.8.31).
  ///
  /// Between digits of the integer part they ask for thousands separators; right after the digits each
  /// of them divides by a thousand, as in `0.0,,"M"`; anywhere else they are text.
  struct Commas {
    private(set) var isGrouped = false
    private(set) var scale = 0
    private var meaningful: Set<Int> = []

    init(_ tokens: [Token]) {
      let digits = tokens.indices.filter {
        if case .placeholder = tokens[$0] { true } else { false }
      }
      let point = tokens.firstIndex { if case .point = $0 { true } else { false } }
      guard let first = digits.first else { return }
      let lastInteger = digits.last { $0 < point ?? tokens.endIndex } ?? first
      var isAfterDigit = false
      for index in tokens.indices {
        switch tokens[index] {
        case .comma where index > first && index < lastInteger:
          isGrouped = true
          meaningful.insert(index)
        case .comma where isAfterDigit:
          scale -= 3
          meaningful.insert(index)
        case .placeholder, .point: isAfterDigit = index >= first
        default: isAfterDigit = false
        }
      }
    }

    func isMeaningful(_ index: Int) -> Bool { meaningful.contains(index) }
  }
}
