package import Messaging
package import Sending

/// A reply as it came: to whom it answers may not be known yet.
package struct Reply: Sendable {
  package var number: E164
  package var text: String
  /// Milliseconds since 1970.
  package var time: Int
  /// What else its number was read as.
  var sender: NumberReadings.Sender?

  package init(number: E164, text: String, time: Int) {
    self.number = number
    self.text = text
    self.time = time
  }

  package init(_ sender: NumberReadings.Sender, text: String, time: Int) {
    self.init(number: sender.number, text: text, time: time)
    self.sender = sender
  }
}

/// The counts of replies that were taken.
package struct ReplyCounts: Sendable, Equatable {
  package var taken = 0
  /// Those that were there before.
  package var known = 0
  package var optOuts = 0
  /// Numbers that were not on the list before.
  package var unsubscribed = 0
  /// Replies of numbers that nothing was sent to.
  package var unmatched = 0
  /// Those that count for two numbers, since either may have sent them.
  package var ambiguous = 0
  /// Opt-outs from before anything was sent to their number, which count for what it had last.
  package var mistimed = 0

  package init() {}
}
