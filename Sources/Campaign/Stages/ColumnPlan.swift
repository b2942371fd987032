internal import Characters
package import Messaging
package import Spreadsheet

/// Which columns of a sheet a template takes its values from, and whether the first row is a header.
package struct ColumnPlan: Sendable, Equatable, Codable {
  /// How the first row is taken.
  package enum HeaderRule: String, Sendable, CaseIterable {
    /// A header when its first cell holds no number that could be a recipient (SPEC SHEET-7).
    case auto
    case yes
    case no

    /// Whether the rule takes a sheet's first row for a header.
    func isHeader(_ first: RowBatch) -> Bool {
      switch self {
      case .auto: !ColumnPlan.couldBeRecipient(first.cell(0, 0))
      case .yes: true
      case .no: false
      }
    }
  }

  /// The header's cells; nil when the first row is a recipient.
  package var header: [String]?
  /// For each variable its zero-based column.
  package var columns: [Int]
  /// What the standard recipient sheet calls each column, the number's first.
  package var names: [String]

  /// Digits that the shortest number with its country code has.
  private static let fewestDigits = 7

  /// Works the plan out from the first rows.
  ///
  /// - Throws: `CampaignError` when a named variable is in no header, or the sheet has too few columns.
  package init(
    _ first: RowBatch, rule: HeaderRule, body: TemplateBody, facts: SheetFacts
  ) throws(CampaignError) {
    let isHeader = rule.isHeader(first)
    let cells = (0..<first.columnCount(ofRow: 0)).map { first.text(0, $0).trimmed }
    header = isHeader ? cells : nil
    let labels =
      body.names.isEmpty
      ? (0..<body.variableCount).map { "Variable \($0 + 1)" } : body.names
    names = ["Phone Number"] + labels
    if body.names.isEmpty {
      columns = Array(1..<body.variableCount + 1)
      try checkColumns(first, facts: facts)
    } else {
      columns = []
      for name in body.names {
        columns.append(try Self.column(named: name, in: header, of: body, facts: facts))
      }
    }
    if let header, body.hasVariables || !header.isEmpty {
      names = ([0] + columns).enumerated().map { place, column in
        column < header.count && !header[column].isEmpty ? header[column] : names[place]
      }
    }
    // Names that would be taken for a number would make the header a recipient the next time.
    if Self.couldBeRecipient(Array(names[0].utf8).span) { names[0] = "Phone Number" }
  }

  /// Columns from the left that must be read.
  package var width: Int { (columns.max() ?? 0) + 1 }

  /// Whether a cell holds a number that could be a recipient, if perhaps a damaged one.
  package static func couldBeRecipient(_ cell: Span<UInt8>) -> Bool {
    switch CleanNumber.clean(cell) {
    case .number(let clean): clean.count >= fewestDigits
    case .shortened: true
    case .empty, .unreadable: false
    }
  }

  private func checkColumns(_ first: RowBatch, facts: SheetFacts) throws(CampaignError) {
    let needed = columns.count + 1
    // Values may stand under a header that does not name them, so the first rows count as well.
    let found = (0..<first.rowCount).map { first.columnCount(ofRow: $0) }.max() ?? 0
    guard found < needed else { return }
    throw .tooFewColumns(
      file: facts.file, sheet: facts.sheet, row: first.number(ofRow: 0), needed: needed,
      found: found)
  }

  private static func column(
    named name: String, in header: [String]?, of body: TemplateBody, facts: SheetFacts
  ) throws(CampaignError) -> Int {
    let wanted = folded(name)
    // The number itself is never a variable's column unless the header says so by name.
    if let index = header?.firstIndex(where: { folded($0) == wanted }) { return index }
    throw .noColumnNamed(
      file: facts.file, sheet: facts.sheet, name: name, headers: header ?? [])
  }

  /// Header names are compared without case and without white space.
  private static func folded(_ name: String) -> String {
    String(name.filter { !$0.isWhitespace && $0 != "_" }).lowercased()
  }
}
