/// What a template's text says about opting out (SPEC MSG-8, ADMIN-8).
///
/// ```swift
/// OptOutNotice("Sale! Text QUIT to opt out.").words  // ["QUIT"]
/// OptOutNotice("新品上市，退订请回复0000").words  // ["0000"]
/// ```
package struct OptOutNotice: Sendable, Equatable {
  /// What people are told to reply, in capitals, in the order of the text.
  package private(set) var words: [String] = []
  /// Whether it tells them to reply something that cannot be read from the text, such as a variable.
  package private(set) var hasUnreadableWord = false
  /// Whether it speaks of opting out.
  package private(set) var isMentioned = false
  /// Whether it names a link, an address or a number to call for it.
  package private(set) var namesAnotherWay = false

  /// Reads the text of a template; no text fails.
  ///
  /// - Complexity: O(n) in the content's length.
  package init(_ content: String) {
    let body = TemplateBody(content)
    let tokens = body.parts.flatMap { part in
      switch part {
      case .literal(let text): SpokenToken.all(of: text)
      case .variable(let index): [SpokenToken.variable(index)]
      }
    }
    let reader = NoticeReader(tokens.map(\.folded), original: tokens)
    for index in tokens.indices {
      guard let found = reader.instruction(at: index) else { continue }
      hasUnreadableWord = hasUnreadableWord || found.isEmpty
      for word in found where !words.contains(word) { words.append(word) }
    }
    isMentioned = reader.mentionsPurpose
    guard isMentioned else { return }
    namesAnotherWay =
      reader.namesAnotherWay || content.contains("@") || Link.isIn(content)
  }
}

/// Finds instructions in tokens: a verb, a word and a purpose, in one of the orders that languages have.
private struct NoticeReader {
  private let tokens: [SpokenToken]
  private let original: [SpokenToken]

  init(_ tokens: [SpokenToken], original: [SpokenToken]) {
    self.tokens = tokens
    self.original = original
  }

  /// Tokens of the longest phrase of a list.
  private static let longestPhrase = 6

  /// The words that an instruction beginning here tells to reply; empty when it tells one that cannot be
  /// read; nil when none begins here.
  func instruction(at index: Int) -> [String]? {
    if let verb = match(OptOutLexicon.verbs, at: index) { return afterVerb(index, index + verb) }
    if let purpose = purpose(at: index), let words = afterPurpose(index, index + purpose) {
      return words
    }
    return wordFirst(at: index)
  }

  /// `reply STOP to unsubscribe`, `回复TD退订`, and `reply STOP` alone.
  private func afterVerb(_ verb: Int, _ start: Int) -> [String]? {
    let place = skip(OptOutLexicon.fillers, from: start)
    if case .variable? = at(place) {
      return purpose(at: skipConnectives(from: place + 1)) == nil ? nil : []
    }
    guard let (words, end) = words(at: place) else { return nil }
    if purpose(at: skipConnectives(from: end)) != nil { return words }
    // Without a purpose only words that say it themselves, as `TD` does to Chinese readers.
    let isChinese = if case .ideograph? = at(verb) { true } else { false }
    let plain = words.filter {
      OptOutLexicon.tellingWords.contains($0) || (isChinese && $0 == "TD")
    }
    return plain.isEmpty ? nil : plain
  }

  /// `to unsubscribe, reply T`, `退订请回复0000`, and `退订：TD`.
  private func afterPurpose(_ start: Int, _ end: Int) -> [String]? {
    let place = skip(OptOutLexicon.links, from: end)
    if let verb = match(OptOutLexicon.verbs, at: place) {
      let place = skip(OptOutLexicon.fillers, from: place + verb)
      if case .variable? = at(place) { return [] }
      return words(at: place)?.words
    }
    // Without a verb only what cannot be anything else.
    guard case .word(let word, _)? = at(place), OptOut.words.contains(word) || isShortNumber(word),
      !isLast(start) || OptOut.words.contains(word)
    else { return nil }
    return [word]
  }

  /// `STOP to opt out`, `TD退订`, `STOP au 36180`.
  private func wordFirst(at index: Int) -> [String]? {
    guard startsInstruction(index), let (words, end) = words(at: index), let word = words.first,
      OptOut.words.contains(word) || isLoud(index)
    else { return nil }
    if OptOut.words.contains(word), word.count > 1, destination(at: end) != nil { return words }
    return purpose(at: skipConnectives(from: end)) == nil ? nil : words
  }

  /// Whether a word here is the first of its part of the sentence.
  private func startsInstruction(_ index: Int) -> Bool {
    guard let before = at(index - 1) else { return true }
    if before.isMark { return true }
    return (1...2).contains { length in
      index >= length
        && OptOutLexicon.alternatives.contains(Array(tokens[(index - length)..<index]))
    }
  }

  // MARK: - Parts

  private func at(_ index: Int) -> SpokenToken? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  /// The words to choose from that begin here, and where they end.
  private func words(at index: Int) -> (words: [String], end: Int)? {
    guard var (word, end) = word(at: index) else { return nil }
    var words = [word]
    while let length = match(OptOutLexicon.alternatives, at: skip(Self.quotes, from: end)) {
      let place = skip(Self.quotes, from: skip(Self.quotes, from: end) + length)
      guard let next = self.word(at: place), OptOut.words.contains(next.0) || isLoud(place) else {
        break
      }
      (word, end) = next
      words.append(word)
    }
    return (words, end)
  }

  private static let quotes = Set(
    ["\"", "'", "“", "”", "‘", "’", "「", "」"].map { [SpokenToken.mark($0)] })

  /// One word: letters and digits, or Chinese that is an opt-out word or stands in quotation marks.
  private func word(at index: Int) -> (String, Int)? {
    switch at(index) {
    case .word(let text, _)?:
      guard text.count <= 16, !OptOutLexicon.notReplied.contains(text) else { return nil }
      return (text, index + 1)
    case .ideograph?:
      let run = tokens[index...].prefix(8).prefix {
        if case .ideograph = $0 { true } else { false }
      }
      let letters = run.compactMap(\.letters).joined()
      if let known = OptOut.words.filter({ letters.hasPrefix($0) }).max(by: { $0.count < $1.count })
      {
        return (known, index + known.count)
      }
      let isQuoted = at(index - 1).map { Self.quotes.contains([$0]) } ?? false
      let end = index + run.count
      guard isQuoted, let close = at(end), Self.quotes.contains([close]) else { return nil }
      return (letters, end)
    default: return nil
    }
  }

  private func isLoud(_ index: Int) -> Bool {
    guard original.indices.contains(index), case .word(_, let isLoud) = original[index] else {
      return false
    }
    return isLoud
  }

  private func isShortNumber(_ word: String) -> Bool {
    word.count <= 4 && word.utf8.allSatisfy { $0 &- 0x30 < 10 }
  }

  /// Tokens of the purpose here; 0 is none.
  private func purpose(at index: Int) -> Int? {
    if let length = match(OptOutLexicon.purposes, at: index) { return length }
    guard let length = match(OptOutLexicon.lastPurposes, at: index) else { return nil }
    let next = at(index + length)
    let isFollowedByVerb = match(OptOutLexicon.verbs, at: index + length) != nil
    return next == nil || next?.isMark == true || isFollowedByVerb ? length : nil
  }

  /// Whether the purpose here is one only because nothing more is said.
  private func isLast(_ index: Int) -> Bool { match(OptOutLexicon.purposes, at: index) == nil }

  /// `to 10690`: the number that the word is sent to.
  private func destination(at index: Int) -> Int? {
    guard let length = match(OptOutLexicon.destinations, at: index) else { return nil }
    switch at(index + length) {
    case .word(let text, _)? where text.count >= 3 && text.utf8.allSatisfy { $0 &- 0x30 < 10 }:
      return length + 1
    case .variable?: return length + 1
    default: return nil
    }
  }

  private func skipConnectives(from start: Int) -> Int {
    var place = start
    while place - start < 12 {
      if let length = destination(at: place) {
        place += length
      } else if purpose(at: place) == nil, let length = match(OptOutLexicon.connectives, at: place)
      {
        place += length
      } else {
        break
      }
    }
    return place
  }

  private func skip(_ phrases: Set<OptOutLexicon.Phrase>, from start: Int) -> Int {
    var place = start
    while place - start < 12, let length = match(phrases, at: place) { place += length }
    return place
  }

  /// Tokens of the longest phrase of the list that stands here.
  private func match(_ phrases: Set<OptOutLexicon.Phrase>, at index: Int) -> Int? {
    guard index < tokens.count else { return nil }
    let most = min(Self.longestPhrase, tokens.count - index)
    return (1...most).reversed().first { phrases.contains(Array(tokens[index..<index + $0])) }
  }

  // MARK: - Other ways

  var mentionsPurpose: Bool {
    tokens.indices.contains { match(OptOutLexicon.purposes, at: $0) != nil }
  }

  /// A place such as the settings; or a number or variable behind a word such as `call` or `click`.
  var namesAnotherWay: Bool {
    tokens.indices.contains { index in
      if match(OptOutLexicon.places, at: index) != nil { return true }
      guard let length = match(OptOutLexicon.otherWays, at: index) else { return false }
      return tokens[(index + length)...].prefix(12).contains { token in
        switch token {
        case .variable: true
        case .word(let text, _): text.count >= 5 && text.utf8.allSatisfy { $0 &- 0x30 < 10 }
        case .ideograph, .mark: false
        }
      }
    }
  }
}
