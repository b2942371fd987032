internal import Characters

/// What the workbook part says: its worksheets in their order, and its date system.
struct Workbook {
  struct Sheet {
    var name: String
    var isVisible: Bool
    /// The part that holds its cells.
    var part: String
  }

  private(set) var sheets: [Sheet] = []
  private(set) var dateSystem = DateSystem.year1900
  /// The shared-string table and the styles, when the workbook has them.
  private(set) var sharedStringsPart: String?
  private(set) var stylesPart: String?

  /// Finds the workbook by the package's relationships and reads it.
  ///
  /// - Throws: `SheetError.damaged` when there is no workbook part, `.overLimit` for too many sheets.
  init(_ archive: ZipArchive) throws(SheetError) {
    let root = try Relationships(of: "", in: archive)
    let part = root.first(ofType: "officeDocument")?.target ?? "xl/workbook.xml"
    guard archive.contains(part) else {
      throw .damaged(file: archive.file, part: "the package", detail: "it names no workbook")
    }
    let reader = Reader(archive)
    try XMLPushParser.parse(
      archive.open(part, limit: archive.limits.metadataBytes), with: reader, file: archive.file,
      limits: archive.limits)
    let relationships = try Relationships(of: part, in: archive)
    dateSystem = reader.dateSystem
    for listed in reader.listed {
      // Chart, dialog and macro sheets have no cells; their relationship type says so.
      guard let relationship = relationships.target(ofID: listed.id),
        relationship.type.hasSuffix("/worksheet"), archive.contains(relationship.target)
      else { continue }
      sheets.append(
        Sheet(name: listed.name, isVisible: listed.isVisible, part: relationship.target))
    }
    sharedStringsPart = relationships.first(ofType: "sharedStrings")?.target
    stylesPart = relationships.first(ofType: "styles")?.target
  }

  /// The worksheet named, or the first visible one (SPEC SHEET-4).
  func sheet(named name: String?, file: String) throws(SheetError) -> Sheet {
    guard let name else {
      guard let first = sheets.first(where: \.isVisible) else { throw .noVisibleSheet(file: file) }
      return first
    }
    let wanted = name.trimmed
    // String comparison is by canonical equivalence, so that composed and decomposed names agree.
    guard let sheet = sheets.first(where: { $0.name.trimmed == wanted }) else {
      throw .noSuchSheet(file: file, name: name, available: sheets.map(\.name))
    }
    return sheet
  }

  private final class Reader: XMLHandler {
    var listed: [(name: String, id: String, isVisible: Bool)] = []
    var dateSystem = DateSystem.year1900
    private let archive: ZipArchive

    init(_ archive: ZipArchive) { self.archive = archive }

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
      if name == "workbookPr" {
        if attributes.bool("date1904") == true { dateSystem = .year1904 }
      } else if name == "sheet", let id = attributes.string("id") {
        let state = attributes.string("state") ?? "visible"
        listed.append((attributes.string("name") ?? "", id, state == "visible"))
        if listed.count > archive.limits.sheets {
          fail(
            .overLimit(
              file: archive.file, sheet: nil, row: nil, limit: .sheets,
              allowed: archive.limits.sheets, found: listed.count))
        }
      }
    }
  }
}
