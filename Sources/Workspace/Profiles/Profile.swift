internal import Files
package import Messaging
internal import Sending

/// A provider's profile: a file of settings that others are laid upon (SPEC PROFILE).
///
/// Those that ship with the program are data too: `profile show` prints one, to be copied and changed.
package enum Profile {
  package static let standardName = "standard"

  /// The profiles that ship with the program.
  package static let names = ["standard", "tencent", "alibaba", "huawei"]

  /// The text of a profile that ships; nil for another name.
  package static func text(named name: String) -> String? {
    let bytes: [UInt8]? =
      switch name {
      case "standard": PackageResources.standard_yaml
      case "tencent": PackageResources.tencent_yaml
      case "alibaba": PackageResources.alibaba_yaml
      case "huawei": PackageResources.huawei_yaml
      default: nil
      }
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The text of a profile that ships.
  ///
  /// - Throws: `CampaignError.invalidFile` for another name.
  package static func known(_ name: String) throws -> String {
    guard let text = text(named: name) else { throw unknown(name) }
    return text
  }

  /// What people call a profile that ships.
  package static func title(_ name: String) -> Phrase {
    switch name {
    case "tencent": Phrase("Tencent", "腾讯云")
    case "alibaba": Phrase("Alibaba", "阿里云")
    case "huawei": Phrase("Huawei", "华为云")
    default: Phrase("standard", "标准")
    }
  }

  private static func unknown(_ name: String) -> CampaignError {
    .invalidFile(
      path: name, line: nil,
      problem:
        "is no profile: there are \(names.joined(separator: ", ")), or name a file of your own.")
  }

  /// The paths of what profiles say.
  static var settings: Set<[String]> {
    let entries = try? file(standardName).entries()
    return Set((entries ?? []).map(\.path))
  }

  /// The file of a profile: one that ships, or one of the user's.
  static func file(_ name: String) throws -> YAMLFile {
    if let text = text(named: name) { return try YAMLFile(text, path: "profile \(name)") }
    guard Folder.isFile(name) else { throw unknown(name) }
    return try YAMLFile(name)
  }
}
