internal import Files

/// Counts messages that went out before, on two threads: one for each half of the table, so that they share
/// nothing but the numbers.
///
/// Memory: four blocks of what is counted at once, and the few numbers whose slot lies beyond their half.
struct HistoryCounter: ~Copyable {
  /// Blocks that wait for a thread.
  private static let capacity = 2

  private struct Block {
    var numbers: [UInt64]
    var ofApplication: UInt8
    var ofClass: UInt8
  }

  private let queues: [BoundedQueue<Block>]
  private let halves: [Half]
  private let lower: Worker
  private let upper: Worker

  /// - Parameters:
  ///   - slots: of the table; they outlive the counter, and nobody else touches them until it ends.
  ///   - places: of the table.
  ///   - filter: of the table.
  init(
    _ slots: UnsafeMutableBufferPointer<RecipientTable.Recipient>, _ places: RecipientTable.Places,
    _ filter: RecipientTable.Filter
  ) {
    halves = [0, 1].map { Half(slots, places, filter, index: $0) }
    queues = [0, 1].map { _ in BoundedQueue(capacity: Self.capacity) }
    lower = Self.start(halves[0], queues[0])
    upper = Self.start(halves[1], queues[1])
  }

  /// Counts the messages to these numbers, most of which may be no recipients.
  func count(_ numbers: [UInt64], isOfApplication: Bool, isOfClass: Bool) {
    let block = Block(
      numbers: numbers, ofApplication: isOfApplication ? 1 : 0, ofClass: isOfClass ? 1 : 0)
    for queue in queues { _ = queue.push(block) }
  }

  /// Waits until all is counted.
  consuming func finish() {
    let halves = halves
    close()
    for half in halves { half.countTheRest() }
  }

  /// The value ends here: its end closes the queues and joins the threads.
  private consuming func close() {}

  deinit { for queue in queues { queue.close() } }

  private static func start(_ half: Half, _ queue: BoundedQueue<Block>) -> Worker {
    // Unsafe: until the thread is joined only it uses the half.
    nonisolated(unsafe) let half = half
    return Worker { while let block = queue.pop() { half.count(block) } }
  }

  /// One half of the table: of the numbers whose hash has this highest bit.
  private final class Half {
    private let slots: UnsafeMutableBufferPointer<RecipientTable.Recipient>
    private let places: RecipientTable.Places
    private let filter: RecipientTable.Filter
    private let index: UInt64
    /// Behind the last slot that is this half's alone.
    private let end: Int
    // Numbers that need another look; bounded by the largest block.
    private var waiting: [UInt64] = []
    /// Numbers whose slot is beyond the end, if they have one.
    private var rest: [(number: UInt64, ofApplication: UInt8, ofClass: UInt8)] = []
    /// Written so that a look for the cache's sake is not optimized away.
    private var touched: UInt64 = 0

    init(
      _ slots: UnsafeMutableBufferPointer<RecipientTable.Recipient>,
      _ places: RecipientTable.Places, _ filter: RecipientTable.Filter, index: Int
    ) {
      self.slots = slots
      self.places = places
      self.filter = filter
      self.index = UInt64(index)
      end = index == 0 ? places.home(1 << 63) : slots.count
    }

    func count(_ block: Block) {
      if waiting.count < block.numbers.count {
        waiting = Array(repeating: 0, count: block.numbers.count)
      }
      var count = 0
      for number in block.numbers {
        let hash = RecipientTable.hash(number)
        waiting[count] = number
        count += filter.mayHave(hash) & Int(truncatingIfNeeded: hash &>> 63 ^ index ^ 1)
      }
      for start in stride(from: 0, to: count, by: RecipientTable.group) {
        self.count(start..<min(start + RecipientTable.group, count), block)
      }
    }

    private func count(_ group: Range<Int>, _ block: Block) {
      touch(group)
      var displaced = group.lowerBound
      for index in group {
        // Most are in their own bucket; without a branch one does not wait for the other.
        let number = waiting[index]
        let home = places.home(RecipientTable.hash(number))
        var slot = home
        var isHere: UInt64 = 0
        for offset in 0..<RecipientTable.bucket {
          let isIt = Self.isEqual(slots[home + offset].number, number)
          slot += offset * Int(truncatingIfNeeded: isIt)
          isHere |= isIt
        }
        let one = UInt8(truncatingIfNeeded: isHere)
        slots[slot].count(block.ofApplication & one, block.ofClass & one)
        waiting[displaced] = number
        displaced += 1 - Int(truncatingIfNeeded: isHere)
      }
      for number in waiting[group.lowerBound..<displaced] {
        let first = places.home(RecipientTable.hash(number)) + RecipientTable.bucket
        if find(number, first..<end, block.ofApplication, block.ofClass) == nil {
          rest.append((number, block.ofApplication, block.ofClass))
        }
      }
    }

    private func touch(_ group: Range<Int>) {
      var words: UInt64 = 0
      for index in group { words ^= slots[places.home(RecipientTable.hash(waiting[index]))].word }
      touched = words
    }

    /// Counts a number if it is in a range of slots.
    ///
    /// - Returns: whether it is; nil when the range ends before that can be told.
    private func find(
      _ number: UInt64, _ range: Range<Int>, _ ofApplication: UInt8, _ ofClass: UInt8
    ) -> Bool? {
      for slot in range {
        if slots[slot].word == 0 { return false }
        if slots[slot].number == number {
          slots[slot].count(ofApplication, ofClass)
          return true
        }
      }
      return nil
    }

    /// Counts what lies beyond the half, when no thread runs any more.
    func countTheRest() {
      for (number, ofApplication, ofClass) in rest
      where find(number, end..<slots.count, ofApplication, ofClass) == nil {
        _ = find(number, 0..<slots.count, ofApplication, ofClass)
      }
    }

    /// 1 or 0, without a branch.
    @inline(__always)
    private static func isEqual(_ one: UInt64, _ other: UInt64) -> UInt64 {
      let difference = one ^ other
      return 1 - (difference | (0 &- difference)) &>> 63
    }
  }
}
