internal import Sending
internal import Yams

/// Changes values of a YAML file and leaves everything else as its author wrote it, comments included.
///
/// What changes is the text of a key at the top level, from its line to the next key's.
struct YAMLEdit {
  let path: String
  private(set) var text: String

  init(_ text: String, path: String) {
    self.text = text
    self.path = path
  }

  /// Sets a value, or takes it away.
  ///
  /// - Parameters:
  ///   - keys: that lead to it.
  ///   - value: a text, or a list such as `[CN, US]`; nil: no such key.
  ///   - mayBeList: whether a list is meant by a text that looks like one.
  /// - Throws: `CampaignError.invalidFile` for a file that is no mapping in lines.
  mutating func set(
    _ keys: [String], to value: String?, mayBeList: Bool = false
  ) throws {
    guard let first = keys.first else { return }
    let root = try mapping()
    let old = root.first { $0.key.scalar?.string == first }
    let new = Self.changed(
      old?.value, keys.dropFirst(),
      to: value.map { mayBeList ? Self.list($0) ?? Self.scalar($0) : Self.scalar($0) })
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    let written = if let new { try self.lines(first, new) } else { [String]() }
    if let old, let range = self.lines(of: old.key, in: root, lines) {
      let comment =
        range.count == 1 ? Self.comment(after: old.value, in: lines[range.lowerBound]) : ""
      lines.replaceSubrange(
        range, with: written.count == 1 ? [written[0] + comment] : written)
    } else {
      lines += written
    }
    text = lines.map { $0 + "\n" }.joined()
    // The edit went by lines; its result is read again before anybody relies on it.
    var wanted = Self.values(.mapping(root)).filter { $0.key[0] != first }
    if let new { wanted.merge(Self.values(new, [first])) { $1 } }
    guard Self.values(.mapping(try mapping())) == wanted else {
      throw problem("\(first) cannot be changed without changing more. Edit it by hand.")
    }
  }

  /// All texts by the keys that lead to them; a list's items have their places for keys.
  private static func values(_ node: Node, _ keys: [String] = []) -> [[String]: String] {
    if let mapping = node.mapping {
      return mapping.reduce(into: [:]) { found, pair in
        found.merge(values(pair.value, keys + [pair.key.scalar?.string ?? ""])) { $1 }
      }
    }
    if let items = node.sequence {
      return items.enumerated().reduce(into: [:]) { found, item in
        found.merge(values(item.element, keys + ["\(item.offset)"])) { $1 }
      }
    }
    return [keys: node.scalar?.string ?? ""]
  }

  private func mapping() throws -> Node.Mapping {
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch { throw problem("is not valid YAML.") }
    guard let node else { return Node.Mapping([]) }
    guard let mapping = node.mapping, mapping.isEmpty || mapping.style != .flow else {
      throw problem("must hold each key on a line of its own.")
    }
    return mapping
  }

  private func problem(_ words: String) -> CampaignError {
    .invalidFile(path: path, line: nil, problem: words)
  }

  /// The lines of a key and its value, without comments and empty lines before the next key.
  private func lines(of key: Node, in root: Node.Mapping, _ lines: [String]) -> Range<Int>? {
    guard let start = key.mark?.line else { return nil }
    let next = root.compactMap { $0.key.mark?.line }.filter { $0 > start }.min()
    var end = min((next ?? lines.count + 1) - 1, lines.count)
    while end > start, lines[end - 1].isEmpty || lines[end - 1].hasPrefix("#") { end -= 1 }
    return start - 1..<end
  }

  /// The comment behind a plain value, with the space before it.
  private static func comment(after value: Node, in line: String) -> String {
    guard let scalar = value.scalar, scalar.style == .plain, !scalar.string.isEmpty,
      let colon = line.firstIndex(of: ":")
    else { return "" }
    let rest = line[line.index(after: colon)...].drop { $0 == " " }.dropFirst(scalar.string.count)
    return rest.drop { $0 == " " }.hasPrefix("#") ? String(rest) : ""
  }

  private static func changed(
    _ node: Node?, _ keys: ArraySlice<String>, to value: Node?
  ) -> Node? {
    guard let key = keys.first else { return value }
    var mapping = node?.mapping ?? Node.Mapping([])
    mapping[scalar(key)] = changed(mapping[scalar(key)], keys.dropFirst(), to: value)
    return mapping.isEmpty ? nil : .mapping(mapping)
  }

  /// A text that is read as it is: in quotes and on one line, unless it plainly needs none.
  private static func scalar(_ text: String) -> Node {
    // A byte order mark in front is no part of a text, and YAML has no way to say that it is.
    let text = String(String.UnicodeScalarView(text.unicodeScalars.drop { $0 == "\u{FEFF}" }))
    let isPlain =
      text.first.map { $0.isLetter || $0.isNumber } ?? false && !text.hasSuffix(" ")
      && !text.hasSuffix(":") && !text.contains(": ") && !text.contains(" #")
      && text.allSatisfy {
        ($0.isLetter || $0.isNumber || ".,:;!?%()+-_/@'\"&={}[]$# ".contains($0))
          && $0.unicodeScalars.count == 1
      }
    return isPlain ? Node(text) : Node(text, Tag(.implicit), .doubleQuoted)
  }

  /// The list that a text is; nil: it is none.
  private static func list(_ text: String) -> Node? {
    guard text.hasPrefix("["), let node = try? Yams.compose(yaml: text), node.sequence != nil else {
      return nil
    }
    return node
  }

  private func lines(_ key: String, _ value: Node) throws -> [String] {
    do {
      let node = Node.mapping(Node.Mapping([(Node(key), value)]))
      let text = try Yams.serialize(node: node, width: -1, allowUnicode: true)
      return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
        String.init)
    } catch {
      throw problem("cannot hold that value.")
    }
  }
}
