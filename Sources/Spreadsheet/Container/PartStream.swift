internal import CZip

/// The expanded bytes of one part, counted as they are produced.
///
/// The size that an archive declares is a hint: libzip does not hold an entry to it, so every byte that
/// comes out counts against the bounds (SPEC SAFE-1).
final class PartStream {
  let name: String
  /// What the archive says the part expands to.
  let claimedBytes: Int
  private(set) var bytesRead = 0
  // The archive is held so that it outlives the open entry.
  private let archive: ZipArchive
  private let entry: ZipArchive.Entry
  private let stream: OpaquePointer
  private let limit: Int

  init(
    archive: ZipArchive, name: String, entry: ZipArchive.Entry, stream: OpaquePointer, limit: Int
  ) {
    self.archive = archive
    self.name = name
    self.entry = entry
    self.stream = stream
    self.limit = limit
    claimedBytes = entry.claimedBytes
  }

  deinit { zip_fclose(stream) }

  /// Fills the buffer as far as the part reaches; 0 at its end.
  ///
  /// The corresponding C function is `zip_fread`.
  func read(into chunk: ChunkBuffer) throws(SheetError) -> Int {
    let got = Int(zip_fread(stream, chunk.bytes.baseAddress, UInt64(chunk.bytes.count)))
    guard got >= 0 else {
      let detail = String(cString: zip_error_strerror(zip_file_get_error(stream)))
      throw .damaged(file: archive.file, part: name, detail: detail)
    }
    bytesRead += got
    archive.count(got)
    try checkBounds()
    return got
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
      throw .overLimit(
        file: archive.file, sheet: nil, row: nil, limit: .partSize, allowed: limit,
        found: bytesRead)
    }
    let limits = archive.limits
    guard bytesRead > limits.ratioGraceBytes else { return }
    let ratio = bytesRead / max(1, entry.compressedBytes)
    guard ratio <= limits.expansionRatio else {
      throw .overLimit(
        file: archive.file, sheet: nil, row: nil, limit: .expansionRatio,
        allowed: limits.expansionRatio, found: ratio)
    }
  }
}
