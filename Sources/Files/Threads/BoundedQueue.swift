internal import Glibc

/// Hands values from one thread to another; whoever is ahead waits.
///
/// A value belongs to the queue once it is pushed and to whoever pops it, so it need not be `Sendable`.
///
/// At most `capacity` values wait in it, which is what bounds the memory between two stages. Either end
/// may close it: values that wait are still taken, further ones are refused.
package final class BoundedQueue<Element>: @unchecked Sendable {
  // Unchecked: every field below is only touched with `mutex` held. The standard library's Mutex cannot
  // be waited on, and there is no condition variable beside it.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var values: [Element] = []
  private var isClosed = false
  private let capacity: Int

  package init(capacity: Int) {
    self.capacity = capacity
    mutex = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Adds a value, waiting for room; false when the queue is closed.
  package func push(_ value: sending Element) -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while values.count >= capacity, !isClosed { pthread_cond_wait(changed, mutex) }
    guard !isClosed else { return false }
    values.append(value)
    pthread_cond_broadcast(changed)
    return true
  }

  /// Takes the oldest value, waiting for one; nil when the queue is closed and empty.
  package func pop() -> sending Element? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while values.isEmpty, !isClosed { pthread_cond_wait(changed, mutex) }
    guard !values.isEmpty else { return nil }
    // Nobody else has it: it came in by `push`, which takes it over.
    nonisolated(unsafe) let value = values.removeFirst()
    pthread_cond_broadcast(changed)
    return value
  }

  /// Takes the oldest value, or nil when there is none now.
  package func popIfAny() -> sending Element? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard !values.isEmpty else { return nil }
    nonisolated(unsafe) let value = values.removeFirst()
    pthread_cond_broadcast(changed)
    return value
  }

  /// Adds a value if there is room; else it is dropped.
  package func pushIfRoom(_ value: sending Element) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard values.count < capacity, !isClosed else { return }
    values.append(value)
    pthread_cond_broadcast(changed)
  }

  /// Lets nothing further in.
  package func close() {
    pthread_mutex_lock(mutex)
    isClosed = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }
}
