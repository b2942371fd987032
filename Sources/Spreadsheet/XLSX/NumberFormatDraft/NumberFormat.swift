/// A cell's number format, compiled once for its style (ECMA-376 part 1, 18.8.31; SPEC SHEET-5).
///
/// Colours vanish, a fill (`*x`) is left out, padding (`_x`) is a space. A format that cannot be read
/// behaves as General.
package struct NumberFormat: Sendable {
  /// A part of a section, in the order of the code.
  enum Token: Sendable, Equatable {
    case literal([UInt8])
    case general
    /// `0`, `#` or `?`.
    case digit(UInt8)
    case point
    case percent
    /// `E+` shows the sign of every exponent, `E-` that of negative ones.
    case exponent(showsPlus: Bool)
    case slash
    case text
    case date(DatePart)
  }

  enum DatePart: Sendable, Equatable {
    case year(Int)
    case month(Int)
    case day(Int)
    case weekday(Int)
    /// `aaa` 周五, `aaaa` 星期五.
    case chineseWeekday(Int)
    case hour(Int)
    case minute(Int)
    case second(Int)
    /// Digits of the second's fraction, with their point.
    case fraction(Int)
    case elapsedHours(Int)
    case elapsedMinutes(Int)
    case elapsedSeconds(Int)
    case halfDay(HalfDay)
  }

  enum HalfDay: Sendable, Equatable {
    case english
    case letter
    case chinese
  }

  struct Condition: Sendable, Equatable {
    enum Comparison: Sendable {
      case less, lessOrEqual, equal, notEqual, greaterOrEqual, greater
    }

    var comparison: Comparison
    var bound: Double

    func holds(_ value: Double) -> Bool {
      switch comparison {
      case .less: value < bound
      case .lessOrEqual: value <= bound
      case .equal: value == bound
      case .notEqual: value != bound
      case .greaterOrEqual: value >= bound
      case .greater: value > bound
      }
    }

    /// Whether only negative numbers meet it: the code then shows their sign itself.
    var isNegative: Bool { (comparison == .less || comparison == .lessOrEqual) && bound <= 0 }
  }

  struct Section: Sendable, Equatable {
    var tokens: [Token] = []
    var condition: Condition?
    /// A comma between digit placeholders.
    var groupsThousands = false
    /// Commas behind the last digit placeholder, each dividing by a thousand.
    var thousandScales = 0
    var isChinese = false

    var isDate: Bool {
      tokens.contains { if case .date = $0 { true } else { false } }
    }
    var isGeneralOnly: Bool { tokens == [.general] }
    var hasText: Bool { tokens.contains(.text) }
    var hasDigits: Bool {
      tokens.contains { if case .digit = $0 { true } else { false } }
    }
  }

  /// Characters past which a code is not looked at.
  private static let longestCode = 1_000

  private let sections: [Section]
  package let isGeneral: Bool
  package let isDate: Bool

  package static let general = NumberFormat(code: "General")

  /// Compiles a code; one that cannot be read behaves as General.
  package init(code: String) {
    var sections = code.utf8.count <= Self.longestCode ? NumberFormatParser.sections(code) : []
    if sections.isEmpty { sections = [Section(tokens: [.general])] }
    self.sections = sections
    isGeneral = sections.count == 1 && sections[0].isGeneralOnly
    isDate = sections[0].isDate
  }

  /// The format that a number alone stands for; nil for numbers without a meaning of their own.
  package static func builtIn(_ id: Int) -> NumberFormat? {
    BuiltInFormats.code(id).map(NumberFormat.init(code:))
  }

  /// Appends what the user sees for this value.
  ///
  /// - Parameters:
  ///   - value: the cell's number.
  ///   - dateSystem: of the workbook.
  ///   - bytes: gets UTF-8 text.
  package func append(_ value: Double, dateSystem: DateSystem, to bytes: inout [UInt8]) {
    guard value.isFinite else { return GeneralNumber.append(value, to: &bytes) }
    let (section, ownsSign) = section(for: value)
    if section.isDate {
      let start = bytes.count
      if section.appendDate(value, dateSystem: dateSystem, to: &bytes) { return }
      // A number that is no date is shown as it is, where Excel fills the cell with ####.
      bytes.removeSubrange(start...)
      return GeneralNumber.append(value, to: &bytes)
    }
    if section.isGeneralOnly, !ownsSign { return GeneralNumber.append(value, to: &bytes) }
    section.appendNumber(value, ownsSign: ownsSign, to: &bytes)
  }

  /// Appends a text cell: through the section that has `@`, else as it is.
  ///
  /// - Parameters:
  ///   - text: the cell's text.
  ///   - bytes: gets UTF-8 text.
  package func appendText(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    let section = sections.count == 4 ? sections[3] : sections.last(where: \.hasText)
    guard let section, section.hasText else {
      text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      return
    }
    for token in section.tokens {
      switch token {
      case .literal(let literal): bytes.append(contentsOf: literal)
      case .text: text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      default: break
      }
    }
  }

  /// Whether text cells are shown otherwise than as they are.
  package var changesText: Bool {
    let section = sections.count == 4 ? sections[3] : sections.last(where: \.hasText)
    return section.map { $0.hasText && $0.tokens != [.text] } ?? false
  }

  /// The section for a number, and whether its code shows a negative number's sign itself.
  private func section(for value: Double) -> (Section, ownsSign: Bool) {
    let numeric = sections.prefix(3)
    if let first = numeric[0].condition {
      if first.holds(value) { return (numeric[0], first.isNegative) }
      if numeric.count > 1, let second = numeric[1].condition {
        if second.holds(value) { return (numeric[1], second.isNegative) }
        return (numeric[numeric.count - 1], false)
      }
      if numeric.count == 3, value < 0 { return (numeric[1], true) }
      return (numeric[numeric.count - 1], false)
    }
    switch numeric.count {
    case 1: return (numeric[0], false)
    case 2: return value < 0 ? (numeric[1], true) : (numeric[0], false)
    default:
      if let second = numeric[1].condition, second.holds(value) { return (numeric[1], second.isNegative) }
      if value > 0 { return (numeric[0], false) }
      return value < 0 ? (numeric[1], true) : (numeric[2], false)
    }
  }
}
