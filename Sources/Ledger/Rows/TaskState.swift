/// Where a task stands (SPEC TASK-2).
///
/// A state changes only by the functions below.
package enum TaskState: String, Sendable, CaseIterable {
  /// Waits for its time.
  case pending
  /// Its recipients are counted; its output is on the way.
  case executing
  case completed
  case canceled
  case failed

  /// How long before its time a task can still be canceled, in milliseconds.
  package static let cancellationNotice = 5 * 60_000
  /// How often the delivery of a task may fail by a fault that is not the environment's, until it has failed.
  package static let mostAttempts = 3
  /// How long after its time a task may still be executed, in milliseconds.
  package static let patience = 24 * 3_600_000

  /// - Throws: `TaskError.notAllowed` unless the task is pending.
  package func executed(at now: Int, due: Int) throws(TaskError) -> TaskState {
    guard self == .pending else {
      throw .notAllowed(from: self, to: .executing, why: "only a pending task is executed")
    }
    guard now >= due else {
      throw .notAllowed(from: self, to: .executing, why: "its time has not come")
    }
    guard now - due <= Self.patience else {
      throw .notAllowed(
        from: self, to: .executing, why: "its time was more than 24 hours ago")
    }
    return .executing
  }

  /// - Throws: `TaskError.notAllowed` unless the task is pending and its time is at least five minutes
  ///   away.
  package func canceled(at now: Int, due: Int) throws(TaskError) -> TaskState {
    guard self == .pending else {
      throw .notAllowed(from: self, to: .canceled, why: "only a pending task can be canceled")
    }
    guard due - now >= Self.cancellationNotice else {
      throw .notAllowed(
        from: self, to: .canceled,
        why: "a task can be canceled until 5 minutes before its time")
    }
    return .canceled
  }

  /// What becomes of a task that nobody executed in time.
  ///
  /// - Returns: nil while it may still be executed.
  package func expired(at now: Int, due: Int) -> TaskState? {
    self == .pending && now - due > Self.patience ? .canceled : nil
  }

  /// - Throws: `TaskError.notAllowed` unless the task is executing.
  package func completed() throws(TaskError) -> TaskState {
    guard self == .executing else {
      throw .notAllowed(from: self, to: .completed, why: "it was not executed")
    }
    return .completed
  }

  /// - Throws: `TaskError.notAllowed` for a task that has ended.
  package func failed() throws(TaskError) -> TaskState {
    guard self == .pending || self == .executing else {
      throw .notAllowed(from: self, to: .failed, why: "it has ended")
    }
    return .failed
  }

  /// - Throws: `TaskError.notDeletable` unless the task is canceled or has failed.
  package func checkDeletable() throws(TaskError) {
    guard self == .canceled || self == .failed else { throw .notDeletable(self) }
  }
}

/// A move that a task's state does not allow.
package enum TaskError: Error, Equatable {
  case notAllowed(from: TaskState, to: TaskState, why: String)
  case notDeletable(TaskState)
}

extension TaskError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAllowed(let from, let to, let why):
      "it is \(from.rawValue) and cannot become \(to.rawValue): \(why)."
    case .notDeletable(let state):
      "it is \(state.rawValue), and only a canceled or a failed task can be deleted."
    }
  }
}
