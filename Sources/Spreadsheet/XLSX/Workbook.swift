internal import Characters

/// What the workbook part says: its worksheets in their order, and its date system.
struct Workbook {
  struct Sheet {
    var name: String
    var isVisible: Bool
    /// The part that holds its cells.
    var part: String
  }

  /// The worksheets that can be read, and those whose part is missing.
  private(set) var sheets: [Sheet] = []
  private(set) var lost: [Sheet] = []
  /// Whether the file itself says that its formulas must be calculated again.
  private(set) var isStale = false
  private(set) var dateSystem = DateSystem.year1900
  /// The shared-string table and the styles, when the workbook has them.
  private(set) var sharedStringsPart: String?
  private(set) var stylesPart: String?

  /// Finds the workbook by the package's relationships and reads it.
  ///
  /// - Throws: `SheetError.damaged` when there is no workbook part, `.overLimit` for too many sheets.
  init(_ archive: ZipArchive) throws {
    let root = try Relationships(of: "", in: archive)
    let part = root.first(ofType: "officeDocument")?.target ?? "xl/workbook.xml"
    guard archive.contains(part) else {
      throw SheetError.damaged(
        file: archive.file, part: "the package", detail: "it names no workbook")
    }
    let reader = Reader(archive)
    try XMLPushParser.parse(
      archive.open(part, limit: archive.limits.metadataBytes), with: reader, file: archive.file,
      limits: archive.limits)
    let relationships = try Relationships(of: part, in: archive)
    dateSystem = reader.dateSystem
    isStale = reader.isStale
    for listed in reader.listed {
      // Chart, dialog and macro sheets have no cells; their relationship type says so.
      guard let relationship = relationships.target(ofID: listed.id),
        relationship.type.hasSuffix("/worksheet")
      else { continue }
      let sheet = Sheet(
        name: listed.name, isVisible: listed.isVisible, part: relationship.target)
      if archive.contains(sheet.part) { sheets.append(sheet) } else { lost.append(sheet) }
    }
    sharedStringsPart = relationships.first(ofType: "sharedStrings")?.target
    stylesPart = relationships.first(ofType: "styles")?.target
  }

  /// The worksheet named, or the first visible one (SPEC SHEET-4).
  ///
  /// - Throws: `SheetError.noSuchSheet`, `.noVisibleSheet`, or `.damaged` where it is the part that is
  ///   missing.
  func sheet(named name: String?, file: String) throws(SheetError) -> Sheet {
    guard let name else {
      if let first = sheets.first(where: \.isVisible) { return first }
      if let missing = lost.first(where: \.isVisible) { throw Self.isLost(missing, file) }
      guard !sheets.isEmpty else {
        throw SheetError.damaged(
          file: file, part: "the workbook", detail: "it has no worksheet with cells")
      }
      throw SheetError.noVisibleSheet(file: file)
    }
    let wanted = name.trimmed
    // String comparison is by canonical equivalence, so that composed and decomposed names agree.
    if let sheet = sheets.first(where: { $0.name.trimmed == wanted }) { return sheet }
    if let missing = lost.first(where: { $0.name.trimmed == wanted }) {
      throw Self.isLost(missing, file)
    }
    throw SheetError.noSuchSheet(file: file, name: name, available: sheets.map(\.name))
  }

  private static func isLost(_ sheet: Sheet, _ file: String) -> SheetError {
    .damaged(
      file: file, part: "worksheet “\(sheet.name)”",
      detail: "the file lacks the part with its cells, \(sheet.part)")
  }

  private final class Reader: XMLHandler {
    var listed: [(name: String, id: String, isVisible: Bool)] = []
    var dateSystem = DateSystem.year1900
    var isStale = false
    private let archive: ZipArchive

    init(_ archive: ZipArchive) { self.archive = archive }

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
      if name == "workbookPr" {
        if attributes.bool("date1904") == true { dateSystem = .year1904 }
      } else if name == "calcPr" {
        isStale = attributes.bool("fullCalcOnLoad") ?? false
      } else if name == "sheet", let id = attributes.token("id") {
        // Only these two states hide a worksheet; an unknown word does not.
        let isHidden = ["hidden", "veryHidden"].contains(attributes.token("state") ?? "")
        listed.append((attributes.string("name") ?? "", id, !isHidden))
        if listed.count > archive.limits.sheets {
          fail(
            SheetError.overLimit(
              file: archive.file, sheet: nil, row: nil, limit: .sheets,
              allowed: archive.limits.sheets, found: listed.count))
        }
      }
    }
  }
}
