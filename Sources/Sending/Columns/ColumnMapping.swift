internal import Characters
package import Messaging
package import Spreadsheet

/// Which columns of a sheet a template takes its values from, and whether the first row is a header.
package struct ColumnMapping: Sendable, Equatable, Codable {
  /// How the first row is taken.
  package enum HeaderRule: String, Sendable, CaseIterable {
    /// A header when it looks like one (SPEC SHEET-7, SHEET-11).
    case auto
    case yes
    case no

    /// Whether the rule takes a sheet's first row for a header.
    ///
    /// - Parameters:
    ///   - first: the sheet's first rows.
    ///   - names: of the template's variables, which a header would have.
    /// - Returns: whether it is one.
    package func isHeader(_ first: RowBatch, names: [String] = []) -> Bool {
      switch self {
      case .auto: HeaderDetection(first, names: names).isHeader
      case .yes: true
      case .no: false
      }
    }
  }

  /// The header's cells; nil when the first row is a recipient.
  package var header: [String]?
  /// The row of the header in the sheet; nil without one, and in records of earlier builds.
  package var headerRow: Int?
  /// For each variable its zero-based column.
  package var columns: [Int]
  /// What the standard recipient sheet calls each column, the number's first.
  package var names: [String]

  /// Works the plan out from the first rows.
  ///
  /// - Throws: `CampaignError` when a named variable is in no header, or the sheet has too few columns.
  package init(
    _ first: RowBatch, rule: HeaderRule, body: TemplateBody, facts: SheetFacts
  ) throws {
    let isHeader = rule.isHeader(first, names: body.names)
    header = isHeader ? (0..<first.columnCount(ofRow: 0)).map { first.valueText(0, $0) } : nil
    headerRow = isHeader ? first.number(ofRow: 0) : nil
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
    case .number(let clean): clean.count >= CleanNumber.fewestDigits
    case .shortened, .several, .withExtension, .tooLong: true
    case .empty, .unreadable: false
    }
  }

  private func checkColumns(_ first: RowBatch, facts: SheetFacts) throws {
    let needed = columns.count + 1
    // Values may stand under a header that does not name them, so the first rows count as well.
    let found = (0..<first.rowCount).map { first.columnCount(ofRow: $0) }.max() ?? 0
    guard found < needed else { return }
    throw CampaignError.tooFewColumns(
      file: facts.file, sheet: facts.sheet, row: first.number(ofRow: 0), needed: needed,
      found: found, advice: facts.delimiterAdvice)
  }

  /// Names that several columns have, with those columns, for a note: no variable says which it means.
  ///
  /// Zero-based, in the order of the sheet; names are compared as variables find them.
  package var repeatedNames: [(name: String, columns: [Int])] {
    var columns: [String: [Int]] = [:]
    for (index, name) in (header ?? []).enumerated() {
      let folded = Self.folded(name)
      if !folded.isEmpty { columns[folded, default: []].append(index) }
    }
    return columns.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
      .map { (header?[$0[0]] ?? "", $0) }
  }

  private static func column(
    named name: String, in header: [String]?, of body: TemplateBody, facts: SheetFacts
  ) throws -> Int {
    let wanted = folded(name)
    let found = (header ?? []).indices.filter { folded(header?[$0] ?? "") == wanted }
    guard let first = found.first else {
      throw CampaignError.noColumnNamed(
        file: facts.file, sheet: facts.sheet, name: name,
        headers: (header ?? []).map(\.showingInvisible), advice: facts.delimiterAdvice)
    }
    guard found.count == 1 else {
      throw CampaignError.severalColumnsNamed(
        file: facts.file, sheet: facts.sheet, name: name, columns: found.map(columnLetters))
    }
    // The number itself is never a variable's column unless the header says so by name.
    return first
  }

  /// Header names are compared without case and without what nobody sees, spaces among it.
  static func folded(_ name: String) -> String {
    name.withoutInvisible.filter { $0 != "_" }.lowercased()
  }
}
