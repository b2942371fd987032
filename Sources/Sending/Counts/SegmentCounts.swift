internal import Messaging

/// Messages by the number of their segments.
package struct SegmentCounts: Sendable, Equatable {
  /// From as many segments on messages are counted together.
  package static let most = 10

  /// Messages of one segment, of two, and so on; the last are of `most` or more.
  package private(set) var messages = [Int](repeating: 0, count: most)

  package init() {}

  mutating func count(_ message: MessageBatch.Message) {
    messages[min(max(message.length.segments, 1), Self.most) - 1] += 1
  }
}
