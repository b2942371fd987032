internal import CZip
internal import Files

/// What libzip reads or writes through us: it sends commands, we answer (`zip_source_function`).
class LibzipSource {
  /// The first failure of ours; libzip only learns that there was one.
  private(set) var failure: FileError?
  /// Commands beside those that every source knows.
  private let furtherCommands: [zip_source_cmd_t]
  fileprivate var error = zip_error_t()

  init(furtherCommands: [zip_source_cmd_t] = []) {
    self.furtherCommands = furtherCommands
    zip_error_init(&error)
  }

  deinit { zip_error_fini(&error) }

  /// What libzip hands back with each command; it does not count as a reference.
  final var userData: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// Answers one of the source's own commands with its count or a negative number.
  func answer(
    _ command: zip_source_cmd_t, _ data: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int { 0 }

  /// Fills in what libzip wants to know before it reads.
  func describe(_ stat: inout zip_stat_t) {}

  /// The place that a seek command asks for; nil when there is none.
  final func place(
    from position: Int, in size: Int, _ data: UnsafeMutableRawBufferPointer
  ) -> Int? {
    let place = zip_source_seek_compute_offset(
      UInt64(position), UInt64(size), data.baseAddress, UInt64(data.count), &error)
    return place >= 0 ? Int(place) : nil
  }

  fileprivate final func obey(
    _ command: zip_source_cmd_t, _ data: UnsafeMutableRawBufferPointer
  ) -> Int {
    switch command {
    case ZIP_SOURCE_STAT:
      guard let stat = data.baseAddress?.assumingMemoryBound(to: zip_stat_t.self) else { return -1 }
      zip_stat_init(stat)
      describe(&stat.pointee)
      return MemoryLayout<zip_stat_t>.size
    case ZIP_SOURCE_ERROR:
      return Int(zip_error_to_data(&error, data.baseAddress, UInt64(data.count)))
    case ZIP_SOURCE_SUPPORTS:
      let common = [
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
        ZIP_SOURCE_FREE,
      ]
      return (common + furtherCommands).reduce(0) { $0 | 1 << Int($1.rawValue) }
    default: break
    }
    do throws(FileError) {
      return try answer(command, data)
    } catch {
      if failure == nil { failure = error }
      zip_error_set(&self.error, ZIP_ER_INTERNAL, 0)
      return -1
    }
  }
}

/// The callback of every source of ours.
let onLibzipCommand: zip_source_callback = { userData, data, count, command in
  guard let userData else { return -1 }
  let source = Unmanaged<LibzipSource>.fromOpaque(userData).takeUnretainedValue()
  return Int64(source.obey(command, UnsafeMutableRawBufferPointer(start: data, count: Int(count))))
}
