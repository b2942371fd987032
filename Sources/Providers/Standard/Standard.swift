internal import Carrier
internal import Messaging

/// What the program does by itself, for tasks that no console has to take.
struct Standard: Provider {
  let name = "standard"
  let title = Phrase("standard", "标准")
  let profile = String(decoding: PackageResources.standard_yaml, as: UTF8.self)
  let codes: [StatusCode: String] = [:]
  let callbacks: (any CallbackShape)? = nil
}
