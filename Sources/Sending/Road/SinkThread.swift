internal import Files
private import Synchronization

/// Hands batches to a sink on a thread of its own; at most `capacity` wait.
struct SinkThread: ~Copyable {
  private static let capacity = 2

  private let queue = BoundedQueue<MessageBatch>(capacity: capacity)
  private let failure = FirstFailure()
  private let worker: Worker

  init(_ sink: any MessageSink) {
    worker = Self.start(sink, queue, failure)
  }

  deinit { queue.close() }

  /// - Throws: what the sink failed with.
  func put(_ batch: MessageBatch) throws {
    guard queue.push(batch) else { throw failure.error ?? CampaignError.interrupted(signal: 0) }
  }

  /// Waits until the sink has everything.
  ///
  /// - Throws: what the sink failed with.
  consuming func finish() throws {
    let failure = failure
    close()
    if let error = failure.error { throw error }
  }

  /// The value ends here: its end closes the queue and joins the thread.
  private consuming func close() {}

  private static func start(
    _ sink: any MessageSink, _ queue: BoundedQueue<MessageBatch>, _ failure: FirstFailure
  ) -> Worker {
    // Unsafe: from here until the thread is joined only it uses the sink.
    nonisolated(unsafe) let lent = sink
    return Worker {
      do {
        while let batch = queue.pop() { try lent.take(batch) }
      } catch {
        failure.note(error)
        queue.close()
      }
    }
  }
}

/// Keeps the failure that came first, from whichever thread.
final class FirstFailure: Sendable {
  private let first = Mutex<(any Error)?>(nil)

  var error: (any Error)? { first.withLock { $0 } }

  func note(_ error: any Error) { first.withLock { $0 = $0 ?? error } }
}
