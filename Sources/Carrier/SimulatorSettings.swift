package import Messaging

/// How the simulated carrier behaves (SPEC SIM-2).
///
/// The defaults look like a real campaign.
package struct SimulatorSettings: Sendable, Equatable, Codable {
  /// How the messages of a region fare.
  ///
  /// Shares are of all messages, 0 to 1.
  package struct Behaviour: Sendable, Equatable, Codable {
    /// Refused at once.
    package var refused = 0.003
    /// Accepted, then reported as failed.
    package var failed = 0.019
    /// Accepted, and no receipt ever comes.
    package var missing = 0.004
    /// Median of the receipt's delay in seconds; delays are log-normal.
    package var delayMedian = 3.2
    /// Spread of the delay: the standard deviation of its logarithm.
    package var delaySpread = 0.9

    package init() {}
  }

  /// Weighted kinds of refusals and failures; weights need not add up to anything.
  package struct Weighted: Sendable, Equatable, Codable {
    package var status: StatusCode
    package var weight: Double

    package init(_ status: StatusCode, _ weight: Double) {
      self.status = status
      self.weight = weight
    }
  }

  /// Chooses the outcomes; the same seed gives the same ones.
  package var seed: UInt64 = 1
  /// Messages a second that the carrier takes, in simulated time.
  package var rate = 500
  package var mainland = Behaviour()
  package var international = Behaviour()
  package var byRegion: [Region: Behaviour] = [:]
  package var refusals = [
    Weighted(.blocked, 6), Weighted(.keyword, 1), Weighted(.congested, 1),
  ]
  package var failures = [
    Weighted(.absent, 44), Weighted(.expired, 18), Weighted(.suspended, 16),
    Weighted(.undeliverable, 12), Weighted(.memoryFull, 6), Weighted(.rejected, 4),
  ]
  /// Share of those who got a message with a link and follow it (SPEC STAT-7); nil in the records of tasks
  /// that were planned before links were simulated.
  package var clicked: Double? = 0.08
  /// Share of those who got a message and reply to it (SPEC ADMIN-8); nil as above.
  package var replied: Double? = 0.01
  /// Numbers with a set outcome, as payment providers list test cards (SPEC SIM-3).
  package var testNumbers: [E164: StatusCode] = [:]

  package init() {
    international.refused = 0.006
    international.failed = 0.034
    international.missing = 0.012
    international.delayMedian = 7.5
    international.delaySpread = 1.1
  }

  func behaviour(_ region: Region?, isMainland: Bool) -> Behaviour {
    if !byRegion.isEmpty, let region, let own = byRegion[region] { return own }
    return isMainland ? mainland : international
  }
}
