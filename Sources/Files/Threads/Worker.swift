internal import Glibc

/// A thread that runs one piece of work and is joined before its owner goes on.
package struct Worker: ~Copyable {
  private var thread = pthread_t()
  private var isRunning = false

  /// Starts the work on a thread of its own.
  package init(_ work: sending @escaping () -> Void) {
    let box = Unmanaged.passRetained(Box(work))
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work()
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      // Without a thread the work is done at once: slower, but done.
      box.takeRetainedValue().work()
      return
    }
    isRunning = true
  }

  /// Waits for the work to end.
  ///
  /// The value ends here, and its end is what joins the thread: joining it twice is undefined.
  package consuming func join() {}

  deinit { if isRunning { pthread_join(thread, nil) } }

  private final class Box {
    let work: () -> Void

    init(_ work: @escaping () -> Void) { self.work = work }
  }
}
