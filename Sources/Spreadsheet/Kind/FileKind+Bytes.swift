internal import Files

/// Kinds that are told by numbers in the file's first bytes.
extension FileKind {
  static let compoundMagic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  static let magics: [([UInt8], FileKind)] = [
    (Array("%PDF-".utf8), .pdf), ([0x89, 0x50, 0x4E, 0x47], .image), ([0xFF, 0xD8, 0xFF], .image),
    (Array("GIF89a".utf8), .image), (Array("GIF87a".utf8), .image),
    ([0x49, 0x49, 0x2A, 0], .image), ([0x4D, 0x4D, 0, 0x2A], .image),
    (Array("{\\rtf".utf8), .rtf), ([0x1F, 0x8B], .compressed), (Array("BZh".utf8), .compressed),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .compressed), (Array("Rar!".utf8), .compressed),
    ([0x37, 0x7A, 0xBC, 0xAF], .compressed), ([0x28, 0xB5, 0x2F, 0xFD], .compressed),
    (Array("SQLite format 3\0".utf8), .database), ([0x7F, 0x45, 0x4C, 0x46], .binary),
    (Array("\0\u{1}\0\0Standard Jet DB".utf8), .database),
    (Array("\0\u{1}\0\0Standard ACE DB".utf8), .database),
    (Array("ARROW1\0\0".utf8), .columnar),
    (Array("Obj\u{1}".utf8), .columnar), (Array("ORC\n\u{3}".utf8), .columnar),
    (Array("%!PS".utf8), .postScript),
    // BIFF 2 to 4 streams, .xls of before 1995.
    ([0x09, 0x00, 0x04, 0x00], .oldExcel), ([0x09, 0x02, 0x06, 0x00], .oldExcel),
    ([0x09, 0x04, 0x06, 0x00], .oldExcel),
  ]

  /// Streams by which a container of old office programs is told, in order of what they say.
  private static let streams: [(name: [UInt8], kind: FileKind)] =
    [
      ("EncryptedPackage", .encryptedWorkbook), ("Workbook", .oldExcel), ("Book", .oldExcel),
      ("WordDocument", .document), ("PowerPoint Document", .presentation),
      ("__properties_version1.0", .email),
    ].map { (name, kind) in
      // A directory record holds its name as UTF-16 with a zero behind it.
      ((name + "\0").utf8.flatMap { [$0, 0] as [UInt8] }, kind)
    }

  /// Old workbooks, other old documents and encrypted new ones share a container; the directory's stream
  /// names differ.
  static func compoundKind(_ file: InputFile) throws -> FileKind {
    var offset = 0
    var best = streams.count
    // Names are at the start of 128-byte directory records, so a step of half a record cannot miss one.
    while offset < file.size, best > 0 {
      let block = try file.read(at: offset, count: 1 << 20)
      var record = 0
      while record + 1 < block.count {
        if block[record] > 0x20, block[record + 1] == 0 {
          best = min(best, place(of: block[record..<min(record + 64, block.count)]))
        }
        record += 64
      }
      offset += 1 << 20
    }
    return best < streams.count ? streams[best].kind : .oldExcel
  }

  private static func place(of record: ArraySlice<UInt8>) -> Int {
    streams.firstIndex { (record + [0, 0]).starts(with: $0.name) } ?? streams.count
  }

  /// What Excel and LibreOffice put beside a workbook that is open: its user's name.
  static func isLockFile(_ file: InputFile, _ head: [UInt8]) -> Bool {
    let name = file.path.utf8.split(separator: UInt8(ascii: "/")).last ?? file.path.utf8[...]
    if name.starts(with: ".~lock.".utf8), head.count < 1_024 { return true }
    guard file.size == 165 else { return false }
    if name.starts(with: "~$".utf8) { return true }
    // The name's length and the name, padded to 55 bytes, then both again in UTF-16.
    return head[0] < 55 && head[55] == head[0] && head[56] == 0
  }

  /// Parquet's mark is a possible header, so it counts only where it ends the file as well.
  static func isParquet(_ file: InputFile, _ head: [UInt8]) throws -> Bool {
    let mark = Array("PAR1".utf8)
    guard head.starts(with: mark) else { return false }
    return try file.read(at: file.size - 4, count: 4) == mark
  }

  static func isTapeArchive(_ head: [UInt8]) -> Bool {
    head.count >= 512 && head[257...].starts(with: "ustar".utf8)
  }

  /// Whether the head is a dBASE table's: a version, the date of the last change, and lengths that fit.
  static func isDBase(_ head: [UInt8], size: Int) -> Bool {
    let versions: [UInt8] = [
      0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8C, 0xCB, 0xF5, 0xFB,
    ]
    guard head.count >= 65, versions.contains(head[0]), (1...12).contains(head[2]),
      (1...31).contains(head[3])
    else { return false }
    let headerLength = Int(head[8]) | Int(head[9]) << 8
    let recordLength = Int(head[10]) | Int(head[11]) << 8
    // The list of fields ends with a carriage return.
    return headerLength >= 65 && headerLength <= size && recordLength > 1
      && head[32] > 0x20
      && (headerLength > head.count
        || head[headerLength - 1] == 0x0D || head[headerLength - 2] == 0x0D || head[0] == 0x30)
  }

  /// A file compressed by gzip: Gnumeric's workbooks are.
  static func gzipKind(_ file: InputFile, _ head: [UInt8]) throws -> FileKind {
    guard head.starts(with: [0x1F, 0x8B, 8]), head.count > 18 else { return .compressed }
    // RFC 1952: a name follows the ten bytes of the header when its flag is set.
    var start = 10
    if head[3] & 0x08 != 0 { start = (head[start...].firstIndex(of: 0) ?? start - 1) + 1 }
    guard head[3] & 0x16 == 0 else { return .compressed }
    let inflater = try Inflater(for: file.path)
    var text = [UInt8](repeating: 0, count: 2_048)
    // Unsafe: the inflater reads from one array's storage and writes into the other's.
    let filled = head[start...].withUnsafeBytes { input in
      text.withUnsafeMutableBytes { output in inflater.expand(input, into: output)?.filled ?? 0 }
    }
    return String(decoding: text[..<filled], as: UTF8.self).contains("gnumeric")
      ? .gnumeric : .compressed
  }
}
