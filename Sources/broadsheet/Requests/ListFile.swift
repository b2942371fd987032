import Files
import Ledger
import Messaging
import Sending
import Spreadsheet
import Tasks

/// A list of numbers as CSV, which `import` reads again.
enum ListFile {
  private static let columns = [
    TableColumn("Phone Number"), TableColumn("For"),
    TableColumn("Type"), TableColumn("Added"),
  ]

  /// Writes the list to a new file, or to standard output.
  static func write(
    _ list: SuppressionList, of name: String?, _ session: LedgerSession, zone: Zone,
    to path: String?
  ) throws {
    guard let path else { return try print(list, of: name, session, zone: zone) }
    let file = try OutputFile(inFolder: Folder.of(path))
    let table = try CSVWriter(file: file, columns: columns)
    var time = TimeFormatter(zone)
    try SuppressionLists(session).entries(of: list, name: name) { entry in
      for text in fields(entry, &time) { table.text(text) }
      try table.endRow()
      return true
    }
    try table.close()
    try file.publish(asNew: path)
  }

  private static func print(
    _ list: SuppressionList, of name: String?, _ session: LedgerSession, zone: Zone
  ) throws {
    var time = TimeFormatter(zone)
    var text = CSVText()
    text.append(columns.map(\.name))
    try SuppressionLists(session).entries(of: list, name: name) { entry in
      text.append(fields(entry, &time))
      Console.write(text.take())
      return true
    }
    Console.write(text.take())
  }

  private static func fields(_ entry: ListEntry, _ time: inout TimeFormatter) -> [String] {
    [
      entry.number.text(whole: true), entry.scope.name, entry.scope.type?.rawValue ?? "all",
      time.string(entry.added),
    ]
  }
}
