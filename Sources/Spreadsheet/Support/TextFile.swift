/// Small text files read whole: templates, settings, lists.
package enum TextFile {
  /// Reads a UTF-8 file of at most `limit` bytes.
  ///
  /// - Throws: `SheetError` when it is missing, unreadable, empty, too large or not UTF-8.
  package static func read(_ path: String, limit: Int) throws(SheetError) -> String {
    let file = try InputFile(path, limit: limit)
    let bytes = try file.read(at: 0, count: file.size)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .undecodable(file: path, encoding: "UTF-8", row: 1, byte: 1)
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }
}
