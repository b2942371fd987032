package import Ledger
package import Sending

/// What cannot be done with a task.
extension CampaignError {
  package static func noSuchTask(_ text: String) -> CampaignError {
    .failure(.noSuchTask, "There is no task “\(text)”. `broadsheet task list` shows them.")
  }

  package static func ambiguousTask(name: String, numbers: [Int]) -> CampaignError {
    .failure(
      .notFound,
      "“\(name)” is the name of \(numbers.count) tasks. Use one of their numbers: "
        + "\(numbers.prefix(10).map(String.init).joined(separator: ", ")).")
  }

  /// A change that a task's state does not allow.
  package static func task(number: Int, _ error: TaskError) -> CampaignError {
    .failure(.refused, "Task \(number): \(error)")
  }

  package static func tryLater(_ words: String) -> CampaignError { .failure(.tryLater, words) }

  /// Another process works on the task.
  package static func taskBusy(number: Int) -> CampaignError {
    .failure(
      .tryLater,
      "Task \(number): another process is working on it. Try again when that has ended.")
  }

  /// Its delivery failed three times, or the user gave it up.
  package static func taskFailed(number: Int, reason: String) -> CampaignError {
    .failure(.taskFailed, "Task \(number) has failed: \(reason)")
  }
}
