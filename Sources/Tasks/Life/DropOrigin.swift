internal import Carrier
package import Ledger
internal import Sending

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
  func check(_ identities: [String], in ledger: LedgerTransaction) throws {
    guard !isForced else { return }
    if let first = try ledger.first(identities, otherThan: self) {
      throw CampaignError.duplicate(of: first.number)
    }
  }
}

extension LedgerTransaction {
  /// The first task with this content and these settings that counts.
  fileprivate func first(
    _ identities: [String], otherThan origin: DropOrigin
  ) throws(LedgerError) -> TaskRow? {
    var filter = TaskFilter()
    filter.states = [.pending, .executing, .completed]
    for identity in identities {
      filter.identity = identity
      if let first = try tasks(filter).last(where: { $0.origin != origin.id }) { return first }
    }
    return nil
  }
}

extension TaskRegister {
  /// The task of a taken file, if a watcher came so far before it died.
  package func task(of origin: DropOrigin) throws -> TaskRow? {
    var filter = TaskFilter()
    filter.origin = origin.id
    return try tasks(filter).first
  }

  /// The task that has this content with these settings already; nil when it is new, or wanted again.
  func duplicate(_ identity: TaskIdentity, of origin: DropOrigin) throws -> TaskRow? {
    origin.isForced ? nil : try session.read { try $0.first(identity.all, otherThan: origin) }
  }
}
