/// The number format of each cell style, compiled once.
struct Styles {
  private var formats: [NumberFormat] = []
  /// For each cell style the index of its format.
  private var formatOfStyle: [UInt16] = []
  /// Whether any format changes text, which hardly a workbook's does.
  private var someChangeText = false
  /// Whether cells that name no style, or the first, have another format than General.
  private(set) var someDefaultFormat = false
  /// Whether any format shows numbers with a plus or digits that are not theirs.
  private(set) var someAddDigits = false

  /// No styles at all: every number is shown as General.
  init() {}

  init(
    _ stream: PartStream, archive: ZipArchive, dates: DateStyle = .china
  ) throws {
    let reader = Reader(archive)
    try XMLPushParser.parse(stream, with: reader, file: archive.file, limits: archive.limits)
    var indexOfID: [Int: UInt16] = [:]
    for id in reader.styleFormats {
      if let known = indexOfID[id] {
        formatOfStyle.append(known)
        continue
      }
      let index = UInt16(clamping: formats.count)
      formats.append(
        reader.codes[id].map { NumberFormat(code: $0, dates: dates) }
          ?? NumberFormat.builtIn(id, dates: dates) ?? .general)
      someChangeText = someChangeText || formats[Int(index)].changesText
      someAddDigits = someAddDigits || formats[Int(index)].addsDigits
      indexOfID[id] = index
      formatOfStyle.append(index)
    }
    someDefaultFormat = !format(ofStyle: 0).isGeneral
  }

  /// The format of a style; General for a style that the workbook does not have.
  func format(ofStyle style: Int) -> NumberFormat {
    guard style < formatOfStyle.count else { return .general }
    return formats[Int(formatOfStyle[style])]
  }

  /// The format that changes the text cells of a style; nil for nearly all.
  func textFormat(ofStyle style: Int) -> NumberFormat? {
    guard someChangeText else { return nil }
    let format = format(ofStyle: style)
    return format.changesText ? format : nil
  }

  private final class Reader: XMLHandler {
    var codes: [Int: String] = [:]
    var styleFormats: [Int] = []
    private var isInFormats = false
    private var isInCellStyles = false
    private let archive: ZipArchive

    init(_ archive: ZipArchive) { self.archive = archive }

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
      if name == "numFmts" {
        isInFormats = true
      } else if name == "numFmt", isInFormats {
        // Differential formats have number formats too, with IDs that mean nothing to cells.
        if let id = attributes.int("numFmtId"), let code = attributes.string("formatCode") {
          if codes[id] == nil { codes[id] = code }
        }
      } else if name == "cellXfs" {
        isInCellStyles = true
      } else if name == "xf", isInCellStyles {
        styleFormats.append(attributes.int("numFmtId") ?? 0)
      }
      if max(codes.count, styleFormats.count) > archive.limits.styles {
        fail(
          SheetError.overLimit(
            file: archive.file, sheet: nil, row: nil, limit: .styles,
            allowed: archive.limits.styles, found: max(codes.count, styleFormats.count)))
      }
    }

    override func end(_ name: XMLName) {
      if name == "cellXfs" { isInCellStyles = false }
      if name == "numFmts" { isInFormats = false }
    }
  }
}
