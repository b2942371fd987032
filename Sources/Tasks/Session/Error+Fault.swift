internal import Files
internal import Ledger
internal import Sending

/// Whose fault an error is (SPEC DROP-5).
extension Error {
  /// Whether another task would meet it too, now or another time: a disk, the ledger, a permission, a signal.
  ///
  /// Such a fault ends nothing: what it stops goes on once it is over. All others are of what was to be done.
  package var isOfEnvironment: Bool {
    switch self as any Error {
    case is LedgerError, CampaignError.interrupted: true
    case FileError.cannotWrite, FileError.diskFull, FileError.unreadable: true
    default: [.tryLater, .notPermitted, .noWorkspace].contains(failureKind)
    }
  }

  /// Whether trying again cannot help.
  var isFinal: Bool { [.damagedRecords, .recordsDropped].contains(failureKind) }
}
