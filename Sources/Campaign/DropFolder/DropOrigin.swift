internal import Carrier
package import Ledger

/// The taken file of a drop folder that a task is of (SPEC DROP-2, DROP-3).
package struct DropOrigin: Sendable {
  /// Of the taken file, unlike any other's.
  package var id: String
  /// Whether the same content may be sent again.
  package var isForced = false

  package init(id: String, isForced: Bool = false) {
    self.id = id
    self.isForced = isForced
  }

  /// Makes sure that no other task has this content, inside of the transaction that adds it.
  ///
  /// - Throws: `CampaignError.duplicate`.
  func check(_ row: TaskRow, in book: LedgerBook) throws {
    guard !isForced else { return }
    var filter = TaskFilter()
    filter.identity = row.identity
    filter.states = [TaskState.pending, .executing, .completed].map(\.rawValue)
    if let first = try book.tasks(filter).last(where: { $0.origin != id }) {
      throw CampaignError.duplicate(of: first.number)
    }
  }
}

extension TaskRunner {
  /// The task of a taken file, if a watcher came so far before it died.
  package func task(of origin: DropOrigin) throws(CampaignError) -> TaskRow? {
    var filter = TaskFilter()
    filter.origin = origin.id
    return try look { try $0.tasks(filter) }.first
  }

  /// The first task with this content and these settings that counts; nil when it is new.
  package func first(_ identity: String) throws(CampaignError) -> TaskRow? {
    var filter = TaskFilter()
    filter.identity = identity
    filter.states = [TaskState.pending, .executing, .completed].map(\.rawValue)
    return try look { try $0.tasks(filter) }.last
  }
}
