import ArgumentParser
import Carrier
import Files
import Ledger
import Messaging
import Providers
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

extension ColumnMapping.HeaderRule: ExpressibleByArgument {}
extension DateStyle: ExpressibleByArgument {}

/// How a sheet is read.
struct SheetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The worksheet to read; the first visible one by default.", valueName: "name"))
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      "A CSV file's encoding, such as GB18030; told from its bytes by default.", valueName: "name"))
  var encoding: String?

  @Option(
    help: ArgumentHelp(
      "A CSV file's delimiter, one character or “tab”; told from its text by default.",
      valueName: "character"))
  var delimiter: String?

  @Flag(help: "Take words for nothing, such as NULL, (null) or nan, for missing values.")
  var null = false

  @Option(
    help: ArgumentHelp(
      "Dates whose format leaves it to the reader's country; as the settings say by default.",
      valueName: "style"))
  var dates: DateStyle?

  @Option(help: "Whether the first row is a header.")
  var header = ColumnMapping.HeaderRule.auto

  func validate() throws {
    guard delimiter == nil || asked.delimiterByte != nil else {
      throw ValidationError("--delimiter must be one ASCII character, or “tab”.")
    }
  }

  /// What was said of it.
  var asked: SheetReading {
    var reading = SheetReading()
    reading.sheet = sheet
    reading.encoding = encoding
    reading.delimiter = delimiter
    reading.takesNullForEmpty = null
    reading.dates = dates
    reading.header = header
    return reading
  }

  /// The options for reading; the first columns' numbers keep their exact digits.
  func reading(_ settings: Settings, exactColumns: Int = 1) -> ReadingOptions {
    asked.options(settings, exactColumns: exactColumns)
  }
}
