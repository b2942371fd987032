package import Messaging

/// What somebody answered to a message (SPEC ADMIN-8).
package struct ReplyRow: Sendable, Equatable {
  package var number: E164
  /// Whose message it answers.
  package var scope: ListScope
  package var text: String
  /// Milliseconds since 1970.
  package var time: Int
  /// The task that sent the message, where it is known.
  package var task: Int?
  /// Whether it asks for no more messages.
  package var isOptOut: Bool

  package init(
    number: E164, scope: ListScope, text: String, time: Int, task: Int?, isOptOut: Bool
  ) {
    self.number = number
    self.scope = scope
    self.text = text
    self.time = time
    self.task = task
    self.isOptOut = isOptOut
  }
}

/// Which replies are listed; nil: all.
package struct ReplyFilter: Sendable {
  /// At most two.
  package var numbers: [E164]?
  package var signature: String?
  /// Whether only those count that ask for no more messages.
  package var isOptOut = false
  /// The first and the last moment, in milliseconds since 1970.
  package var times: ClosedRange<Int>?
  /// The most replies, the newest first.
  package var limit = Int.max

  package init() {}
}
