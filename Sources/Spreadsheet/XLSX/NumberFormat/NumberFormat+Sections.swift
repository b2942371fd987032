extension NumberFormat {
  /// One of the parts of a code between semicolons, ready to be filled in.
  struct Section: Sendable {
    enum Body: Sendable {
      case number(NumberLayout)
      case date(DateLayout)
      /// `[$-F800]` and `[$-F400]`: the reader's own settings, which are ISO 8601 here.
      case systemDate
      case systemTime
    }

    let body: Body
    var condition: Condition?
    /// Whether the section is there for negative numbers: it then shows them without their sign.
    var isForNegatives = false

    init(_ raw: RawSection) {
      condition = raw.condition
      if raw.isSystemDate {
        body = .systemDate
      } else if raw.isSystemTime {
        body = .systemTime
      } else if raw.isDate {
        body = .date(DateLayout(raw))
      } else {
        body = .number(NumberLayout(raw))
      }
    }

    var isDate: Bool {
      if case .number = body { return false }
      return true
    }

    var isPlainGeneral: Bool {
      guard case .number(let layout) = body else { return false }
      return condition == nil && layout.isPlainGeneral
    }

    func append(_ value: Double, dateSystem: DateSystem, to bytes: inout [UInt8]) {
      switch body {
      case .number(let layout):
        layout.append(value, isSigned: !isForNegatives, to: &bytes)
      case .date(let layout):
        layout.append(value, dateSystem: dateSystem, to: &bytes)
      case .systemDate: DateLayout.isoDate.append(value, dateSystem: dateSystem, to: &bytes)
      case .systemTime: DateLayout.isoTime.append(value, dateSystem: dateSystem, to: &bytes)
      }
    }
  }

  /// A condition such as `[>=100]`.
  struct Condition: Sendable {
    enum Comparison: Sendable { case less, notGreater, equal, notEqual, notLess, greater }

    let comparison: Comparison
    let limit: Double

    init(_ comparison: Comparison, than limit: Double) {
      self.comparison = comparison
      self.limit = limit
    }

    func holds(for value: Double) -> Bool {
      switch comparison {
      case .less: value < limit
      case .notGreater: value <= limit
      case .equal: value == limit
      case .notEqual: value != limit
      case .notLess: value >= limit
      case .greater: value > limit
      }
    }

    /// Only a limit of 0 makes a section the one for negative numbers: under `[<-25]0` the minus sign
    /// is part of the number.
    var isForNegatives: Bool { limit == 0 && (comparison == .less || comparison == .notGreater) }

    var isForPositives: Bool { limit == 0 && (comparison == .greater || comparison == .notLess) }
  }

  /// A piece of the text section.
  enum TextPart: Sendable {
    case literal([UInt8])
    case text
  }

  /// How often a section may repeat a text cell, which alone may hold 32,767 characters.
  private static let mostTextCopies = 4

  static func textParts(_ raw: RawSection) -> [TextPart] {
    var parts: [TextPart] = []
    var copies = 0
    for token in raw.tokens {
      if token.isText {
        copies += 1
        if copies <= mostTextCopies { parts.append(.text) }
      } else if case .general = token {
        parts.append(.text)
      } else {
        parts.append(.literal(token.source))
      }
    }
    return parts
  }
}
