internal import Carrier
internal import Messaging

/// Alibaba Cloud.
struct Alibaba: Provider {
  let name = "alibaba"
  let title = Phrase("Alibaba", "阿里云")
  let profile = String(decoding: PackageResources.alibaba_yaml, as: UTF8.self)
  let codes = Self.table
  let callbacks: (any CallbackShape)? = AlibabaCallbacks()
}
