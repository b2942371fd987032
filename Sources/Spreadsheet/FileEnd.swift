internal import Files

/// Whether a file looks as if all of it had arrived (SPEC DROP-5).
package enum FileEnd {
  /// What a file lacks that has not arrived as a whole.
  package enum Lack: Sendable, Equatable {
    /// It has no bytes.
    case content
    /// Zeros stand where its text should be, as in a copy whose size was set before its bytes came.
    case zeros
    /// Its last line alone has no end.
    case lineEnd
    /// A workbook's directory, which stands at its end.
    case directory

    /// The reason as the end of a sentence.
    package var reason: String {
      switch self {
      case .content: "it is empty"
      case .zeros: "zeros stand where its end should be, as in a copy that was broken off"
      case .lineEnd:
        "its last line alone has no end, so it may have been cut off; if it is whole, end that line, or put an "
          + "empty file beside it whose name has .ready behind the sheet's"
      case .directory: "it was never complete: its end is missing"
      }
    }
  }

  /// Bytes that are read at a time.
  private static let blockBytes = 1 << 18
  /// Bytes by which an encoding is told.
  private static let headBytes = 4_096
  /// Bytes before a block in which its last line may have ended, before blanks.
  private static let tailBytes = 64

  /// What a file lacks; nil for one that looks whole.
  ///
  /// A workbook ends with its archive's directory (APPNOTE 4.3.12, 4.3.16). A text ends with a line, unless it
  /// has only one, and has no zeros at its end nor many within. Of other kinds nothing is known, so they count
  /// as whole: the reader says what they are.
  ///
  /// - Throws: `FileError` or `SheetError` when it cannot be read.
  package static func lack(_ path: String) throws -> Lack? {
    let file: InputFile
    do throws(FileError) {
      file = try InputFile(path, limit: .max)
    } catch {
      if case .empty = error { return .content }
      throw error
    }
    let head = try file.read(at: 0, count: blockBytes)
    // A header may be `PK`; behind an archive's comes the number of a record.
    if head.starts(with: "PK".utf8), head.count > 3, head[2] < 9 {
      return try ZipArchive.hasDirectory(file) ? nil : .directory
    }
    if head.allSatisfy({ $0 == 0 }) { return .zeros }
    guard try FileKind.of(file) == .csv else { return nil }
    let start = Array(head.prefix(headBytes))
    return try lackOfText(file, unit: Unit(TextEncoding.marked(start) ?? TextEncoding.wide(start)))
  }

  private static func lackOfText(_ file: InputFile, unit: Unit) throws -> Lack? {
    var (offset, zeros) = (0, 0)
    var lines = false
    var tail: [UInt8] = []
    while offset < file.size {
      let block = try file.read(at: offset, count: blockBytes)
      guard !block.isEmpty else { break }
      for byte in block {
        zeros = byte == 0 ? zeros + 1 : 0
        if zeros >= ZeroBytes.holeBytes { return .zeros }
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { lines = true }
      }
      offset += block.count
      tail = tail.suffix(tailBytes) + block
    }
    guard file.size.isMultiple(of: unit.bytes) else { return .lineEnd }
    guard unit.last(of: tail[...]) != 0 else { return .zeros }
    // Blanks and the mark that DOS ends files with are no line.
    var rest = tail[...]
    while let last = unit.last(of: rest), [0x20, 0x09, 0x1A].contains(last) {
      rest = rest.dropLast(unit.bytes)
    }
    let end = unit.last(of: rest)
    return !lines || end == nil || end == 0x0A || end == 0x0D ? nil : .lineEnd
  }

  /// The unit of a text's encoding.
  private struct Unit {
    let bytes: Int
    private let isBigEndian: Bool

    init(_ encoding: TextEncoding?) {
      let name = encoding?.name ?? ""
      bytes = name.hasPrefix("UTF-32") ? 4 : name.hasPrefix("UTF-16") ? 2 : 1
      isBigEndian = name.hasSuffix("BE")
    }

    /// The value of the last unit.
    func last(of text: ArraySlice<UInt8>) -> UInt32? {
      guard text.count >= bytes else { return nil }
      let unit = text.suffix(bytes)
      return (isBigEndian ? Array(unit) : unit.reversed()).reduce(0) { $0 << 8 | UInt32($1) }
    }
  }
}
