package import Messaging

/// The carrier's answers for one task, simulated (SPEC SIM).
///
/// The outcome of a message is a pure function of (seed, task ID, row, number): the same on any machine, in
/// any order, on any number of threads. Nothing here waits; time is only computed.
package struct Simulator: Carrier {
  package let settings: SimulatorSettings
  private let taskHash: UInt64
  /// Share of delivered messages whose link is followed.
  private let clicked: Double

  package init(_ settings: SimulatorSettings, taskID: String, hasLink: Bool = false) {
    self.settings = settings
    clicked = hasLink ? settings.clicked ?? 0 : 0
    var hash = ValueHash()
    hash.add(Array(taskID.utf8).span)
    taskHash = hash.value
  }

  /// Simulates one message.
  ///
  /// - Parameters:
  ///   - row: the recipient's row in the sheet.
  ///   - recipient: the number, and what the numbering plan knows of it.
  /// - Returns: what the carrier and the handset answer.
  /// - Complexity: O(1), without allocation.
  package func outcome(row: Int, recipient: NumberRules.Recipient) -> Outcome {
    var random = SplitMix(
      settings.seed &* 0x9E37_79B9_7F4A_7C15 ^ taskHash ^ recipient.number.digits
        &* 0xD6E8_FEB8_6659_FD93 ^ UInt64(row) << 40)
    let messageID = random.next()
    let behaviour = settings.behaviour(
      recipient.facts.region, isMainland: recipient.facts.callingCode == 86)
    if !settings.testNumbers.isEmpty, let set = settings.testNumbers[recipient.number] {
      return outcome(messageID, set, behaviour, &random)
    }
    // Numbers on no mobile plan, such as +86 12…, belong to nobody (SPEC SIM-2).
    guard recipient.facts.isMobile else {
      return Outcome(messageID: messageID, refusal: .unallocated)
    }
    let dice = random.uniform()
    if dice < behaviour.refused {
      return Outcome(messageID: messageID, refusal: random.pick(settings.refusals))
    }
    if dice < behaviour.refused + behaviour.missing { return Outcome(messageID: messageID) }
    let fails = dice < behaviour.refused + behaviour.missing + behaviour.failed
    let status = fails ? random.pick(settings.failures) : .delivered
    return outcome(messageID, status, behaviour, &random)
  }

  private func outcome(
    _ messageID: UInt64, _ status: StatusCode, _ behaviour: SimulatorSettings.Behaviour,
    _ random: inout SplitMix
  ) -> Outcome {
    if status.isRefusal { return Outcome(messageID: messageID, refusal: status) }
    // A message expires when the network gives up, not when the handset answers.
    let delay =
      status == .expired
      ? Self.patience
      : behaviour.delayMedian * 1_000 * Portable.exp(behaviour.delaySpread * random.normal())
    var outcome = Outcome(
      messageID: messageID,
      receipt: Outcome.Receipt(status: status, delay: Int(min(max(delay, 200), Self.patience))))
    // Drawn last, so that a link changes nothing else.
    if clicked > 0, status == .delivered, random.uniform() < clicked {
      let pause = Self.clickMedian * Portable.exp(Self.clickSpread * random.normal())
      outcome.click = Int(min(max(pause, 1_000), Self.patience))
    }
    return outcome
  }

  /// Milliseconds after which the network gives a message up.
  private static let patience = 72.0 * 3_600_000
  /// People follow a link minutes after the message or hours: median in milliseconds and deviation of the
  /// logarithm.
  private static let clickMedian = 12.0 * 60_000
  private static let clickSpread = 1.5
}

/// Random numbers from one seed (SplitMix64, Steele and others, OOPSLA 2014).
struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// At least 0 and below 1.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// About normal, mean 0 and deviation 1: twelve uniforms added, which is the same on every machine.
  mutating func normal() -> Double {
    var sum = -6.0
    for _ in 0..<4 {
      let bits = next()
      sum += Double(bits & 0x1F_FFFF) * 0x1p-21
      sum += Double(bits >> 21 & 0x1F_FFFF) * 0x1p-21
      sum += Double(bits >> 42 & 0x1F_FFFF) * 0x1p-21
    }
    return sum
  }

  mutating func pick(_ choices: [SimulatorSettings.Weighted]) -> StatusCode {
    var total = 0.0
    for choice in choices { total += choice.weight }
    var place = uniform() * total
    for choice in choices {
      place -= choice.weight
      if place < 0 { return choice.status }
    }
    return choices.last?.status ?? .undeliverable
  }
}

/// Mathematics that gives the same bits on every machine; the C library's may differ in the last one.
enum Portable {
  /// e to the x, for x between -30 and 30, by its series on a halved argument.
  static func exp(_ x: Double) -> Double {
    let halvings = 8
    let reduced = min(max(x, -30), 30) / 256
    var term = 1.0
    var sum = 1.0
    for step in 1...10 {
      term *= reduced / Double(step)
      sum += term
    }
    for _ in 0..<halvings { sum *= sum }
    return sum
  }
}
