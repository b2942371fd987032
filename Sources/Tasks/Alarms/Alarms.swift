package import Ledger

/// The alarms of a workspace (SPEC ADMIN-4).
package struct Alarms: Sendable {
  private let session: LedgerSession

  package init(_ session: LedgerSession) { self.session = session }

  /// Alarms, the oldest first: of an application, of an event, or all.
  package func alarms(application: String? = nil, event: String? = nil) throws -> [AlarmRow] {
    try session.read { try $0.alarms(application: application, event: event) }
  }

  /// Keeps alarms, and notes those that are to be posted.
  package func raise(_ alarms: [AlarmRow]) throws {
    try session.write { try CallbackQueue(session).raise(alarms, $0) }
  }
}
