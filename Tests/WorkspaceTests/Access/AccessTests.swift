import TestSupport
import Testing
import Workspace

@Suite("ADMIN-10: policies")
struct AccessTests {
  /// The policies that the table below speaks of.
  private static let policies: [String: AccessPolicy] = [
    "full": .full,
    "readOnly": .readOnly,
    "shop": AccessPolicy([.init(.allow, ["*"], ["app/shop"])]),
    "shopButDelete": AccessPolicy([
      .init(.allow, ["*"], ["app/shop"]), .init(.deny, ["task:delete"], ["app/shop"]),
    ]),
    // The example of the guide: two applications, of one the deletion is denied.
    "guide": AccessPolicy([
      .init(
        .allow, ["name/sms:*"],
        ["qcs::sms::uin/12345678:app/1400000001", "qcs::sms::uin/12345678:app/1400000002"]),
      .init(.deny, ["name/sms:DeleteAppInfo"], ["qcs::sms::uin/12345678:app/1400000001"]),
    ]),
    "all": AccessPolicy([.init(.allow, ["name/sms:*"], ["qcs::sms::uin/12345678:app/*"])]),
    "tasks": AccessPolicy([.init(.allow, ["task:*", "send"], ["*"])]),
    "lists": AccessPolicy([.init(.allow, ["*:list"], ["app/a*"])]),
    "middle": AccessPolicy([.init(.allow, ["suppress:*:add"], ["app/*-test"])]),
    "denyAll": AccessPolicy([.init(.deny, ["*"], ["*"])]),
    "denyTests": AccessPolicy([.init(.deny, ["*"], ["app/*-test"])]),
    "nothing": AccessPolicy([]),
  ]

  struct Case: Sendable, CustomTestStringConvertible {
    var names: [String]
    var action: String
    var resource: String
    var isAllowed: Bool

    init(_ names: String, _ action: String, _ resource: String, _ isAllowed: Bool) {
      self.names = names.split(separator: " ").map(String.init)
      self.action = action
      self.resource = resource
      self.isAllowed = isAllowed
    }

    var testDescription: String { "\(names) \(action) \(resource)" }
  }

  /// Each worked out by hand.
  private static let cases = [
    Case("full", "send", "app/shop", true), Case("full", "task:delete", "app/x", true),
    Case("full", "", "app/", true), Case("nothing", "send", "app/shop", false),
    Case("", "send", "app/shop", false),
    Case("readOnly", "task:list", "app/shop", true),
    Case("readOnly", "task:show", "app/shop", true),
    Case("readOnly", "task:copy", "app/shop", true),
    Case("readOnly", "task:cancel", "app/shop", false),
    Case("readOnly", "task:delete", "app/shop", false), Case("readOnly", "send", "app/shop", false),
    Case("readOnly", "check", "app/shop", true), Case("readOnly", "run", "app/shop", false),
    Case("readOnly", "watch", "app/shop", false),
    Case("readOnly", "report:overview", "app/shop", true),
    Case("readOnly", "report:number", "app/shop", true),
    Case("readOnly", "sheet:cat", "app/shop", true),
    Case("readOnly", "suppress:mute:list", "app/shop", true),
    Case("readOnly", "suppress:mute:add", "app/shop", false),
    Case("readOnly", "suppress:unsubscribe:export", "app/shop", true),
    Case("readOnly", "suppress:unsubscribe:review", "app/shop", false),
    Case("readOnly", "suppress:unsubscribe:applications", "app/shop", true),
    Case("readOnly", "export:task", "app/shop", false),
    Case("readOnly", "export:list", "app/shop", true),
    Case("readOnly", "export:delete", "app/shop", false),
    Case("readOnly", "config:show", "app/shop", true),
    Case("readOnly", "access:can", "app/shop", true),
    Case("readOnly", "alarms:list", "app/shop", true),
    Case("readOnly", "customers:import", "app/shop", false),
    Case("readOnly", "groups:delete", "app/shop", false),
    Case("readOnly", "groups:show", "app/shop", true),
    Case("readOnly", "replies:simulate", "app/shop", false),
    Case("readOnly", "doctor", "app/shop", true),
    Case("readOnly", "template:lint", "app/shop", true),
    Case("readOnly", "template:sheet", "app/shop", false),
    Case("shop", "send", "app/shop", true), Case("shop", "send", "app/shops", false),
    Case("shop", "send", "app/sho", false), Case("shop", "send", "app/Shop", false),
    Case("shop", "send", "shop", false),
    Case("shopButDelete", "task:delete", "app/shop", false),
    Case("shopButDelete", "task:cancel", "app/shop", true),
    Case("shopButDelete full", "task:delete", "app/shop", false),
    Case("full shopButDelete", "task:delete", "app/shop", false),
    Case("shopButDelete full", "task:delete", "app/bank", true),
    Case("guide", "DeleteAppInfo", "app/1400000001", false),
    Case("guide", "DeleteAppInfo", "app/1400000002", true),
    Case("guide", "DescribeAppList", "app/1400000001", true),
    Case("guide", "DescribeAppList", "app/1400000000", false),
    Case("all", "DescribeAppList", "app/1400000000", true), Case("all", "send", "other/x", false),
    Case("tasks", "task:list", "app/x", true), Case("tasks", "task:", "app/x", true),
    Case("tasks", "tasks:list", "app/x", false), Case("tasks", "send", "app/x", true),
    Case("tasks", "resend", "app/x", false), Case("tasks", "send:later", "app/x", false),
    Case("lists", "task:list", "app/a", true), Case("lists", "task:list", "app/acme", true),
    Case("lists", "task:list", "app/bacme", false), Case("lists", "list", "app/a", false),
    Case("lists", "task:lists", "app/a", false), Case("lists", "suppress:mute:list", "app/a", true),
    Case("middle", "suppress:mute:add", "app/shop-test", true),
    Case("middle", "suppress:add", "app/shop-test", false),
    Case("middle", "suppress:a:b:add", "app/-test", true),
    Case("middle", "suppress:mute:add", "app/shop-tests", false),
    Case("middle", "suppress:mute:address", "app/x-test", false),
    Case("denyAll full", "send", "app/shop", false),
    Case("full denyAll", "check", "app/shop", false),
    Case("denyTests full", "send", "app/shop-test", false),
    Case("denyTests full", "send", "app/shop", true), Case("denyTests", "send", "app/shop", false),
    Case("readOnly tasks", "send", "app/x", true), Case("readOnly tasks", "watch", "app/x", false),
  ]

  @Test("What policies say together", arguments: cases)
  func evaluation(_ sample: Case) throws {
    let policies = try sample.names.map { try #require(Self.policies[$0]) }
    #expect(
      AccessPolicy.allows(policies, sample.action, on: sample.resource) == sample.isAllowed)
    #expect(Self.cases.count >= 60)
  }

  @Test("Looking at everything means these actions, worked out by hand")
  func readOnly() {
    let allowed = AccessAction.allCases.filter {
      AccessPolicy.allows([.readOnly], $0.rawValue, on: "app/shop")
    }
    #expect(
      Set(allowed) == [
        .check, .doctor, .taskList, .taskShow, .taskCopy, .reportOverview, .reportFailures,
        .reportReceipts, .reportCountries, .reportCodes, .reportClicks, .reportNumber,
        .templateList, .templateShow, .templateLint, .signatureList, .signatureShow,
        .qualificationList, .qualificationShow, .applicationList, .applicationShow,
        .applicationCountriesExport, .groupsList, .groupsShow, .repliesList, .callbacksList,
        .alarmsList, .accessCan, .accessList, .accessShow, .exportList, .suppressMuteList,
        .suppressMuteExport, .suppressUnsubscribeList, .suppressUnsubscribeExport,
        .suppressUnsubscribeApplications, .suppressAllowList, .suppressAllowExport, .sheetInfo,
        .sheetCat, .profileList, .profileShow, .configShow,
      ])
    #expect(
      AccessAction.allCases.allSatisfy {
        AccessPolicy.allows([.full], $0.rawValue, on: "app/shop")
      })
  }

  @Test("A deny that applies always wins, in any order among any other statements")
  func denyWins() {
    var random = SeededRandom(2)
    let words = ["*", "task:*", "task:list", "*:list", "send", "t*k:l*t", "s*", "**", ""]
    let places = ["*", "app/*", "app/a", "app/b", "*a", "app/*b*", "app"]
    var decided = [true: 0, false: 0]
    for _ in 0..<20_000 {
      func statement() -> AccessPolicy.Statement {
        AccessPolicy.Statement(
          Bool.random(using: &random) ? .allow : .deny,
          (0...Int.random(in: 0...1, using: &random)).map { _ in
            words.randomElement(using: &random) ?? ""
          },
          (0...Int.random(in: 0...1, using: &random)).map { _ in
            places.randomElement(using: &random) ?? ""
          })
      }
      let statements = (0..<Int.random(in: 0...4, using: &random)).map { _ in statement() }
      let action =
        ["task:list", "send", "task:delete", "x:list"].randomElement(using: &random) ?? ""
      let resource = ["app/a", "app/b", "app/ab"].randomElement(using: &random) ?? ""
      let allowed = AccessPolicy.allows([AccessPolicy(statements)], action, on: resource)
      decided[allowed, default: 0] += 1
      // However they are divided among policies, and in whatever order.
      let shuffled = statements.shuffled(using: &random).map { AccessPolicy([$0]) }
      #expect(AccessPolicy.allows(shuffled, action, on: resource) == allowed)
      // One that denies it anywhere ends it; one that allows it changes nothing where it is denied.
      let deny = AccessPolicy([.init(.deny, [action], [resource])])
      let allow = AccessPolicy([.init(.allow, ["*"], ["*"])])
      #expect(!AccessPolicy.allows([allow, AccessPolicy(statements), deny], action, on: resource))
      if statements.contains(where: {
        $0.effect == .deny && $0.actions == ["*"] && $0.resources == ["*"]
      }) {
        #expect(!AccessPolicy.allows(shuffled + [allow], action, on: resource))
      }
      // Without an allow nothing is allowed.
      if !statements.contains(where: { $0.effect == .allow }) { #expect(!allowed) }
    }
    #expect((decided[true] ?? 0) > 2_000 && (decided[false] ?? 0) > 2_000)
  }

  @Test(
    "Policies that are none are refused with what is wrong",
    arguments: [
      (#"{"version":"1.0","statement":[]}"#, "version must be \"2.0\""),
      (#"{"statement":[]}"#, "version is missing"), (#"{"version":"2.0"}"#, "statement is missing"),
      (#"{"version":"2.0","statement":[{"effect":"maybe","action":"*","resource":"*"}]}"#, "maybe"),
      (#"{"version":"2.0","statement":[{"effect":"allow","resource":"*"}]}"#, "action"),
      (#"{"version":"2.0","statement":[{"effect":"allow","action":5,"resource":"*"}]}"#, "action"),
      ("[]", "wrong kind"), ("not json", "JSON"),
    ])
  func files(text: String, words: String) throws {
    let folder = try Workdir()
    let path = try folder.write("p.json", text)
    do {
      _ = try AccessPolicy(path: path)
      Issue.record("it was read")
    } catch {
      #expect("\(error)".contains(words) && "\(error)".contains("p.json"), "\(error)")
    }
  }

  @Test("A policy's file may say a text or a list of texts")
  func decoding() throws {
    let folder = try Workdir()
    let path = try folder.write(
      "p.json",
      #"{"version":"2.0","statement":[{"effect":"allow","action":"a","resource":["b","c"]}]}"#)
    #expect(try AccessPolicy(path: path) == AccessPolicy([.init(.allow, ["a"], ["b", "c"])]))
  }
}
