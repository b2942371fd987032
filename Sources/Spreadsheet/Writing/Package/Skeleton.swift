internal import Files
internal import Glibc

/// The rows of a table and the worksheet that they belong to.
struct TableRows {
  /// The worksheet's part.
  var part: String
  var rows: CompressedPart
  /// The cells of the table with its header, as in `A1:L100`.
  var range: String
}

/// The workbook that libxlsxwriter made, without the rows of its tables and the texts that they repeat.
struct Skeleton {
  private let folder: String
  private var parts: [String: [UInt8]] = [:]

  /// Reads every part, which must be whole: the library ignores a full disk while it writes them.
  ///
  /// - Throws: the disk's error when a part is not whole and the disk is the reason, else
  ///   `SheetError.cannotAssemble`.
  init(_ file: OutputFile, folder: String) throws {
    self.folder = folder
    do {
      let archive = try ZipArchive(
        InputFile(file.workingPath, limit: Limits.standard.metadataBytes), limits: .standard)
      for name in archive.names {
        let part = try archive.open(name, limit: Limits.standard.metadataBytes).readAll()
        try Self.checkIsWhole(part, name)
        parts[name] = part
      }
    } catch {
      throw Self.cause(of: error, folder: folder)
    }
  }

  /// Bytes of a trial: more than the library's parts have.
  private static let trialBytes = 1 << 20

  /// Why a part is not whole: the disk or that of temporary files takes no more, or what was given to the
  /// library is no XML.
  private static func cause(of error: any Error, folder: String) -> any Error {
    let temporary = getenv("TMPDIR").map { FileName.text($0) } ?? "/tmp"
    for place in [folder, temporary] {
      if let fault = Disk.fault(writing: trialBytes, inFolder: place) { return fault }
    }
    guard case SheetError.damaged(_, let part, let detail) = error else {
      return SheetError.cannotAssemble(path: folder, detail: "\(error)")
    }
    return SheetError.cannotAssemble(path: folder, detail: "\(part): \(detail)")
  }

  private static func checkIsWhole(_ part: [UInt8], _ name: String) throws {
    let parser = try XMLPushParser(XMLHandler(), file: name, part: name, limits: .standard)
    try part.withUnsafeBytes { bytes in
      try parser.parse(bytes)
      try parser.parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    }
  }

  /// Puts the rows into their worksheet, behind its header.
  func complete(
    _ table: TableRows
  ) throws -> (name: String, part: PackageAssembly.Part) {
    let (before, behind) = try split(table.part, at: "</sheetData>")
    let head = replacingValue(of: " ref=\"", in: before, after: "<dimension", by: table.range)
    try table.rows.close(head: head, tail: behind)
    return (table.part, .compressed(table.rows))
  }

  /// Puts the repeated texts behind the library's own strings, with empty ones between them.
  func complete(
    _ texts: SharedStringTable
  ) throws(SheetError) -> (name: String, part: PackageAssembly.Part) {
    let name = "xl/sharedStrings.xml"
    let (before, behind) = try split(name, at: "</sst>")
    let own = Self.count("<si>", in: before)
    guard own <= SharedStringTable.firstNumber else {
      throw SheetError.cannotAssemble(
        path: folder, detail: "the workbook has \(own) strings of its own")
    }
    let count = SharedStringTable.firstNumber + texts.count
    // Every string of the library's is in one cell at least, so its own count is hardly more.
    var part = replacingValue(
      of: " count=\"", in: before, after: "<sst", by: "\(own + texts.uses)")
    part = replacingValue(of: " uniqueCount=\"", in: part, after: "<sst", by: "\(count)")
    for _ in own..<SharedStringTable.firstNumber { part.append(contentsOf: "<si><t/></si>".utf8) }
    part += texts.items() + behind
    return (name, .text(part))
  }

  /// The part up to a tag, and from it on.
  private func split(
    _ name: String, at tag: String
  ) throws(SheetError) -> (before: [UInt8], behind: [UInt8]) {
    guard let part = parts[name.lowercased()], let place = Self.find(tag, in: part, from: 0) else {
      throw SheetError.cannotAssemble(path: folder, detail: "\(name) has no \(tag)")
    }
    return (Array(part[..<place]), Array(part[place...]))
  }

  /// The part with another value of an attribute, if it has that.
  private func replacingValue(
    of attribute: String, in part: [UInt8], after tag: String, by value: String
  ) -> [UInt8] {
    guard let element = Self.find(tag, in: part, from: 0),
      let start = Self.find(attribute, in: part, from: element),
      let end = Self.find("\"", in: part, from: start + attribute.utf8.count)
    else { return part }
    return Array(part[..<(start + attribute.utf8.count)]) + Array(value.utf8) + part[end...]
  }

  private static func find(_ text: String, in part: [UInt8], from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    return (start..<max(start, part.count)).first {
      part[$0] == wanted[0] && part[$0...].starts(with: wanted)
    }
  }

  private static func count(_ text: String, in part: [UInt8]) -> Int {
    var count = 0
    var start = 0
    while let place = find(text, in: part, from: start) {
      count += 1
      start = place + 1
    }
    return count
  }
}
