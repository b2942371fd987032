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
  ///
  /// A signal that is ignored already stays so, as `nohup` wants; one that the parent has blocked is let
  /// through.
  package static func listen() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      sigaddset(&signals, number)
      var current = sigaction()
      sigaction(number, nil, &current)
      if unsafeBitCast(current.__sigaction_handler.sa_handler, to: Int.self) == 1 { continue }
      Glibc.signal(number) { number in
        Interruption.requested.store(number, ordering: .relaxed)
        Glibc.signal(number, SIG_DFL)
      }
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
