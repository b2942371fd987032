internal import Files

/// Opens sheets.
package enum SheetFile {
  /// Opens a recipient sheet by what its bytes say, not its name.
  ///
  /// - Throws: `FileError` when there is no such file or it is over the size limit, `SheetError` when its bytes are
  ///   not those of an XLSX or CSV sheet.
  package static func open(
    _ path: String, options: ReadingOptions = ReadingOptions()
  ) throws -> any SheetReader {
    let file = try InputFile(path, limit: options.limits.fileBytes)
    let kind = try FileKind.of(file)
    switch kind {
    case .xlsx: return try XLSXReader(file: file, options: options)
    case .csv: return try CSVReader(file: file, options: options)
    default: throw SheetError.wrongKind(file: path, found: kind)
    }
  }
}
