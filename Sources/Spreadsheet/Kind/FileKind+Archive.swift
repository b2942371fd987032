internal import Files

/// Kinds that are told by what is in a ZIP archive.
extension FileKind {
  /// What a ZIP holds: a workbook, or something else that is zipped too.
  static func archiveKind(_ input: InputFile) throws -> FileKind {
    let archive = try ZipArchive(input, limits: .standard)
    if archive.contains("mimetype"),
      let mime = try? archive.open("mimetype", limit: 1_024).readAll(),
      let kind = kind(ofMediaType: String(decoding: mime, as: UTF8.self))
    {
      return kind
    }
    let names = archive.names
    if names.contains(where: { $0.hasSuffix(".iwa") || $0 == "buildversionhistory.plist" })
      || archive.contains("index.zip")
    {
      return .numbers
    }
    if names.contains(where: { $0.hasSuffix("workbook.bin") }) { return .binaryWorkbook }
    if archive.contains("word/document.xml") { return .document }
    if archive.contains("ppt/presentation.xml") { return .presentation }
    let isWorkbook = names.contains { name in
      name == "xl/workbook.xml" || name.hasPrefix("xl/worksheets/")
        || name.hasSuffix("workbook.xml") || name.contains("/worksheets/")
    }
    guard !isWorkbook else { return .xlsx }
    // A workbook may keep its parts anywhere; the content types tell it.
    if let types = try? archive.open("[Content_Types].xml", limit: 1 << 20).readAll(),
      String(decoding: types, as: UTF8.self).contains("sheet.main+xml")
    {
      return .xlsx
    }
    let sheets = [".csv", ".xlsx", ".tsv", ".xlsm"]
    return names.contains { name in sheets.contains { name.hasSuffix($0) } } ? .zippedSheet : .zip
  }

  /// What the file `mimetype` of an OpenDocument or OpenOffice package says.
  private static func kind(ofMediaType type: String) -> FileKind? {
    guard
      type.hasPrefix("application/vnd.oasis.opendocument.")
        || type.hasPrefix("application/vnd.sun.xml.")
    else { return nil }
    if type.contains("opendocument.text") || type.contains("xml.writer") { return .document }
    if type.contains("presentation") || type.contains("impress") { return .presentation }
    return .openDocument
  }
}
