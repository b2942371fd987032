/// The relationships of one part: which other parts it names, by ID and by type.
struct Relationships {
  struct Relationship {
    var id: String
    var type: String
    /// The part's name from the archive's root.
    var target: String
  }

  private(set) var all: [Relationship] = []

  /// Reads the relationships of `part`; none when the archive has no such list.
  init(of part: String, in archive: ZipArchive) throws {
    let (folder, name) = Self.split(part)
    let list = (folder.isEmpty ? "" : folder + "/") + "_rels/" + name + ".rels"
    guard archive.contains(list) else { return }
    let collector = Collector()
    try XMLPushParser.parse(
      archive.open(list, limit: archive.limits.metadataBytes), with: collector,
      file: archive.file, limits: archive.limits)
    all = collector.found.map { found in
      Relationship(
        id: found.id, type: found.type,
        target: Self.resolve(found.target, from: folder, in: archive))
    }
  }

  /// The first whose type ends in this word, whichever namespace family it is from.
  func first(ofType word: String) -> Relationship? { all.first { $0.type.hasSuffix("/" + word) } }

  func target(ofID id: String) -> Relationship? { all.first { $0.id == id } }

  /// A target is relative to its part's folder, or absolute; some producers write `xl/…` for both, and
  /// some archives name a part as the target does, its escapes and all.
  private static func resolve(
    _ target: String, from folder: String, in archive: ZipArchive
  ) -> String {
    let decoded = percentDecoded(target)
    let isAbsolute = target.hasPrefix("/") || target.hasPrefix("\\")
    let relative = isAbsolute ? [] : [folder + "/" + decoded, folder + "/" + target]
    let candidates = (relative + [decoded, target]).map(flattened)
    return candidates.first(where: archive.contains) ?? candidates[0]
  }

  private static func split(_ part: String) -> (folder: String, name: String) {
    guard let slash = part.lastIndex(of: "/") else { return ("", part) }
    return (String(part[..<slash]), String(part[part.index(after: slash)...]))
  }

  /// Removes `.` and `..` steps; a path never leaves the archive.
  private static func flattened(_ path: String) -> String {
    var steps: [Substring] = []
    for step in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }

  private static func percentDecoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest.removeFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private final class Collector: XMLHandler {
    var found: [(id: String, type: String, target: String)] = []

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
      guard name == "Relationship", attributes.token("TargetMode") != "External" else { return }
      guard let id = attributes.token("Id"), let target = attributes.token("Target") else {
        return
      }
      found.append((id, attributes.token("Type") ?? "", target))
    }
  }
}
