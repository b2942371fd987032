internal import Characters
internal import Messaging

extension ReportDocument {
  /// The report as lines for a terminal: figures aligned, also beside wide characters, with small bars.
  package func text() -> [String] {
    var lines = [title]
    let width = facts.map { displayWidth($0.label.text(language)) }.max() ?? 0
    for fact in facts {
      lines.append("\(padded(fact.label.text(language), width + 2))\(fact.text)")
    }
    for table in tables {
      lines += ["", "\(table.title.text(language))"] + table.text(language)
    }
    return lines
  }
}

extension ReportTable {
  /// Columns that a text may take in a table; the rest of a longer one is left out.
  private static let widest = 60
  private static let barWidth = 16

  fileprivate func text(_ language: Language) -> [String] {
    guard !rows.isEmpty else { return ["  \(whenEmpty.text(language))"] }
    let cells = lines.map { $0.map { Self.cut($0.text) } }
    let titles = columns.map { $0.title.text(language) }
    let widths = columns.indices.map { column in
      max(displayWidth(titles[column]), cells.map { displayWidth($0[column]) }.max() ?? 0)
    }
    func line(_ texts: [String], bar: String = "") -> String {
      let parts = columns.indices.flatMap { column in
        let text =
          columns[column].kind.isNumber
          ? right(texts[column], widths[column]) : padded(texts[column], widths[column])
        return column == barColumn ? [text, padded(bar, Self.barWidth)] : [text]
      }
      return Self.trimmed("  " + parts.joined(separator: "  "))
    }
    let most = barColumn.map { column in rows.map { $0[column].number }.max() ?? 0 } ?? 0
    return [line(titles)]
      + cells.enumerated().map { index, texts in
        guard let column = barColumn, index < rows.count else { return line(texts) }
        return line(texts, bar: Self.bar(rows[index][column].number, of: most))
      }
  }

  /// The column whose figures get bars.
  private var barColumn: Int? {
    switch chart {
    case .bars(let column): column
    case .columns(let columns): columns.first
    case nil: nil
    }
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func cut(_ text: String) -> String {
    guard displayWidth(text) > widest else { return text }
    var cut = ""
    for character in text {
      if displayWidth(cut) + displayWidth("\(character)") >= widest { break }
      cut.append(character)
    }
    return cut + "…"
  }

  /// A bar of block characters, to an eighth of one; what is not nothing is seen.
  private static func bar(_ value: Double, of most: Double) -> String {
    guard value > 0, most > 0 else { return "" }
    let eighths = max(1, Int((value / most * Double(barWidth * 8)).rounded()))
    let rest = eighths % 8
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[rest]
  }
}
