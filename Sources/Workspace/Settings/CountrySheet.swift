internal import Characters
internal import Files
package import Messaging
package import Sending
package import Spreadsheet

/// The countries that an application may send to, with the day's warning and limit of each, as a sheet (SPEC
/// ADMIN-5).
package enum CountrySheet {
  /// Countries of which a day's messages are warned of or limited.
  package struct Row: Sendable, Equatable {
    package var region: Region
    package var warning: Int?
    package var limit: Int?
  }

  private static let columns = [
    TableColumn("Country"), TableColumn("Name"), TableColumn("Warning", kind: .integer),
    TableColumn("Limit", kind: .integer),
  ]

  /// The rows of an application; those of all countries where it may send to all.
  package static func rows(of application: ApplicationSettings) -> [Row] {
    (application.countries ?? NumberingPlan.regions.filter { $0 != .world }).sorted().map {
      Row(
        region: $0, warning: application.alarms?.daily.byRegion[$0],
        limit: application.daily.byRegion[$0])
    }
  }

  /// Writes the rows to a new file, a workbook or CSV by its ending.
  package static func write(
    _ rows: [Row], to path: String, language: Language
  ) throws {
    let file = try TableFile(
      TableFormat(forSheetAt: path) ?? .xlsx, inFolder: Folder.of(path),
      properties: DocumentProperties(title: "Countries", subject: "Countries", created: 0),
      namesEveryCell: true)
    let table = try file.addTable("Countries", columns: columns)
    for row in rows {
      table.text(row.region.code)
      table.text(row.region.name(language))
      for number in [row.warning, row.limit] {
        if let number { table.integer(number) } else { table.skip() }
      }
      try table.endRow()
    }
    try file.complete().publish(asNew: path)
  }

  /// Reads rows as they are written: the code of a country, its name, the day's warning and limit.
  ///
  /// - Parameters:
  ///   - source: the sheet; a first row without a country's code is its header.
  ///   - application: whose limit for other countries holds for each of them.
  /// - Returns: the rows by country.
  /// - Throws: `CampaignError.refused` with the row of what is wrong.
  package static func read(
    _ source: any SheetReader, for application: ApplicationSettings
  ) throws -> [Row] {
    var rows: [Region: Row] = [:]
    var isFirst = true
    while let batch = try source.next() {
      for index in 0..<batch.rowCount {
        let code = batch.text(index, 0).trimmed.uppercased()
        let region = Region(code: code).flatMap { NumberingPlan.has($0) ? $0 : nil }
        defer { isFirst = false }
        guard let region else {
          if isFirst { continue }
          throw refused(
            source, batch.number(ofRow: index),
            "“\(code)” is no country's code. Write two letters such as SG.")
        }
        let row = Row(
          region: region, warning: try number(source, batch, index, 2),
          limit: try number(source, batch, index, 3))
        try check(row, application, source, batch.number(ofRow: index))
        guard rows.updateValue(row, forKey: region) == nil else {
          throw refused(source, batch.number(ofRow: index), "\(code) stands in it twice.")
        }
      }
    }
    guard !rows.isEmpty else {
      throw CampaignError.refused(
        "\(source.facts.file): no country is in it, so nothing could be sent.")
    }
    return rows.values.sorted { $0.region < $1.region }
  }

  private static func number(
    _ source: any SheetReader, _ batch: RowBatch, _ row: Int, _ column: Int
  ) throws -> Int? {
    let text = batch.text(row, column).trimmed
    if text.isEmpty { return nil }
    guard let number = Int(text), number >= 0 else {
      throw refused(
        source, batch.number(ofRow: row),
        "“\(text)” is no number of messages. Write 0 or more, or nothing.")
    }
    return number
  }

  private static func check(
    _ row: Row, _ application: ApplicationSettings, _ source: any SheetReader, _ number: Int
  ) throws {
    if let warning = row.warning, let limit = row.limit, warning > limit {
      throw refused(
        source, number,
        "the warning at \(warning) is above the limit of \(limit), so it would never come.")
    }
    let whole =
      row.region == .mainland ? application.daily.mainland : application.daily.international
    if let limit = row.limit, let whole, limit > whole {
      throw refused(
        source, number, "the limit of \(limit) is above that of all such countries, \(whole).")
    }
  }

  private static func refused(
    _ source: any SheetReader, _ row: Int, _ words: String
  ) -> CampaignError {
    .refused("\(source.facts.file), row \(row): \(words)")
  }

  /// The settings that rows stand for, each in place of what was there.
  package static func values(_ rows: [Row]) -> [(path: String, value: String)] {
    func section(_ field: (Row) -> Int?) -> [(String, Int)] {
      rows.compactMap { row in field(row).map { (row.region.code, $0) } }
    }
    let sections = [
      ("daily.regions", section(\.limit)), ("alarms.daily.regions", section(\.warning)),
    ]
    return [("countries", "[\(rows.map(\.region.code).joined(separator: ", "))]")]
      + sections.flatMap { path, values in
        [(path, "")] + values.map { ("\(path).\($0.0)", "\($0.1)") }
      }
  }
}
