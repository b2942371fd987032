internal import Carrier
internal import Messaging

/// Tencent Cloud.
struct Tencent: Provider {
  let name = "tencent"
  let title = Phrase("Tencent", "腾讯云")
  let profile = String(decoding: PackageResources.tencent_yaml, as: UTF8.self)
  let codes = Self.table
  let callbacks: (any CallbackShape)? = TencentCallbacks()
}
