/// Finds rows that repeat an earlier one: the same number and the same values (SPEC NUM-7).
///
/// One flat table of sixteen bytes an entry, open addressing, at most 80% full. An entry holds the
/// number whole (50 bits), 54 bits of a hash of the values, and the first row (24 bits). So two rows can be
/// mistaken for each other only if they are to the same number and their values differ but hash alike,
/// one chance in 10^16 for each such pair.
///
/// Memory: 20 MiB for a million rows; while it grows, a fifth more.
package struct DuplicateTable {
  /// Rows that the table can hold, the most that 24 bits can number.
  package static let maximumRows = (1 << 24) - 1

  private struct Entry {
    var numberAndHash: UInt64
    var hashAndRow: UInt64
  }

  private var entries: [Entry]
  private var count = 0
  private let expectedRows: Int

  /// - Parameter expectedRows: the most rows that will come; more are taken, at the cost of growing.
  package init(expectedRows: Int) {
    self.expectedRows = expectedRows
    entries = Self.table(slots: 4_096)
  }

  /// Adds a row unless it repeats one.
  ///
  /// - Parameters:
  ///   - number: the normalized number.
  ///   - values: hash of the values of the variables that count; 0 when none do.
  ///   - row: the row's number in the sheet, below 2^24.
  /// - Returns: the row that it repeats; nil when it is the first.
  /// - Complexity: O(1) on average.
  package mutating func insert(_ number: E164, values: UInt64, row: Int) -> Int? {
    if (count + 1) * 5 > entries.count * 4 { grow() }
    let key = Self.key(number, values)
    var slot = Self.slot(key.numberAndHash, key.hashAndRow, of: entries.count)
    while entries[slot].numberAndHash != Self.free {
      if entries[slot].numberAndHash == key.numberAndHash,
        (entries[slot].hashAndRow ^ key.hashAndRow) >> 24 == 0
      {
        return Int(entries[slot].hashAndRow & 0xFF_FFFF)
      }
      slot = slot + 1 == entries.count ? 0 : slot + 1
    }
    entries[slot] = Entry(
      numberAndHash: key.numberAndHash, hashAndRow: key.hashAndRow | UInt64(row & 0xFF_FFFF))
    count += 1
    return nil
  }

  /// Looks where a row would be, and no further.
  ///
  /// Done for many rows in a row before they are inserted, this brings the table's memory near while the
  /// processor goes on: each look waits for no other, as insertions do.
  ///
  /// - Returns: something of what is there, which the caller must use, or the look is optimized away.
  package func look(_ number: E164, values: UInt64) -> UInt64 {
    let key = Self.key(number, values)
    return entries[Self.slot(key.numberAndHash, key.hashAndRow, of: entries.count)].numberAndHash
  }

  /// No number has all 50 bits set, so this marks a free slot.
  private static let free = UInt64.max

  private static func table(slots: Int) -> [Entry] {
    Array(repeating: Entry(numberAndHash: free, hashAndRow: 0), count: slots)
  }

  private static func key(_ number: E164, _ values: UInt64) -> Entry {
    Entry(
      numberAndHash: number.digits << 14 | values & 0x3FFF,
      hashAndRow: (values >> 14 & 0xFF_FFFF_FFFF) << 24)
  }

  /// Spreads the key over the slots, however many there are.
  private static func slot(_ first: UInt64, _ second: UInt64, of slots: Int) -> Int {
    let mixed = (first ^ (second >> 24) &* 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
      by: 0xD6E8_FEB8_6659_FD93)
    let hash = mixed.high ^ mixed.low
    return Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(slots)).high)
  }

  /// Grows fourfold, and straight to what the expected rows need once that is near: the old table and the
  /// new are both there for a moment.
  private mutating func grow() {
    let enough = expectedRows + expectedRows / 4 + 8
    let old = entries
    let larger = old.count * (old.count < enough ? 4 : 2)
    entries = Self.table(slots: old.count < enough && larger > enough / 2 ? enough : larger)
    for entry in old where entry.numberAndHash != Self.free {
      var slot = Self.slot(
        entry.numberAndHash, entry.hashAndRow & ~0xFF_FFFF, of: entries.count)
      while entries[slot].numberAndHash != Self.free {
        slot = slot + 1 == entries.count ? 0 : slot + 1
      }
      entries[slot] = entry
    }
  }
}

/// A 64-bit hash of byte strings, the same on every machine and in every run.
package struct ValueHash {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  package init() {}

  /// Adds one value; its length counts, so that values cannot run into each other.
  package mutating func add(_ value: Span<UInt8>) {
    var index = 0
    mix(UInt64(value.count))
    while index < value.count {
      var word: UInt64 = 0
      let end = min(index + 8, value.count)
      while index < end {
        word = word << 8 | UInt64(value[index])
        index += 1
      }
      mix(word)
    }
  }

  package var value: UInt64 {
    let product = (state ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }

  private mutating func mix(_ word: UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: 0x9FB2_1C65_1E98_DF25)
    state = product.high ^ product.low ^ 0x2D35_8DCC_AA6C_78A5
  }
}
