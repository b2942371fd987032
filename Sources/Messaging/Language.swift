/// A language that people are spoken to in.
///
/// What is for programs (JSON, CSV, codes, settings) is the same in all of them.
package enum Language: String, Sendable, CaseIterable, Codable {
  case english = "en"
  /// Simplified Chinese.
  case chinese = "zh"
}

/// Words of ours in every language; none can be left out.
package struct Phrase: Sendable {
  private let english, chinese: StaticString

  package init(_ english: StaticString, _ chinese: StaticString) {
    self.english = english
    self.chinese = chinese
  }

  package subscript(language: Language) -> StaticString {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  /// The words with values in the places of `{1}`, `{2}` and so on.
  package func text(_ language: Language, _ values: String...) -> String {
    text(language, values)
  }

  package func text(_ language: Language, _ values: [String]) -> String {
    var text = "\(self[language])"
    guard !values.isEmpty else { return text }
    // Through a character that is in no text, so that a value that looks like a place stays as it is.
    for index in values.indices {
      text = text.split(separator: "{\(index + 1)}", omittingEmptySubsequences: false)
        .joined(separator: "\u{0}\(index)\u{0}")
    }
    let parts = text.split(separator: "\u{0}", omittingEmptySubsequences: false)
    return parts.enumerated().map { place, part in
      place % 2 == 0 ? String(part) : values[Int(part) ?? 0]
    }.joined()
  }
}
