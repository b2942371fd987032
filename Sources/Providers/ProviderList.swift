package import Carrier

/// The providers that the program knows, the standard one first: a new one is its folder and a line here.
package enum ProviderList {
  package static let all: [any Provider] = [
    Standard(),
    Tencent(),
    Alibaba(),
    Huawei(),
  ]

  package static var names: [String] { all.map(\.name) }
  /// The name of the profile that counts where none is chosen.
  package static var standardName: String { all[0].name }
  /// The names of those that have codes of their own.
  package static var namesWithCodes: [String] { all.filter { !$0.codes.isEmpty }.map(\.name) }
  /// How delivery reports and replies can be posted.
  package static var shapes: [any CallbackShape] { all.compactMap(\.callbacks) }

  package static func provider(named name: String) -> (any Provider)? {
    all.first { $0.name == name }
  }

  package static func shape(named name: String) -> (any CallbackShape)? {
    shapes.first { $0.name == name }
  }

  /// The codes of a provider; none for a name that is unknown or has no codes of its own.
  package static func codes(of name: String) -> [StatusCode: String] {
    provider(named: name)?.codes ?? [:]
  }
}
