internal import Carrier
internal import Messaging

/// Huawei Cloud.
struct Huawei: Provider {
  let name = "huawei"
  let title = Phrase("Huawei", "华为云")
  let profile = String(decoding: PackageResources.huawei_yaml, as: UTF8.self)
  let codes = Self.table
  let callbacks: (any CallbackShape)? = HuaweiCallbacks()
}
