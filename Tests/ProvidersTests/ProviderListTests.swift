import Carrier
import Foundation
import Providers
import TestSupport
import Testing

@Suite("PROFILE: the list of providers")
struct ProviderListTests {
  @Test("Each is found by its name, and its profile and callbacks go by the same")
  func names() {
    #expect(ProviderList.names == ["standard", "tencent", "alibaba", "huawei"])
    for provider in ProviderList.all {
      #expect(ProviderList.provider(named: provider.name)?.profile == provider.profile)
      #expect(provider.profile.contains("\nprovider: \(provider.name)\n"))
      #expect(provider.callbacks.map { $0.name == provider.name } ?? true)
    }
    #expect(ProviderList.provider(named: "acme") == nil)
    #expect(ProviderList.shape(named: "standard") == nil && ProviderList.shape(named: "own") == nil)
  }

  @Test(
    "RULE-6: codes are a provider's own, where its documents have one",
    arguments: [
      ("tencent", .absent, "002"), ("tencent", .delivered, "DELIVRD"), ("tencent", .expired, nil),
      ("tencent", .outsideHours, "FailedOperation.MarketingSendTimeConstraint"),
      ("alibaba", .delivered, "DELIVERED"), ("alibaba", .absent, nil),
      ("huawei", .unallocated, "MK:0073"), ("huawei", .carrierOtherLimit, "CTLIMIT"),
      ("standard", .delivered, nil), ("own", .delivered, nil),
    ] as [(String, StatusCode, String?)])
  func codes(name: String, status: StatusCode, code: String?) {
    #expect(ProviderList.codes(of: name)[status] == code)
  }

  @Test("No file but a provider's own and the list names it")
  func secrecy() throws {
    let folder = Tool.root + "/Sources"
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { "\($0)" } ?? []
    let own = ["Providers/README.md", "Providers/ProviderList.swift"]
    var checked = 0
    for file in files where file.hasSuffix(".swift") && !own.contains(file) {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8).lowercased()
      for name in ProviderList.namesWithCodes
      where !file.hasPrefix("Providers/\(name.capitalized)/") {
        #expect(!text.contains(name), "\(file) names \(name)")
      }
      checked += 1
    }
    #expect(checked > 300)
  }
}
