package import Messaging

/// An application to take a number off the list of those that unsubscribed (SPEC ADMIN-8).
package struct ResubscriptionRow: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable {
    case pending, approved, rejected
  }

  package var id = 0
  package var number: E164
  package var scope: ListScope
  /// Why it should be taken off, such as a consent that was given anew.
  package var reason: String
  package var state = State.pending
  /// What the reviewer said.
  package var note: String?
  /// Milliseconds since 1970.
  package var created: Int

  package init(number: E164, scope: ListScope, reason: String, created: Int) {
    self.number = number
    self.scope = scope
    self.reason = reason
    self.created = created
  }
}
