/// What a task is told from others by.
package struct TaskIdentity: Sendable, Equatable {
  /// What the ledger keeps of a new task.
  package let current: String
  /// What earlier versions kept of the same; nil where they kept nothing else.
  package let earlier: String?

  package init(_ current: String, earlier: String? = nil) {
    self.current = current
    self.earlier = earlier
  }

  var all: [String] { [current] + [earlier].compactMap(\.self) }
}
