internal import Carrier
internal import Files
internal import Messaging
internal import Sending

/// The messages of a task from its records: read and rendered on one thread, handed on as they are.
final class RecordSource: MessageSource {
  private let records: TaskRecords.Reader
  private let renderer: MessageRenderer
  private var count = 0

  /// The messages from the first on.
  init(_ records: TaskRecords.Reader, of task: SendingTask) {
    self.records = records
    renderer = task.renderer
    records.rewind()
  }

  func next() throws -> MessageBatch? {
    guard let block = try records.next() else { return nil }
    return try block.batch(renderer, of: records)
  }

  func messages(of load: MessageBatch) -> MessageBatch {
    count += load.messages.count
    return load
  }

  var done: (count: Int, share: Double) {
    (count, Double(count) / Double(max(1, records.messageCount)))
  }

  func finish() -> Tally { records.manifest.tally }
}

/// Marks the messages that a rule stopped when the task was started.
struct VerdictStage: MessageStage {
  /// Of the whole task; empty when none was stopped.
  let verdicts: [UInt8]
  /// Where the messages come from, for an error.
  let path: String

  /// - Throws: `CampaignError.damagedRecords` when there are not so many verdicts.
  func process(_ batch: inout MessageBatch) throws {
    guard !verdicts.isEmpty else { return }
    for index in batch.messages.indices {
      let position = batch.messages[index].position
      guard position < verdicts.count else {
        throw CampaignError.damagedRecords(
          path: path, detail: "it has more messages than verdicts")
      }
      if let status = StatusCode(rawValue: verdicts[position]), status.isSuppression {
        batch.messages[index].status = status
      }
    }
  }
}

extension RecordBlock {
  /// The messages of a block, rendered.
  ///
  /// - Throws: `CampaignError.damagedRecords` when it does not fit the template.
  func batch(_ renderer: MessageRenderer, of records: TaskRecords.Reader) throws -> MessageBatch {
    guard let batch = batch(renderer) else {
      throw CampaignError.damagedRecords(
        path: records.path, detail: "a block does not fit the template")
    }
    return batch
  }
}
