import Carrier
import Messaging
import Sending
import TestSupport
import Testing
import Workspace

@Suite("Settings and template files")
struct SettingsTests {
  @Test("What the file says counts, the rest keeps its default")
  func reads() throws {
    let folder = try Workdir()
    let path = try folder.write(
      "broadsheet.yaml",
      """
      timeZone: Europe/Berlin
      numbers: strict
      prices:
        currency: EUR
        DE: 0.0725
        other: 0.1
      segments:
        billing: division
        prefixUnits:
          MY: 7
      simulator:
        seed: 42
        rate: 100
        mainland:
          failed: 0.5
        regions:
          MY: { failed: 0.25, delayMedian: 20 }
        failures: { ABSENT: 3, EXPIRED: 1 }
        testNumbers:
          "+8612012345678": EXPIRED
      """)
    let settings = try Settings(path: path)
    #expect(settings.zone.name == "Europe/Berlin" && settings.numberCheck == .strict)
    #expect("\(settings.prices.price(Region(code: "DE")))" == "0.0725")
    #expect("\(settings.prices.price(Region(code: "FR")))" == "0.10")
    #expect("\(settings.prices.price(Region(code: "CN")))" == "0.045")
    #expect(settings.segments.billing == .division && settings.segments.unicode.single == 70)
    #expect(settings.simulator.seed == 42 && settings.simulator.mainland.failed == 0.5)
    let malaysia = try #require(Region(code: "MY"))
    #expect(settings.simulator.byRegion[malaysia]?.failed == 0.25)
    #expect(
      settings.simulator.byRegion[malaysia]?.refused == SimulatorSettings().international.refused)
    #expect(settings.simulator.failures.map(\.status) == [.absent, .expired])
    #expect(settings.simulator.testNumbers[E164(digits: 8_612_012_345_678)] == .expired)
  }

  @Test(
    "An unknown key or a bad value is an error with its line",
    arguments: [
      ("timeZone: UTC\ncolour: red\n", 2), ("timeZone: Nowhere/City\n", 1), ("numbers: some\n", 1),
      ("prices:\n  CN: cheap\n", 2), ("prices:\n  China: 0.1\n", 2),
      ("simulator:\n  rate: 0\n", 2), ("simulator:\n  rate: fast\n", 2),
      ("simulator:\n  mainland:\n    failed: 2\n", 3), ("simulator: 7\n", 1),
      ("segments:\n  billing: items\n", 2), ("- a\n- b\n", 1), ("a: [\n", 2),
      ("simulator:\n  failures:\n    BLACK: 1\n", 3), ("simulator:\n  regions:\n    MY: 7\n", 3),
      ("simulator:\n  testNumbers:\n    abc: DELIVRD\n", 3),
    ] as [(String, Int)])
  func refuses(text: String, line: Int) throws {
    let folder = try Workdir()
    let path = try folder.write("broadsheet.yaml", text)
    do {
      _ = try Settings(path: path)
      Issue.record("no error")
    } catch {
      guard case CampaignError.invalidFile(path, let found, _) = error else {
        Issue.record("unexpected: \(error)")
        return
      }
      #expect(found == line, "\(error)")
    }
  }

  @Test("A template is found by its file's name or its own, and checked before it is sent (MSG-1)")
  func templates() throws {
    let folder = try Workdir()
    let text = "type: notification\nregion: mainland\nsignature: S\ncontent: 您好{1}\nstatus: "
    try folder.write("a.yaml", "name: first\n" + text + "effective\n")
    try folder.write("b.yml", "name: second\n" + text + "pending\n")
    try folder.write("c.yaml", "name: third\n" + text + "failed\nreason: too vague\n")
    try folder.write("notes.txt", "x")
    let store = TemplateStore(folder: folder.path)
    #expect(store.names() == ["a", "b", "c"])
    #expect(try store.template(named: "a").template.name == "first")
    #expect(try store.template(named: "second").path == folder.file("b.yml"))
    #expect(
      throws: CampaignError.noSuchFile(
        noun: Template.noun,
        name: "d", folder: folder.path, available: ["a", "b", "c"])
    ) { try store.template(named: "d") }
    try TemplateStore.checkSendable(store.template(named: "a"), signature: nil)
    #expect(
      throws: CampaignError.templateNotEffective(name: "second", status: .pending, reason: nil)
    ) { try TemplateStore.checkSendable(store.template(named: "b"), signature: nil) }
    #expect(throws: CampaignError.self) {
      try TemplateStore.checkSendable(store.template(named: "c"), signature: nil)
    }
  }

  @Test("A mainland template needs a signature; lint comes first")
  func sendable() throws {
    let folder = try Workdir()
    try folder.write(
      "a.yaml", "name: a\ntype: marketing\nregion: mainland\ncontent: 特价\nstatus: effective\n")
    let stored = try TemplateStore(folder: folder.path).template(named: "a")
    let findings = Lint.findings(in: stored.template)
    #expect(findings.map(\.code) == ["NO_OPT_OUT"])
    #expect(throws: CampaignError.templateFailsLint(path: stored.path, findings: findings)) {
      try TemplateStore.checkSendable(stored, signature: nil)
    }
    try folder.write(
      "b.yaml", "name: b\ntype: notification\nregion: mainland\ncontent: 您好\nstatus: effective\n")
    let unsigned = try TemplateStore(folder: folder.path).template(named: "b")
    #expect(throws: CampaignError.missingSignature(template: "b")) {
      try TemplateStore.checkSendable(unsigned, signature: nil)
    }
    try TemplateStore.checkSendable(unsigned, signature: "S")
  }
}
