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

/// Flags that stand for settings: by the setting's path, their name and text.
typealias SettingFlags = [String: (name: String, text: String)]

/// The limits of a sheet, which may be given for one run.
struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The largest file that is read, in MB.", valueName: "MB"))
  var maxSize: Int?

  @Option(help: ArgumentHelp("The most data rows that are read.", valueName: "rows"))
  var maxRows: Int?

  func validate() throws {
    guard (1...4_096).contains(maxSize ?? 1) else {
      throw ValidationError("--max-size must be from 1 to 4096 MB.")
    }
    guard (1...DuplicateTable.maximumRows).contains(maxRows ?? 1) else {
      throw ValidationError("--max-rows must be from 1 to \(DuplicateTable.maximumRows).")
    }
  }

  /// The flags that were given.
  var flags: SettingFlags {
    var flags: SettingFlags = [:]
    if let maxSize { flags["limits.fileSize"] = ("max-size", "\(maxSize)") }
    if let maxRows { flags["limits.rows"] = ("max-rows", "\(maxRows)") }
    return flags
  }
}
