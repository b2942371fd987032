package import Sending

/// What is wrong with the records of a task.
extension CampaignError {
  /// The records of a task are not what was written.
  package static func damagedRecords(path: String, detail: String) -> CampaignError {
    .failure(
      .damagedRecords,
      "\(path): the records of this task are damaged: \(detail). Restore the file from a backup; "
        + "without it the task cannot be shown or finished.")
  }

  /// The records of a task are kept for 60 days.
  package static func recordsDropped(task: Int) -> CampaignError {
    .failure(
      .recordsDropped,
      "Task \(task): its records are no longer there; they are kept for 60 days.")
  }
}
