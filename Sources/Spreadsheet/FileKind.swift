/// What a file is, told from its bytes (SPEC SHEET-1).
package enum FileKind: String, Sendable, Codable {
  case xlsx
  case csv
  case oldExcel
  case encryptedWorkbook
  case binaryWorkbook
  case openDocument
  case numbers
  case zip
  case html
  case xmlSpreadsheet
  case xml
  case json
  case pdf
  case image
  case compressed
  case rtf
  case binary

  /// The kind in words, with its article.
  package var name: String {
    switch self {
    case .xlsx: "an Excel workbook (.xlsx)"
    case .csv: "delimited text (CSV)"
    case .oldExcel: "a workbook in the old Excel format (.xls)"
    case .encryptedWorkbook: "a workbook protected by a password"
    case .binaryWorkbook: "a binary Excel workbook (.xlsb)"
    case .openDocument: "an OpenDocument file (.ods)"
    case .numbers: "an Apple Numbers document"
    case .zip: "a ZIP archive without a workbook"
    case .html: "a web page (HTML), whatever its name says"
    case .xmlSpreadsheet: "an XML spreadsheet of Excel 2003"
    case .xml: "an XML document"
    case .json: "JSON"
    case .pdf: "a PDF document"
    case .image: "an image"
    case .compressed: "a compressed archive"
    case .rtf: "a rich-text document"
    case .binary: "a binary file of an unknown kind"
    }
  }

  /// How to turn it into something that can be read.
  package var advice: String {
    switch self {
    case .xlsx, .csv: "It can be read as it is."
    case .encryptedWorkbook:
      "Open it with its password, remove the password, and save it as .xlsx."
    case .oldExcel, .binaryWorkbook, .openDocument, .html, .xmlSpreadsheet:
      "Open it in a spreadsheet program and save it as .xlsx."
    case .numbers: "Open it in Numbers and export it as Excel (.xlsx) or CSV."
    case .zip, .compressed: "Unpack it and name the sheet inside."
    case .json, .xml, .pdf, .image, .rtf, .binary: "Export the recipients as .xlsx or CSV."
    }
  }

  /// Tells the kind from the first bytes and, for containers, from what is inside.
  static func of(_ file: InputFile) throws(SheetError) -> FileKind {
    let head = try file.read(at: 0, count: 4_096)
    if head.starts(with: "PK".utf8) { return try ZipArchive.kind(of: file) }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return try compoundKind(file)
    }
    for (magic, kind) in Self.magics where head.starts(with: magic) { return kind }
    // A ZIP with something in front of it still has its directory at the end.
    if let inner = try? ZipArchive.kind(of: file), inner == .xlsx { return .xlsx }
    return textKind(head)
  }

  private static let magics: [([UInt8], FileKind)] = [
    (Array("%PDF-".utf8), .pdf), ([0x89, 0x50, 0x4E, 0x47], .image), ([0xFF, 0xD8, 0xFF], .image),
    (Array("GIF8".utf8), .image), ([0x49, 0x49, 0x2A, 0], .image), ([0x4D, 0x4D, 0, 0x2A], .image),
    (Array("{\\rtf".utf8), .rtf), ([0x1F, 0x8B], .compressed), (Array("BZh".utf8), .compressed),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .compressed), (Array("Rar!".utf8), .compressed),
    ([0x37, 0x7A, 0xBC, 0xAF], .compressed), ([0x28, 0xB5, 0x2F, 0xFD], .compressed),
    (Array("SQLite format 3".utf8), .binary), ([0x7F, 0x45, 0x4C, 0x46], .binary),
    // BIFF 2 to 4 streams, .xls of before 1995.
    ([0x09, 0x00, 0x04, 0x00], .oldExcel), ([0x09, 0x02, 0x06, 0x00], .oldExcel),
    ([0x09, 0x04, 0x06, 0x00], .oldExcel),
  ]

  /// Old workbooks and encrypted new ones share a container; the directory's stream names differ.
  private static func compoundKind(_ file: InputFile) throws(SheetError) -> FileKind {
    var offset = 0
    let marker = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
    // Names are UTF-16 in 128-byte directory records, so a step of half a record cannot miss one.
    while offset < file.size {
      let block = try file.read(at: offset, count: 1 << 20)
      var record = 0
      while record + marker.count <= block.count {
        if block[record] == marker[0], block[record...].starts(with: marker) {
          return .encryptedWorkbook
        }
        record += 64
      }
      offset += 1 << 20
    }
    return .oldExcel
  }

  private static func textKind(_ head: [UInt8]) -> FileKind {
    let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
    let text = String(decoding: head.filter { $0 != 0 }.prefix(1_024), as: UTF8.self)
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
    if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<table") {
      return .html
    }
    if text.hasPrefix("<?xml") || text.hasPrefix("<!--") {
      if text.contains("urn:schemas-microsoft-com:office:spreadsheet") { return .xmlSpreadsheet }
      return text.contains("<html") ? .html : .xml
    }
    if text.hasPrefix("{\"") || text.hasPrefix("[{") { return .json }
    // Zeros that pad a file's end say nothing about the rest of it.
    guard let last = head.lastIndex(where: { $0 != 0 }) else { return .binary }
    let head = head[...last]
    let zeros = head.count { $0 == 0 }
    // UTF-16 text has a zero in every other byte at most; other controls do not occur in tables.
    let controls = head.count {
      $0 < 0x20 && ![0, 0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B].contains($0)
    }
    if !isWide, zeros * 3 > head.count * 2 || controls * 20 > head.count { return .binary }
    return .csv
  }
}
