internal import Files
internal import Glibc

/// The workbook's shared strings: one arena of records, an index of every fourth.
///
/// Up to `Limits.sharedStringBytesInMemory` the arena is in memory; past it, it lives in an unlinked
/// temporary file that is mapped for reading, whose pages are given back as they add up, so that resident
/// memory does not grow with the table (SPEC SHEET-3). The index costs a byte a string.
final class SharedStrings {
  /// Records between two entries of the index; a look-up walks at most this many.
  private static let stride = 4

  private(set) var count = 0
  private var index: [UInt32] = []
  private var arena: [UInt8] = []
  private var spill: MappedSpill?
  private let inMemoryBound: Int
  // Sheets name strings mostly in the table's order: the next is often where the last ended.
  private var nextIndex = -1
  private var nextOffset = 0

  init(inMemoryBound: Int) { self.inMemoryBound = inMemoryBound }

  /// Reads the table.
  static func read(
    _ stream: PartStream, archive: ZipArchive, isPlainAllowed: Bool
  ) throws -> SharedStrings {
    let strings = SharedStrings(inMemoryBound: archive.limits.sharedStringBytesInMemory)
    let handler = SharedStringHandler(strings, archive: archive)
    let parser = try XMLPushParser(
      handler, file: archive.file, part: stream.name, limits: archive.limits)
    let reader = PlainXMLReader(
      stream, parser: parser, scanner: SharedStringScanner(handler), isPlainAllowed: isPlainAllowed)
    while !reader.isAtEnd { try reader.advance() }
    try strings.finish()
    return strings
  }

  /// Appends one string; its escapes are already decoded.
  func append(_ text: [UInt8]) throws {
    let offset = (spill?.count ?? 0) + arena.count
    if count.isMultiple(of: Self.stride) { index.append(UInt32(truncatingIfNeeded: offset)) }
    count += 1
    var length = text.count
    while length >= 0x80 {
      arena.append(UInt8(length & 0x7F) | 0x80)
      length >>= 7
    }
    arena.append(UInt8(length))
    arena.append(contentsOf: text)
    guard arena.count > (spill == nil ? inMemoryBound : MappedSpill.writeBytes) else { return }
    if spill == nil { spill = try MappedSpill() }
    try spill?.write(arena)
    arena.removeAll(keepingCapacity: spill.map { $0.count > inMemoryBound * 2 } ?? true)
  }

  private func finish() throws {
    guard let spill else { return }
    try spill.write(arena)
    try spill.map()
    arena = []
  }

  /// Appends the text of a string; false when the table has no string of that number.
  ///
  /// - Complexity: O(1), a walk of at most three records.
  func append(_ string: Int, to bytes: inout [UInt8]) -> Bool {
    guard string >= 0, string < count else { return false }
    if let spill {
      copy(string, from: spill.bytes, to: &bytes)
      spill.noteTouch(upTo: nextOffset)
    } else {
      // Unsafe: the records are walked as raw bytes, this is per cell.
      arena.withUnsafeBytes { copy(string, from: $0, to: &bytes) }
    }
    return true
  }

  /// Looks where a string is, and no further.
  ///
  /// Done for many cells in a row before their texts are copied, this brings the table's memory near:
  /// each look waits for no other.
  ///
  /// - Returns: something of what is there, which the caller must use, or the look is optimized away.
  func look(_ string: Int) -> UInt8 {
    guard spill == nil, string >= 0, string < count else { return 0 }
    return arena[Int(index[string / Self.stride])]
  }

  private func copy(
    _ string: Int, from records: UnsafeRawBufferPointer, to bytes: inout [UInt8]
  ) {
    var offset = nextOffset
    if string != nextIndex {
      offset = Int(index[string / Self.stride])
      for _ in 0..<string % Self.stride {
        let length = Self.length(in: records, at: &offset)
        offset += length
      }
    }
    let length = Self.length(in: records, at: &offset)
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: records[offset..<offset + length]))
    nextIndex = string + 1
    nextOffset = offset + length
  }

  @inline(__always)
  private static func length(in records: UnsafeRawBufferPointer, at offset: inout Int) -> Int {
    var length = 0
    var shift = 0
    while true {
      let byte = records[offset]
      offset += 1
      length |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return length }
      shift += 7
    }
  }
}

/// Text of `si` elements: `t` and the `t` of runs joined, phonetic runs left out.
final class SharedStringHandler: XMLHandler {
  private let strings: SharedStrings
  private let archive: ZipArchive
  private var current: [UInt8] = []
  private var isInText = false
  /// Where the text of this `t` begins, and whether white space at its ends counts.
  private var textStart = 0
  private var preservesSpace = false
  /// The same for all texts of the table.
  private var tablePreservesSpace = false
  private var isInTable = false
  private var isInItem = false
  private var phoneticDepth = 0

  init(_ strings: SharedStrings, archive: ZipArchive) {
    self.strings = strings
    self.archive = archive
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "t" {
      startText(isPreserving: attributes.preservesSpace)
    } else if name == "si" {
      startItem()
    } else if name == "rPh" {
      phoneticDepth += 1
    } else if name == "sst" {
      isInTable = true
      tablePreservesSpace = attributes.preservesSpace
    }
  }

  override func end(_ name: XMLName) {
    if name == "t" {
      endText()
    } else if name == "rPh" {
      phoneticDepth -= 1
    } else if name == "si" {
      endItem()
    } else if name == "sst" {
      isInTable = false
    }
  }

  /// Whether the next thing is a string or the end of the table.
  var isBetweenItems: Bool { isInTable && !isInItem }

  func startItem() {
    current.removeAll(keepingCapacity: true)
    isInItem = true
  }

  /// - Parameter isPreserving: whether the element itself says that white space at its ends counts.
  func startText(isPreserving: Bool) {
    isInText = phoneticDepth == 0
    textStart = current.count
    preservesSpace = isPreserving || tablePreservesSpace
  }

  func endText() {
    if isInText, !preservesSpace { XMLToken.trim(&current, from: textStart) }
    isInText = false
  }

  func endItem() {
    isInItem = false
    EscapedText.decode(&current, from: 0)
    guard strings.count < archive.limits.sharedStrings else {
      return over(.sharedStrings, archive.limits.sharedStrings, strings.count + 1)
    }
    do { try strings.append(current) } catch { fail(error) }
  }

  /// Forgets the string begun last.
  func dropItem() {
    isInItem = false
    isInText = false
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isInText else { return }
    current.append(contentsOf: bytes)
    // A UTF-16 unit is at most three bytes of UTF-8, an escape seven for one unit.
    guard current.count > archive.limits.cellUnits * 7 else { return }
    over(.cellLength, archive.limits.cellUnits, current.count / 7)
  }

  private func over(_ limit: LimitName, _ allowed: Int, _ found: Int) {
    fail(
      SheetError.overLimit(
        file: archive.file, sheet: nil, row: nil, limit: limit, allowed: allowed, found: found))
  }
}

/// An unlinked temporary file, written once and then mapped: it ends with the process, however it ends.
private final class MappedSpill {
  /// Bytes gathered before they are written.
  static let writeBytes = 1 << 20

  private(set) var count = 0
  private(set) var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
  private let descriptor: Int32
  private let folder: String

  init() throws(FileError) {
    folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
    var template = Array((folder + "/broadsheet-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw FileError.cannotWrite(path: folder, reason: systemMessage(errno))
    }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
    close(descriptor)
  }

  func write(_ block: [UInt8]) throws(FileError) {
    var written = 0
    while written < block.count {
      let sent = block.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, block.count - written)
      }
      if sent < 0, errno == EINTR { continue }
      guard sent > 0 else {
        throw errno == ENOSPC || errno == EDQUOT
          ? .diskFull(path: folder) : .cannotWrite(path: folder, reason: systemMessage(errno))
      }
      written += sent
    }
    count += block.count
  }

  func map() throws(FileError) {
    guard count > 0 else { return }
    let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let start, start != MAP_FAILED else {
      throw FileError.unreadable(file: folder, reason: systemMessage(errno))
    }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  /// Mapped bytes that may be resident before they are given back.
  private static let residentBound = 16 << 20
  /// The system maps neighbouring pages with a page that is touched, so this much is counted at once.
  private static let blockBytes = 64 << 10
  private var touched: [Bool] = []
  private var touchedBlocks = 0

  /// Notes that the bytes before this place were read, and gives all pages back once they are many; they
  /// come again from the file when they are touched.
  func noteTouch(upTo offset: Int) {
    let block = offset / Self.blockBytes
    if touched.isEmpty {
      touched = Array(repeating: false, count: bytes.count / Self.blockBytes + 1)
    }
    guard !touched[block] else { return }
    touched[block] = true
    touchedBlocks += 1
    guard touchedBlocks * Self.blockBytes > Self.residentBound, let start = bytes.baseAddress else {
      return
    }
    madvise(UnsafeMutableRawPointer(mutating: start), bytes.count, MADV_DONTNEED)
    for index in touched.indices { touched[index] = false }
    touchedBlocks = 0
  }
}
