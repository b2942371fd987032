internal import Messaging
internal import Providers
internal import Sending

/// Writes a task's status reports as a provider posts them, a post a line (SPEC ADMIN-7).
///
/// A message has a report when it has a receipt: one that a rule stopped or the carrier refused has none.
///
/// Memory: `CallbackFile.buffer` bytes and the reports of one message.
final class StatusReports: MessageSink {
  private var form: any DeliveryReportForm
  private let file: CallbackFile

  init(_ task: ReportedTask, _ shape: any CallbackShape, _ file: CallbackFile) {
    form = shape.reports(of: task)
    self.file = file
  }

  func take(_ batch: MessageBatch) throws {
    for message in batch.messages {
      guard let received = message.received, let status = message.status else { continue }
      form.append(
        DeliveryReport(
          messageID: message.messageID, recipient: message.recipient, row: message.row,
          segments: message.length.segments, submitted: message.submitted, received: received,
          status: status),
        to: &file.posts)
      try file.flushIfFull()
    }
  }

  func finish() { file.posts.endArray() }
}
