internal import Characters
package import Files
internal import Messaging
internal import Spreadsheet

extension ReportDocument {
  /// Writes the report as a workbook: a worksheet for each table, with its chart.
  ///
  /// - Parameters:
  ///   - folder: where the file will appear.
  ///   - time: when it is made, in seconds since 1970.
  /// - Returns: the finished file, as yet without a name.
  /// - Throws: `FileError` or `SheetError` when it cannot be written.
  package func workbook(inFolder folder: String, time: Int) throws -> OutputFile {
    let file = try OutputFile(inFolder: folder)
    let workbook = try WorkbookFile(
      file: file, folder: folder,
      properties: DocumentProperties(
        title: title, subject: Words.statistics.text(language), created: time))
    for table in tables {
      try write(table, to: try workbook.addForm(table.title.text(language), widths: []))
    }
    try workbook.close()
    return file
  }

  /// A worksheet: title and facts, the table, its chart to the right.
  private func write(_ table: ReportTable, to sheet: WorksheetForm) throws {
    try sheet.write(title, row: 0, column: 0, style: .title)
    var row = 1
    for fact in facts {
      try sheet.write(fact.label.text(language), row: row, column: 0, style: .label)
      try sheet.write(fact.text, row: row, column: 1)
      row += 1
    }
    row += 1
    let header = row
    for (column, title) in table.columns.enumerated() {
      try sheet.write(title.title.text(language), row: row, column: column, style: .header)
    }
    for values in table.rows {
      row += 1
      for (column, value) in values.enumerated() {
        try write(value, to: sheet, row: row, column: column)
      }
    }
    let last = row
    if let total = table.total {
      for (column, value) in total.enumerated() {
        try write(value, to: sheet, row: row + 1, column: column, isTotal: true)
      }
    }
    try sheet.setTable(header: header, lastRow: last, columns: table.columns.count)
    sheet.setWidths(widths(of: table))
    if let chart = table.chart, last > header {
      let (kind, values): (WorksheetForm.ChartKind, [Int]) =
        switch chart {
        case .bars(let column): (.bars, [column])
        case .columns(let columns): (.columns, columns)
        }
      try sheet.addChart(
        kind, title: table.title.text(language), rows: header + 1...last, names: 0,
        values: values, atRow: header, column: table.columns.count + 1)
    }
  }

  private func write(
    _ value: ReportTable.Value, to sheet: WorksheetForm, row: Int, column: Int,
    isTotal: Bool = false
  ) throws {
    switch value {
    case .text(let text):
      try sheet.write(text, row: row, column: column, style: isTotal ? .total : .text)
    case .count(let count):
      try sheet.write(count, row: row, column: column, style: isTotal ? .total : .integer)
    case .share: try sheet.write(value.number, row: row, column: column, style: .share)
    case .money: try sheet.write(value.number, row: row, column: column, style: .money)
    case .none: break
    }
  }

  /// As wide as the widest cell, within bounds.
  private func widths(of table: ReportTable) -> [Double] {
    table.columns.enumerated().map { column, title in
      let widest = table.lines.map { displayWidth($0[column].text) }.max() ?? 0
      // The filter's button takes three characters of the header.
      let width = max(widest, displayWidth(title.title.text(language)) + 3)
      return Double(min(max(width, 10), 64)) + 1.5
    }
  }
}
