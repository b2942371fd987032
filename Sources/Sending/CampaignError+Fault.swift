internal import Files

/// Whose fault an error is (SPEC DROP-5).
extension CampaignError {
  /// Whether another task would meet it too, now or another time: a disk, the ledger, a permission, a signal.
  ///
  /// Such a fault ends nothing: what it stops goes on once it is over. All others are of what was to be done.
  package var isOfEnvironment: Bool {
    switch self {
    case .ledger, .interrupted, .taskBusy, .tryLater, .notPermitted, .noWorkspace: true
    case .file(.cannotWrite), .file(.diskFull), .file(.unreadable): true
    default: false
    }
  }

  /// Whether trying again cannot help.
  package var isFinal: Bool {
    switch self {
    case .damagedRecords, .recordsDropped: true
    default: false
    }
  }
}
