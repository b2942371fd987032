import Carrier
import Files
import Messaging
import Testing

/// Tasks keep no outcomes, so what a version answers is for ever; the values are of `engine_oracle.py`.
@Suite("SIM-1: an engine answers what it has always answered")
struct EngineTests {
  @Test("Engine 1 gives a task the outcomes that an independent program gives it")
  func first() {
    let carrier = Engine.first.carrier(SimulatorSettings(), taskID: "5c1a9e0f", hasLink: true)
    let lines = (2..<20_002).map { row in Self.line(row, carrier) }
    for line in Self.shown {
      let row = Int(line.prefix { $0 != " " }) ?? 0
      #expect(lines[row - 2] == line)
    }
    let hash = ContentHash()
    hash.add(Array(lines.joined(separator: "\n").utf8))
    #expect(hash.finish() == "445fb72b32006d539fa2cd95d0bb7df43b002312fd8e1aa7565199e09f7eeeb4")
  }

  @Test("Versions are numbers in records that are for ever")
  func versions() {
    #expect(Engine.allCases.map(\.rawValue) == [1])
    #expect(Engine.current == Engine.allCases.last)
  }

  /// Every tenth number is on no mobile plan, every third of the others is abroad.
  private static func line(_ row: Int, _ carrier: any Carrier) -> String {
    let digits: UInt64 =
      row % 10 == 9
      ? 8_612_012_340_000 + UInt64(row)
      : row % 3 == 2 ? 12_025_550_100 + UInt64(row % 100) : 8_617_400_000_000 + UInt64(row)
    let recipient = NumberRules.Recipient(
      number: E164(digits: digits), facts: NumberingPlan.facts(ofDigits: digits))
    let outcome = carrier.outcome(row: row, recipient: recipient)
    let reply = carrier.reply(toMessage: outcome.messageID)
    let status = outcome.receipt?.status
    let parts: [String?] = [
      "\(row)", "\(digits)", "\(outcome.messageID)", outcome.refusal.map { "\($0.rawValue)" },
      status.map { "\($0.rawValue)" }, outcome.receipt.map { "\($0.delay)" },
      outcome.click.map { "\($0)" }, reply?.text, reply.map { "\($0.delay)" },
    ]
    return parts.map { $0 ?? "-" }.joined(separator: " ")
  }

  /// Row, number, ID, refusal, the receipt's status and delay, the click, the reply and its delay.
  private static let shown = [
    "2 12025550102 15066059611313099683 - 0 1782 - - -",
    "3 8617400000003 18171925897812421369 - 0 2829 - - -",
    "5 12025550105 5322116255838549763 - - - - - -",
    "9 8612012340009 16783813284008720415 1 - - - - -",
    "24 8617400000024 8600935863945175441 - 0 6886 416473 - -",
    "62 12025550162 2435910583793930717 - 0 7948 675500 - -",
    "67 8617400000067 7654058985216144815 - 0 2099 - 收到 100214",
    "104 12025550104 918685118733299190 - 0 24694 - T 1062982",
    "114 8617400000114 906780942366163676 - 6 7342 - - -",
    "218 12025550118 2635113168705115496 - 6 19905 - - -",
    "238 8617400000238 14682272214316260945 - 8 11733 - - -",
    "291 8617400000291 909740837608432617 - - - - - -",
    "370 8617400000370 6141344409000408692 2 - - - - -",
    "429 8612012340429 16409851621831400894 1 - - - ok 1438515",
    "437 12025550137 10329654010134013387 3 - - - - -",
    "617 12025550117 4847916877376481036 - 7 5391 - - -",
    "848 12025550148 14081686822419595975 - 10 34821 - - -",
    "931 8617400000931 18140271864340874344 - 5 259200000 - - -",
    "1031 12025550131 3081731295574200428 2 - - - - -",
    "1136 12025550136 1438860606223100667 - 8 33408 - - -",
    "1288 8617400001288 498709088323452821 - 7 2756 - - -",
    "1521 8617400001521 9046082237957219644 - 10 4465 - - -",
    "1844 12025550144 6341684512658090139 - 5 259200000 - - -",
    "2561 12025550161 774610476079949412 - 9 17777 - - -",
  ]
}
