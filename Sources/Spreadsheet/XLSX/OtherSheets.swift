/// The worksheets of a workbook beside the one that is read, for the case that it is empty.
struct OtherSheets {
  /// Worksheets that are looked into, and windows of 128 KiB of each.
  private static let mostSheets = 20
  private static let mostWindows = 8

  private let archive: ZipArchive
  private let sheets: [Workbook.Sheet]

  init(_ archive: ZipArchive, _ sheets: [Workbook.Sheet]) {
    self.archive = archive
    self.sheets = sheets
  }

  /// Names of those that have cells near their beginning, visible ones first.
  func filled() -> [String] {
    let ordered = sheets.filter(\.isVisible) + sheets.filter { !$0.isVisible }
    return ordered.prefix(Self.mostSheets).filter(hasCells).map(\.name)
  }

  /// A worksheet that cannot be read has none.
  private func hasCells(_ sheet: Workbook.Sheet) -> Bool {
    do {
      let handler = SheetDataHandler(
        file: archive.file, sheet: sheet.name, limits: archive.limits)
      let parser = try XMLPushParser(
        handler, file: archive.file, part: sheet.part, limits: archive.limits)
      let xml = PlainXMLReader(
        try archive.open(sheet.part, limit: archive.limits.sheetBytes), parser: parser,
        scanner: SheetRowScanner(handler), isPlainAllowed: true)
      for _ in 0..<Self.mostWindows where !xml.isAtEnd {
        try xml.advance()
        if handler.raw.nextRow() != nil { return true }
      }
      return false
    } catch {
      return false
    }
  }
}
