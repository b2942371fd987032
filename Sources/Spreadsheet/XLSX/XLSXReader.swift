internal import Characters
internal import Files

/// Reads one worksheet of an XLSX file in batches.
///
/// The archive's part is expanded a window at a time, parsed into raw cells, and those are worked out row
/// by row until a batch is full; nothing holds more than one window and one batch, beside the bounded
/// table of shared strings.
final class XLSXReader: SheetReader {
  private(set) var facts: SheetFacts
  var columnLimit = Int.max { didSet { handler.columnLimit = columnLimit } }

  private let stream: PartStream
  private let xml: PlainXMLReader<SheetRowScanner>
  private let handler: SheetDataHandler
  private var resolver: CellResolver
  private let others: OtherSheets
  private let isStale: Bool
  private var hidden = HiddenParts()
  private var cells = 0
  // What looking ahead saw; it is used nowhere.
  private var seen: UInt8 = 0
  private var size = RowBatch.Size.first
  private let takesNullForEmpty: Bool

  init(file: InputFile, options: ReadingOptions) throws {
    takesNullForEmpty = options.takesNullForEmpty
    let archive = try ZipArchive(file, limits: options.limits)
    let workbook = try Workbook(archive)
    let sheet = try workbook.sheet(named: options.sheet, file: file.path)
    var styles = Styles()
    if let part = workbook.stylesPart, archive.contains(part) {
      styles = try Styles(
        archive.open(part, limit: options.limits.metadataBytes), archive: archive,
        dates: options.dates)
    }
    var strings: SharedStrings?
    if let part = workbook.sharedStringsPart, archive.contains(part) {
      strings = try SharedStrings.read(
        archive.open(part, limit: options.limits.sharedStringBytes), archive: archive,
        isPlainAllowed: options.usesPlainForm)
    }
    handler = SheetDataHandler(file: file.path, sheet: sheet.name, limits: options.limits)
    stream = try archive.open(sheet.part, limit: options.limits.sheetBytes)
    let parser = try XMLPushParser(
      handler, file: file.path, part: "worksheet “\(sheet.name)”", limits: options.limits)
    xml = PlainXMLReader(
      stream, parser: parser, scanner: SheetRowScanner(handler),
      isPlainAllowed: options.usesPlainForm)
    resolver = CellResolver(
      file: file.path, sheet: sheet.name, limits: options.limits,
      momentColumn: options.momentColumn, styles: styles, strings: strings,
      dateSystem: workbook.dateSystem, exactColumns: options.exactColumns)
    isStale = workbook.isStale
    others = OtherSheets(archive, workbook.sheets.filter { $0.part != sheet.part })
    facts = SheetFacts(
      file: FileName.shown(file.path), kind: .xlsx, bytes: file.size, sheet: sheet.name)
    facts.sheets = workbook.sheets.map { SheetFacts.Sheet(name: $0.name, isVisible: $0.isVisible) }
    facts.dateSystem = workbook.dateSystem == .year1900 ? "1900" : "1904"
  }

  var progress: Double {
    min(1, Double(stream.bytesRead) / Double(max(1, stream.claimedBytes)))
  }

  func next() throws -> RowBatch? {
    var batch = RowBatch()
    batch.takesNullForEmpty = takesNullForEmpty
    batch.reserve(size)
    while !batch.isFull(size) {
      if let row = handler.raw.nextRow() {
        let isKept = try resolver.append(row, of: handler.raw, to: &batch)
        if isKept, handler.raw.cells[row.lowerBound].isHidden { hidden.rows += 1 }
      } else if xml.isAtEnd {
        break
      } else {
        handler.compact()
        try xml.advance()
        resolver.hidesZeros = handler.frame.hidesZeros
        lookAhead()
      }
    }
    size = .standard
    try count(batch)
    hidden.note(batch, handler.frame.hiddenColumns)
    if !batch.isEmpty { return batch }
    if cells == 0 { facts.filledSheets = others.filled() }
    if facts.notices.isEmpty { facts.notices = remarks() }
    return nil
  }

  /// Brings the shared strings near that the cells of this window name.
  private func lookAhead() {
    guard let strings = resolver.strings else { return }
    handler.raw.forEachSharedString { seen &+= strings.look($0) }
  }

  private func count(_ batch: RowBatch) throws(SheetError) {
    cells += batch.cells.count
    guard cells > resolver.limits.cells else { return }
    throw SheetError.overLimit(
      file: resolver.file, sheet: resolver.sheet, row: batch.rows.last.map { Int($0.number) },
      limit: .cells, allowed: resolver.limits.cells, found: cells)
  }

  /// What is worth a word once the sheet has been read.
  private func remarks() -> [String] {
    var sentences = hidden.remarks
    if handler.formulasWithoutValue > 0 {
      sentences.append(
        "Formulas without a saved result were taken for empty cells: "
          + "\(grouped(handler.formulasWithoutValue)). Open the sheet in a spreadsheet program and save "
          + "it to have them.")
    }
    if isStale, handler.formulas > 0 {
      sentences.append(
        "Formulas whose saved results the file itself calls out of date were read: "
          + "\(grouped(handler.formulas)). Open the sheet in a spreadsheet program and save it to "
          + "have them calculated.")
    }
    return sentences
  }
}
