internal import FoundationEssentials
package import Messaging

/// The messages of one task that went out, as frequency limits need them (SPEC RULE-4, RULE-5).
///
/// The ledger keeps them in chunks of at most 32,768, each column of a chunk as one block of little-endian
/// integers: numbers of 8 bytes, texts' hashes of 4, and positions of 4 where a rule has left gaps.
package struct Run: Sendable, Equatable {
  package var task: Int
  package var application: String
  package var isMarketing: Bool
  /// The first and the last time of a message, in milliseconds since 1970.
  package var start: Int
  package var end: Int
  /// Messages a second; position and rate give a message's time.
  package var rate: Int

  package init(
    task: Int, application: String, isMarketing: Bool, start: Int, end: Int, rate: Int
  ) {
    self.task = task
    self.application = application
    self.isMarketing = isMarketing
    self.start = start
    self.end = end
    self.rate = rate
  }
}

/// A part of a run.
package struct RunChunk: Sendable {
  package static let capacity = 32_768

  /// The position of the first message.
  package var position = 0
  package internal(set) var numbers: [UInt64] = []
  /// Positions, and hashes of the texts; empty when they were not asked for.
  package internal(set) var positions: [UInt32] = []
  package internal(set) var contents: [UInt32] = []

  package init() {
    numbers.reserveCapacity(Self.capacity)
    positions.reserveCapacity(Self.capacity)
    contents.reserveCapacity(Self.capacity)
  }

  package var isFull: Bool { numbers.count >= Self.capacity }

  /// Adds a message; they come in the order of their positions.
  package mutating func add(_ number: E164, content: UInt32, position: Int) {
    if numbers.isEmpty { self.position = position }
    numbers.append(number.digits)
    positions.append(UInt32(truncatingIfNeeded: position))
    contents.append(content)
  }

  package mutating func removeAll() {
    numbers.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    contents.removeAll(keepingCapacity: true)
  }

  /// Whether the positions follow from the first.
  var isDense: Bool {
    positions.last.map { Int($0) - position + 1 == positions.count } ?? true
  }

  /// Puts positions without gaps in the place of those that there are.
  mutating func makeDense() {
    positions.removeAll(keepingCapacity: true)
    for index in numbers.indices {
      positions.append(UInt32(truncatingIfNeeded: position + index))
    }
  }

  /// Puts the values of a block in the place of those that there are.
  static func read<Value: FixedWidthInteger>(_ block: Span<UInt8>, into values: inout [Value]) {
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: block.count / MemoryLayout<Value>.size))
    // Unsafe: the block is the column as it was in memory.
    values.withUnsafeMutableBytes { target in
      block.withUnsafeBytes { source in
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<target.count]))
      }
    }
  }

  static func block<Value: FixedWidthInteger>(_ values: [Value]) -> Data {
    values.withUnsafeBytes { Data($0) }
  }
}
