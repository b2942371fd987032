package import Carrier
package import Messaging

/// A provider of text messages, as far as its console and its callbacks show (SPEC PROFILE, ADMIN-7).
///
/// A provider is a folder of this module and its name in `ProviderList.all`: no other file knows it.
///
///     struct Acme: Provider {
///       let name = "acme"
///       let title = Phrase("Acme", "极致")
///       let profile = String(decoding: PackageResources.acme_yaml, as: UTF8.self)
///       let codes: [StatusCode: String] = [.absent: "OFF"]
///       let callbacks: (any CallbackShape)? = nil
///     }
package protocol Provider: Sendable {
  /// What settings and commands call it.
  var name: String { get }
  /// What people call it.
  var title: Phrase { get }
  /// Its profile: a file of settings that others are layered over.
  var profile: String { get }
  /// Its own codes; where it documents none, ours are shown.
  var codes: [StatusCode: String] { get }
  /// How it posts delivery reports and replies; nil: it posts none.
  var callbacks: (any CallbackShape)? { get }
}
