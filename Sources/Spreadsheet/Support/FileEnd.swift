/// Whether a file looks as if all of it had arrived.
package enum FileEnd {
  /// Bytes at either end of a text in which its first and its last line are looked for.
  private static let lineBytes = 1 << 16

  /// Looks at a file's end: a workbook has its archive's end record there (APPNOTE 4.3.16), a text ends
  /// with a line, or with a line of as many fields as the first.
  ///
  /// - Throws: `SheetError` when it cannot be read.
  package static func isWhole(_ path: String) throws(SheetError) -> Bool {
    let file: InputFile
    do throws(SheetError) {
      file = try InputFile(path, limit: .max)
    } catch {
      if case .empty = error { return false }
      throw error
    }
    let head = try file.read(at: 0, count: lineBytes)
    if head.starts(with: "PK".utf8) { return try ZipArchive.endRecord(file) != nil }
    let start = max(0, file.size - lineBytes)
    let tail = try file.read(at: start, count: file.size - start)
    // UTF-16 has a zero on either side.
    let last = tail.suffix(2).filter { $0 != 0 }.last
    if last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { return true }
    let lines = { (bytes: [UInt8]) in
      bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    }
    guard let first = lines(head).first, let end = lines(tail).last else { return false }
    return delimiters(in: first) == delimiters(in: end)
  }

  private static func delimiters(in line: ArraySlice<UInt8>) -> Int {
    line.filter { [0x2C, 0x3B, 0x09, 0x7C].contains($0) }.count
  }
}
