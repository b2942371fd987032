extension NumberFormat {
  /// The smallest piece of a code that means something.
  enum Token {
    case literal([UInt8])
    /// `0`, `#` or `?`.
    case placeholder(UInt8)
    /// `1` to `9`, plain text except in the denominator of a fraction.
    case digit(UInt8)
    case point
    case comma
    case percent
    case slash
    /// `E+` or `E-`; `E+` shows the sign of positive exponents, too.
    case exponent(letter: UInt8, showsPlus: Bool)
    /// `@`.
    case text
    /// `_x`, as wide as another character; `RawSection.dropAlignment` takes it away.
    case blank
    case general
    /// A run of one letter that stands for a part of a date; the letter is lowercase.
    case date(letter: UInt8, count: Int, source: [UInt8])
    /// `[h]`, `[mm]` and so on.
    case elapsed(letter: UInt8, count: Int)
    /// `AM/PM`, `A/P` or `上午/下午`.
    case meridiem(source: [UInt8])

    var isText: Bool {
      if case .text = self { return true }
      return false
    }

    /// Whether what the token shows begins, or ends, with a letter or digit; a currency sign is neither.
    fileprivate var beginsWithWord: Bool { isWord { $0.unicodeScalars.first } }
    fileprivate var endsInWord: Bool { isWord { $0.unicodeScalars.last } }

    private func isWord(_ scalar: (String) -> Unicode.Scalar?) -> Bool {
      switch self {
      case .placeholder, .digit, .text, .general, .date, .elapsed, .meridiem: true
      case .literal(let bytes):
        scalar(String(decoding: bytes, as: UTF8.self))?.properties.isAlphabetic ?? false
      case .point, .comma, .percent, .slash, .exponent, .blank: false
      }
    }

    /// The characters of the code, for a token that turns out to be plain text.
    var source: [UInt8] {
      switch self {
      case .literal(let bytes), .date(_, _, let bytes), .meridiem(let bytes): bytes
      case .placeholder(let byte), .digit(let byte): [byte]
      case .point: [UInt8(ascii: ".")]
      case .comma: [UInt8(ascii: ",")]
      case .percent: [UInt8(ascii: "%")]
      case .slash: [UInt8(ascii: "/")]
      case .exponent(let letter, let showsPlus):
        [letter, showsPlus ? UInt8(ascii: "+") : UInt8(ascii: "-")]
      case .text, .general, .elapsed, .blank: []
      }
    }
  }

  /// A section as it was read.
  struct RawSection {
    var tokens: [Token] = []
    var condition: Condition?
    /// Whether the locale is one of the Chinese ones, which changes the names of months and days.
    var isChinese = false
    /// Whether the locale is Taiwan, whose `e` counts years from 1912.
    var isTaiwanese = false
    var numerals: ChineseNumerals?
    var isSystemDate = false
    var isSystemTime = false
    /// Whether something only aligns what is shown: `_x`, `*x`, `?`.
    var isAligned = false

    /// Takes away the blanks that align a column; one stays as a space where two words would join.
    mutating func dropAlignment() {
      var kept: [Token] = []
      for (index, token) in tokens.enumerated() {
        guard case .blank = token else {
          kept.append(token)
          continue
        }
        guard index > 0, index + 1 < tokens.count, tokens[index - 1].endsInWord,
          tokens[index + 1].beginsWithWord
        else { continue }
        kept.append(.literal([UInt8(ascii: " ")]))
      }
      tokens = kept
    }

    /// A section is a date if a part of a date comes before any digit: in `0.00 USD` the letters are
    /// a sloppy literal.
    var isDate: Bool {
      for token in tokens {
        switch token {
        case .placeholder, .general: return false
        case .date, .elapsed, .meridiem: return true
        default: continue
        }
      }
      return false
    }
  }
}
