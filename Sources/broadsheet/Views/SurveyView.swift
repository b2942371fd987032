import Characters
import Files
import Messaging
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

/// What a sheet is and holds, in words and in JSON (SPEC SHEET-10).
struct SurveyView {
  let facts: SheetFacts
  let survey: SheetSurvey
  private let language: Language

  /// Reads the whole sheet.
  init(
    reading path: String, _ reading: SheetOptions, _ settings: Settings
  ) throws {
    let options = reading.reading(settings)
    let source = try Recipients(path: path).open(options)
    survey = try SheetSurvey(source, header: reading.header, limits: options.limits)
    facts = source.facts
    language = settings.language
  }

  func lines() -> [String] {
    func line(_ label: Phrase, _ text: String) -> String {
      "  \(padded(label.text(language), 12))\(text)"
    }
    var lines = [
      Words.fileLine.text(language, facts.file, facts.kind.name, grouped(facts.bytes))
    ]
    let guessed = { (isGuessed: Bool?) in
      isGuessed == true ? Words.isGuessed.text(language) : ""
    }
    if let encoding = facts.encoding {
      lines.append(line(Words.encoding, encoding + guessed(facts.isEncodingGuessed)))
    }
    if let delimiter = facts.delimiter {
      lines.append(line(Words.delimiter, delimiter + guessed(facts.isDelimiterGuessed)))
    }
    for sheet in facts.sheets.prefix(20) {
      let marks =
        (sheet.name == facts.sheet ? Words.isRead.text(language) : "")
        + (sheet.isVisible ? "" : Words.isHidden.text(language))
      lines.append(line(Words.worksheetLabel, sheet.name + marks))
    }
    if facts.sheets.count > 20 {
      lines.append("  \(Words.moreWorksheets.text(language, "\(facts.sheets.count - 20)"))")
    }
    if let dates = facts.dateSystem {
      lines.append(line(Words.dates, Words.datesFrom.text(language, dates)))
    }
    let rows = survey.hasHeader ? Words.rowsWithHeader : Words.rowsWithoutHeader
    lines.append(
      line(Words.rows, rows.text(language, grouped(survey.rows), grouped(survey.blank))))
    lines.append(line(Words.columns, grouped(survey.widest)))
    lines += survey.columns.enumerated().map { "    \(describe($1, $0 + 1))" }
    lines.append(
      line(
        Words.numbers,
        Words.numberKinds.text(
          language, grouped(survey.mainland), grouped(survey.international),
          grouped(survey.repeatedNumbers))))
    if survey.either > 0 {
      lines.append("    \(Words.eitherKind.text(language, grouped(survey.either)))")
    }
    for (removal, count) in problems {
      lines.append("    \(grouped(count)) \(removal.code): \(removal.reason[language])")
    }
    return lines + facts.notices.map { line(Words.note, $0) }
  }

  private func describe(_ column: SheetSurvey.Column, _ number: Int) -> String {
    let name =
      column.name.map { $0.isEmpty ? Words.noName.text(language) : $0 }
      ?? Words.columnNumber.text(language, "\(number)")
    let example = column.example.map { Words.columnExample.text(language, $0) } ?? ""
    return Words.columnLine.text(
      language, "\(number)", Masking.mask(name.showingInvisible), grouped(column.filled)) + example
  }

  func json() -> String {
    var object = JSONObject()
    object.add("file", facts.file)
    object.add("kind", facts.kind.rawValue)
    object.add("bytes", facts.bytes)
    object.add("encoding", facts.encoding)
    if let isGuessed = facts.isEncodingGuessed { object.add("encodingGuessed", isGuessed) }
    object.add("delimiter", facts.delimiter)
    if let isGuessed = facts.isDelimiterGuessed { object.add("delimiterGuessed", isGuessed) }
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
    object.add("eitherRegion", survey.either)
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
