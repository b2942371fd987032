package import Files
internal import Messaging
package import Spreadsheet

extension ReportDocument {
  /// The report as one line of JSON, the same in every language, stable for programs.
  package func json() -> String {
    var object = JSONObject()
    object.add("schema", 1)
    object.add("report", name)
    object.add("title", title)
    object.add("currency", currency)
    var tables = JSONObject()
    for table in self.tables { tables.add(raw: table.name, table.json()) }
    object.add(raw: "tables", tables.text)
    return object.text
  }

  /// The first table as a file of a format without sheets, as yet without a name.
  package func file(_ format: TableFormat, inFolder folder: String) throws -> OutputFile {
    let file = try TableFile(
      format, inFolder: folder,
      properties: DocumentProperties(title: title, subject: name, created: 0))
    let table = tables.first
    let writer = try file.addTable(
      name, columns: (table?.columns ?? []).map { TableColumn($0.key, kind: $0.kind.ofCells) })
    for row in table?.rows ?? [] {
      for value in row { value.write(to: writer) }
      try writer.endRow()
    }
    return try file.complete()
  }

  /// The first table as CSV for pipes, with the names that programs use in its header.
  package func csv() -> [UInt8] {
    var text = CSVText()
    guard let table = tables.first else { return [] }
    text.append(table.columns.map(\.key))
    for row in table.rows { text.append(row.map(\.plain)) }
    return text.take()
  }
}

extension ReportTable.Kind {
  fileprivate var ofCells: TableColumn.Kind {
    switch self {
    case .text: .text
    case .count: .integer
    case .share: .share
    case .money: .money
    }
  }
}

extension ReportTable.Value {
  fileprivate func write(to table: any TableWriter) {
    switch self {
    case .text(let text): table.text(text)
    case .count(let count): table.integer(count)
    case .share(let share): table.share(share)
    case .money(let money): table.money(millionths: money.millionths)
    case .none: table.skip()
    }
  }
}

extension ReportTable {
  fileprivate func json() -> String {
    let objects = rows.map { row in
      var object = JSONObject()
      for (column, value) in zip(columns, row) {
        switch value {
        case .text(let text): object.add(column.key, text)
        case .none: object.add(raw: column.key, "null")
        case .count, .share, .money: object.add(raw: column.key, value.plain)
        }
      }
      return object.text
    }
    return "[\(objects.joined(separator: ","))]"
  }
}
