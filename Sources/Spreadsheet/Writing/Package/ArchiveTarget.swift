internal import CZip
internal import Files

/// An archive as libzip writes it: into our file, but for what is there already.
final class ArchiveTarget: LibzipSource {
  let file: OutputFile
  /// Where the file already has what libzip will write.
  var written = 0..<0
  private var position = 0

  init(_ file: OutputFile) {
    self.file = file
    super.init(furtherCommands: [
      ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE,
      ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE,
      ZIP_SOURCE_REMOVE,
    ])
  }

  /// To libzip the archive is new.
  override func describe(_ stat: inout zip_stat_t) {
    stat.size = 0
    stat.valid = UInt64(ZIP_STAT_SIZE)
  }

  override func answer(
    _ command: zip_source_cmd_t, _ data: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int {
    switch command {
    case ZIP_SOURCE_BEGIN_WRITE: position = 0
    case ZIP_SOURCE_WRITE: return try write(UnsafeRawBufferPointer(data))
    case ZIP_SOURCE_SEEK_WRITE:
      guard let place = place(from: position, in: file.size, data) else { return -1 }
      position = place
    case ZIP_SOURCE_TELL_WRITE: return position
    default: break
    }
    return 0
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) -> Int {
    let before = max(0, min(bytes.count, written.lowerBound - position))
    let behind = max(before, min(bytes.count, written.upperBound - position))
    try file.write(UnsafeRawBufferPointer(rebasing: bytes[..<before]), at: position)
    try file.write(UnsafeRawBufferPointer(rebasing: bytes[behind...]), at: position + behind)
    position += bytes.count
    return bytes.count
  }
}
