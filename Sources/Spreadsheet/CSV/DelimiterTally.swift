/// How a delimiter would divide the records of a sample.
struct DelimiterTally {
  /// One record as the delimiter divides it.
  struct Record {
    /// How often it occurs outside of quotes.
    var count = 0
    /// How often it does where it is likely to divide: not inside a number, not before a blank.
    var strong = 0
    /// Whether the first field is as long a number as a phone number is.
    var beginsWithNumber = false
    /// Whether a quoted field begins behind it or ends in front of it.
    var touchesQuotes = false
    /// Whether the record is a single number, its delimiters all inside it.
    var isOneNumber = false
  }

  let delimiter: UInt8
  private var counts: [Int] = []
  private var strong = 0
  private var weak = 0
  private var numbers = 0
  private var quotes = 0
  private var oneNumber = 0

  init(_ delimiter: UInt8) { self.delimiter = delimiter }

  mutating func note(_ record: Record) {
    counts.append(record.count)
    guard record.count > 0 else { return }
    if record.strong > 0 { strong += 1 } else { weak += 1 }
    if record.beginsWithNumber { numbers += 1 }
    if record.touchesQuotes { quotes += 1 }
    if record.isOneNumber { oneNumber += 1 }
  }

  /// Whether every record that has it is one number.
  var isInsideNumbersOnly: Bool { oneNumber > 0 && oneNumber == strong + weak }

  /// How well the delimiter divides the records: in how many it occurs, and how evenly.
  ///
  /// Ragged ends cost little. A first field that is a phone number and quotes that touch it speak for it; of
  /// two that divide alike, the one with more columns does.
  var score: Double {
    let records = Double(counts.count)
    let presence = (Double(strong) + 0.35 * Double(weak)) / records
    guard presence > 0 else { return 0 }
    let usual = mode
    var evenness = 0.0
    for count in counts where max(count, usual) > 0 {
      evenness += Double(min(count, usual)) / Double(max(count, usual))
    }
    evenness /= records
    let begins = 0.8 * Double(numbers) / records
    let touches = 0.5 * Double(quotes) / records
    return (presence * evenness + begins + touches) * (1 + 0.08 * Self.logarithm(usual)) * rank
  }

  /// The most common count, the higher of two that are as common.
  private var mode: Int {
    var times: [Int: Int] = [:]
    for count in counts { times[count, default: 0] += 1 }
    // A title or a remark above the table has none, and says nothing about how it divides.
    let used = times.filter { $0.key > 0 }
    return used.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// Texts have commas more often than any of the others, and hardly ever tabs.
  private var rank: Double {
    switch delimiter {
    case UInt8(ascii: "\t"): 1.3
    case UInt8(ascii: ";"), UInt8(ascii: "|"): 1.05
    default: 1
    }
  }

  /// The whole part of the binary logarithm.
  private static func logarithm(_ count: Int) -> Double {
    count > 0 ? Double(Int.bitWidth - 1 - count.leadingZeroBitCount) : 0
  }
}
