internal import CZip

/// Puts a package together from a small one, some of whose parts are replaced by larger ones.
///
/// libzip copies what is compressed already as it is, and writes to our file as it goes: there is no
/// second file, and no name before the whole is done.
enum PackageAssembly {
  enum Part {
    case text([UInt8])
    case compressed(CompressedPart)
  }

  /// Writes the package.
  ///
  /// - Parameters:
  ///   - skeleton: the small package.
  ///   - parts: in place of those of these names.
  ///   - file: gets the whole; must be empty.
  /// - Throws: `SheetError` when it cannot be written, which then is what `file` met first.
  static func write(
    _ skeleton: OutputFile, replacing parts: [(name: String, part: Part)], to file: OutputFile
  ) throws(SheetError) {
    let target = ArchiveTarget(from: skeleton, to: file)
    // Texts are read by libzip when the archive is closed, so they live until then.
    var texts: [UnsafeMutableRawBufferPointer] = []
    defer { for text in texts { text.deallocate() } }
    var readers: [CompressedPartReader] = []
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    // Unsafe: libzip holds the target and the readers without counting; both outlive the archive.
    guard
      let source = zip_source_function_create(
        onArchive, Unmanaged.passUnretained(target).toOpaque(), &error),
      let archive = zip_open_from_source(source, 0, &error)
    else { throw file.failure(String(cString: zip_error_strerror(&error))) }
    for (name, part) in parts {
      let source: OpaquePointer?
      switch part {
      case .text(let bytes):
        let copy = UnsafeMutableRawBufferPointer.allocate(
          byteCount: max(1, bytes.count), alignment: 1)
        copy.copyBytes(from: bytes)
        texts.append(copy)
        source = zip_source_buffer(archive, copy.baseAddress, UInt64(bytes.count), 0)
      case .compressed(let part):
        let reader = CompressedPartReader(part)
        readers.append(reader)
        source = zip_source_function(
          archive, onPart, Unmanaged.passUnretained(reader).toOpaque())
      }
      let index = zip_name_locate(archive, name, 0)
      guard let source, index >= 0,
        zip_file_replace(archive, UInt64(index), source, 0) == 0,
        zip_set_file_compression(archive, UInt64(index), ZIP_CM_DEFLATE, 1) == 0
      else {
        let reason = String(cString: zip_strerror(archive))
        zip_discard(archive)
        throw file.failure("\(name): \(reason)")
      }
    }
    let code = zip_close(archive)
    withExtendedLifetime((target, readers)) {}
    if let failure = target.failure ?? readers.lazy.compactMap(\.failure).first { throw failure }
    guard code == 0 else {
      let reason = String(cString: zip_strerror(archive))
      zip_discard(archive)
      throw file.failure(reason)
    }
  }
}

/// The archive as libzip reads and writes it: out of one file, into another.
private final class ArchiveTarget {
  let skeleton: OutputFile
  let file: OutputFile
  var readPosition: Int64 = 0
  var writePosition: Int64 = 0
  var failure: SheetError?
  var error = zip_error_t()

  init(from skeleton: OutputFile, to file: OutputFile) {
    self.skeleton = skeleton
    self.file = file
    zip_error_init(&error)
  }

  deinit { zip_error_fini(&error) }

  func answer(
    _ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ count: UInt64
  ) -> Int64 {
    switch command {
    case ZIP_SOURCE_OPEN:
      readPosition = 0
      return 0
    case ZIP_SOURCE_READ: return attempt { () throws(SheetError) in try read(data, count) }
    case ZIP_SOURCE_STAT: return statFile(data)
    case ZIP_SOURCE_SEEK:
      return seek(&readPosition, in: skeleton.count, data, count)
    case ZIP_SOURCE_TELL: return readPosition
    case ZIP_SOURCE_BEGIN_WRITE:
      writePosition = 0
      return 0
    case ZIP_SOURCE_WRITE: return attempt { () throws(SheetError) in try write(data, count) }
    case ZIP_SOURCE_SEEK_WRITE:
      return seek(&writePosition, in: file.count, data, count)
    case ZIP_SOURCE_TELL_WRITE: return writePosition
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&error, data, count)
    case ZIP_SOURCE_CLOSE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_FREE:
      return 0
    case ZIP_SOURCE_SUPPORTS:
      return commands([
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
        ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE,
        ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE,
        ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE,
      ])
    default: return -1
    }
  }

  private func attempt(_ work: () throws(SheetError) -> Int64) -> Int64 {
    do throws(SheetError) { return try work() } catch {
      if failure == nil { failure = error }
      zip_error_set(&self.error, ZIP_ER_WRITE, 0)
      return -1
    }
  }

  private func read(
    _ data: UnsafeMutableRawPointer?, _ count: UInt64
  ) throws(SheetError) -> Int64 {
    let got = try skeleton.read(
      at: Int(readPosition), into: UnsafeMutableRawBufferPointer(start: data, count: Int(count)))
    readPosition += Int64(got)
    return Int64(got)
  }

  private func write(
    _ data: UnsafeMutableRawPointer?, _ count: UInt64
  ) throws(SheetError) -> Int64 {
    try file.write(UnsafeRawBufferPointer(start: data, count: Int(count)), at: Int(writePosition))
    writePosition += Int64(count)
    return Int64(count)
  }

  private func seek(
    _ position: inout Int64, in size: Int, _ data: UnsafeMutableRawPointer?, _ count: UInt64
  ) -> Int64 {
    let place = zip_source_seek_compute_offset(
      UInt64(position), UInt64(size), data, count, &error)
    guard place >= 0 else { return -1 }
    position = place
    return 0
  }

  private func statFile(_ data: UnsafeMutableRawPointer?) -> Int64 {
    guard let stat = data?.assumingMemoryBound(to: zip_stat_t.self) else { return -1 }
    zip_stat_init(stat)
    stat.pointee.size = UInt64(skeleton.count)
    stat.pointee.valid = UInt64(ZIP_STAT_SIZE)
    return Int64(MemoryLayout<zip_stat_t>.size)
  }
}

/// A part as libzip reads it: compressed already, which its `stat` declares.
private final class CompressedPartReader {
  let part: CompressedPart
  var position = 0
  var failure: SheetError?
  var error = zip_error_t()

  init(_ part: CompressedPart) {
    self.part = part
    zip_error_init(&error)
  }

  deinit { zip_error_fini(&error) }

  func answer(
    _ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ count: UInt64
  ) -> Int64 {
    switch command {
    case ZIP_SOURCE_OPEN:
      position = 0
      return 0
    case ZIP_SOURCE_READ: return read(data, count)
    case ZIP_SOURCE_STAT: return describe(data)
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&error, data, count)
    case ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE: return 0
    case ZIP_SOURCE_SUPPORTS:
      return commands([
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
        ZIP_SOURCE_FREE,
      ])
    default: return -1
    }
  }

  private func read(_ data: UnsafeMutableRawPointer?, _ count: UInt64) -> Int64 {
    do throws(SheetError) {
      let got = try part.read(
        at: position, into: UnsafeMutableRawBufferPointer(start: data, count: Int(count)))
      position += got
      return Int64(got)
    } catch {
      failure = error
      zip_error_set(&self.error, ZIP_ER_READ, 0)
      return -1
    }
  }

  private func describe(_ data: UnsafeMutableRawPointer?) -> Int64 {
    guard let stat = data?.assumingMemoryBound(to: zip_stat_t.self) else { return -1 }
    zip_stat_init(stat)
    stat.pointee.size = UInt64(part.expandedBytes)
    stat.pointee.comp_size = UInt64(part.compressedBytes)
    stat.pointee.comp_method = UInt16(ZIP_CM_DEFLATE)
    stat.pointee.crc = part.checksum
    stat.pointee.valid = UInt64(
      ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC)
    return Int64(MemoryLayout<zip_stat_t>.size)
  }
}

/// The bits by which a source says which commands it knows.
private func commands(_ all: [zip_source_cmd_t]) -> Int64 {
  all.reduce(0) { $0 | 1 << Int64($1.rawValue) }
}

private let onArchive: zip_source_callback = { userData, data, count, command in
  guard let userData else { return -1 }
  return Unmanaged<ArchiveTarget>.fromOpaque(userData).takeUnretainedValue()
    .answer(command, data, count)
}

private let onPart: zip_source_callback = { userData, data, count, command in
  guard let userData else { return -1 }
  return Unmanaged<CompressedPartReader>.fromOpaque(userData).takeUnretainedValue()
    .answer(command, data, count)
}
