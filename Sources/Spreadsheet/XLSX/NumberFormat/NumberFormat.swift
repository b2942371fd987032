/// A number format code, compiled once so that each cell only has to be filled in.
///
/// It turns a cell's number into the text a user sees (SPEC SHEET-5). Sources: ECMA-376 part 1, 18.8.30
/// for the built-in formats and 18.8.31 for the codes. Colors and fill characters have no text and
/// vanish; `_x` is one space, whatever the width of `x`.
///
/// Excel shows `####` for what a format cannot show: a day before 1900 or past 9999, or a number that
/// meets none of the conditions. Here such a number is shown as General, since it is still data.
package struct NumberFormat: Sendable {
  /// Plain numbers, and text as it is.
  package static let general = NumberFormat()

  /// Longest code in characters; Excel itself stops at 255.
  static let longestCode = 1_000

  /// One to three sections for numbers, by sign or by condition; none is General.
  private var numberSections: [Section] = []
  /// Shown for text cells; nil leaves text as it is.
  private var textSection: [TextPart]?
  /// Whether a section has a condition of its own instead of the order positive, negative, zero.
  private var hasConditions = false

  private init() {}

  /// Compiles a code, `yyyy"年"m"月"d"日"` for example.
  ///
  /// Never fails: a code that cannot be read behaves as General, and so does one of more than 1,000
  /// characters.
  package init(code: String) {
    guard let parsed = Lexer.sections(of: code) else { return }
    let (numbers, text) = Self.splitTextSection(parsed)
    textSection = text.map { Self.textParts($0) }
    let sections = numbers.map { Section($0) }
    // A lone General needs no compiled form, and `isGeneral` lets a reader skip this type altogether.
    if sections.count == 1, sections[0].isPlainGeneral { return }
    numberSections = sections
    hasConditions = sections.contains { $0.condition != nil }
    setDefaultConditions()
  }

  /// Whether numbers are shown by `GeneralNumber` and nothing else.
  package var isGeneral: Bool { numberSections.isEmpty }

  /// Whether text cells are shown otherwise than as they are, as under `@"元"`.
  package var changesText: Bool {
    guard let textSection else { return false }
    guard textSection.count == 1, case .text = textSection[0] else { return true }
    return false
  }

  /// Whether numbers are shown as dates, times or elapsed times.
  package var isDate: Bool { numberSections.contains { $0.isDate } }

  /// Appends what the user sees for this number, as UTF-8.
  package func append(_ value: Double, dateSystem: DateSystem, to bytes: inout [UInt8]) {
    guard value.isFinite, let section = section(for: value) else {
      GeneralNumber.append(value, to: &bytes)
      return
    }
    section.append(value, dateSystem: dateSystem, to: &bytes)
  }

  /// Appends what the user sees for a text cell, as UTF-8.
  ///
  /// That is section 4 with the text in place of `@`, or the text itself if the format has none.
  package func appendText(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    guard let textSection else {
      text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      return
    }
    for part in textSection {
      switch part {
      case .literal(let literal): bytes.append(contentsOf: literal)
      case .text: text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      }
    }
  }

  private func section(for value: Double) -> Section? {
    guard let first = numberSections.first else { return nil }
    if !hasConditions {
      switch numberSections.count {
      case 1: return first
      case 2: return value < 0 ? numberSections[1] : first
      default: return value > 0 ? first : numberSections[value < 0 ? 1 : 2]
      }
    }
    for section in numberSections where section.condition?.holds(for: value) ?? true {
      return section
    }
    return nil
  }

  /// Completes the conditions of a code that has some, as in `[>=100]0;0`.
  ///
  /// The last section is for everything else, the first for positive numbers unless it says otherwise.
  private mutating func setDefaultConditions() {
    let count = numberSections.count
    guard hasConditions else {
      if count > 1 { numberSections[1].isForNegatives = true }
      return
    }
    if numberSections[0].condition == nil, count > 1 {
      numberSections[0].condition = Condition(count == 2 ? .notLess : .greater, than: 0)
    }
    if count == 3 {
      if numberSections[1].condition == nil {
        numberSections[1].condition = Condition(.less, than: 0)
      }
      numberSections[2].condition = nil
    }
    for index in 0..<min(2, count) {
      // A second section without a condition gets what the first one leaves.
      numberSections[index].isForNegatives =
        numberSections[index].condition?.isForNegatives
        ?? numberSections[0].condition?.isForPositives ?? false
    }
  }

  /// The last section is for text when it is the fourth or has an `@`.
  private static func splitTextSection(
    _ sections: [RawSection]
  ) -> (numbers: [RawSection], text: RawSection?) {
    guard let last = sections.last else { return ([], nil) }
    let isForText = sections.count == 4 || last.tokens.contains { $0.isText }
    return isForText ? (sections.dropLast(), last) : (sections, nil)
  }
}
