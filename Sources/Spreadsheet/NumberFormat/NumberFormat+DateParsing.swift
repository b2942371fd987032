extension NumberFormat {
  /// Finds the parts of a date in the tokens of a section.
  struct DateParser {
    private let raw: RawSection
    private var parts: [DateLayout.Part] = []
    /// The last part of a date that was seen, `AM/PM` left out: `m` after an hour is a minute.
    private var lastLetter: UInt8 = 0

    static func parts(of raw: RawSection) -> [DateLayout.Part] {
      var parser = DateParser(raw: raw)
      parser.parse()
      return parser.parts
    }

    private init(raw: RawSection) { self.raw = raw }

    private mutating func parse() {
      var index = 0
      while index < raw.tokens.count {
        defer { index += 1 }
        switch raw.tokens[index] {
        case .date(let letter, let count, let source):
          add(letter, count, source, isMinute: isMinute(letter, count, at: index))
          lastLetter = letter
        case .elapsed(let letter, let count):
          let digits = min(count, 9)
          switch letter {
          case UInt8(ascii: "h"): parts.append(.elapsedHours(digits: digits))
          case UInt8(ascii: "m"): parts.append(.elapsedMinutes(digits: digits))
          default: parts.append(.elapsedSeconds(digits: digits))
          }
          lastLetter = letter
        case .meridiem(let source): addMeridiem(source)
        case .point:
          let digits = secondFraction(after: index)
          if digits > 0 {
            parts.append(.secondFraction(digits: digits))
            index += digits
          } else {
            addLiteral([UInt8(ascii: ".")])
          }
        case let token: addLiteral(token.source)
        }
      }
    }

    private mutating func add(_ letter: UInt8, _ count: Int, _ source: [UInt8], isMinute: Bool) {
      let digits = min(count, 2)
      switch letter {
      case UInt8(ascii: "y"): parts.append(.year(digits: count > 2 ? 4 : 2))
      case UInt8(ascii: "e"): parts.append(raw.isTaiwanese ? .republicYear : .year(digits: 4))
      case UInt8(ascii: "b"): parts.append(.buddhistYear(digits: count > 2 ? 4 : 2))
      case UInt8(ascii: "m") where isMinute: parts.append(.minute(digits: digits))
      case UInt8(ascii: "m"):
        switch count {
        case 1, 2: parts.append(.month(digits: digits))
        case 3: parts.append(.monthName(.short))
        case 5: parts.append(.monthName(.initial))
        default: parts.append(.monthName(.full))
        }
      case UInt8(ascii: "d") where count > 2: parts.append(.weekday(isFull: count > 3))
      case UInt8(ascii: "d"): parts.append(.day(digits: digits))
      case UInt8(ascii: "a"): parts.append(.chineseWeekday(isFull: count > 3))
      case UInt8(ascii: "h"): parts.append(.hour(digits: digits))
      case UInt8(ascii: "s"): parts.append(.second(digits: digits))
      // The name of the era; only Taiwan's has one here.
      case UInt8(ascii: "g"):
        if raw.isTaiwanese { addLiteral(Array((count > 2 ? "中華民國" : "民國").utf8)) }
      default: addLiteral(source)
      }
    }

    private func isMinute(_ letter: UInt8, _ count: Int, at index: Int) -> Bool {
      guard letter == UInt8(ascii: "m"), count <= 2 else { return false }
      if lastLetter == UInt8(ascii: "h") { return true }
      for token in raw.tokens[(index + 1)...] {
        switch token {
        case .date(let next, _, _): return next == UInt8(ascii: "s")
        case .elapsed(let next, _): return next == UInt8(ascii: "s")
        default: continue
        }
      }
      return false
    }

    private mutating func addMeridiem(_ source: [UInt8]) {
      let half = source.firstIndex(of: UInt8(ascii: "/")) ?? source.endIndex
      let (am, pm) = (Array(source[..<half]), Array(source[half...].dropFirst()))
      if raw.isChinese, source.count == 5 {
        parts.append(.meridiem(am: Array("上午".utf8), pm: Array("下午".utf8)))
      } else if source.count == 5 {
        // Excel shows AM and PM, but a and p as the code spells them.
        parts.append(.meridiem(am: Array("AM".utf8), pm: Array("PM".utf8)))
      } else {
        parts.append(.meridiem(am: am, pm: pm))
      }
    }

    /// Digits of a fraction of a second after a decimal point.
    private func secondFraction(after index: Int) -> Int {
      guard lastLetter == UInt8(ascii: "s") else { return 0 }
      return raw.tokens[(index + 1)...].prefix {
        if case .placeholder(UInt8(ascii: "0")) = $0 { true } else { false }
      }.count
    }

    private mutating func addLiteral(_ bytes: [UInt8]) {
      guard !bytes.isEmpty else { return }
      if case .literal(let before) = parts.last {
        parts[parts.count - 1] = .literal(before + bytes)
      } else {
        parts.append(.literal(bytes))
      }
    }
  }
}
