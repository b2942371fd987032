package import Messaging

/// The lists of numbers that decide whether a message goes out (SPEC RULE-2, RULE-4).
package enum SuppressionList: String, Sendable, CaseIterable {
  /// Numbers that a signature does not send messages of a type to.
  case mute
  /// Numbers that unsubscribed from a signature's messages of a type.
  case unsubscribe
  /// Numbers of an application that frequency limits do not count for.
  case allow

  /// Numbers that it may have: the mute list altogether, the allowlist for each application.
  package var limit: Int? {
    switch self {
    case .mute: 1_000
    case .unsubscribe: nil
    case .allow: 300
    }
  }

  /// Numbers that one call may add.
  package var callLimit: Int? { self == .allow ? 100 : nil }

  package var words: String {
    switch self {
    case .mute: "mute list"
    case .unsubscribe: "list of unsubscribed numbers"
    case .allow: "allowlist"
    }
  }
}

/// What an entry of a list is about.
package struct ListScope: Sendable, Hashable {
  /// A signature; for the allowlist an application.
  package var name: String
  /// nil: messages of every type.
  package var type: MessageType?

  package init(_ name: String, _ type: MessageType? = nil) {
    self.name = name
    self.type = type
  }

  /// The type of entries for messages of every type, as the ledger has it.
  static let allTypes = "all"

  var typeText: String { type?.rawValue ?? Self.allTypes }
}

/// A number on a list.
package struct ListEntry: Sendable, Equatable {
  package var number: E164
  package var scope: ListScope
  /// Milliseconds since 1970.
  package var added: Int
}

/// What a list of numbers or a pool of groups refuses, with what to do.
package enum ListError: Error, Equatable {
  case groupExists(name: String)
  /// A list has as many numbers as it may have.
  case full(list: SuppressionList, limit: Int, found: Int)
}

extension ListError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .groupExists(let name):
      "There is a group “\(name)” already. Choose another name, or import into that one."
    case .full(let list, let limit, let found):
      "The \(list.words) takes at most \(limit) numbers\(list == .allow ? " for an application" : ""); "
        + "there would be \(found). Remove some first."
    }
  }
}
