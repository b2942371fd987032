/// Where the messages of a road come from: a sheet that is read, or the records of a task.
package protocol MessageSource: AnyObject, SendableMetatype {
  /// What the reading thread hands to the stages at a time.
  associatedtype Load: Sendable

  /// Reads on; nil at the end. Called on a thread of its own, from its first call to its last.
  func next() throws -> Load?

  /// Makes messages of a load, in the order of their positions. Called on the thread of the stages.
  func messages(of load: Load) throws -> MessageBatch

  /// Rows or messages so far, and the share of all that they are; on the thread of the stages.
  var done: (count: Int, share: Double) { get }

  /// Closes the books once everything is read.
  ///
  /// - Returns: the counts up to the accepted rows.
  /// - Throws: what makes it nothing to send from, such as a sheet without recipients.
  func finish() throws -> Tally
}

/// What looks at every batch between source and sink, in the order of the sheet.
package protocol MessageStage {
  /// Fills in what it is for; of a message only what belongs to its stage.
  mutating func process(_ batch: inout MessageBatch) throws

  /// Adds what it counted, once all batches have passed.
  func add(to tally: inout Tally)

  /// Whether messages have left it for the carrier, so that each must have an outcome.
  var submits: Bool { get }
}

extension MessageStage {
  package func add(to tally: inout Tally) {}
  package var submits: Bool { false }
}

/// Takes what a task produces, batch by batch in the order of the sheet: workbooks, CSV, JSON lines.
package protocol MessageSink: AnyObject {
  /// - Throws: `FileError` or `SheetError` when what is made of them cannot be written.
  func take(_ batch: MessageBatch) throws
}

/// Hands every batch to a function, on the thread of the stages.
package struct Passing: MessageStage {
  private let take: (MessageBatch) throws -> Void

  package init(_ take: @escaping (MessageBatch) throws -> Void) { self.take = take }

  package func process(_ batch: inout MessageBatch) throws { try take(batch) }
}
