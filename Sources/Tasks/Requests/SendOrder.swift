package import Sending
package import Spreadsheet
package import Workspace

/// What somebody asks to be sent: the options of a command, or a file that was dropped.
///
/// What it leaves open its task file says, and what that leaves open the settings.
package struct SendOrder: Sendable {
  /// Whom it is for; nil: the sheet that the task file names.
  package var recipients: Recipients?
  package var file = TaskFile()
  package var template: String?
  /// The task's name.
  package var task: String?
  package var application: String?
  package var signature: String?
  package var reading = SheetReading()
  /// When to send, as people write times; nil: at once.
  package var at: String?
  /// Receipts later than this have not come yet, in milliseconds since 1970.
  package var asOf: Int?
  /// The folder of the results.
  package var output: String?
  package var format: TableFormat?
  package var rowPerSegment = false
  package var namesEveryCell = false
  /// Whether it came through a drop folder, where the name of the file counts for nothing.
  package var isDropped = false

  package init() {}
}

/// How a sheet is read, as far as somebody says it.
package struct SheetReading: Sendable {
  package var sheet: String?
  package var encoding: String?
  /// One ASCII character, or `tab`.
  package var delimiter: String?
  package var takesNullForEmpty = false
  package var dates: DateStyle?
  package var header = ColumnMapping.HeaderRule.auto

  package init() {}

  /// The delimiter's byte; nil for none, and for what cannot be one.
  package var delimiterByte: UInt8? {
    guard let delimiter else { return nil }
    if delimiter == "tab" || delimiter == "\\t" { return UInt8(ascii: "\t") }
    let bytes = Array(delimiter.utf8)
    return bytes.count == 1 && bytes[0] < 0x80 && bytes[0] != UInt8(ascii: "\"") ? bytes[0] : nil
  }

  /// The options for a reader; the first columns' numbers keep their exact digits.
  package func options(_ settings: Settings, exactColumns: Int = 1) -> ReadingOptions {
    var options = ReadingOptions()
    options.sheet = sheet
    options.encoding = encoding
    options.delimiter = delimiterByte
    options.takesNullForEmpty = takesNullForEmpty
    options.dates = dates ?? settings.dates
    options.exactColumns = exactColumns
    options.limits.fileBytes = settings.fileMegabytes << 20
    options.limits.dataRows = settings.dataRows
    return options
  }

  /// What a task file says where nothing else was said.
  func filled(from file: TaskFile) -> SheetReading {
    var reading = self
    reading.sheet = sheet ?? file.worksheet
    reading.encoding = encoding ?? file.encoding
    reading.delimiter = delimiter ?? file.delimiter
    reading.takesNullForEmpty = takesNullForEmpty || file.null ?? false
    reading.header = header == .auto ? file.header ?? .auto : header
    return reading
  }
}
