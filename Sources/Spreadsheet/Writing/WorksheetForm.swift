internal import CXLSXWriter

/// A worksheet laid out cell by cell from the top down, such as a summary.
package final class WorksheetForm {
  private let workbook: WorkbookFile
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let name: String

  init(_ workbook: WorkbookFile, sheet: UnsafeMutablePointer<lxw_worksheet>, name: String) {
    self.workbook = workbook
    self.sheet = sheet
    self.name = name
  }

  /// Writes a text; rows come in ascending order.
  package func write(
    _ text: String, row: Int, column: Int, style: WorkbookFile.Style = .plain
  ) throws {
    try check(workbook.write(text, to: sheet, row: row, column: column, style: style))
  }

  /// Writes a number; rows come in ascending order.
  package func write(
    _ value: Int, row: Int, column: Int, style: WorkbookFile.Style = .integer
  ) throws {
    try write(Double(value), row: row, column: column, style: style)
  }

  /// Writes a share or an amount; rows come in ascending order.
  package func write(
    _ value: Double, row: Int, column: Int, style: WorkbookFile.Style
  ) throws {
    try check(
      worksheet_write_number(
        sheet, UInt32(row), UInt16(column), value, workbook.format(style)))
  }

  /// Makes the rows from one on a table: its first row stays in sight, is printed on every page, and filters.
  package func setTable(header: Int, lastRow: Int, columns: Int) throws {
    worksheet_freeze_panes(sheet, UInt32(header + 1), 0)
    try check(worksheet_repeat_rows(sheet, UInt32(header), UInt32(header)))
    try check(
      worksheet_autofilter(
        sheet, UInt32(header), 0, UInt32(max(header + 1, lastRow)), UInt16(columns - 1)))
  }

  package func setWidths(_ widths: [Double]) {
    for (column, width) in widths.enumerated() {
      worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, nil)
    }
  }

  /// How the numbers of a chart are drawn.
  package enum ChartKind: Sendable {
    /// From the left, the first on top.
    case bars
    /// From below, those of several columns of numbers upon one another.
    case columns
  }

  private static let colours: [lxw_color_t] = [0x2A7F8E, 0xC9A227]

  /// Adds a native chart of the numbers in columns, named by the texts of another.
  ///
  /// - Parameters:
  ///   - kind: bars or columns.
  ///   - title: of the chart.
  ///   - rows: with a name and numbers each.
  ///   - names: the column of the names.
  ///   - values: the columns of numbers; the cell above the first row names each.
  ///   - row: where it is put.
  ///   - column: where it is put.
  /// - Throws: `FileError.cannotWrite` when the library cannot make it.
  package func addChart(
    _ kind: ChartKind, title: String, rows: ClosedRange<Int>, names: Int, values: [Int],
    atRow row: Int, column: Int
  ) throws {
    guard let chart = workbook.addChart(kind == .bars ? LXW_CHART_BAR : LXW_CHART_COLUMN_STACKED)
    else { throw workbook.failure(LXW_ERROR_MEMORY_MALLOC_FAILED) }
    let (first, last) = (UInt32(rows.lowerBound), UInt32(rows.upperBound))
    for (index, value) in values.enumerated() {
      guard let series = chart_add_series(chart, nil, nil) else {
        throw workbook.failure(LXW_ERROR_MEMORY_MALLOC_FAILED)
      }
      chart_series_set_categories(series, name, first, UInt16(names), last, UInt16(names))
      chart_series_set_values(series, name, first, UInt16(value), last, UInt16(value))
      if first > 0 { chart_series_set_name_range(series, name, first - 1, UInt16(value)) }
      if kind == .bars { chart_series_set_labels(series) }
      var fill = lxw_chart_fill()
      fill.color = Self.colours[index % Self.colours.count]
      chart_series_set_fill(series, &fill)
    }
    chart_title_set_name(chart, XMLText.line(title))
    let place = values.count > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE
    chart_legend_set_position(chart, UInt8(place.rawValue))
    if kind == .bars {
      // The first bar on top, as the table beside it reads.
      chart_axis_set_reverse(chart.pointee.y_axis)
      chart_axis_major_gridlines_set_visible(chart.pointee.x_axis, 0)
      // The bars carry their numbers, so the axis says nothing new.
      chart_axis_off(chart.pointee.x_axis)
    }
    var options = lxw_chart_options()
    options.x_scale = 1.15
    options.y_scale = 1.05
    try check(
      worksheet_insert_chart_opt(sheet, UInt32(row), UInt16(column), chart, &options))
  }

  private func check(_ code: lxw_error) throws {
    if code != LXW_NO_ERROR { throw workbook.failure(code) }
  }
}
