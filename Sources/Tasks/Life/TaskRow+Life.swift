package import Ledger
internal import Messaging
package import Sending
package import Workspace

extension TaskRow {
  /// Moves the task to another state.
  ///
  /// - Throws: `CampaignError.task` for a move that its state does not allow.
  mutating func move(_ change: (TaskState) throws(TaskError) -> TaskState) throws {
    do throws(TaskError) {
      state = try change(state)
    } catch {
      throw CampaignError.task(number: number, error)
    }
  }

  /// How and where its output is written.
  package func output() throws -> OutputOptions {
    try LedgerText.value(settings, as: OutputOptions.self)
  }

  /// Where its output was put; nil before it is complete.
  package func outputPaths() throws -> OutputPaths? { try AnnouncedOutput(of: self)?.paths }
}

extension TaskRow.Counts {
  /// The counts of a tally, as the ledger has them.
  package init(_ tally: Tally) {
    self.init()
    blank = tally.blank
    invalid = tally.invalid
    duplicates = tally.duplicates
    accepted = tally.accepted
    suppressed = tally.suppressed
    refused = tally.refused
    successful = tally.successful
    failed = tally.failed
    sending = tally.sending
    segments = tally.segments
    billed = tally.billed
    cost = tally.cost.millionths
  }
}
