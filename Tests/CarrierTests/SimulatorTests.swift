import Carrier
import Messaging
import Testing

@Suite("SIM-1, SIM-2, SIM-3, SIM-5: the simulated carrier")
struct SimulatorTests {
  /// Numbers of the block for satellite terminals, which are in a mobile range.
  private static func recipient(_ index: Int) -> NumberRules.Recipient {
    let digits = 8_617_400_000_000 + UInt64(index)
    return NumberRules.Recipient(
      number: E164(digits: digits), facts: NumberingPlan.facts(ofDigits: digits))
  }

  @Test("An outcome depends on seed, task, row and number, and on nothing else")
  func pure() {
    let simulator = Simulator(SimulatorSettings(), taskID: "a")
    let forward = (0..<5_000).map { simulator.outcome(row: $0, recipient: Self.recipient($0)) }
    let again = Simulator(SimulatorSettings(), taskID: "a")
    let backward = (0..<5_000).reversed().map {
      again.outcome(row: $0, recipient: Self.recipient($0))
    }
    #expect(forward == backward.reversed())
    var settings = SimulatorSettings()
    settings.seed = 2
    let seeded = Simulator(settings, taskID: "a")
    let other = Simulator(SimulatorSettings(), taskID: "b")
    #expect(forward != (0..<5_000).map { seeded.outcome(row: $0, recipient: Self.recipient($0)) })
    #expect(forward != (0..<5_000).map { other.outcome(row: $0, recipient: Self.recipient($0)) })
    #expect(forward[0] != simulator.outcome(row: 1, recipient: Self.recipient(0)))
  }

  @Test("The shares are those of the settings, within a fifth")
  func shares() {
    var settings = SimulatorSettings()
    settings.mainland.refused = 0.05
    settings.mainland.failed = 0.10
    settings.mainland.missing = 0.02
    let simulator = Simulator(settings, taskID: "shares")
    let outcomes = (0..<50_000).map { simulator.outcome(row: $0, recipient: Self.recipient($0)) }
    func share(_ isCounted: (Outcome) -> Bool) -> Double {
      Double(outcomes.count(where: isCounted)) / Double(outcomes.count)
    }
    #expect((0.04...0.06).contains(share { $0.refusal != nil }))
    #expect((0.016...0.024).contains(share { $0.refusal == nil && $0.receipt == nil }))
    #expect((0.08...0.12).contains(share { $0.receipt.map { $0.status != .delivered } ?? false }))
  }

  @Test("Delays are log-normal: the median is that of the settings, and most are near it")
  func delays() {
    let simulator = Simulator(SimulatorSettings(), taskID: "delays")
    let delays = (0..<50_000).compactMap { row -> Int? in
      let receipt = simulator.outcome(row: row, recipient: Self.recipient(row)).receipt
      return receipt?.status == .delivered ? receipt?.delay : nil
    }.sorted()
    let settings = SimulatorSettings().mainland
    let median = Double(delays[delays.count / 2]) / 1_000
    #expect(abs(median - settings.delayMedian) < settings.delayMedian * 0.05)
    // One deviation up is the 84th percentile: the median times e to the spread, 2.46 here.
    let high = Double(delays[delays.count * 84 / 100]) / 1_000
    #expect(abs(high - settings.delayMedian * 2.46) < settings.delayMedian * 0.25)
    #expect(delays.first ?? 0 >= 200)
  }

  @Test("Numbers on no mobile plan are refused as unallocated")
  func unallocated() {
    let digits: UInt64 = 8_612_012_345_678
    let recipient = NumberRules.Recipient(
      number: E164(digits: digits), facts: NumberingPlan.facts(ofDigits: digits))
    for row in 0..<100 {
      let outcome = Simulator(SimulatorSettings(), taskID: "x").outcome(
        row: row, recipient: recipient)
      #expect(outcome.refusal == .unallocated && outcome.receipt == nil)
    }
  }

  @Test(
    "A test number has the outcome that is set for it",
    arguments: StatusCode.allCases.filter { !$0.isSuppression })
  func testNumbers(status: StatusCode) {
    var settings = SimulatorSettings()
    let recipient = Self.recipient(7)
    settings.testNumbers[recipient.number] = status
    let outcome = Simulator(settings, taskID: "test").outcome(row: 9, recipient: recipient)
    #expect(outcome.refusal == (status.isRefusal ? status : nil))
    #expect(outcome.receipt?.status == (status.isRefusal ? nil : status))
  }

  @Test(
    "Every code has its own name, a reason and, unless delivered, a suggestion",
    arguments: Language.allCases)
  func codes(language: Language) {
    #expect(Set(StatusCode.allCases.map { "\($0.code)" }).count == StatusCode.allCases.count)
    for status in StatusCode.allCases {
      #expect(status.reason[language].utf8CodeUnitCount > 0)
      #expect((status.suggestion[language].utf8CodeUnitCount > 0) == (status != .delivered))
      #expect(StatusCode(code: "\(status.code)") == status)
    }
    #expect(StatusCode(code: "NOPE") == nil)
  }
}
