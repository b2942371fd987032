internal import Files

/// Text for the parts of a workbook that a library writes.
///
/// The one place that sees to it that nothing gets there that XML forbids (XML 1.0, 2.2), or that the library
/// refuses for its length: either makes the whole workbook fail. Cells of ours go through `EscapedText`,
/// which keeps every character; here they become `\x1B`, `\u{FFFE}`, since a title is only looked at.
package enum XMLText {
  /// Characters that the longest cell may have, Excel's bound.
  static let cellLimit = 32_767
  /// Characters that a document's properties may have.
  static let propertyLimit = 255

  /// A title, a name or a property in one line.
  static func line(_ text: String, limit: Int = propertyLimit) -> String {
    let shown = FileName.shown(text)
    return shown.unicodeScalars.count <= limit
      ? shown : String(String.UnicodeScalarView(shown.unicodeScalars.prefix(limit)))
  }

  /// A cell's text as the bytes of a C string, which reads back as it is: escaped as workbooks have it, and
  /// cut where it is too long for a cell.
  static func cell(_ text: String) -> [UInt8] {
    let scalars = text.unicodeScalars.filter { $0 != "\0" }
    let whole = escaped(scalars.prefix(cellLimit))
    // An escape is seven characters in place of one.
    let isTooLong = whole.count { $0 & 0xC0 != 0x80 } > cellLimit
    return (isTooLong ? escaped(scalars.prefix(cellLimit / 7)) : whole) + [0]
  }

  private static func escaped(_ scalars: Substring.UnicodeScalarView) -> [UInt8] {
    var bytes: [UInt8] = []
    EscapedText.append(Array(String(scalars).utf8).span, to: &bytes)
    return bytes
  }
}
