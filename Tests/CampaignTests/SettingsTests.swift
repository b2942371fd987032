import Carrier
import Files
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

  @Test(
    "A task's name has at most 30 characters", arguments: [(30, true), (31, false), (0, false)])
  func taskName(count: Int, isGood: Bool) throws {
    let template = Template(name: "t", type: .notification, region: .mainland, content: "x")
    let name = String(repeating: "名", count: count)
    let error = failure {
      _ = try SendingTask(name: name, template: template, start: 0)
    }
    #expect((error == nil) == isGood)
  }

  private func failure(_ work: () throws -> Void) -> (any Error)? {
    do { try work() } catch { return error }
    return nil
  }
}

@Suite("Times in a zone")
struct ZoneTests {
  @Test(
    "Civil times, from `date`",
    arguments: [
      ("Asia/Shanghai", 1_795_174_205, "2026-11-20 19:30:05"), ("UTC", 0, "1970-01-01 00:00:00"),
      ("UTC", 951_782_399, "2000-02-28 23:59:59"), ("UTC", 951_782_400, "2000-02-29 00:00:00"),
      ("UTC", 4_107_542_400, "2100-03-01 00:00:00"),
    ])
  func civil(name: String, seconds: Int, text: String) throws {
    let zone = try #require(Zone(name))
    var formatter = TimeFormatter(zone)
    #expect(formatter.string(seconds * 1_000 + 999) == text)
    #expect(TimeText.parse(text, zone: zone) == seconds * 1_000)
  }

  @Test("A zone with summer time changes its offset")
  func summerTime() throws {
    let zone = try #require(Zone("Europe/Berlin"))
    var formatter = TimeFormatter(zone)
    #expect(formatter.string(1_774_745_999_000) == "2026-03-29 01:59:59")
    #expect(formatter.string(1_774_746_000_000) == "2026-03-29 03:00:00")
    #expect(formatter.stamp(1_774_746_000_000) == "20260329_030000")
  }

  @Test(
    "Times as users write them",
    arguments: [
      ("2026-11-20", 1_795_104_000_000), ("2026-11-20 19:30", 1_795_174_200_000),
      ("2026-11-20T19:30:05+08:00", 1_795_174_205_000), ("2026-11-20T11:30:05Z", 1_795_174_205_000),
      ("20.11.26", nil), ("2026-13-01", nil), ("2026-11-20 25:00:00", nil), ("", nil),
      ("2026-11-20 19:30:05 CET", nil),
    ] as [(String, Int?)])
  func parses(text: String, milliseconds: Int?) {
    #expect(TimeText.parse(text, zone: Zone.china) == milliseconds)
  }

  @Test("Unknown zones are refused", arguments: ["", "Nowhere", "../passwd", "/etc/passwd"])
  func unknown(name: String) { #expect(Zone(name) == nil) }
}

@Suite("Bounded queues")
struct BoundedQueueTests {
  @Test("Values come in order, and whoever is ahead waits")
  func order() {
    let queue = BoundedQueue<Int>(capacity: 2)
    let worker = Worker {
      for value in 0..<1_000 { guard queue.push(value) else { return } }
      queue.close()
    }
    var taken: [Int] = []
    while let value = queue.pop() { taken.append(value) }
    worker.join()
    #expect(taken == Array(0..<1_000))
  }

  @Test("A closed queue lets nothing in and gives what waits")
  func closed() {
    let queue = BoundedQueue<Int>(capacity: 4)
    #expect(queue.push(1))
    queue.close()
    #expect(!queue.push(2))
    #expect(queue.pop() == 1)
    #expect(queue.pop() == nil)
  }
}
