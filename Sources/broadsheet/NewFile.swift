import Campaign
import Messaging
import Spreadsheet

/// Small files that the program writes for people to edit.
enum NewFile {
  /// Writes a file that must not be there yet.
  static func write(_ text: String, to path: String) throws(CampaignError) {
    try wrapped { () throws(SheetError) in
      guard try OutputFile.write(Array(text.utf8), to: path) else {
        throw OutputFile.nameIsTaken(path)
      }
    }
  }
}

/// Numbers as users type them.
enum NumberText {
  /// Reads a number of either region.
  ///
  /// - Throws: `CampaignError.badNumber`.
  static func parse(_ text: String) throws(CampaignError) -> E164 {
    guard let number = NumberColumn.number(Array(text.utf8).span) else { throw .badNumber(text) }
    return number
  }

  /// Reads a number if one is given.
  static func parse(_ text: String?) throws(CampaignError) -> E164? {
    guard let text else { return nil }
    return try parse(text) as E164
  }

  static func parse(_ texts: [String]) throws(CampaignError) -> [E164] {
    try texts.map { (text) throws(CampaignError) in try parse(text) }
  }
}
