internal import CZip
internal import Files

/// A part as libzip reads it: compressed already, which its description declares.
final class CompressedPartReader: LibzipSource {
  private let part: CompressedPart
  private let isBodyWanted: Bool
  private var position = 0

  /// - Parameters:
  ///   - part: must be closed.
  ///   - isBodyWanted: whether the part's middle is copied and not only counted.
  init(_ part: CompressedPart, isBodyWanted: Bool) {
    self.part = part
    self.isBodyWanted = isBodyWanted
    super.init()
  }

  override func describe(_ stat: inout zip_stat_t) {
    stat.size = UInt64(part.expandedBytes)
    stat.comp_size = UInt64(part.compressedBytes)
    stat.comp_method = UInt16(ZIP_CM_DEFLATE)
    stat.crc = part.checksum
    stat.valid = UInt64(ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC)
  }

  override func answer(
    _ command: zip_source_cmd_t, _ data: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int {
    switch command {
    case ZIP_SOURCE_OPEN: position = 0
    case ZIP_SOURCE_READ:
      let got = try part.read(at: position, into: data, isBodyWanted: isBodyWanted)
      position += got
      return got
    default: break
    }
    return 0
  }
}
