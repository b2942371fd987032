package import Carrier
internal import Characters
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
  /// The accepted rows by time, region and outcome.
  package var messages = MessageCounts()
  package var lengths = SegmentCounts()
  package var receipts = ReceiptTimes()
  package var longest: LongestMessage?
  package var savings = Savings()

  /// What is kept with the records of a task; the rest is counted again.
  private enum CodingKeys: String, CodingKey {
    case blank, invalid, duplicates, accepted, suppressed, submitted, refused, acceptedByCarrier
    case successful, failed, sending, segments, billed, refusedItems, cost, notMobile, removed
    case longest, savings
  }

  /// Messages by outcome.
  package var statuses: [StatusCode: Int] {
    messages.grouped(\.status).reduce(into: [:]) { counts, entry in
      if let status = entry.key { counts[status] = entry.value.messages }
    }
  }

  package struct RegionCount: Sendable, Equatable {
    package var messages = 0
    package var segments = 0
    package var billed = 0
  }

  /// Messages, segments and billed items by region.
  package var regions: [Region?: RegionCount] {
    messages.all.reduce(into: [:]) { counts, entry in
      counts[entry.key.region, default: RegionCount()].messages += entry.cell.messages
      counts[entry.key.region, default: RegionCount()].segments += entry.cell.segments
      if entry.key.isBilled {
        counts[entry.key.region, default: RegionCount()].billed += entry.cell.items
      }
    }
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

  /// Messages that need a segment less when the text is one character shorter, two, and so on.
  package var steps: [Int] {
    var sum = 0
    return over.map { count in
      sum += count
      return sum
    }
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
