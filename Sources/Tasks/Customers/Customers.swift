package import Ledger
package import Messaging
internal import Sending

/// The groups of the customer pool (SPEC CUST-1, CUST-2).
package struct Customers: Sendable {
  private let session: LedgerSession

  package init(_ session: LedgerSession) { self.session = session }

  /// The group of a name.
  ///
  /// - Throws: `CampaignError.noSuchGroup`.
  package func group(named name: String) throws -> CustomerGroup {
    guard let group = try session.read({ try $0.group(named: name) }) else {
      throw CampaignError.noSuchGroup(
        name: name, available: try session.read { try $0.groups().map(\.name) })
    }
    return group
  }

  /// All groups, or those with a word in their name.
  package func groups(name: String? = nil) throws -> [CustomerGroup] {
    try session.read { try $0.groups(name: name) }
  }

  /// Makes an empty group.
  ///
  /// - Throws: `LedgerError.groupExists`.
  package func create(_ name: String, _ region: MessageRegion) throws -> CustomerGroup {
    try session.write { try $0.createGroup(name, region, at: session.now) }
  }

  /// Whether a number is in a group.
  package func has(_ number: E164, in group: CustomerGroup) throws -> Bool {
    try session.read { try $0.has(number, in: group) }
  }

  /// The first numbers of a group, in ascending order.
  package func numbers(of group: CustomerGroup, limit: Int) throws -> [UInt64] {
    try session.read { try $0.numbers(of: group, after: 0, limit: limit) }
  }

  /// Deletes a group with its numbers; what was sent to them stays.
  package func delete(_ group: CustomerGroup) throws {
    try session.write { try $0.delete(group) }
  }
}
