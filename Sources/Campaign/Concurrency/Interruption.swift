internal import Glibc
private import Synchronization

/// Whether the user asked the process to stop (Ctrl-C, SIGTERM); looked at once a batch.
package enum Interruption {
  private static let requested = Atomic<Int32>(0)

  /// The signal that asked, or nil.
  package static var signal: Int32? {
    let number = requested.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// From here on the first signal asks to stop, the second ends the process at once.
  package static func listen() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      Glibc.signal(number) { number in
        Interruption.requested.store(number, ordering: .relaxed)
        Glibc.signal(number, SIG_DFL)
      }
    }
  }
}
