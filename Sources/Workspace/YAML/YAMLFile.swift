internal import Messaging
internal import Sending
internal import Spreadsheet
internal import Yams

/// A YAML file of ours, read strictly: an unknown key or a bad value is an error that names its line.
package struct YAMLFile {
  let path: String
  private let root: Node.Mapping

  /// Bytes that a file of settings or a template may have.
  static let limit = 1 << 20

  init(_ path: String) throws {
    try self.init(try Self.text(of: path), path: path)
  }

  /// The text of a file of settings.
  static func text(of path: String) throws -> String {
    do {
      return try TextFile.read(path, limit: limit)
    } catch SheetError.notUTF8(_, let line, let encoding) {
      throw CampaignError.invalidFile(
        path: path, line: line,
        problem: "is not UTF-8, it looks like \(encoding). "
          + "Open it in an editor and save it as UTF-8.")
    }
  }

  init(_ text: String, path: String) throws {
    self.path = path
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw CampaignError.invalidFile(
        path: path, line: error.line, problem: "is not valid YAML: \(error.words)")
    } catch {
      throw CampaignError.invalidFile(path: path, line: nil, problem: "is not valid YAML.")
    }
    guard let mapping = node?.mapping else {
      throw CampaignError.invalidFile(
        path: path, line: 1, problem: "must hold keys with values, such as name: …")
    }
    root = mapping
  }

  /// A value of the file with the keys that lead to it.
  struct Entry {
    var path: [String]
    /// Its text; that of a list's items is joined by commas, that of an empty section is empty.
    var text: String
    var line: Int?
  }

  /// All values of the file, in its order.
  func entries() throws -> [Entry] {
    var entries: [Entry] = []
    try collect(root, path: [], into: &entries)
    return entries
  }

  private func collect(
    _ mapping: Node.Mapping, path: [String], into entries: inout [Entry]
  ) throws {
    for (key, value) in mapping {
      let path = path + [key.scalar?.string ?? ""]
      let line = value.mark?.line ?? key.mark?.line
      if let inner = value.mapping {
        if inner.isEmpty { entries.append(Entry(path: path, text: "", line: key.mark?.line)) }
        try collect(inner, path: path, into: &entries)
      } else if let items = value.sequence {
        let texts = items.compactMap(\.scalar?.string)
        guard texts.count == items.count else {
          throw CampaignError.invalidFile(
            path: self.path, line: line,
            problem: "\(path.joined(separator: ".")): must be a list of texts.")
        }
        entries.append(Entry(path: path, text: texts.joined(separator: ", "), line: line))
      } else {
        entries.append(Entry(path: path, text: value.scalar?.string ?? "", line: key.mark?.line))
      }
    }
  }

  /// The file's top level.
  func section() -> Section { Section(path: path, name: nil, mapping: root) }

  /// One level of keys.
  ///
  /// Each key is asked for once; `finish` finds those that nobody asked for.
  package struct Section {
    let path: String
    let name: String?
    private let mapping: Node.Mapping
    private var asked: Set<String> = []

    init(path: String, name: String?, mapping: Node.Mapping) {
      self.path = path
      self.name = name
      self.mapping = mapping
    }

    mutating func string(_ key: String) throws -> String? {
      guard let node = node(key) else { return nil }
      guard let scalar = node.scalar else { throw problem(node, key, "must be a text") }
      return scalar.string
    }

    /// The value of a key that must be there.
    mutating func required(_ key: String) throws -> String {
      guard let value = try string(key) else {
        throw CampaignError.invalidFile(
          path: path, line: nil, problem: "the key \(key): is missing.")
      }
      return value
    }

    /// One of the words of an enumeration.
    mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
      _ key: String, as type: Value.Type = Value.self
    ) throws -> Value? {
      guard let text = try string(key) else { return nil }
      if let value = Value(rawValue: text) { return value }
      let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw problem(mapping[key], key, "must be one of \(words), not “\(text)”")
    }

    /// `true` or `false`, or `yes` or `no`.
    mutating func bool(_ key: String) throws -> Bool? {
      guard let text = try string(key) else { return nil }
      switch text.lowercased() {
      case "true", "yes": return true
      case "false", "no": return false
      default: throw problem(mapping[key], key, "must be true or false, not “\(text)”")
      }
    }

    /// A number within bounds.
    mutating func number(
      _ key: String, in bounds: ClosedRange<Double>
    ) throws -> Double? {
      guard let text = try string(key) else { return nil }
      guard let value = Double(text), bounds.contains(value) else {
        throw problem(
          mapping[key], key,
          "must be a number from \(bounds.lowerBound) to \(bounds.upperBound), not “\(text)”")
      }
      return value
    }

    mutating func integer(
      _ key: String, in bounds: ClosedRange<Int>
    ) throws -> Int? {
      guard let text = try string(key) else { return nil }
      guard let value = Int(text), bounds.contains(value) else {
        throw problem(
          mapping[key], key,
          "must be a whole number from \(bounds.lowerBound) to \(bounds.upperBound), not “\(text)”")
      }
      return value
    }

    /// `true` or `false`, or `yes` or `no`.
    mutating func flag(_ key: String) throws -> Bool? {
      guard let text = try string(key) else { return nil }
      switch text.lowercased() {
      case "true", "yes": return true
      case "false", "no": return false
      default: throw problem(mapping[key], key, "must be true or false, not “\(text)”")
      }
    }

    mutating func section(_ key: String) throws -> Section? {
      guard let node = node(key) else { return nil }
      guard let inner = node.mapping else { throw problem(node, key, "must hold keys with values") }
      return Section(path: path, name: key, mapping: inner)
    }

    /// All keys of the level with their texts, for tables whose keys are the user's.
    mutating func entries() throws -> [(key: String, value: String, line: Int?)] {
      var entries: [(String, String, Int?)] = []
      for (key, value) in mapping {
        let name = key.scalar?.string ?? ""
        asked.insert(name)
        guard let text = value.scalar?.string else { throw problem(value, name, "must be a text") }
        entries.append((name, text, value.mark?.line))
      }
      return entries
    }

    /// The sections of the level whose names are the user's.
    mutating func sections() throws -> [(key: String, section: Section, line: Int?)] {
      var sections: [(String, Section, Int?)] = []
      for (key, value) in mapping {
        let name = key.scalar?.string ?? ""
        asked.insert(name)
        guard let inner = value.mapping else {
          throw problem(value, name, "must hold keys with values")
        }
        sections.append((name, Section(path: path, name: name, mapping: inner), value.mark?.line))
      }
      return sections
    }

    /// An error about a key's value.
    func problem(_ key: String, _ words: String) -> CampaignError {
      problem(mapping[key], key, words)
    }

    /// Refuses keys that nobody asked for.
    func finish() throws {
      for (key, _) in mapping {
        let name = key.scalar?.string ?? ""
        guard !asked.contains(name) else { continue }
        throw CampaignError.invalidFile(
          path: path, line: key.mark?.line,
          problem: "“\(name)” is not a key\(self.name.map { " of \($0)" } ?? "") here. "
            + "The keys are: \(asked.sorted().joined(separator: ", ")).")
      }
    }

    private mutating func node(_ key: String) -> Node? {
      asked.insert(key)
      guard let node = mapping[key], !(node.scalar?.string.isEmpty ?? false) else { return nil }
      return node
    }

    private func problem(_ node: Node?, _ key: String, _ words: String) -> CampaignError {
      .invalidFile(path: path, line: node?.mark?.line, problem: "\(key): \(words).")
    }
  }
}

extension YamlError {
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }

  fileprivate var words: String {
    switch self {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      problem + "."
    case .duplicatedKeysInMapping: "a key stands in it twice."
    default: "it cannot be parsed."
    }
  }
}
