internal import FoundationEssentials
internal import Sending
internal import Spreadsheet

/// What users may do, in the syntax of the consoles' access management (SPEC ADMIN-10): statements that allow
/// or deny actions on applications.
///
///     { "version": "2.0", "statement": [
///         { "effect": "allow", "action": ["task:*", "report:*"], "resource": ["app/shop"] },
///         { "effect": "deny", "action": "task:delete", "resource": "*" } ] }
///
/// An action is a command's words with colons between, such as `task:cancel` (`AccessAction`); a resource is `app/` and an
/// application's name. `*` stands for any characters. `name/sms:` before an action and what comes before
/// `app/` in a resource, as the console writes them, say nothing here.
package struct AccessPolicy: Sendable, Equatable {
  package enum Effect: String, Sendable, Codable {
    case allow, deny
  }

  package struct Statement: Sendable, Equatable {
    package var effect: Effect
    package var actions: [String]
    package var resources: [String]

    package init(_ effect: Effect, _ actions: [String], _ resources: [String]) {
      self.effect = effect
      self.actions = actions
      self.resources = resources
    }

    /// Whether it says anything about an action on a resource.
    func applies(_ action: String, _ resource: String) -> Bool {
      actions.contains { AccessPolicy.matches(AccessPolicy.plain($0), action) }
        && resources.contains { AccessPolicy.matches(AccessPolicy.plain($0), resource) }
    }
  }

  /// The version of the syntax.
  package static let version = "2.0"

  package var statements: [Statement]

  package init(_ statements: [Statement]) { self.statements = statements }

  /// Everything.
  package static let full = AccessPolicy([Statement(.allow, ["*"], ["*"])])

  /// Everything that changes nothing.
  package static let readOnly = AccessPolicy([
    Statement(
      .allow,
      [
        "*:list", "*:show", "*:can", "check", "config:*", "doctor", "profile:*", "report:*",
        "sheet:*",
        "suppress:*:export", "suppress:*:applications", "application:countries:export", "task:copy",
        "template:lint",
      ], ["*"])
  ])

  /// The policies that every workspace has.
  package static let presets = ["full": full, "readOnly": readOnly]

  /// What several policies say together: a deny wins over every allow, and nothing said is no.
  package static func allows(
    _ policies: [AccessPolicy], _ action: String, on resource: String
  ) -> Bool {
    let said = policies.flatMap(\.statements).filter { $0.applies(action, resource) }
    return said.contains { $0.effect == .allow } && !said.contains { $0.effect == .deny }
  }

  /// An action or a resource without what the console writes before it.
  private static func plain(_ text: String) -> String {
    for prefix in ["name/sms:", "sms:"] where text.hasPrefix(prefix) {
      return String(text.dropFirst(prefix.count))
    }
    if text.hasPrefix("qcs:"), let colon = text.lastIndex(of: ":") {
      return String(text[text.index(after: colon)...])
    }
    return text
  }

  /// Whether a text is of a pattern, in which `*` stands for any characters, or none.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
    var (place, position) = (0, 0)
    // Where to go on when what followed the last star did not fit.
    var retry: (place: Int, position: Int)?
    while position < text.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        retry = (place + 1, position)
        place += 1
      } else if place < pattern.count, pattern[place] == text[position] {
        place += 1
        position += 1
      } else if let last = retry {
        retry = (last.place, last.position + 1)
        (place, position) = (last.place, last.position + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

extension AccessPolicy: Decodable {
  private enum Key: String, CodingKey, CaseIterable {
    case version, statement
  }

  package init(from decoder: any Decoder) throws {
    let policy = try decoder.container(keyedBy: Key.self)
    let version = try policy.decode(String.self, forKey: .version)
    guard version == Self.version else {
      throw DecodingError.dataCorruptedError(
        forKey: .version, in: policy, debugDescription: "version must be \"\(Self.version)\"")
    }
    statements = try policy.decode([Statement].self, forKey: .statement)
  }

  /// Reads a policy's file.
  ///
  /// - Throws: `CampaignError.invalidFile` with what is wrong.
  package init(path: String) throws {
    let text = try TextFile.read(path, limit: 1 << 20)
    do {
      self = try JSONDecoder().decode(AccessPolicy.self, from: Data(text.utf8))
    } catch let DecodingError.dataCorrupted(context) {
      throw CampaignError.invalidFile(
        path: path, line: nil, problem: "\(context.debugDescription).")
    } catch let DecodingError.keyNotFound(key, context) {
      let place = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw CampaignError.invalidFile(
        path: path, line: nil,
        problem: "\(key.stringValue) is missing\(place.isEmpty ? "" : " in \(place)").")
    } catch let DecodingError.typeMismatch(_, context) {
      let place = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw CampaignError.invalidFile(
        path: path, line: nil, problem: "\(place) is of the wrong kind.")
    } catch {
      throw CampaignError.invalidFile(path: path, line: nil, problem: "is no policy: \(error).")
    }
  }
}

extension AccessPolicy.Statement: Decodable {
  private enum Key: String, CodingKey {
    case effect, action, resource
  }

  package init(from decoder: any Decoder) throws {
    let statement = try decoder.container(keyedBy: Key.self)
    /// A text, or a list of them.
    func texts(_ key: Key) throws -> [String] {
      if let text = try? statement.decode(String.self, forKey: key) { return [text] }
      return try statement.decode([String].self, forKey: key)
    }
    effect = try statement.decode(AccessPolicy.Effect.self, forKey: .effect)
    actions = try texts(.action)
    resources = try texts(.resource)
  }
}
