internal import FoundationEssentials

/// Tells of most numbers that a task has no message to them, without a look at its records: a Bloom filter
/// of cache-line blocks (Putze, Sanders and Singler, 2007).
///
/// It says yes to every number of the task, and to about one of two hundred others. The ledger keeps it in
/// parts of 16 KiB, so that a look-up reads one. Memory: 12 bits a number.
package struct NumberFilter: Sendable {
  private static let bitsPerNumber = 12
  private static let bitsSet = 6
  /// 64-bit words of a block, the line that all bits of a number are in.
  private static let blockWords = 8
  /// Blocks of a part.
  static let partBlocks = 256

  private var words: [UInt64]
  private let blocks: Int

  /// - Parameter capacity: numbers that are added.
  package init(capacity: Int) {
    blocks = Self.blocks(capacity: capacity)
    words = Array(repeating: 0, count: blocks * Self.blockWords)
  }

  package mutating func add(_ number: UInt64) {
    let hash = Self.hash(number)
    let first = Self.block(hash, of: blocks) * Self.blockWords
    Self.forEachBit(hash) { words[first + Int($0 >> 6)] |= 1 << ($0 & 63) }
  }

  static func blocks(capacity: Int) -> Int {
    capacity * bitsPerNumber / (blockWords * 64) + 1
  }

  /// The finalizer of SplitMix64.
  static func hash(_ number: UInt64) -> UInt64 {
    var hash = number &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash >> 31
  }

  static func block(_ hash: UInt64, of blocks: Int) -> Int {
    Int(hash.multipliedFullWidth(by: UInt64(blocks)).high)
  }

  /// The bits of a number in its block, from the hash's lower end; its upper end chooses the block.
  private static func forEachBit(_ hash: UInt64, _ take: (UInt64) -> Void) {
    for index in 0..<bitsSet { take(hash >> UInt64(index * 9) & 511) }
  }

  /// The filter's parts, as the ledger keeps them.
  var parts: [Data] {
    stride(from: 0, to: words.count, by: Self.partBlocks * Self.blockWords).map { start in
      let part = words[start..<min(words.count, start + Self.partBlocks * Self.blockWords)]
      return part.withUnsafeBytes { Data($0) }
    }
  }

  /// Whether a block of a part has all bits of a number.
  static func isIn(_ part: Span<UInt8>, _ hash: UInt64, block: Int) -> Bool {
    let first = (block % partBlocks) * blockWords * 8
    guard part.count >= first + blockWords * 8 else { return true }
    var isIn = true
    forEachBit(hash) { bit in
      // Little-endian words: bit n of the block is in its byte n / 8.
      let byte = part[first + Int(bit >> 3)]
      if byte >> (bit & 7) & 1 == 0 { isIn = false }
    }
    return isIn
  }
}
