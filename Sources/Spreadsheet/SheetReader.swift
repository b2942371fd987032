internal import Files

/// A table in a file, given row batch by row batch: XLSX and CSV alike.
///
/// One thread uses a reader at a time; it may be handed from one to another.
///
/// ```swift
/// let reader = try SheetFile.open("customers.xlsx")
/// while let batch = try reader.next() { … }
/// ```
package protocol SheetReader: AnyObject {
  /// What the file is: kind, sheet names, encoding, delimiter.
  var facts: SheetFacts { get }
  /// Columns from the left that are decoded; content further right only makes a row not blank.
  var columnLimit: Int { get set }
  /// Share of the file read so far, 0 to 1.
  var progress: Double { get }
  /// The next rows in the order of the file, or nil after the last.
  ///
  /// - Throws: `SheetError` when the file is damaged or passes a limit, `FileError` when it cannot be read;
  ///   the reader is spent then.
  func next() throws -> RowBatch?
}

/// What a reader knows about its file, for people (`sheet info`).
package struct SheetFacts: Sendable, Codable {
  /// A worksheet as the workbook lists it.
  package struct Sheet: Sendable, Equatable, Codable {
    package var name: String
    package var isVisible: Bool
  }

  package var file: String
  package var kind: FileKind
  package var bytes: Int
  /// The worksheet that is read; nil for CSV.
  package var sheet: String?
  package var sheets: [Sheet] = []
  /// Where the worksheet that is read turned out empty: some of the others that are not.
  package var filledSheets: [String] = []
  package var dateSystem: String?
  package var encoding: String?
  /// Whether the encoding was told by the characters that it gives; nil for a workbook.
  package var isEncodingGuessed: Bool?
  package var delimiter: String?
  /// Whether the delimiter was told by how evenly it divides the rows; nil for a workbook.
  package var isDelimiterGuessed: Bool?
  /// Things worth a word to the user, each a sentence.
  package var notices: [String] = []

  /// What to do about a sheet that has other columns than expected, when its delimiter was guessed.
  package var delimiterAdvice: String? {
    guard let delimiter, isDelimiterGuessed == true else { return nil }
    let name = delimiter == "tab" ? "a tab" : "“\(delimiter)”"
    return "The columns were divided by \(name), which was guessed; name another with --delimiter."
  }

  package init(file: String, kind: FileKind, bytes: Int, sheet: String? = nil) {
    // A path's bytes may be no text.
    self.file = FileName.shown(file)
    self.kind = kind
    self.bytes = bytes
    self.sheet = sheet
  }
}

/// How a sheet is to be read.
package struct ReadingOptions: Sendable {
  /// Name of the worksheet; nil for the first visible one.
  package var sheet: String?
  /// Encoding of a CSV file by its IANA name; nil to tell it from the bytes.
  package var encoding: String?
  /// Delimiter of a CSV file; nil to tell it from the bytes.
  package var delimiter: UInt8?
  /// Whether words for nothing, `NULL` for example, are empty values.
  package var takesNullForEmpty = false
  /// Columns from the left whose number cells give their exact digits, whatever their format, unless it
  /// adds a plus or digits.
  package var exactColumns = 0
  /// How dates look whose format leaves that to the reader's country.
  package var dates = DateStyle.china
  /// Whether our own scanner reads what has the plain form; without it libxml2 reads everything.
  package var usesPlainForm = true
  package var limits = Limits.standard
  /// The column whose date cells are given as moments, whatever their format shows; nil for none.
  package var momentColumn: Int?

  package init() {}
}

extension SheetError {
  /// That a sheet has no row, with the worksheets that have some.
  package static func emptySheet(_ facts: SheetFacts) -> SheetError {
    .empty(file: facts.file, sheet: facts.sheet, filled: facts.filledSheets)
  }
}
