internal import Files

/// Telling what a file is.
extension FileKind {
  /// Bytes at the start of a file that are looked at.
  private static let headBytes = 4_096

  /// Tells the kind from the first bytes and, for containers, from what is inside.
  static func of(_ file: InputFile) throws -> FileKind {
    let head = try file.read(at: 0, count: headBytes)
    // A header may be `PK`; behind an archive's comes the number of a record.
    if head.starts(with: "PK".utf8), head.count > 3, head[2] < 9, head[3] < 9 {
      return try archiveKind(file)
    }
    if head.starts(with: compoundMagic) { return try compoundKind(file) }
    if isLockFile(file, head) { return .lockFile }
    for (magic, kind) in magics where head.starts(with: magic) {
      return kind == .compressed ? try gzipKind(file, head) : kind
    }
    if try isParquet(file, head) { return .columnar }
    if isTapeArchive(head) { return .compressed }
    if isDBase(head, size: file.size) { return .dBase }
    // A ZIP with something in front of it still has its directory at the end.
    if let inner = try? archiveKind(file), inner == .xlsx { return .xlsx }
    return textKind(head)
  }
}
