internal import CZip
internal import Files

/// The expanded bytes of one part, counted as they are produced.
///
/// libzip gives the entry as it is stored, ISA-L expands it. The size that an archive declares is a hint:
/// every byte that comes out counts against the bounds (SPEC SAFE-1), and the checksum is looked at once
/// the end is reached.
final class PartStream {
  /// Compressed bytes read at a time.
  private static let inputBytes = 32 << 10

  let name: String
  /// What the archive says the part expands to.
  let claimedBytes: Int
  private(set) var bytesRead = 0
  // The archive is held so that it outlives the open entry.
  private let archive: ZipArchive
  private let entry: ZipArchive.Entry
  private let stream: OpaquePointer
  private let limit: Int
  /// Nil for an entry that is stored as it is.
  private let inflater: Inflater?
  private let input = ChunkBuffer(inputBytes)
  private var inputStart = 0
  private var inputEnd = 0
  private var checksum: UInt32 = 0
  private var isAtEnd = false

  /// Takes over a stream of the entry's compressed bytes.
  init(
    archive: ZipArchive, name: String, entry: ZipArchive.Entry, stream: OpaquePointer, limit: Int
  ) throws {
    self.archive = archive
    self.name = name
    self.entry = entry
    self.stream = stream
    self.limit = limit
    claimedBytes = entry.claimedBytes
    inflater = entry.method == 0 ? nil : try Inflater(for: archive.file)
  }

  deinit { zip_fclose(stream) }

  /// Fills the buffer as far as the part reaches; 0 at its end.
  func read(into chunk: ChunkBuffer) throws(SheetError) -> Int { try read(into: chunk.bytes) }

  /// Fills the buffer as far as the part reaches; 0 at its end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SheetError) -> Int {
    var filled = 0
    while filled < buffer.count, !isAtEnd {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let got = if let inflater { try expand(room, inflater) } else { try readStored(room) }
      checksum = checksum32(UnsafeRawBufferPointer(rebasing: room[..<got]), after: checksum)
      filled += got
      bytesRead += got
      try checkBounds()
    }
    if isAtEnd, checksum != entry.checksum { throw broken("its checksum is wrong") }
    return filled
  }

  private func expand(
    _ room: UnsafeMutableRawBufferPointer, _ inflater: Inflater
  ) throws(SheetError) -> Int {
    if inputStart == inputEnd {
      inputStart = 0
      inputEnd = try readRaw(input.bytes)
    }
    let rest = UnsafeRawBufferPointer(rebasing: input.bytes[inputStart..<inputEnd])
    guard let (used, filled) = inflater.expand(rest, into: room) else {
      throw broken("its compressed data is broken")
    }
    inputStart += used
    if inflater.isDone {
      isAtEnd = true
    } else if used == 0, filled == 0 {
      throw broken("its compressed data ends too early")
    }
    return filled
  }

  private func readStored(_ room: UnsafeMutableRawBufferPointer) throws(SheetError) -> Int {
    let got = try readRaw(room)
    isAtEnd = got == 0
    return got
  }

  /// The corresponding C function is `zip_fread`.
  private func readRaw(_ buffer: UnsafeMutableRawBufferPointer) throws(SheetError) -> Int {
    let got = Int(zip_fread(stream, buffer.baseAddress, UInt64(buffer.count)))
    guard got >= 0 else {
      throw broken(String(cString: zip_error_strerror(zip_file_get_error(stream))))
    }
    return got
  }

  private func broken(_ detail: String) -> SheetError {
    .damaged(file: archive.file, part: name, detail: detail)
  }

  /// The whole part; only for those with a small limit.
  func readAll() throws(SheetError) -> [UInt8] {
    var whole: [UInt8] = []
    let chunk = ChunkBuffer(16 << 10)
    while true {
      let got = try read(into: chunk)
      if got == 0 { return whole }
      whole.append(contentsOf: chunk.prefix(got))
    }
  }

  private func checkBounds() throws(SheetError) {
    guard bytesRead <= limit else {
      throw SheetError.overLimit(
        file: archive.file, sheet: nil, row: nil, limit: .partSize, allowed: limit,
        found: bytesRead)
    }
    let limits = archive.limits
    guard bytesRead > limits.ratioGraceBytes else { return }
    let ratio = bytesRead / max(1, entry.compressedBytes)
    guard ratio <= limits.expansionRatio else {
      throw SheetError.overLimit(
        file: archive.file, sheet: nil, row: nil, limit: .expansionRatio,
        allowed: limits.expansionRatio, found: ratio)
    }
  }
}
