import Campaign
import Messaging
import Reporting
import Spreadsheet

/// What a sheet is and holds, in words and in JSON (SPEC SHEET-10).
struct SurveyView {
  let facts: SheetFacts
  let survey: SheetSurvey

  func lines() -> [String] {
    var lines = ["\(facts.file): \(facts.kind.name), \(grouped(facts.bytes)) bytes"]
    if let encoding = facts.encoding { lines.append("  Encoding    \(encoding)") }
    if let delimiter = facts.delimiter { lines.append("  Delimiter   \(delimiter)") }
    for sheet in facts.sheets.prefix(20) {
      let marks =
        (sheet.name == facts.sheet ? " (read)" : "") + (sheet.isVisible ? "" : " (hidden)")
      lines.append("  Worksheet   \(sheet.name)\(marks)")
    }
    if facts.sheets.count > 20 { lines.append("  and \(facts.sheets.count - 20) more worksheets") }
    if let dates = facts.dateSystem { lines.append("  Dates       from \(dates)") }
    lines.append(
      "  Rows        \(grouped(survey.rows)) with content, \(grouped(survey.blank)) blank, "
        + (survey.hasHeader ? "and a header" : "no header"))
    lines.append("  Columns     \(grouped(survey.widest))")
    for (index, column) in survey.columns.enumerated() {
      let name = column.name.map { $0.isEmpty ? "(no name)" : $0 } ?? "column \(index + 1)"
      let example = column.example.map { ", such as “\($0)”" } ?? ""
      lines.append(
        "    \(index + 1). \(Masking.mask(name)): \(grouped(column.filled)) filled\(example)")
    }
    lines.append(
      "  Numbers     \(grouped(survey.mainland)) mainland, \(grouped(survey.international)) "
        + "international, \(grouped(survey.repeatedNumbers)) of them repeated")
    for (removal, count) in problems {
      lines.append("    \(grouped(count)) \(removal.code): \(removal.reason[.english])")
    }
    return lines + facts.notices.map { "  Note        \($0)" }
  }

  func json() -> String {
    var object = JSONObject()
    object.add("file", facts.file)
    object.add("kind", facts.kind.rawValue)
    object.add("bytes", facts.bytes)
    object.add("encoding", facts.encoding)
    object.add("delimiter", facts.delimiter)
    object.add("sheet", facts.sheet)
    object.add("sheets", facts.sheets.map(\.name))
    object.add("hiddenSheets", facts.sheets.filter { !$0.isVisible }.map(\.name))
    object.add("dateSystem", facts.dateSystem)
    object.add("rows", survey.rows)
    object.add("blank", survey.blank)
    object.add("header", survey.hasHeader)
    object.add("columns", survey.widest)
    object.add("columnNames", survey.columns.map { $0.name ?? "" })
    object.add("mainland", survey.mainland)
    object.add("international", survey.international)
    object.add("repeatedNumbers", survey.repeatedNumbers)
    var counts = JSONObject()
    for (removal, count) in problems { counts.add("\(removal.code)", count) }
    object.add(raw: "problems", counts.text)
    object.add("notices", facts.notices)
    return object.text
  }

  private var problems: [(key: Removal, value: Int)] {
    survey.problems.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
  }
}
