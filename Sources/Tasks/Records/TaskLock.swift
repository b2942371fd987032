internal import Glibc

/// Says that a process works on a task: a lock on the file of its records, which dies with the process.
package final class TaskLock {
  private let descriptor: Int32

  /// - Returns: nil when another process has it, or there is no such file.
  package init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
