/// The numbers of a task with what is known of each: a flat table with open addressing, in which all of a
/// number lies in one line of the cache.
///
/// Most of what went out before went to others. A bit of a small filter says so, without a look at the
/// table, which is too large for a cache.
///
/// Memory: 26 bytes a number, 25 MiB for a million.
struct RecipientTable: Sendable {
  /// What is known of a number: 16 bytes.
  struct Recipient: Sendable {
    /// The number in the low 50 bits, since E.164 has 15 digits, and flags above; 0: the slot is free.
    var word: UInt64 = 0
    /// The first of the number's list of messages and one more; 0: it has none.
    var head: UInt32 = 0
    /// Messages on the task's first day.
    var ofApplication: UInt8 = 0
    var ofClass: UInt8 = 0

    var number: UInt64 { word & RecipientTable.numberMask }
  }

  static let numberMask: UInt64 = 0x3_FFFF_FFFF_FFFF
  /// Slots that a number may be in without another look: a line of the cache, 64 bytes.
  static let bucket = 4

  private(set) var slots: [Recipient] = []
  let places: Places
  private(set) var filter: Filter
  /// Written so that a look for the cache's sake is not optimized away.
  private var touched: UInt64 = 0

  /// - Parameter capacity: the most numbers that will be added.
  init(capacity: Int) {
    // An even number of buckets: each half of all hashes has half of them.
    let buckets = (capacity * 3 / (2 * Self.bucket) + 2) / 2 * 2
    slots = Array(repeating: Recipient(), count: (buckets + 1) * Self.bucket)
    // Unsafe: looks at the address only.
    let address = slots.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    places = Places(
      origin: Int((64 - address % 64) % 64) / MemoryLayout<Recipient>.stride,
      buckets: UInt64(buckets))
    filter = Filter(capacity: capacity)
  }

  /// Where numbers belong.
  struct Places: Sendable {
    /// The first slot that begins a line of the cache.
    let origin: Int
    let buckets: UInt64

    /// The first slot of a number's bucket; it grows with the hash.
    @inline(__always)
    func home(_ hash: UInt64) -> Int {
      let bucket = hash.multipliedFullWidth(by: buckets).high
      return origin + Int(truncatingIfNeeded: bucket) * RecipientTable.bucket
    }
  }

  /// A bit for each hash: 16 to 32 a number.
  struct Filter: Sendable {
    private var words: [UInt64]
    private let shift: UInt64

    fileprivate init(capacity: Int) {
      let bits = 64 - max(64, capacity * 16 - 1).leadingZeroBitCount
      words = Array(repeating: 0, count: 1 << (bits - 6))
      shift = UInt64(64 - bits)
    }

    fileprivate mutating func insert(_ hash: UInt64) {
      let bit = hash &>> shift
      words[Int(bit &>> 6)] |= 1 &<< (bit & 63)
    }

    /// 0 when the number of that hash is no recipient of the task; 1: it may be one.
    @inline(__always)
    func mayHave(_ hash: UInt64) -> Int {
      let bit = hash &>> shift
      return Int(truncatingIfNeeded: words[Int(bit &>> 6)] &>> (bit & 63) & 1)
    }
  }

  @inline(__always)
  static func hash(_ number: UInt64) -> UInt64 { number &* 0x9E37_79B9_7F4A_7C15 }

  /// Adds numbers, and their slots to `found`; a number that is there already gets the flag.
  mutating func add(_ numbers: [UInt64], repeated flag: UInt64, slots found: inout [UInt32]) {
    for start in stride(from: 0, to: numbers.count, by: Self.group) {
      let group = numbers[start..<min(start + Self.group, numbers.count)]
      touch(group)
      for number in group {
        let (slot, isThere) = place(of: number)
        if isThere {
          slots[slot].word |= flag
        } else {
          slots[slot].word = number
          filter.insert(Self.hash(number))
        }
        found.append(UInt32(truncatingIfNeeded: slot))
      }
    }
  }

  /// Where the number is; nil when it is no recipient of the task.
  func slot(of number: UInt64) -> Int? {
    guard filter.mayHave(Self.hash(number)) == 1 else { return nil }
    let (slot, isThere) = place(of: number)
    return isThere ? slot : nil
  }

  @inline(__always)
  subscript(_ slot: Int) -> Recipient {
    get { slots[slot] }
    _modify { yield &slots[slot] }
  }

  /// Lends the slots to threads that know which of them is whose.
  mutating func withSlots<Value>(
    _ work: (UnsafeMutableBufferPointer<Recipient>) throws -> Value
  ) rethrows -> Value {
    try slots.withUnsafeMutableBufferPointer { try work($0) }
  }

  /// Numbers whose slots are brought into the cache together: their ways from memory overlap.
  static let group = 128

  private mutating func touch(_ numbers: ArraySlice<UInt64>) {
    var words: UInt64 = 0
    for number in numbers { words ^= slots[places.home(Self.hash(number))].word }
    touched = words
  }

  /// Brings slots into the cache.
  mutating func touch(_ slots: ArraySlice<UInt32>) {
    var words: UInt64 = 0
    for slot in slots { words ^= self.slots[Int(slot)].word }
    touched = words
  }

  /// Where a number is, or would be.
  private func place(of number: UInt64) -> (slot: Int, isThere: Bool) {
    var slot = places.home(Self.hash(number))
    while slots[slot].word != 0 {
      if slots[slot].number == number { return (slot, true) }
      slot = slot + 1 == slots.count ? 0 : slot + 1
    }
    return (slot, false)
  }
}

extension RecipientTable.Recipient {
  /// Counts messages of the first day, up to 255: more than any limit.
  mutating func count(_ ofApplication: UInt8, _ ofClass: UInt8) {
    self.ofApplication.addUpToMaximum(ofApplication)
    self.ofClass.addUpToMaximum(ofClass)
  }
}

extension UInt8 {
  /// - Parameter one: 1, or 0.
  fileprivate mutating func addUpToMaximum(_ one: UInt8) {
    let sum = UInt16(self) &+ UInt16(one)
    self = UInt8(truncatingIfNeeded: sum &- sum &>> 8)
  }
}
