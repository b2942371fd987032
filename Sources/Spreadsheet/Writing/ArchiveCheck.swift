internal import CZip

/// Looks at a finished workbook's directory, because its library does not notice every full disk.
enum ArchiveCheck {
  /// Makes sure that each worksheet is at least as long as the rows that were written for it.
  static func verify(_ path: String, folder: String, smallest: [Int]) throws(SheetError) {
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw .diskFull(path: folder) }
    defer { zip_discard(archive) }
    for (index, bytes) in smallest.enumerated() {
      var stat = zip_stat_t()
      guard zip_stat(archive, "xl/worksheets/sheet\(index + 1).xml", 0, &stat) == 0,
        stat.size > UInt64(bytes)
      else { throw .diskFull(path: folder) }
    }
  }
}
