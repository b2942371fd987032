/// When the receipts of a task came, counted by the time since its start.
///
/// Memory: 115 KiB: seconds of the first two hours, then minutes of five days.
package struct ReceiptTimes: Sendable, Equatable {
  private static let seconds = 7_200
  private static let minutes = 7_200

  private var counts: [Int] = []
  package private(set) var total = 0

  package init() {}

  /// Counts a receipt.
  ///
  /// - Parameter delay: milliseconds since the task's start.
  package mutating func count(_ delay: Int) {
    if counts.isEmpty { counts = Array(repeating: 0, count: Self.seconds + Self.minutes) }
    let second = max(0, delay / 1_000)
    let place =
      second < Self.seconds ? second : Self.seconds + (second - Self.seconds) / 60
    counts[min(place, counts.count - 1)] += 1
    total += 1
  }

  /// The second in which a place of the counts begins.
  private static func second(of place: Int) -> Int {
    place < seconds ? place : seconds + (place - seconds) * 60
  }

  /// Seconds after the start by which a share of all receipts had come; nil without receipts.
  package func seconds(untilShare share: Double) -> Int? {
    let wanted = max(1, Int((Double(total) * share).rounded(.up)))
    var sum = 0
    for (place, count) in counts.enumerated() where count > 0 {
      sum += count
      if sum >= wanted { return Self.second(of: place + 1) }
    }
    return nil
  }

  /// Receipts in equal spans from the start on; what came after the last span is not among them.
  ///
  /// - Parameters:
  ///   - length: of a span in seconds; a whole number of minutes for what came after two hours.
  ///   - spans: how many.
  /// - Returns: as many counts.
  package func counts(inSpansOf length: Int, spans: Int) -> [Int] {
    var result = Array(repeating: 0, count: spans)
    for (place, count) in counts.enumerated() where count > 0 {
      let span = Self.second(of: place) / length
      if span < spans { result[span] += count }
    }
    return result
  }
}
