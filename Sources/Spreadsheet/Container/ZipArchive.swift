internal import CZip
internal import Files

/// A ZIP archive open for reading, its entries found by normalized name.
///
/// Names are compared without case, slash direction or a leading slash: producers write
/// `xl\worksheets\Sheet1.xml` and `/xl/worksheets/sheet1.xml` for the same part.
final class ZipArchive {
  /// An entry as the central directory lists it; the sizes are claims, not facts.
  struct Entry {
    var index: UInt64
    var compressedBytes: Int
    var claimedBytes: Int
    var method: UInt16
    var isEncrypted: Bool
    var checksum: UInt32
  }

  let file: String
  let limits: Limits
  private let handle: OpaquePointer
  private var entries: [String: Entry] = [:]

  /// Reads the central directory.
  ///
  /// - Throws: `SheetError.damaged` when it is broken or lists one name twice (readers disagree about
  ///   which counts), `.overLimit` when it lists too many entries.
  init(_ input: InputFile, limits: Limits) throws {
    file = input.path
    self.limits = limits
    handle = try Self.handle(input)
    let count = Int(zip_get_num_entries(handle, 0))
    guard count <= limits.entries else {
      throw SheetError.overLimit(
        file: file, sheet: nil, row: nil, limit: .entries, allowed: limits.entries, found: count)
    }
    var compressed = 0
    for index in 0..<UInt64(max(0, count)) {
      var stat = zip_stat_t()
      guard zip_stat_index(handle, index, 0, &stat) == 0, let name = stat.name else { continue }
      let key = Self.normalized(String(cString: name))
      let entry = Entry(
        index: index, compressedBytes: Int(clamping: stat.comp_size),
        claimedBytes: Int(clamping: stat.size), method: stat.comp_method,
        isEncrypted: stat.encryption_method != UInt16(ZIP_EM_NONE), checksum: stat.crc)
      compressed += entry.compressedBytes
      guard entries.updateValue(entry, forKey: key) == nil else {
        throw SheetError.damaged(
          file: file, part: "the ZIP directory", detail: "it lists “\(key.prefix(80))” twice")
      }
    }
    // Entries that overlap let a small file claim to hold many copies of one large part.
    guard compressed <= input.size else {
      throw SheetError.damaged(file: file, part: "the ZIP directory", detail: "its entries overlap")
    }
  }

  deinit { zip_discard(handle) }

  var names: some Sequence<String> { entries.keys }

  func contains(_ name: String) -> Bool { entries[Self.normalized(name)] != nil }

  func entry(_ name: String) -> Entry? { entries[Self.normalized(name)] }

  /// Opens a part for reading, at most `limit` expanded bytes of it.
  ///
  /// The corresponding C function is `zip_fopen_index`.
  func open(_ name: String, limit: Int) throws -> PartStream {
    guard let entry = entry(name) else {
      throw SheetError.damaged(file: file, part: name, detail: "the part is missing")
    }
    guard !entry.isEncrypted else {
      throw SheetError.wrongKind(file: file, found: .encryptedWorkbook)
    }
    // Stored and deflated are the only methods of the OOXML standard.
    guard entry.method == 0 || entry.method == 8 else {
      throw SheetError.damaged(
        file: file, part: name, detail: "it is compressed in an unusual way (\(entry.method))")
    }
    guard
      let stream = zip_fopen_index(handle, entry.index, zip_flags_t(ZIP_FL_COMPRESSED))
    else {
      throw SheetError.damaged(file: file, part: name, detail: lastMessage)
    }
    return try PartStream(archive: self, name: name, entry: entry, stream: stream, limit: limit)
  }

  /// Opens the archive, also one that has other bytes in front of it and counts from its own start.
  private static func handle(_ input: InputFile) throws -> OpaquePointer {
    var code: Int32 = 0
    if let handle = input.path.asPath({ zip_open($0, ZIP_RDONLY, &code) }) { return handle }
    if let start = try embeddedStart(input),
      let source = input.path.asPath({ zip_source_file_create($0, UInt64(start), -1, nil) })
    {
      if let handle = zip_open_from_source(source, ZIP_RDONLY, nil) { return handle }
      zip_source_free(source)
    }
    throw SheetError.damaged(file: input.path, part: "the ZIP directory", detail: message(code))
  }

  /// How many bytes stand in front of an archive, by where its directory is and where it says it is
  /// (APPNOTE.TXT, 4.3.16); nil when none do.
  private static func embeddedStart(_ input: InputFile) throws -> Int? {
    guard let record = try endRecord(input) else { return nil }
    func field(_ offset: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(record.bytes[offset + $1]) << ($1 * 8) }
    }
    let (directoryBytes, directoryStart) = (field(12), field(16))
    let shift = record.offset - directoryBytes - directoryStart
    return shift > 0 ? shift : nil
  }

  /// The end record of an archive with all that follows it, and where it begins; nil when there is none
  /// that is whole with its comment.
  static func endRecord(
    _ input: InputFile
  ) throws -> (bytes: [UInt8], offset: Int)? {
    let recordBytes = 22
    let tailStart = max(0, input.size - recordBytes - 0xFFFF)
    let tail = try input.read(at: tailStart, count: input.size - tailStart)
    let signature = Array("PK\u{05}\u{06}".utf8)
    let start = tail.indices.dropLast(recordBytes - 1).last {
      tail[$0] == signature[0] && tail[$0...].starts(with: signature)
        && $0 + recordBytes + (Int(tail[$0 + 20]) | Int(tail[$0 + 21]) << 8) <= tail.count
    }
    return start.map { (Array(tail[$0...]), tailStart + $0) }
  }

  /// Whether an archive has its end record, and its directory where that says (APPNOTE 4.3.12).
  static func hasDirectory(_ input: InputFile) throws -> Bool {
    guard let record = try endRecord(input) else { return false }
    let field = { (offset: Int) in
      (0..<4).reduce(0) { $0 | Int(record.bytes[offset + $1]) << ($1 * 8) }
    }
    let (size, start) = (field(12), field(16))
    // An empty archive has none, and of a large one the place stands elsewhere.
    if size == 0 || max(size, start) == 0xFFFF_FFFF { return true }
    for place in [record.offset - size, start] where place >= 0 {
      if try input.read(at: place, count: 4) == Array("PK\u{01}\u{02}".utf8) { return true }
    }
    return false
  }

  private var lastMessage: String { String(cString: zip_error_strerror(zip_get_error(handle))) }

  private static func message(_ code: Int32) -> String {
    var error = zip_error_t()
    zip_error_init_with_code(&error, code)
    defer { zip_error_fini(&error) }
    return String(cString: zip_error_strerror(&error))
  }

  /// The form in which part names are compared.
  static func normalized(_ name: String) -> String {
    var bytes = name.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "\\"): UInt8(ascii: "/")
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
    bytes.removeFirst(bytes.prefix { $0 == UInt8(ascii: "/") }.count)
    return String(decoding: bytes, as: UTF8.self)
  }
}
