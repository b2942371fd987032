/// Replies that ask for no more messages (SPEC ADMIN-8).
///
/// A reply is one of the words, in any case and width, with any punctuation, symbols or emoji about it, once
/// or again, and with polite words that leave no doubt. Only its first line counts, since a signature or
/// what is answered may stand below. `TD is late` and `no thanks` are none.
package struct OptOut: Sendable {
  /// What people are told to reply: by the consoles (`TD`, `T`, `N`, and `R` by their newer review rules), by
  /// carriers (CTIA, Short Code Monitoring Handbook), and in Chinese.
  package static let words = [
    "TD", "T", "N", "R", "STOP", "UNSUBSCRIBE", "退订", "退訂", "STOPALL", "END", "QUIT", "CANCEL",
    "OPTOUT", "UNSUB", "拒收", "取消订阅", "取消訂閱",
  ]

  /// The words' letters, in capitals.
  private let wanted: Set<String>

  /// Replies of these words opt out, in any case.
  package init(_ words: [String] = Self.words) {
    wanted = Set(
      words.map { Self.letters(of: SpokenToken.all(of: $0)) }.filter { !$0.isEmpty })
  }

  /// Whether a reply asks for no more messages.
  ///
  /// - Complexity: O(n) in the text's length, for a fixed list of words.
  package func isAsked(by text: String) -> Bool {
    let line = Self.firstLine(of: text)
    guard !line.isEmpty else { return false }
    // `S.T.O.P`, `opt out`, `td`: all of it is one word.
    return wanted.contains(Self.letters(of: line)) || isAllWords(line)
  }

  /// The first line that says anything and is no quotation, or of nothing but quotations the first.
  private static func firstLine(of text: String) -> [SpokenToken] {
    var quoted: [SpokenToken] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let tokens = SpokenToken.all(of: String(line))
      guard tokens.contains(where: { $0.letters != nil }) else { continue }
      guard tokens.first == .mark(">") else { return tokens }
      if quoted.isEmpty { quoted = tokens }
    }
    return quoted
  }

  private static func letters(of tokens: [SpokenToken]) -> String {
    tokens.compactMap(\.letters).joined()
  }

  /// Whether the line is nothing but opt-out words and polite ones.
  private func isAllWords(_ line: [SpokenToken]) -> Bool {
    var found: [String] = []
    var isPolite = false
    var ideographs = ""
    func takeIdeographs() -> Bool {
      defer { ideographs = "" }
      guard let words = split(ideographs) else { return false }
      found += words
      return true
    }
    for token in line {
      if case .ideograph(let text) = token {
        ideographs += text
        continue
      }
      guard takeIdeographs() else { return false }
      guard case .word(let word, _) = token else { continue }
      if wanted.contains(word) {
        found.append(word)
      } else if Self.manners.contains(word) {
        isPolite = true
      } else {
        return false
      }
    }
    guard takeIdeographs(), !found.isEmpty else { return false }
    if isPolite { return found.contains { $0.count > 1 && !Self.bareWords.contains($0) } }
    // `T T` are tears.
    return found.count == 1 || found.contains { $0.count > 1 }
  }

  /// Words that ask for no more messages by themselves only: `please cancel` may be about what was ordered,
  /// and `N thanks` about what was offered.
  private static let bareWords: Set<String> = ["CANCEL", "END", "QUIT"]

  /// The opt-out words of Chinese text that holds nothing else but polite words; nil for other text.
  private func split(_ text: String) -> [String]? {
    var rest = Substring(text)
    var found: [String] = []
    while !rest.isEmpty {
      if let word = Self.longest(wanted, atStartOf: rest) {
        found.append(word)
        rest = rest.dropFirst(word.count)
      } else if let word = Self.longest(Self.chineseManners, atStartOf: rest) {
        rest = rest.dropFirst(word.count)
      } else {
        return nil
      }
    }
    return found
  }

  private static func longest(_ words: Set<String>, atStartOf text: Substring) -> String? {
    words.filter { text.hasPrefix($0) }.max { $0.count < $1.count }
  }

  private static let manners: Set<String> = [
    "PLEASE", "PLS", "PLZ", "THANKS", "THX", "THANK", "YOU", "ME", "NOW", "ALL", "MESSAGES",
    "MESSAGE", "TEXTS", "SMS", "MESSAGING", "TEXTING", "SENDING", "SPAMMING", "SPAM", "THIS",
    "THESE", "IT", "REPLY", "TO", "FROM", "LIST",
  ]

  private static let chineseManners: Set<String> = [
    "请", "請", "我", "要", "想", "我要", "我想", "要求", "申请", "申請", "帮我", "幫我", "给我", "給我", "麻烦",
    "麻煩", "谢谢", "謝謝", "多谢", "了", "吧", "啊", "哦", "您好", "你好", "短信", "回复", "回覆", "回", "全部", "所有",
    "立即", "立刻", "马上", "馬上", "直接", "信息",
  ]
}
