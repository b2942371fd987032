package import Carrier
package import Messaging

/// The counts of one task: every row ends in exactly one account (SPEC NUM-8).
package struct Tally: Sendable, Equatable, Codable {
  /// Rows between the header and the last that holds anything, blank ones among them.
  package var rows: Int { blank + invalid + duplicates + accepted }
  package var blank = 0
  package var invalid = 0
  package var duplicates = 0
  package var accepted = 0
  package var suppressed = 0
  package var submitted = 0
  package var refused = 0
  package var acceptedByCarrier = 0
  package var successful = 0
  package var failed = 0
  package var sending = 0

  /// Segments of the accepted rows.
  package var segments = 0
  /// Items that the profile bills for what the carrier accepted; in a check, for the accepted rows.
  package var billed = 0
  /// Items that the carrier refused, which nobody is billed for.
  package var refusedItems = 0
  package var cost = Money(millionths: 0)

  /// Accepted rows whose number lies in no range assigned to mobiles (SPEC NUM-4).
  package var notMobile = 0
  package var removed: [Removal: Int] = [:]
  package var statuses: [StatusCode: Int] = [:]
  package var regions: [Region?: RegionCount] = [:]
  package var longest: LongestMessage?
  package var savings = Savings()

  package struct RegionCount: Sendable, Equatable, Codable {
    package var messages = 0
    package var segments = 0
    package var billed = 0
  }

  /// The message with the most units.
  package struct LongestMessage: Sendable, Equatable, Codable {
    package var row: Int
    package var length: MessageLength
  }

  package init() {}

  /// Whether the accounts of SPEC NUM-8 agree with each other.
  ///
  /// A check ends before the submission.
  package func addsUp(isSent: Bool) -> Bool {
    guard invalid + duplicates == removed.values.reduce(0, +) else { return false }
    guard isSent else { return submitted == 0 }
    return accepted == suppressed + submitted && submitted == refused + acceptedByCarrier
      && acceptedByCarrier == successful + failed + sending
  }

  package mutating func countRemoved(_ removal: Removal) {
    if removal.isDuplicate { duplicates += 1 } else { invalid += 1 }
    removed[removal, default: 0] += 1
  }
}

/// How many messages would need a segment less if the text were a few characters shorter (SPEC MSG-7).
package struct Savings: Sendable, Equatable, Codable {
  /// The most characters that count as a few.
  package static let reach = 10

  /// Messages that are this many units over the next shorter size; index 0 is one unit.
  private var over = [Int](repeating: 0, count: reach)
  private var messages = 0

  package init() {}

  mutating func count(_ length: MessageLength, rules: SegmentRules) {
    messages += 1
    guard length.segments > 1 else { return }
    let capacity = length.coding == .gsm ? rules.gsm : rules.unicode
    let shorter =
      length.segments == 2 ? capacity.single : capacity.each * (length.segments - 1)
    let excess = length.units - shorter
    if (1...Self.reach).contains(excess) { over[excess - 1] += 1 }
  }

  /// The fewest characters that save a segment for most of those that a few characters can save, when
  /// those are at least a tenth of all messages; nil otherwise.
  package var hint: (characters: Int, messages: Int)? {
    let reachable = over.reduce(0, +)
    guard reachable > 0, reachable * 10 >= messages else { return nil }
    var sum = 0
    for (index, count) in over.enumerated() {
      sum += count
      if sum * 5 >= reachable * 4 { return (index + 1, sum) }
    }
    return nil
  }
}
