extension NumberFormat {
  /// Splits a code into sections of tokens.
  struct Lexer {
    private let code: [UInt8]
    private var position = 0
    private var section = RawSection()

    /// One to four sections without their alignment, or nil if the code cannot be read.
    static func sections(of code: String) -> [RawSection]? {
      let trimmed = Array(code.utf8)
      guard !trimmed.isEmpty, trimmed.count <= 4 * longestCode,
        code.unicodeScalars.count <= longestCode
      else { return nil }
      var lexer = Lexer(code: trimmed)
      return lexer.sections()
    }

    private init(code: [UInt8]) { self.code = code }

    private mutating func sections() -> [RawSection]? {
      var sections: [RawSection] = []
      while position < code.count {
        if code[position] == UInt8(ascii: ";") {
          position += 1
          section.dropAlignment()
          sections.append(section)
          section = RawSection()
          guard sections.count < 4 else { return nil }
        } else if !readToken() {
          return nil
        }
      }
      section.dropAlignment()
      sections.append(section)
      return sections
    }

    /// False if the code is broken off.
    private mutating func readToken() -> Bool {
      let byte = code[position]
      switch byte {
      case UInt8(ascii: "\""): return readQuoted()
      case UInt8(ascii: "["): return readBracket()
      // East Asian Excel escapes with `!`, as in `0!.0,"万"`.
      case UInt8(ascii: "\\"), UInt8(ascii: "!"):
        position += 1
        if position == code.count, byte == UInt8(ascii: "!") { literal([byte]) }
        literal(character())
      case UInt8(ascii: "_"):
        take(.blank)
        _ = character()
        section.isAligned = true
      case UInt8(ascii: "*"):
        position += 1
        _ = character()
        section.isAligned = true
      case UInt8(ascii: "0"), UInt8(ascii: "#"): take(.placeholder(byte))
      case UInt8(ascii: "?"):
        take(.placeholder(byte))
        section.isAligned = true
      case UInt8(ascii: "1")...UInt8(ascii: "9"): take(.digit(byte))
      case UInt8(ascii: "."): take(.point)
      case UInt8(ascii: ","): take(.comma)
      case UInt8(ascii: "%"): take(.percent)
      case UInt8(ascii: "/"): take(.slash)
      case UInt8(ascii: "@"): take(.text)
      default: readWord()
      }
      return true
    }

    private mutating func readQuoted() -> Bool {
      let start = position + 1
      guard let end = code[start...].firstIndex(of: UInt8(ascii: "\"")) else { return false }
      literal(Array(code[start..<end]))
      position = end + 1
      return true
    }

    private mutating func readBracket() -> Bool {
      let start = position + 1
      guard let end = code[start...].firstIndex(of: UInt8(ascii: "]")) else { return false }
      position = end + 1
      apply(Bracket(code[start..<end]))
      return true
    }

    private mutating func apply(_ bracket: Bracket) {
      switch bracket {
      case .elapsed(let letter, let count):
        section.tokens.append(.elapsed(letter: letter, count: count))
      case .condition(let condition): section.condition = condition
      case .numerals(let numerals): section.numerals = numerals
      case .ignored: break
      case .locale(let locale):
        literal(locale.currency)
        if locale.isSystemDate { section.isSystemDate = true }
        if locale.isSystemTime { section.isSystemTime = true }
        if locale.isChinese { section.isChinese = true }
        if locale.isTaiwanese { section.isTaiwanese = true }
      }
    }

    /// Words and letters with a meaning; any other character stands for itself.
    private mutating func readWord() {
      for word in ["General", "G/通用格式", "Standard"] where skip(word) != nil {
        section.tokens.append(.general)
        return
      }
      for word in ["AM/PM", "上午/下午", "A/P"] {
        guard let source = skip(word) else { continue }
        section.tokens.append(.meridiem(source: source))
        return
      }
      if skip("B1") != nil || skip("B2") != nil {
        // The Gregorian and the Hijri calendar: every year is shown as the Gregorian one.
        return
      }
      let byte = code[position]
      let letter = byte | 0x20
      if letter == UInt8(ascii: "e"), isAfterDigit, position + 1 < code.count {
        let sign = code[position + 1]
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
          position += 2
          section.tokens.append(.exponent(letter: byte, showsPlus: sign == UInt8(ascii: "+")))
          return
        }
      }
      guard byte < 0x80, "ymdhsebga".utf8.contains(letter) else {
        literal(character())
        return
      }
      let start = position
      while position < code.count, code[position] | 0x20 == letter { position += 1 }
      let source = Array(code[start..<position])
      if letter == UInt8(ascii: "a"), source.count < 3 {
        literal(source)
      } else {
        section.tokens.append(.date(letter: letter, count: source.count, source: source))
      }
    }

    private var isAfterDigit: Bool {
      switch section.tokens.last {
      case .placeholder, .point: true
      default: false
      }
    }

    private mutating func take(_ token: Token) {
      section.tokens.append(token)
      position += 1
    }

    /// Joins neighbouring literals, so that a cell is filled in with few copies.
    private mutating func literal(_ bytes: [UInt8]) {
      guard !bytes.isEmpty else { return }
      if case .literal(let before) = section.tokens.last {
        section.tokens[section.tokens.count - 1] = .literal(before + bytes)
      } else {
        section.tokens.append(.literal(bytes))
      }
    }

    /// Moves past one character of one to four bytes; empty at the end.
    private mutating func character() -> [UInt8] {
      let start = position
      guard position < code.count else { return [] }
      position += 1
      while position < code.count, code[position] & 0xC0 == 0x80 { position += 1 }
      return Array(code[start..<position])
    }

    /// Moves past this word, whatever the case of its letters.
    private mutating func skip(_ word: String) -> [UInt8]? {
      var end = position
      for byte in word.utf8 {
        guard end < code.count else { return nil }
        let isLetter = byte >= 0x41 && byte < 0x80
        guard isLetter ? code[end] | 0x20 == byte | 0x20 : code[end] == byte else { return nil }
        end += 1
      }
      defer { position = end }
      return Array(code[position..<end])
    }
  }
}
