/// When the messages of a task are submitted.
///
/// The place in the sheet decides, not how many went out before: what the rules suppress leaves its
/// moment unused. So the time of a message depends on its task and place alone (SPEC SIM-1), whatever the
/// ledger knows.
package struct Pace: Sendable {
  /// Milliseconds since 1970.
  package let start: Int
  /// Messages a second.
  package let rate: Int

  package init(start: Int, rate: Int) {
    self.start = start
    self.rate = max(1, rate)
  }

  /// When the message of a position, from 0 among the accepted ones, is submitted: milliseconds since 1970.
  package func time(at position: Int) -> Int { start + position * 1_000 / rate }
}
