/// A template's content taken apart into literal text and variables (SPEC MSG-2).
package struct TemplateBody: Sendable, Equatable {
  /// How variables are written; a template keeps to one style.
  package enum Style: String, Sendable, CaseIterable {
    /// `{1}`
    case braces
    /// `<1>`
    case angles
    /// `${1}`
    case dollar
    /// `${name}`
    case named

    /// How the first variable looks.
    package var example: String {
      switch self {
      case .braces: "{1}"
      case .angles: "<1>"
      case .dollar: "${1}"
      case .named: "${name}"
      }
    }

    /// The style's form of a number or name.
    func text(of inner: String) -> String {
      switch self {
      case .braces: "{\(inner)}"
      case .angles: "<\(inner)>"
      case .dollar, .named: "${\(inner)}"
      }
    }
  }

  package enum Part: Sendable, Equatable {
    case literal(String)
    /// Zero-based: `{1}` is 0; a name counts from its first appearance.
    case variable(Int)
  }

  /// A variable as it stands in the content.
  struct Occurrence: Sendable, Equatable {
    var style: Style
    /// The number for numbered styles.
    var number: Int?
    var name: String
    /// In characters from the start of the content, from 1.
    var position: Int
    /// In characters, with its marks.
    var length: Int { style.text(of: name).count }
  }

  package let parts: [Part]
  /// The names of a named template, in the order of their first appearance; empty for numbered ones.
  package let names: [String]
  /// The highest variable: the sheet needs this many columns beside the number.
  package let variableCount: Int
  let occurrences: [Occurrence]
  /// The styles that variables are written in; lint wants one at most.
  package var styles: Set<Style> { Set(occurrences.map(\.style)) }

  /// Takes the content apart; what is no variable is text.
  ///
  /// Never fails: `Lint` finds what is wrong.
  ///
  /// - Complexity: O(n) in the content's length.
  package init(_ content: String) {
    var scanner = BodyScanner(content)
    scanner.run()
    occurrences = scanner.occurrences
    let isNamed = scanner.occurrences.contains { $0.style == .named }
    var names: [String] = []
    var highest = 0
    parts = scanner.pieces.map { piece in
      switch piece {
      case .literal(let text): return .literal(text)
      case .variable(let occurrence):
        if !isNamed, let number = occurrence.number {
          highest = max(highest, number)
          return .variable(number - 1)
        }
        if let known = names.firstIndex(of: occurrence.name) { return .variable(known) }
        names.append(occurrence.name)
        return .variable(names.count - 1)
      }
    }
    self.names = names
    variableCount = isNamed ? names.count : highest
  }

  package var hasVariables: Bool { variableCount > 0 }

  /// Whether a variable may have this name.
  static func isName(_ text: String) -> Bool { BodyScanner.isName(text) }

  /// How the variable is called when it is spoken of: `{2}` or its name.
  package func label(ofVariable index: Int) -> String {
    names.indices.contains(index) ? "${\(names[index])}" : "{\(index + 1)}"
  }
}

/// Finds the variables of a content.
private struct BodyScanner {
  enum Piece {
    case literal(String)
    case variable(TemplateBody.Occurrence)
  }

  private let characters: [Character]
  private var index = 0
  private var literal = ""
  private(set) var pieces: [Piece] = []
  private(set) var occurrences: [TemplateBody.Occurrence] = []

  init(_ content: String) { characters = Array(content) }

  mutating func run() {
    while index < characters.count {
      if let (occurrence, length) = variable() {
        flush()
        pieces.append(.variable(occurrence))
        occurrences.append(occurrence)
        index += length
      } else {
        literal.append(characters[index])
        index += 1
      }
    }
    flush()
  }

  private mutating func flush() {
    guard !literal.isEmpty else { return }
    pieces.append(.literal(literal))
    literal = ""
  }

  private func variable() -> (TemplateBody.Occurrence, length: Int)? {
    switch characters[index] {
    case "{": enclosed(from: index + 1, by: "}", style: .braces).map { ($0, $1 + 1) }
    case "<": enclosed(from: index + 1, by: ">", style: .angles).map { ($0, $1 + 1) }
    case "$" where index + 1 < characters.count && characters[index + 1] == "{":
      enclosed(from: index + 2, by: "}", style: .dollar).map { ($0, $1 + 2) }
    default: nil
    }
  }

  /// The variable between here and the closing mark, and its length with the mark.
  private func enclosed(
    from start: Int, by close: Character, style: TemplateBody.Style
  ) -> (TemplateBody.Occurrence, length: Int)? {
    let inner = characters[start...].prefix(32).prefix { $0 != close }
    guard !inner.isEmpty, start + inner.count < characters.count,
      characters[start + inner.count] == close
    else { return nil }
    let text = String(inner)
    if let number = Self.number(text) {
      return (
        TemplateBody.Occurrence(style: style, number: number, name: text, position: index + 1),
        inner.count + 1
      )
    }
    guard style == .dollar, Self.isName(text) else { return nil }
    return (
      TemplateBody.Occurrence(style: .named, number: nil, name: text, position: index + 1),
      inner.count + 1
    )
  }

  /// A variable's number, 1 to 999, without leading zeros.
  private static func number(_ text: String) -> Int? {
    guard text.count <= 3, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), text.first != "0" else {
      return nil
    }
    return Int(text)
  }

  fileprivate static func isName(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  }
}
