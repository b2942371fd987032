internal import Glibc

/// The moments between two durable steps of a task, in their order (`Docs/durability.md`).
///
/// With the environment variable `BROADSHEET_KILL_AT` set to one of them, the process kills itself there:
/// so the tests see what a power failure at that moment leaves behind.
package enum KillPoint: String, CaseIterable, Sendable {
  case sheetRead
  case recordsPublished
  case reservationWritten
  case reservationCommitted
  case outputWritten
  case outputAnnounced
  case firstFileNamed
  case outputPublished
  case completionCommitted
  case taskReported

  private static let wanted = getenv("BROADSHEET_KILL_AT").map { String(cString: $0) }

  /// Ends the process here, if that is wanted.
  package func reached() {
    if Self.wanted == rawValue { kill(getpid(), SIGKILL) }
  }
}
