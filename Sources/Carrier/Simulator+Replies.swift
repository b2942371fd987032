/// What people answer, simulated (SPEC ADMIN-8).
extension Simulator {
  /// What comes back, and how often of a hundred replies.
  private static let texts: [(text: StaticString, weight: Int)] = [
    ("TD", 38), ("T", 14), ("N", 6), ("td", 4), ("ok", 14), ("收到", 12), ("谢谢", 8), ("?", 4),
  ]
  /// The median of their delay in milliseconds, and the deviation of its logarithm.
  private static let delayMedian = 6.0 * 60_000
  private static let delaySpread = 1.2

  /// The answer to a message that was delivered, a function of its ID: the same each time.
  package func reply(toMessage id: UInt64) -> CarrierReply? {
    var random = SplitMix(id ^ 0x5265_706C_7921_0001)
    guard random.uniform() < settings.replied ?? 0 else { return nil }
    let whole = Self.texts.reduce(0) { $0 + $1.weight }
    var place = Int(random.next() % UInt64(whole))
    var text: StaticString = "TD"
    for choice in Self.texts {
      text = choice.text
      place -= choice.weight
      if place < 0 { break }
    }
    let delay = Self.delayMedian * Portable.exp(Self.delaySpread * random.normal())
    return CarrierReply(text: "\(text)", delay: Int(min(max(delay, 2_000), 72 * 3_600_000)))
  }
}
