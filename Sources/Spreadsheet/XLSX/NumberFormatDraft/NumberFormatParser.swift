/// Takes a format code apart into sections and tokens.
struct NumberFormatParser {
  private let code: [Character]
  private var index = 0
  private var section = NumberFormat.Section()
  private var finished: [NumberFormat.Section] = []
  private var commas = 0

  private init(_ code: String) { self.code = Array(code) }

  /// The sections of a code, at most four; none when it is empty.
  static func sections(_ code: String) -> [NumberFormat.Section] {
    var parser = NumberFormatParser(code)
    while parser.index < parser.code.count { parser.readToken() }
    parser.finishSection()
    let sections = Array(parser.finished.prefix(4))
    return sections.contains { !$0.tokens.isEmpty } ? sections : []
  }

  private mutating func readToken() {
    let character = code[index]
    index += 1
    switch character {
    case ";": finishSection()
    case "\"": readQuoted()
    case "\\", "!":
      if index < code.count { literal(String(code[index])) }
      index += 1
    case "_":
      if index < code.count { literal(" ") }
      index += 1
    case "*": index += 1
    case "[": readBracket()
    case "0", "#", "?": digit(character)
    case ".": readPoint()
    case ",": commas += 1
    case "%": append(.percent)
    case "@": append(.text)
    case "/": append(.slash)
    default: readWord(character)
    }
  }

  private mutating func readWord(_ character: Character) {
    let lower = Character(character.lowercased())
    if lower == "g", matches("eneral") {
      index += 6
      return append(.general)
    }
    if lower == "e", index < code.count, code[index] == "+" || code[index] == "-", section.hasDigits {
      append(.exponent(showsPlus: code[index] == "+"))
      index += 1
      return
    }
    if lower == "a", let half = halfDay() { return append(.date(.halfDay(half))) }
    if character == "上", matches("午/下午") {
      index += 4
      return append(.date(.halfDay(.chinese)))
    }
    guard "ymdhsae".contains(lower) else { return literal(String(character)) }
    var count = 1
    while index < code.count, code[index].lowercased() == String(lower) {
      count += 1
      index += 1
    }
    switch lower {
    case "y": append(.date(.year(count)))
    case "e": append(.date(.year(4)))
    case "m": append(.date(.month(count)))
    case "d": append(.date(count < 3 ? .day(count) : .weekday(count)))
    case "h": append(.date(.hour(count)))
    case "s": append(.date(.second(count)))
    default: append(count < 3 ? .literal(Array(repeating: 0x61, count: count)) : .date(.chineseWeekday(count)))
    }
  }

  private mutating func halfDay() -> NumberFormat.HalfDay? {
    if matches("m/pm") {
      index += 4
      return .english
    }
    if matches("/p") {
      index += 2
      return .letter
    }
    return nil
  }

  private func matches(_ word: String) -> Bool {
    index + word.count <= code.count
      && String(code[index..<index + word.count]).lowercased() == word
  }

  private mutating func readQuoted() {
    var text = ""
    while index < code.count, code[index] != "\"" {
      text.append(code[index])
      index += 1
    }
    index += 1
    literal(text)
  }

  /// Colours, conditions, elapsed time, currency and language.
  private mutating func readBracket() {
    let inner = String(code[index...].prefix { $0 != "]" })
    index += inner.count + 1
    let lower = inner.lowercased()
    if let first = lower.first, "hms".contains(first), lower.allSatisfy({ $0 == first }) {
      let part: NumberFormat.DatePart =
        first == "h" ? .elapsedHours(lower.count)
        : first == "m" ? .elapsedMinutes(lower.count) : .elapsedSeconds(lower.count)
      append(.date(part))
    } else if inner.hasPrefix("$") {
      readCurrency(inner.dropFirst())
    } else if let condition = Self.condition(inner) {
      section.condition = condition
    }
  }

  /// `$¥-804`: a currency's text and a language's number.
  private mutating func readCurrency(_ inner: Substring) {
    let halves = inner.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    if let text = halves.first, !text.isEmpty { literal(String(text)) }
    guard halves.count == 2 else { return }
    let language = halves[1].uppercased()
    // The system's long date and time follow the reader's settings: ISO 8601 suits all.
    if language == "F800" || language == "X-SYSDATE" {
      replaceRest(with: "yyyy-mm-dd")
    } else if language == "F400" || language == "X-SYSTIME" {
      replaceRest(with: "hh:mm:ss")
    }
    section.isChinese = ["804", "404", "C04", "1004", "1404", "004"].contains { language.hasSuffix($0) }
  }

  private mutating func replaceRest(with code: String) {
    section.tokens = Self.sections(code).first?.tokens ?? []
    while index < self.code.count, self.code[index] != ";" { index += 1 }
  }

  private static func condition(_ text: String) -> NumberFormat.Condition? {
    let comparisons: [(String, NumberFormat.Condition.Comparison)] = [
      ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("<>", .notEqual), ("<", .less), (">", .greater),
      ("=", .equal),
    ]
    for (mark, comparison) in comparisons where text.hasPrefix(mark) {
      guard let bound = Double(text.dropFirst(mark.count)) else { return nil }
      return NumberFormat.Condition(comparison: comparison, bound: bound)
    }
    return nil
  }

  /// A point before zeros right behind the seconds is their fraction.
  private mutating func readPoint() {
    guard case .date(.second)? = section.tokens.last else {
      if case .date(.elapsedSeconds)? = section.tokens.last { return readFraction() }
      return append(.point)
    }
    readFraction()
  }

  private mutating func readFraction() {
    let zeros = code[index...].prefix { $0 == "0" }.count
    guard zeros > 0 else { return literal(".") }
    index += zeros
    append(.date(.fraction(min(zeros, 3))))
  }

  private mutating func digit(_ character: Character) {
    if commas > 0, section.hasDigits { section.groupsThousands = true }
    commas = 0
    section.tokens.append(.digit(character.asciiValue ?? 0x30))
  }

  private mutating func literal(_ text: String) {
    settleCommas()
    if case .literal(let bytes)? = section.tokens.last {
      section.tokens[section.tokens.count - 1] = .literal(bytes + text.utf8)
    } else {
      section.tokens.append(.literal(Array(text.utf8)))
    }
  }

  private mutating func append(_ token: NumberFormat.Token) {
    settleCommas()
    section.tokens.append(token)
  }

  /// Commas right behind a digit placeholder scale; elsewhere they are text.
  private mutating func settleCommas() {
    guard commas > 0 else { return }
    if case .digit? = section.tokens.last {
      section.thousandScales += commas
    } else {
      section.tokens.append(.literal(Array(repeating: UInt8(ascii: ","), count: commas)))
    }
    commas = 0
  }

  private mutating func finishSection() {
    settleCommas()
    tellMinutes()
    if section.isDate { takeNumbersAsText() }
    finished.append(section)
    section = NumberFormat.Section()
  }

  /// An `m` after hours or before seconds is minutes, elsewhere months.
  private mutating func tellMinutes() {
    var isAfterHour = false
    for index in section.tokens.indices {
      guard case .date(let part) = section.tokens[index] else { continue }
      switch part {
      case .hour, .elapsedHours: isAfterHour = true
      case .month(let count) where count <= 2 && (isAfterHour || isBeforeSeconds(index)):
        section.tokens[index] = .date(.minute(count))
        isAfterHour = false
      case .halfDay: break
      default: isAfterHour = false
      }
    }
  }

  private func isBeforeSeconds(_ index: Int) -> Bool {
    for token in section.tokens[(index + 1)...] {
      guard case .date(let part) = token else { continue }
      switch part {
      case .second, .elapsedSeconds: return true
      default: return false
      }
    }
    return false
  }

  /// In a date, what would place digits is text.
  private mutating func takeNumbersAsText() {
    section.tokens = section.tokens.map { token in
      switch token {
      case .slash: .literal([UInt8(ascii: "/")])
      case .point: .literal([UInt8(ascii: ".")])
      case .percent: .literal([UInt8(ascii: "%")])
      case .digit(let byte): .literal([byte])
      default: token
      }
    }
  }
}
