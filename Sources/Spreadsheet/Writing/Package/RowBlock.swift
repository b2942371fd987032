/// A block of raw bytes that is filled by one thread and compressed by another.
final class RowBlock {
  /// Bytes at which a block is handed on.
  static let size = 128 << 10
  /// Bytes that a store may reach past the end of what it adds.
  static let slack = 64

  // Unsafe: raw memory, so that short pieces can be stored as whole words.
  let base: UnsafeMutableRawPointer
  let capacity: Int
  /// Bytes in it, once it is handed on.
  var count = 0

  /// - Parameter capacity: more than a row's usual size past the block's.
  init(capacity: Int = size + (16 << 10)) {
    self.capacity = capacity
    base = .allocate(byteCount: capacity + Self.slack, alignment: 64)
  }

  deinit { base.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }
}
