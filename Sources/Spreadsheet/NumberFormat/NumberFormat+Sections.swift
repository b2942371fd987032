extension NumberFormat {
  /// One of the parts of a code between semicolons, ready to be filled in.
  struct Section: Sendable {
    enum Body: Sendable {
      case number(NumberLayout)
      case date(DateLayout)
    }

    let body: Body
    var condition: Condition?
    /// Whether negative numbers have a minus sign; a section that is there for them says it itself.
    var isSigned = true

    init(_ raw: RawSection, dates: DateStyle) {
      condition = raw.condition
      if raw.isSystemDate {
        body = .date(DateLayout(code: dates.longDate))
      } else if raw.isSystemTime {
        body = .date(DateLayout(code: dates.longTime))
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

    var addsDigits: Bool {
      guard case .number(let layout) = body else { return false }
      return layout.hasForeignDigits || layout.paddedPlaces > 1
    }

    func addsDigits(to value: Double) -> Bool {
      guard case .number(let layout) = body else { return false }
      return layout.hasForeignDigits
        || layout.paddedPlaces > max(1, DecimalDigits(value).integerPlaces)
    }

    func append(_ value: Double, dateSystem: DateSystem, to bytes: inout [UInt8]) {
      switch body {
      case .number(let layout):
        layout.append(value, isSigned: isSigned, to: &bytes)
      case .date(let layout):
        layout.append(value, dateSystem: dateSystem, to: &bytes)
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

    /// Whether a negative number under this condition has a minus sign.
    ///
    /// It has none where only negative numbers can meet the condition. Found by trying in Excel, as the
    /// tests of the numfmt project record it (`conditionals.spec.ts`).
    var isSigned: Bool {
      switch comparison {
      case .less: limit > 0
      case .notGreater, .equal: limit >= 0
      case .greater, .notLess, .notEqual: true
      }
    }

    /// The same for a negative number that does not meet this condition, where there is no other.
    var leavesSigned: Bool {
      switch comparison {
      case .equal: true
      case .greater, .notLess: limit >= 0
      case .less, .notGreater, .notEqual: false
      }
    }
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
