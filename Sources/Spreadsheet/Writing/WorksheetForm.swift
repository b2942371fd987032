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
  ) throws(SheetError) {
    var escaped: [UInt8] = []
    EscapedText.append(Array(text.utf8).span, to: &escaped)
    escaped.append(0)
    let code = escaped.withUnsafeBytes { buffer in
      worksheet_write_string(
        sheet, UInt32(row), UInt16(column),
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), workbook.format(style))
    }
    guard code == LXW_NO_ERROR else { throw workbook.failure(code) }
  }

  /// Writes a number; rows come in ascending order.
  package func write(
    _ value: Int, row: Int, column: Int, style: WorkbookFile.Style = .integer
  ) throws(SheetError) {
    let code = worksheet_write_number(
      sheet, UInt32(row), UInt16(column), Double(value), workbook.format(style))
    guard code == LXW_NO_ERROR else { throw workbook.failure(code) }
  }

  /// Adds a native bar chart of the numbers in a column, named by the texts of another.
  package func addBarChart(
    title: String, rows: ClosedRange<Int>, names: Int, values: Int, atRow row: Int, column: Int
  ) throws(SheetError) {
    guard let chart = workbook.addChart(LXW_CHART_BAR),
      let series = chart_add_series(chart, nil, nil)
    else { throw workbook.failure(LXW_ERROR_MEMORY_MALLOC_FAILED) }
    let (first, last) = (UInt32(rows.lowerBound), UInt32(rows.upperBound))
    chart_series_set_categories(series, name, first, UInt16(names), last, UInt16(names))
    chart_series_set_values(series, name, first, UInt16(values), last, UInt16(values))
    chart_series_set_labels(series)
    var fill = lxw_chart_fill()
    fill.color = 0x2A7F8E
    chart_series_set_fill(series, &fill)
    chart_title_set_name(chart, title)
    chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    // The first bar on top, as the table beside it reads.
    chart_axis_set_reverse(chart.pointee.y_axis)
    chart_axis_major_gridlines_set_visible(chart.pointee.x_axis, 0)
    // The bars carry their numbers, so the axis says nothing new.
    chart_axis_off(chart.pointee.x_axis)
    var options = lxw_chart_options()
    options.x_scale = 1.15
    options.y_scale = 1.05
    let code = worksheet_insert_chart_opt(sheet, UInt32(row), UInt16(column), chart, &options)
    guard code == LXW_NO_ERROR else { throw workbook.failure(code) }
  }
}
