import Files
import Sending
import Spreadsheet

/// Small files that the program writes for people to edit.
enum NewFile {
  /// Writes a file that must not be there yet.
  static func write(_ text: String, to path: String) throws {
    guard try OutputFile.write(Array(text.utf8), to: path) else {
      throw OutputFile.nameIsTaken(path)
    }
  }
}
