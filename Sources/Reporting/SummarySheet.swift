internal import Campaign
internal import Messaging
internal import Spreadsheet

/// The Summary worksheet: who sent what, the counts that add up, the results with their chart, codes,
/// removed rows and regions (SPEC OUT-2).
enum SummarySheet {
  static let widths: [Double] = [26, 16, 16, 62, 48]

  static func write(_ summary: Summary, to sheet: WorksheetForm) throws(SheetError) {
    var page = Page(sheet)
    try page.title(summary.task.name)
    for line in summary.identity { try page.line(line.label, line.text) }
    let tally = summary.tally
    try page.heading("Rows")
    try page.count("Rows read", tally.rows)
    try page.count("  blank", tally.blank)
    try page.count("  invalid", tally.invalid)
    try page.count("  duplicates", tally.duplicates)
    try page.count("  accepted", tally.accepted)
    try page.count("Suppressed", tally.suppressed)
    try page.count("Submitted", tally.submitted)
    try page.count("  refused by the carrier", tally.refused)
    try page.count("  accepted by the carrier", tally.acceptedByCarrier)

    try page.heading("Results")
    let first = page.row
    try page.count("Successful", tally.successful)
    try page.count("Failed", tally.failed)
    try page.count("Sending", tally.sending)
    try page.count("Refused", tally.refused)
    try sheet.addBarChart(
      title: "Results", rows: first...(page.row - 1), names: 0, values: 1, atRow: 8, column: 3)

    try page.heading("Messages")
    try page.count("Segments", tally.segments)
    try page.count("Billed items", tally.billed)
    for line in summary.messages.dropFirst() { try page.line(line.label, line.text) }

    try write(summary.suppressions, "Suppressed", to: &page)
    try write(summary.failures, "Not delivered", to: &page)
    try write(summary.removals, "Removed rows", to: &page)
    if !summary.regions.isEmpty {
      try page.headings(["Region", "Messages", "Billed items", "Cost"])
      for region in summary.regions {
        try page.cells(
          region.name, region.count.messages, region.count.billed,
          "\(region.cost) \(summary.task.prices.currency)")
      }
    }
  }

  private static func write(
    _ shares: [Summary.Share], _ title: String, to page: inout Page
  ) throws(SheetError) {
    guard !shares.isEmpty else { return }
    try page.headings([title, "Count", "", "Reason", "Suggestion"])
    for share in shares { try page.share(share) }
  }

  /// Writes the sheet from the top down.
  private struct Page {
    private let sheet: WorksheetForm
    private(set) var row = 0

    init(_ sheet: WorksheetForm) { self.sheet = sheet }

    mutating func title(_ text: String) throws(SheetError) {
      try sheet.write(text, row: row, column: 0, style: .title)
      row += 2
    }

    mutating func heading(_ text: String) throws(SheetError) { try headings([text, ""]) }

    mutating func headings(_ texts: [String]) throws(SheetError) {
      row += 1
      for (column, text) in texts.enumerated() {
        try sheet.write(text, row: row, column: column, style: .header)
      }
      row += 1
    }

    mutating func line(_ label: String, _ text: String) throws(SheetError) {
      try sheet.write(label, row: row, column: 0, style: .label)
      try sheet.write(text, row: row, column: 1)
      row += 1
    }

    mutating func count(_ label: String, _ value: Int) throws(SheetError) {
      try sheet.write(label, row: row, column: 0)
      try sheet.write(value, row: row, column: 1)
      row += 1
    }

    mutating func cells(
      _ name: String, _ first: Int, _ second: Int, _ text: String
    ) throws(SheetError) {
      try sheet.write(name, row: row, column: 0)
      try sheet.write(first, row: row, column: 1)
      try sheet.write(second, row: row, column: 2)
      try sheet.write(text, row: row, column: 3)
      row += 1
    }

    mutating func share(_ share: Summary.Share) throws(SheetError) {
      try sheet.write(share.code, row: row, column: 0)
      try sheet.write(share.count, row: row, column: 1)
      try sheet.write(share.meaning, row: row, column: 3)
      try sheet.write(share.suggestion, row: row, column: 4)
      row += 1
    }
  }
}
