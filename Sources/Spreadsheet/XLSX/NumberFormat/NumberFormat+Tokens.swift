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
      case .text, .general, .elapsed: []
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
