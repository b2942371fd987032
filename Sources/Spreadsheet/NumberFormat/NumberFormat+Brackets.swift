extension NumberFormat {
  /// What stands between `[` and `]` in a code.
  enum Bracket {
    case elapsed(letter: UInt8, count: Int)
    case condition(Condition)
    case locale(Locale)
    case numerals(ChineseNumerals)
    /// Colors, and what no program defines.
    case ignored

    init(_ content: ArraySlice<UInt8>) {
      guard let first = content.first else {
        self = .ignored
        return
      }
      if first == UInt8(ascii: "$") {
        self = .locale(Locale(content.dropFirst()))
      } else if let condition = Self.condition(content) {
        self = .condition(condition)
      } else if let numerals = Self.numerals(content) {
        self = .numerals(numerals)
      } else if "hms".utf8.contains(first | 0x20), content.allSatisfy({ $0 | 0x20 == first | 0x20 })
      {
        self = .elapsed(letter: first | 0x20, count: content.count)
      } else {
        self = .ignored
      }
    }

    private static func condition(_ content: ArraySlice<UInt8>) -> Condition? {
      let signs: [(String, Condition.Comparison)] = [
        ("<=", .notGreater), ("<>", .notEqual), (">=", .notLess), ("<", .less), (">", .greater),
        ("=", .equal),
      ]
      for (sign, comparison) in signs where content.starts(with: sign.utf8) {
        let number = Array(content.dropFirst(sign.utf8.count))
        // Unsafe: the number parser reads raw bytes, here of a copy that outlives the call.
        return number.withUnsafeBufferPointer { GeneralNumber.parse($0) }
          .map { Condition(comparison, than: $0) }
      }
      return nil
    }

    private static func numerals(_ content: ArraySlice<UInt8>) -> ChineseNumerals? {
      guard content.count == 6,
        content.dropLast().elementsEqual("dbnum".utf8, by: { $0 | 0x20 == $1 })
      else { return nil }
      switch content.last {
      case UInt8(ascii: "1"): return .ordinary
      case UInt8(ascii: "2"): return .financial
      case UInt8(ascii: "3"): return .fullWidth
      default: return nil
      }
    }
  }

  /// A currency text and a locale, as in `[$€-407]`, `[$-804]`, `[$-zh-CN]` or `[$USD]`.
  ///
  /// The number is a Windows locale identifier in hexadecimal, perhaps with the calendar and the
  /// numerals in its higher bytes.
  struct Locale {
    private(set) var currency: [UInt8] = []
    private(set) var isChinese = false
    private(set) var isTaiwanese = false
    private(set) var isSystemDate = false
    private(set) var isSystemTime = false

    init(_ content: ArraySlice<UInt8>) {
      let dash = content.firstIndex(of: UInt8(ascii: "-")) ?? content.endIndex
      currency = Array(content[..<dash])
      let name = String(decoding: content[dash...].dropFirst(), as: UTF8.self).lowercased()
      // A part of the code after a comma names the calendar.
      let tag = name.prefix { $0 != "," }
      switch tag {
      case "f800", "x-sysdate": isSystemDate = true
      case "f400", "x-systime": isSystemTime = true
      default:
        let identifier = UInt64(tag, radix: 16) ?? 0
        isChinese = identifier & 0x3FF == 0x04 || tag.hasPrefix("zh")
        isTaiwanese = identifier & 0xFFFF == 0x0404 || tag == "zh-tw"
      }
    }
  }
}
