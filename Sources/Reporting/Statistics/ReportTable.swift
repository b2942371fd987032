internal import Characters
package import Messaging

/// A table of figures that every format can show: the terminal, workbooks, CSV, JSON and pages.
package struct ReportTable: Sendable {
  package struct Column: Sendable {
    /// What programs call it.
    package var key: String
    package var title: Phrase
    package var kind: Kind

    package init(_ key: String, _ title: Phrase, _ kind: Kind = .text) {
      self.key = key
      self.title = title
      self.kind = kind
    }
  }

  package enum Kind: Sendable {
    case text
    case count
    /// A part of a whole, 0.5 is a half; growth may be below 0 and above 1.
    case share
    case money

    package var isNumber: Bool { self != .text }
  }

  package enum Value: Sendable, Equatable {
    case text(String)
    case count(Int)
    case share(Double)
    case money(Money)
    /// There is no such figure, such as a share of nothing.
    case none

    /// A part of a whole; none of nothing.
    package static func share(_ part: Int, of whole: Int) -> Value {
      whole == 0 ? .none : .share(Double(part) / Double(whole))
    }
  }

  /// Which columns a chart shows; the first column names what it shows.
  package enum Chart: Sendable {
    /// A bar for each row, as long as the figure of a column says.
    case bars(Int)
    /// A column for each row, with the figures of columns upon one another.
    case columns([Int])
  }

  /// What programs call it.
  package var name: String
  package var title: Phrase
  package var note: String?
  package var columns: [Column]
  package var rows: [[Value]] = []
  /// A last line with the sums.
  package var total: [Value]?
  package var chart: Chart?
  /// What is said in place of a table without rows.
  package var whenEmpty = Words.nothing

  package init(_ name: String, _ title: Phrase, _ columns: [Column]) {
    self.name = name
    self.title = title
    self.columns = columns
  }

  /// Its rows and its total.
  var lines: [[Value]] { rows + (total.map { [$0] } ?? []) }
}

extension ReportTable.Value {
  /// The figure as people read it; empty for none.
  package var text: String {
    switch self {
    case .text(let text): text
    case .count(let count): grouped(count)
    case .share(let share): Self.percent(share)
    case .money(let money): "\(money)"
    case .none: ""
    }
  }

  /// The figure as programs read it.
  var plain: String {
    switch self {
    case .text(let text): text
    case .count(let count): "\(count)"
    case .share(let share): decimals(ofShare: share)
    case .money(let money): "\(money)"
    case .none: ""
    }
  }

  /// The figure for drawing and sorting.
  var number: Double {
    switch self {
    case .text, .none: 0
    case .count(let count): Double(count)
    case .share(let share): share
    case .money(let money): Double(money.millionths) / 1_000_000
    }
  }

  /// With one decimal; what is neither nothing nor all is not shown as such.
  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1_000).rounded())
    if tenths == 0, share > 0 { return "<0.1%" }
    if tenths == 1_000, share < 1 { return ">99.9%" }
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)%"
  }
}

/// Tables that belong together, and what they are about.
package struct ReportDocument: Sendable {
  /// A line above the tables.
  package struct Fact: Sendable {
    package var label: Phrase
    package var text: String

    package init(_ label: Phrase, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  /// A figure that stands out, and what it is of.
  package struct Figure: Sendable {
    package var label: Phrase
    package var value: String
    package var detail: String
  }

  /// What programs and files call it.
  package var name: String
  package var title: String
  package var language: Language
  package var currency: String
  package var facts: [Fact] = []
  package var figures: [Figure] = []
  package var tables: [ReportTable] = []

  package init(name: String, title: String, language: Language, currency: String) {
    self.name = name
    self.title = title
    self.language = language
    self.currency = currency
  }
}
