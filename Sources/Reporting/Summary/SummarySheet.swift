internal import Messaging
internal import Sending
internal import Spreadsheet

/// The Summary worksheet: who sent what, the counts that add up, the results with their chart, codes,
/// removed rows and regions (SPEC OUT-2).
enum SummarySheet {
  static let widths: [Double] = [26, 16, 16, 62, 48]

  static func write(_ summary: Summary, to sheet: WorksheetForm) throws {
    var page = SheetLines(sheet, summary.language)
    try page.title(summary.task.name)
    for line in summary.identity { try page.line(line) }
    let tally = summary.tally
    try page.headings([Words.rows, nil])
    try page.count(Words.rowsRead, tally.rows)
    try page.count(Words.blank, tally.blank, isPart: true)
    try page.count(Words.invalid, tally.invalid, isPart: true)
    try page.count(Words.duplicates, tally.duplicates, isPart: true)
    try page.count(Words.acceptedRows, tally.accepted, isPart: true)
    try page.count(Words.stopped, tally.suppressed)
    try page.count(Words.submitted, tally.submitted)
    try page.count(Words.refusedByCarrier, tally.refused, isPart: true)
    try page.count(Words.acceptedByCarrier, tally.acceptedByCarrier, isPart: true)

    try page.headings([Words.results, nil])
    let first = page.row
    for (result, count) in [
      (MessageBatch.Result.successful, tally.successful), (.failed, tally.failed),
      (.sending, tally.sending), (.refused, tally.refused),
    ] {
      try page.count(result.name, count)
    }
    try sheet.addChart(
      .bars, title: Words.results.text(summary.language), rows: first...(page.row - 1), names: 0,
      values: [1], atRow: 8, column: 3)

    try page.headings([Words.messages, nil])
    try page.count(Words.segments, tally.segments)
    try page.count(Words.billedItems, tally.billed)
    for line in summary.messages.dropFirst() { try page.line(line) }

    try write(summary.suppressions, Words.stopped, to: &page)
    try write(summary.failures, Words.notDelivered, to: &page)
    try write(summary.removals, Words.removedRows, to: &page)
    if !summary.regions.isEmpty {
      try page.headings([Words.regionCode, Words.messages, Words.billedItems, Words.cost])
      for region in summary.regions {
        try page.cells(
          region.name, region.count.messages, region.count.billed, summary.money(region.cost))
      }
    }
  }

  private static func write(
    _ shares: [Summary.Share], _ title: Phrase, to page: inout SheetLines
  ) throws {
    guard !shares.isEmpty else { return }
    try page.headings([title, Words.count, nil, Words.reason, Words.suggestion])
    for share in shares { try page.share(share) }
  }

  /// Writes the sheet from the top down.
  private struct SheetLines {
    private let sheet: WorksheetForm
    private let language: Language
    private(set) var row = 0

    init(_ sheet: WorksheetForm, _ language: Language) {
      self.sheet = sheet
      self.language = language
    }

    mutating func title(_ text: String) throws {
      try sheet.write(text, row: row, column: 0, style: .title)
      row += 2
    }

    mutating func headings(_ titles: [Phrase?]) throws {
      row += 1
      for (column, title) in titles.enumerated() {
        try sheet.write(
          title?.text(language) ?? "", row: row, column: column, style: .header)
      }
      row += 1
    }

    mutating func line(_ line: Summary.Line) throws {
      try sheet.write(line.label.text(language), row: row, column: 0, style: .label)
      try sheet.write(line.text, row: row, column: 1)
      row += 1
    }

    /// A count; that of a part stands to the right of its whole.
    mutating func count(
      _ label: Phrase, _ value: Int, isPart: Bool = false
    ) throws {
      let text = label.text(language)
      try sheet.write(isPart ? "  \(text)" : text, row: row, column: 0)
      try sheet.write(value, row: row, column: 1)
      row += 1
    }

    mutating func cells(
      _ name: String, _ first: Int, _ second: Int, _ text: String
    ) throws {
      try sheet.write(name, row: row, column: 0)
      try sheet.write(first, row: row, column: 1)
      try sheet.write(second, row: row, column: 2)
      try sheet.write(text, row: row, column: 3)
      row += 1
    }

    mutating func share(_ share: Summary.Share) throws {
      try sheet.write(share.code, row: row, column: 0)
      try sheet.write(share.count, row: row, column: 1)
      try sheet.write(share.meaning, row: row, column: 3)
      try sheet.write(share.suggestion, row: row, column: 4)
      row += 1
    }
  }
}
