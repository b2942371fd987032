internal import Carrier
internal import Glibc
internal import Messaging
internal import Sending

/// Puts settings together from flags, the environment, a file and the defaults, and knows where each came
/// from.
package struct SettingsSource: Sendable {
  /// Where a value came from.
  package enum Origin: Sendable, Equatable, CustomStringConvertible {
    case standard
    case profile(String)
    case file(String, line: Int?)
    case environment(String)
    case flag(String)

    package var description: String {
      switch self {
      case .standard: "default"
      case .profile(let name): "profile \(name)"
      case .file(let path, let line): line.map { "\(path), line \($0)" } ?? path
      case .environment(let name): "environment, \(name)"
      case .flag(let name): "flag, --\(name)"
      }
    }
  }

  package private(set) var settings = Settings()
  private var origins: [[String]: Origin] = [:]

  /// Reads settings; what is not said keeps its default.
  ///
  /// - Parameters:
  ///   - path: of the file; nil: no file.
  ///   - workspace: where applications and signatures have files of their own; nil: they have none.
  ///   - flags: by the path of what they set, each with its name and text.
  /// - Throws: `CampaignError.invalidFile` with the line of an unknown key or a bad value.
  package init(
    path: String?, workspace: String? = nil,
    flags: [String: (name: String, text: String)] = [:]
  ) throws {
    if let path {
      let file = try YAMLFile(path)
      let entries = try file.entries()
      // What the file says itself overrides the profile that it names.
      if let named = entries.first(where: { $0.path == ["provider"] }) { try lay(named.text) }
      try read(entries, path: path) { .file(path, line: $0.line) }
    }
    if let workspace { try readFiles(of: workspace) }
    // A profile that is asked for overrides the file.
    let asked = flags["provider"]?.text ?? getenv("BROADSHEET_PROVIDER").map { String(cString: $0) }
    if let asked { try lay(asked) }
    for key in SettingKey.all {
      if let variable = key.variable, let value = getenv(variable) {
        try set(key, String(cString: value), .environment(variable))
      }
      if let flag = flags[key.path] { try set(key, flag.text, .flag(flag.name)) }
    }
  }

  /// Each value with where it came from.
  package struct Shown: Sendable {
    package var path: String
    package var text: String
    package var origin: Origin
  }

  package func shown() -> [Shown] {
    SettingKey.all.flatMap { key in
      key.show(settings).map { value in
        let path = key.path(value.names)
        return Shown(
          path: path.joined(separator: "."), text: value.text, origin: origins[path] ?? .standard)
      }
    }
  }

  private mutating func set(
    _ key: SettingKey, _ text: String, _ origin: Origin
  ) throws {
    do throws(SettingKey.Fault) {
      try key.read(&settings, [], text)
    } catch {
      throw CampaignError.invalidFile(
        path: origin.description, line: nil, problem: "\(error.words).")
    }
    origins[key.path([])] = origin
  }

  /// Lays a profile upon the settings so far.
  private mutating func lay(_ name: String) throws {
    let file = try Profile.file(name)
    try read(try file.entries(), path: file.path) { _ in .profile(name) }
  }

  /// Settings that say nothing.
  init() {}

  private mutating func readFiles(of workspace: String) throws {
    let applications = ApplicationFiles(workspace: workspace)
    for name in applications.names() {
      try read(application: name, in: try YAMLFile(applications.path(of: name)))
    }
    let signatures = ReviewStore<Signature>(workspace: workspace)
    for signature in try signatures.items() {
      settings.signatures[signature.name] = signature.status
      origins[["signatures", signature.name]] = .file(
        signatures.path(of: signature.name), line: nil)
    }
  }

  /// Reads an application's own file.
  mutating func read(application name: String, in file: YAMLFile) throws {
    let entries = try file.entries().map {
      YAMLFile.Entry(path: ["applications", name] + $0.path, text: $0.text, line: $0.line)
    }
    try read(entries, path: file.path) { .file(file.path, line: $0.line) }
  }

  private mutating func read(
    _ entries: [YAMLFile.Entry], path: String, _ origin: (YAMLFile.Entry) -> Origin
  ) throws {
    var entriesOfKey: [String: [(entry: YAMLFile.Entry, names: [String])]] = [:]
    for entry in entries {
      guard let (key, names) = SettingKey.find(entry.path) else {
        // A section that is there but empty says nothing.
        if entry.text.isEmpty, SettingKey.all.contains(where: { $0.isInside(entry.path) }) {
          continue
        }
        throw Self.unknown(entry, path: path)
      }
      if entry.text.isEmpty, !key.path.hasSuffix("*") { continue }
      entriesOfKey[key.path, default: []].append((entry, names))
    }
    // In the order of the keys, so that what builds on other settings finds them read.
    for key in SettingKey.all {
      guard let found = entriesOfKey[key.path] else { continue }
      key.clear?(&settings)
      for (entry, names) in found {
        do throws(SettingKey.Fault) {
          try key.read(&settings, names, entry.text)
        } catch {
          throw Self.fault(error.words, entry, path: path)
        }
        origins[entry.path] = origin(entry)
      }
    }
    try check(entries, path: path)
  }

  /// What no value is wrong by itself about.
  private func check(_ entries: [YAMLFile.Entry], path: String) throws {
    func last(_ section: [String]) -> YAMLFile.Entry? {
      entries.last { $0.path.starts(with: section) && $0.path.count > section.count }
    }
    let simulator = settings.simulator
    var behaviours = [
      (["simulator", "mainland"], simulator.mainland),
      (["simulator", "international"], simulator.international),
    ]
    behaviours += simulator.byRegion.map { (["simulator", "regions", $0.key.code], $0.value) }
    for (section, behaviour) in behaviours {
      if let entry = last(section),
        behaviour.refused + behaviour.failed + behaviour.missing > 1
      {
        throw Self.fault("refused, failed and missing are over 1 together", entry, path: path)
      }
    }
    for (name, mix) in [("refusals", simulator.refusals), ("failures", simulator.failures)] {
      if let entry = last(["simulator", name]), !mix.contains(where: { $0.weight > 0 }) {
        throw Self.fault("a mix needs a weight over 0", entry, path: path)
      }
    }
  }

  private static func fault(
    _ words: String, _ entry: YAMLFile.Entry, path: String
  ) -> CampaignError {
    .invalidFile(
      path: path, line: entry.line, problem: "\(entry.path.joined(separator: ".")): \(words).")
  }

  private static func unknown(_ entry: YAMLFile.Entry, path: String) -> CampaignError {
    if SettingKey.all.contains(where: { $0.isInside(entry.path) }) {
      return fault("must hold keys with values", entry, path: path)
    }
    // The keys of the innermost section that is known.
    var section = entry.path
    while !section.isEmpty, !SettingKey.all.contains(where: { $0.isInside(section) }) {
      section.removeLast()
    }
    let known = SettingKey.all.filter { $0.isInside(section) }.map {
      $0.parts[section.count]
    }
    let names = Set(known).sorted().map { $0 == "*" ? "a name of yours" : $0 }
    let key = entry.path.count > section.count ? entry.path[section.count] : ""
    return .invalidFile(
      path: path, line: entry.line,
      problem:
        "“\(key)” is not a key\(section.isEmpty ? "" : " of \(section.joined(separator: "."))")"
        + " here. The keys are: \(names.joined(separator: ", ")).")
  }
}

extension Settings {
  /// Reads a file of settings; what it does not say keeps its default.
  ///
  /// - Throws: `CampaignError.invalidFile` with the line of an unknown key or a bad value.
  package init(path: String) throws {
    self = try SettingsSource(path: path).settings
  }

  /// A file that says all the defaults but those of the profile, with what each is for.
  package static func sample() -> String {
    var lines = [
      "# The settings of this workspace. Every value here is the default; delete what you do not change.",
      "# `broadsheet config show` tells what each is and where it came from. What a provider's profile says",
      "# (`broadsheet profile show standard`) is left out, so that `provider` chooses it; what is added counts more.",
    ]
    var section: [String] = []
    let ofProfile = Profile.settings.subtracting([["provider"]])
    for key in SettingKey.all {
      for (place, value) in key.show(Settings()).enumerated() {
        let path = key.path(value.names)
        if ofProfile.contains(path) { continue }
        let parents = Array(path.dropLast())
        let shared = zip(section, parents).prefix { $0 == $1 }.count
        for depth in shared..<max(shared, parents.count) {
          lines.append(indent(depth) + "\(quoted(parents[depth])):")
        }
        section = parents
        let line = indent(parents.count) + "\(quoted(path[parents.count])): \(value.text)"
        let help = place == 0 ? key.help : ""
        let gap = String(repeating: " ", count: max(2, 40 - line.count))
        lines.append(help.isEmpty ? line : "\(line)\(gap)# \(help)")
      }
    }
    lines.append(
      "# signatures:                          # when any is listed, only effective ones are sent with"
    )
    lines.append("#   Acme: effective")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  private static func quoted(_ key: String) -> String {
    key.allSatisfy { $0.isLetter || $0.isNumber } ? key : "\"\(key)\""
  }
}
