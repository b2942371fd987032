/// A number format code, compiled once so that each cell only has to be filled in.
///
/// It turns a cell's number into the text a user sees (SPEC SHEET-5). Sources: ECMA-376 part 1, 18.8.30
/// for the built-in formats and 18.8.31 for the codes. Colors and fill characters have no text and
/// vanish, and so do the blanks that only align a column (SPEC SHEET-13): `_x`, and `?` at the ends.
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
  /// Whether a negative number that meets no condition keeps its sign.
  private var isRestSigned = true
  /// Whether the code aligns what it shows, so that blanks at the ends are no part of it.
  private var isAligned = false

  private init() {}

  /// Compiles a code, `yyyy"年"m"月"d"日"` for example.
  ///
  /// Never fails: a code that cannot be read behaves as General, and so does one of more than 1,000
  /// characters.
  ///
  /// - Parameters:
  ///   - code: as a file has it, always with English letters.
  ///   - dates: what the code leaves to the reader's country.
  package init(code: String, dates: DateStyle = .china) {
    guard let parsed = Lexer.sections(of: code) else { return }
    isAligned = parsed.contains { $0.isAligned }
    let (numbers, text) = Self.splitTextSection(parsed)
    textSection = text.map { Self.textParts($0) }
    let sections = numbers.map { Section($0, dates: dates) }
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

  /// Whether some number is shown with a plus or with digits that are not its own.
  package var addsDigits: Bool { numberSections.contains { $0.addsDigits } }

  /// Whether this number is shown so: its digits alone are then not what the user sees (SPEC NUM-1).
  package func addsDigits(to value: Double) -> Bool {
    section(for: value)?.addsDigits(to: value) ?? false
  }

  /// Appends what the user sees for this number, as UTF-8.
  package func append(_ value: Double, dateSystem: DateSystem, to bytes: inout [UInt8]) {
    guard value.isFinite, let section = section(for: value) else {
      GeneralNumber.append(isRestSigned ? value : value.magnitude, to: &bytes)
      return
    }
    let start = bytes.count
    section.append(value, dateSystem: dateSystem, to: &bytes)
    if isAligned { Self.trimBlanks(&bytes, from: start) }
  }

  private static func trimBlanks(_ bytes: inout [UInt8], from start: Int) {
    while bytes.count > start, bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    let blanks = bytes[start...].prefix { $0 == UInt8(ascii: " ") }
    bytes.removeSubrange(blanks.indices)
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
      if count > 1 { numberSections[1].isSigned = false }
      return
    }
    let second = count > 1 ? numberSections[1].condition : nil
    if numberSections[0].condition == nil, count > 1 {
      numberSections[0].condition = Condition(count == 2 ? .notLess : .greater, than: 0)
    }
    if count == 3 {
      if numberSections[1].condition == nil {
        numberSections[1].condition = Condition(.less, than: 0)
      }
      numberSections[2].condition = nil
    }
    for index in 0..<count {
      numberSections[index].isSigned = numberSections[index].condition?.isSigned ?? true
    }
    guard count < 3, second == nil else { return }
    // What the first section leaves; that it has no sign under `[<-5]` is Excel's own way.
    isRestSigned = numberSections[0].condition?.leavesSigned ?? true
    if count == 2 { numberSections[1].isSigned = isRestSigned }
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
