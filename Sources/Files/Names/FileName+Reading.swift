internal import Characters
internal import Glibc

/// What names mean that were written in another encoding or normal form than ours.
extension FileName {
  /// The name among those listed that a person means: the same bytes, else the only one that reads alike.
  ///
  /// macOS writes `ä` as a letter and an accent, Windows as one character; FTP clients write names in the
  /// encoding of their system. So a task file's sheet and a template's folder are found all the same.
  package static func match(_ wanted: String, among names: [String]) -> String? {
    if let same = names.first(where: { isSame($0, wanted) }) { return same }
    let alike = names.filter { isAlike($0, wanted) }
    return alike.count == 1 ? alike[0] : nil
  }

  private static func isAlike(_ one: String, _ other: String) -> Bool {
    // Canonical equivalence (Unicode Standard Annex 15) is Swift's own equality.
    one == other || readings(of: one).contains(other) || readings(of: other).contains(one)
  }

  /// A path, its last part as it is on the disk if that reads like a file there and no other.
  package static func found(_ path: String) -> String {
    if Folder.exists(path) { return path }
    let folder = Folder.of(path)
    guard let name = match(last(of: path), among: Folder.names(in: folder)) else { return path }
    return folder == "." && !path.utf8.starts(with: "./".utf8) ? name : "\(folder)/\(name)"
  }

  /// A name as a title for people: read in the encoding that it was most likely written in, with what still
  /// cannot be shown escaped.
  package static func title(_ name: String) -> String {
    shown(likelyReading(of: name) ?? name).trimmed
  }

  /// Encodings of file names on the systems that our users have.
  private static let encodings = [
    "GB18030", "BIG5", "SHIFT_JIS", "EUC-KR", "WINDOWS-1252", "CP850", "MACINTOSH",
  ]

  /// What a name may say whose bytes are not UTF-8, or which switches its encoding by escapes.
  private static func readings(of name: String) -> [String] {
    let switches = name.utf8.contains(0x1B)
    guard switches || hasRawBytes(name) else { return [] }
    return (switches ? ["ISO-2022-JP"] : encodings).compactMap { decoded(bytes(name), $0) }
  }

  private static func likelyReading(of name: String) -> String? {
    let bytes = bytes(name)
    if bytes.contains(0x1B) { return decoded(bytes, "ISO-2022-JP") }
    guard hasRawBytes(name) else { return nil }
    if isChinese(bytes) { return decoded(bytes, "GB18030") }
    // In Western names letters with accents stand alone among others.
    let isWestern = bytes.split { $0 < 0x80 }.allSatisfy { $0.count < 3 }
    return isWestern ? decoded(bytes, "WINDOWS-1252") : nil
  }

  /// Whether all bytes above ASCII make pairs of GB 2312's common characters: its symbols in rows 1 to 9, its
  /// first level from row 16 to 55.
  private static func isChinese(_ bytes: [UInt8]) -> Bool {
    bytes.split { $0 < 0x80 }.allSatisfy { run in
      let run = Array(run)
      return run.count.isMultiple(of: 2)
        && stride(from: 0, to: run.count, by: 2).allSatisfy { index in
          (0xA1...0xA9).contains(run[index]) || (0xB0...0xD7).contains(run[index])
        } && run.allSatisfy { $0 >= 0xA1 }
    }
  }

  private static func decoded(_ bytes: [UInt8], _ encoding: String) -> String? {
    let converter = iconv_open("UTF-8", encoding)
    // iconv_open answers (iconv_t)-1 for an encoding that it does not know.
    guard Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map(CChar.init(bitPattern:))
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    var (inputLeft, outputLeft) = (input.count, output.count)
    // Unsafe: iconv moves two cursors over the arrays' own storage.
    let code = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (source, target) = (input.baseAddress, output.baseAddress)
        return iconv(converter, &source, &inputLeft, &target, &outputLeft)
      }
    }
    // iconv answers (size_t)-1 for bytes that are none of the encoding.
    guard code != -1, inputLeft == 0 else { return nil }
    let text = output.dropLast(outputLeft).map { UInt8(bitPattern: $0) }
    return String(validating: text, as: UTF8.self)
  }
}
