internal import CZip
internal import Files

/// Puts a package together: the parts of a small one that libxlsxwriter made, some of them replaced.
///
/// libzip copies what is compressed already as it is, and writes to our file as it goes: there is no
/// second file, and no name before the whole is done. The part whose middle is in our file already comes
/// first; what libzip would write there again is left out.
final class PackageAssembly {
  enum Part {
    case text([UInt8])
    case compressed(CompressedPart)
  }

  private let file: OutputFile
  private let target: ArchiveTarget
  private let archive: OpaquePointer
  private let skeleton: OpaquePointer
  // libzip reads them when the archive is closed, so they live until then.
  private var texts: [UnsafeMutableRawBufferPointer] = []
  private var readers: [CompressedPartReader] = []

  /// Writes the package.
  ///
  /// - Parameters:
  ///   - skeleton: the small package.
  ///   - parts: in place of those of these names.
  ///   - file: gets the whole; has the middle of a direct part or nothing.
  /// - Throws: `FileError` when it cannot be written, which then is what `file` met first.
  static func write(
    _ skeleton: OutputFile, replacing parts: [(name: String, part: Part)], to file: OutputFile
  ) throws(FileError) {
    let assembly = try PackageAssembly(skeleton, to: file)
    for (name, part) in parts {
      guard case .compressed(let part) = part, part.file === file else { continue }
      try assembly.add(name, .compressed(part))
    }
    for index in 0..<UInt64(max(0, zip_get_num_entries(assembly.skeleton, 0))) {
      guard let name = zip_get_name(assembly.skeleton, index, 0).map({ String(cString: $0) }) else {
        continue
      }
      if let (_, part) = parts.first(where: { $0.name == name }) {
        if case .compressed(let part) = part, part.file === file { continue }
        try assembly.add(name, part)
      } else {
        try assembly.copy(name, index)
      }
    }
    try assembly.close()
  }

  private init(_ skeleton: OutputFile, to file: OutputFile) throws(FileError) {
    self.file = file
    target = ArchiveTarget(file)
    self.skeleton = try Self.open(skeleton)
    archive = try Self.make(target)
  }

  private static func open(_ skeleton: OutputFile) throws(FileError) -> OpaquePointer {
    var code: Int32 = 0
    guard let opened = skeleton.workingPath.asPath({ zip_open($0, ZIP_RDONLY, &code) }) else {
      throw skeleton.failure("the workbook's parts cannot be read")
    }
    return opened
  }

  private static func make(_ target: ArchiveTarget) throws(FileError) -> OpaquePointer {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    // Unsafe: libzip holds the target without counting; it outlives the archive.
    guard
      let source = zip_source_function_create(
        onLibzipCommand, target.userData, &error),
      let archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error)
    else { throw target.file.failure(String(cString: zip_error_strerror(&error))) }
    return archive
  }

  deinit {
    zip_discard(skeleton)
    for text in texts { text.deallocate() }
  }

  private func add(_ name: String, _ part: Part) throws(FileError) {
    switch part {
    case .text(let bytes):
      let copy = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(1, bytes.count), alignment: 1)
      copy.copyBytes(from: bytes)
      texts.append(copy)
      try add(name, zip_source_buffer(archive, copy.baseAddress, UInt64(bytes.count), 0))
    case .compressed(let part):
      let isDirect = part.file === file
      let reader = CompressedPartReader(part, isBodyWanted: !isDirect)
      readers.append(reader)
      let index = try add(
        name, zip_source_function(archive, onLibzipCommand, reader.userData))
      if isDirect { try pad(index, name, part) }
    }
  }

  private func copy(_ name: String, _ index: UInt64) throws(FileError) {
    try add(
      name,
      zip_source_zip(archive, skeleton, index, zip_flags_t(ZIP_FL_COMPRESSED), 0, -1))
  }

  @discardableResult
  private func add(_ name: String, _ source: OpaquePointer?) throws(FileError) -> UInt64 {
    let index = source.map { zip_file_add(archive, name, $0, 0) } ?? -1
    guard index >= 0,
      zip_set_file_compression(archive, UInt64(index), ZIP_CM_DEFLATE, 1) == 0,
      // The first date that ZIP knows, as libxlsxwriter has it: same task, same bytes.
      zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0) == 0
    else { throw failure(name) }
    return UInt64(index)
  }

  /// Makes the first entry's header so long that the part's middle lies where it was written.
  ///
  /// The field is the one that packages have for such room (ECMA-376 part 2, annex C: growth hint).
  private func pad(
    _ index: UInt64, _ name: String, _ part: CompressedPart
  ) throws(FileError) {
    let (headerBytes, fieldHeaderBytes) = (30, 4)
    let fieldBytes =
      CompressedPart.directOffset - headerBytes - name.utf8.count - fieldHeaderBytes
      - part.head.count
    var field: [UInt8] = [0x28, 0xA0, 0, 0]
    guard fieldBytes >= field.count else { throw failure(name) }
    field += Array(repeating: 0, count: fieldBytes - field.count)
    guard
      zip_file_extra_field_set(
        archive, index, 0xA220, UInt16(ZIP_EXTRA_FIELD_NEW), field, UInt16(field.count),
        zip_flags_t(ZIP_FL_LOCAL)) == 0
    else { throw failure(name) }
    target.written =
      CompressedPart.directOffset..<CompressedPart.directOffset + part.body.compressedBytes
  }

  private func close() throws(FileError) {
    let code = zip_close(archive)
    if let failure = target.failure ?? readers.lazy.compactMap(\.failure).first { throw failure }
    guard code == 0 else { throw failure("the package") }
  }

  /// What libzip says; the archive is given up.
  private func failure(_ name: String) -> FileError {
    let reason = String(cString: zip_strerror(archive))
    zip_discard(archive)
    return file.failure("\(name): \(reason)")
  }
}
