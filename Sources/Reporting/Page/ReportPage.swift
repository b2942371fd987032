internal import Characters
internal import Charts
internal import Files
internal import Messaging
internal import Sending
internal import Workspace

extension ReportDocument {
  /// Tables of more rows wait behind a line, below their chart.
  private static let longTable = 14

  /// The report as a page with charts.
  package func html() -> [UInt8] {
    var page = Page(language: language, kind: Words.statistics.text(language), title: title)
    page.facts = facts
    page.figures = figures
    page.sections = tables.map { table in
      let hasChart = table.chart != nil && !table.rows.isEmpty
      return Page.Section(
        table: table, chart: table.svg(language), measure: table.measure(language),
        isWide: table.columns.count > 4,
        isFolded: hasChart && table.rows.count > Self.longTable)
    }
    return page.html()
  }

  /// The page as a file, as yet without a name.
  func page(inFolder folder: String) throws -> OutputFile {
    let page = html()
    let file = try OutputFile(inFolder: folder)
    try file.write(page)
    try file.sync()
    return file
  }
}

extension ReportTable {
  /// Bars that are drawn; of more rows the rest is in the table.
  private static let mostBars = 12

  /// The table's chart; nil when it has none.
  func svg(_ language: Language) -> String? {
    guard let chart, !rows.isEmpty else { return nil }
    switch chart {
    case .bars(let column):
      let bars = rows.prefix(Self.mostBars).map { row in
        BarChart.Bar(
          name: row[0].text, label: row[column].text, value: row[column].number)
      }
      return BarChart(caption(column, language), Array(bars)).svg
    case .columns(let columns):
      let drawn = rows.map { row in
        let name = row[0].text
        let figures = columns.map { "\(self.columns[$0].title.text(language)) \(row[$0].text)" }
        return ColumnChart.Column(
          name: Self.short(name), tip: "\(name): \(figures.joined(separator: ", "))",
          values: columns.map { row[$0].number })
      }
      return ColumnChart(
        caption(columns[0], language), drawn,
        parts: columns.map { self.columns[$0].title.text(language) },
        format: { grouped(Int($0.rounded())) }
      ).svg
    }
  }

  /// What the lengths of the chart stand for; nil where a legend says it.
  func measure(_ language: Language) -> String? {
    switch chart {
    case .bars(let column): columns[column].title.text(language)
    case .columns(let columns):
      columns.count == 1 ? self.columns[columns[0]].title.text(language) : nil
    case nil: nil
    }
  }

  /// What the chart shows in a sentence: the sum and the largest.
  private func caption(_ column: Int, _ language: Language) -> Caption {
    let most = rows.max { $0[column].number < $1[column].number }
    let sum = rows.reduce(0) { $0 + $1[column].number }
    return Caption(
      id: "chart-\(name)", title: title.text(language),
      description: Words.chartDescription.text(
        language, columns[column].title.text(language), grouped(Int(sum.rounded())),
        most?[column].text ?? "", most?[0].text ?? ""))
  }

  /// `11-20` of `2026-11-20`, `08:00` of `2026-11-20 08:00`; other names as they are.
  private static func short(_ name: String) -> String {
    let isDate = CivilDate(text: String(name.prefix(10))) != nil
    guard isDate else { return name }
    return String(name.count > 10 ? name.suffix(5) : name.dropFirst(5))
  }
}
