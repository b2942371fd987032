internal import Messaging

/// One setting, or one kind of them: what it is called, what it is for, how it is read and shown.
package struct SettingKey: Sendable {
  /// What is wrong with a value: the rest of a sentence after its name.
  struct Fault: Error {
    var words: String

    init(_ words: String) { self.words = words }
  }

  /// A value with the names that stand for the stars of the key's path.
  struct Value {
    var names: [String] = []
    var text: String
  }

  /// The keys that lead to it, joined by dots; a star is a name of the user's.
  package let path: String
  let parts: [String]
  /// A line for the sample file.
  package let help: String
  let read: @Sendable (inout Settings, [String], String) throws(Fault) -> Void
  let show: @Sendable (Settings) -> [Value]
  /// Makes room for the file's own before the first of a kind is read.
  let clear: (@Sendable (inout Settings) -> Void)?

  init(
    _ path: String, _ help: String,
    show: @escaping @Sendable (Settings) -> [Value],
    clear: (@Sendable (inout Settings) -> Void)? = nil,
    read: @escaping @Sendable (inout Settings, [String], String) throws(Fault) -> Void
  ) {
    self.path = path
    parts = path.split(separator: ".").map(String.init)
    self.help = help
    self.read = read
    self.show = show
    self.clear = clear
  }

  /// A setting that is one value.
  init<Kind: SettingText>(
    _ path: String, _ help: String, _ field: any WritableKeyPath<Settings, Kind> & Sendable,
    in bounds: ClosedRange<Kind>? = nil
  ) where Kind: Sendable {
    self.init(
      path, help, show: { [Value(text: $0[keyPath: field].settingText)] },
      read: { (settings, _, text) throws(Fault) in
        settings[keyPath: field] = try Kind(setting: text, in: bounds)
      })
  }

  /// A setting that has a value for each of some regions.
  init<Kind: SettingText>(
    _ path: String, _ help: String,
    byRegion field: any WritableKeyPath<Settings, [Region: Kind]> & Sendable,
    in bounds: ClosedRange<Kind>? = nil
  ) where Kind: Sendable {
    self.init(
      path, help,
      show: { settings in
        settings[keyPath: field].sorted { $0.key < $1.key }.map {
          Value(names: [$0.key.code], text: $0.value.settingText)
        }
      },
      read: { (settings, names, text) throws(Fault) in
        settings[keyPath: field][try Self.region(names[0])] = try Kind(setting: text, in: bounds)
      })
  }

  /// A setting that is one of some words.
  init<Kind: RawRepresentable<String> & CaseIterable & Sendable>(
    _ path: String, _ help: String, word field: any WritableKeyPath<Settings, Kind> & Sendable
  ) {
    self.init(
      path, help, show: { [Value(text: $0[keyPath: field].rawValue)] },
      read: { (settings, _, text) throws(Fault) in
        settings[keyPath: field] = try Self.word(text)
      })
  }

  static func yesOrNo(_ text: String) throws(Fault) -> Bool {
    switch text {
    case "yes", "true": true
    case "no", "false": false
    default: throw Fault("must be yes or no, not “\(text)”")
    }
  }

  static func word<Kind: RawRepresentable<String> & CaseIterable>(
    _ text: String
  ) throws(Fault) -> Kind {
    if let value = Kind(rawValue: text) { return value }
    throw noneOf(Kind.allCases.map(\.rawValue), text)
  }

  static func word(_ text: String, of words: [String]) throws(Fault) -> String {
    guard words.contains(text) else { throw noneOf(words, text) }
    return text
  }

  private static func noneOf(_ words: [String], _ text: String) -> Fault {
    Fault("must be one of \(words.joined(separator: ", ")), not “\(text)”")
  }

  /// Words as a sentence lists them: `none, full or half`.
  static func choice(_ words: [String]) -> String {
    "\(words.dropLast().joined(separator: ", ")) or \(words.last ?? "")"
  }

  static func region(_ code: String) throws(Fault) -> Region {
    guard let region = Region(code: code), NumberingPlan.has(region) else {
      throw Fault("“\(code)” is no region with phone numbers; use ISO codes such as CN or GB")
    }
    return region
  }

  // MARK: - Names

  /// The names that stand for the stars, when the path is one of this key's.
  func names(in path: [String]) -> [String]? {
    guard parts.count == path.count else { return nil }
    var names: [String] = []
    for (part, name) in zip(parts, path) {
      if part == "*" { names.append(name) } else if part != name { return nil }
    }
    return names
  }

  /// The key of a path, with the names that stand for its stars; one without stars comes first.
  static func find(_ path: [String]) -> (key: SettingKey, names: [String])? {
    let matches = all.compactMap { key in key.names(in: path).map { (key, $0) } }
    return matches.min { $0.1.count < $1.1.count }
  }

  /// Whether keys of this kind stand in that section.
  func isInside(_ section: [String]) -> Bool {
    parts.count > section.count
      && zip(parts, section).allSatisfy { $0 == "*" || $0 == $1 }
  }

  /// The path with names in place of the stars.
  func path(_ names: [String]) -> [String] {
    var rest = names[...]
    return parts.map { $0 == "*" ? rest.popFirst() ?? "*" : $0 }
  }

  /// The environment variable that sets it; nil for a key with names of the user's.
  package var variable: String? {
    guard !path.contains("*") else { return nil }
    var name = "BROADSHEET_"
    for character in path {
      if character == "." {
        name += "_"
      } else if character.isUppercase {
        name += "_\(character)"
      } else {
        name += character.uppercased()
      }
    }
    return name
  }
}

/// A value that a setting's text stands for.
protocol SettingText: Comparable {
  init(setting text: String, in bounds: ClosedRange<Self>?) throws(SettingKey.Fault)
  var settingText: String { get }
}

extension Int: SettingText {
  init(setting text: String, in bounds: ClosedRange<Int>?) throws(SettingKey.Fault) {
    let bounds = bounds ?? 0...Int.max
    guard let value = Int(text), bounds.contains(value) else {
      throw SettingKey.Fault(
        "must be a whole number from \(bounds.lowerBound)"
          + "\(bounds.upperBound == .max ? "" : " to \(bounds.upperBound)"), not “\(text)”")
    }
    self = value
  }

  var settingText: String { "\(self)" }
}

extension UInt64: SettingText {
  init(setting text: String, in bounds: ClosedRange<UInt64>?) throws(SettingKey.Fault) {
    guard let value = UInt64(text) else {
      throw SettingKey.Fault("must be a whole number, not “\(text)”")
    }
    self = value
  }

  var settingText: String { "\(self)" }
}

extension Double: SettingText {
  init(setting text: String, in bounds: ClosedRange<Double>?) throws(SettingKey.Fault) {
    let bounds = bounds ?? 0...1
    guard let value = Double(text), bounds.contains(value) else {
      throw SettingKey.Fault(
        "must be a number from \(bounds.lowerBound) to \(bounds.upperBound), not “\(text)”")
    }
    self = value
  }

  var settingText: String { "\(self)" }
}

extension Money: SettingText {
  init(setting text: String, in bounds: ClosedRange<Money>?) throws(SettingKey.Fault) {
    guard let price = Money(text) else {
      throw SettingKey.Fault("must be a price such as 0.045, not “\(text)”")
    }
    self = price
  }

  var settingText: String { "\(self)" }
}
