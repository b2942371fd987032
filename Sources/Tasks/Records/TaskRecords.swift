internal import Files
internal import FoundationEssentials
package import Ledger
internal import Messaging
package import Sending
package import Spreadsheet

/// Everything that a task needs to be sent once its sheet has been read: kept at the head of its records.
package struct TaskManifest: Sendable, Codable {
  package var task: SendingTask
  package var columns: ColumnMapping
  package var facts: SheetFacts
  /// The counts up to the accepted rows.
  package var tally: Tally
}

/// The records of a task: a file of its own with every row of its sheet.
///
/// It is written while the sheet is read, appears whole or not at all, and never changes. The outcome of
/// messages is not in it: the rules' verdicts are in the ledger, and the carrier's answers are a function
/// of what is here (SPEC SIM-1), as of any time (SPEC SIM-4).
///
///     "BSRECORD" 1 0 0 0 · blocks · plan as JSON · where the plan begins u64, messages u64 ·
///     checksum of the plan and both u32 · "BSR1"
///
/// A block is the length u32 and the checksum u32 (that of ZIP) of its `DecisionColumns`, the same of its
/// `RecordBlock`, and the two.
package enum TaskRecords {
  fileprivate static let head: [UInt8] = Array("BSRECORD".utf8) + [1, 0, 0, 0]
  fileprivate static let mark: [UInt8] = Array("BSR1".utf8)
  fileprivate static let countsSize = 16
  fileprivate static let tailSize = countsSize + 8
  fileprivate static let blockHeadSize = 16
  /// The most bytes that a block may have: 2,048 rows of the largest size would be more, but a batch
  /// closes on bytes too.
  fileprivate static let blockLimit = 64 << 20

  /// Writes the records of a task, batch by batch.
  package final class Writer {
    private let draft: any RecordsDraft
    private let variables: Int
    private var messages = 0

    /// - Throws: what the store throws when nothing can be written to it.
    package init(_ draft: any RecordsDraft, variables: Int) throws {
      self.draft = draft
      self.variables = variables
      try draft.write(TaskRecords.head)
    }

    package func add(_ batch: MessageBatch) throws {
      let parts = [
        DecisionColumns.encode(batch, variables: variables),
        RecordBlock.encode(batch, variables: variables),
      ]
      let head = ColumnBytes.make(TaskRecords.blockHeadSize) { bytes in
        for (index, part) in parts.enumerated() {
          bytes.put(UInt32(part.count), at: index * 8)
          bytes.put(checksum32(part), at: index * 8 + 4)
        }
      }
      messages += batch.messages.count
      try draft.write(head)
      for part in parts { try draft.write(part) }
    }

    /// Completes the records and gives them the first name of the task that is free.
    ///
    /// - Returns: the name.
    package func publish(_ manifest: TaskManifest, for task: String) throws -> String {
      try finish(manifest)
      return try draft.publish(for: task)
    }

    private func finish(_ manifest: TaskManifest) throws {
      let text: [UInt8]
      do {
        text = Array(try JSONEncoder().encode(manifest))
      } catch {
        throw CampaignError.damagedRecords(
          path: manifest.task.name, detail: "the plan cannot be written: \(error)")
      }
      let counts = ColumnBytes.make(TaskRecords.countsSize) { bytes in
        bytes.put(UInt64(draft.size), at: 0)
        bytes.put(UInt64(messages), at: 8)
      }
      let checksum = ColumnBytes.make(4) { $0.put(checksum32(text + counts), at: 0) }
      try draft.write(text)
      try draft.write(counts + checksum + TaskRecords.mark)
    }
  }

  /// Reads the records of a task.
  package final class Reader {
    package let path: String
    package let manifest: TaskManifest
    package let messageCount: Int
    private let file: any StoredRecords
    private let end: Int
    private var offset = TaskRecords.head.count
    /// Messages in the blocks so far.
    private var position = 0

    /// - Throws: `CampaignError.damagedRecords`, or `FileError` when the file is missing or unreadable.
    package convenience init(_ path: String) throws { try self.init(RecordsFile(path)) }

    /// - Throws: `CampaignError.damagedRecords`, and what the store throws when they cannot be read.
    package init(_ file: any StoredRecords) throws {
      path = file.place
      self.file = file
      func read(_ offset: Int, _ count: Int) throws -> [UInt8] {
        try file.read(at: offset, count: count)
      }
      let head = try read(0, TaskRecords.head.count)
      let tail = try read(max(0, file.size - TaskRecords.tailSize), TaskRecords.tailSize)
      guard head == TaskRecords.head, tail.count == TaskRecords.tailSize,
        tail.suffix(4) == TaskRecords.mark[...]
      else {
        throw CampaignError.damagedRecords(path: path, detail: "it is not a whole file of records")
      }
      end = Int(clamping: tail.integer(at: 0, as: UInt64.self))
      messageCount = Int(clamping: tail.integer(at: 8, as: UInt64.self))
      let length = file.size - TaskRecords.tailSize - end
      guard end >= TaskRecords.head.count, length > 0 else {
        throw CampaignError.damagedRecords(path: path, detail: "its plan is nowhere")
      }
      let text = try read(end, length)
      guard
        checksum32(text + tail.prefix(TaskRecords.countsSize))
          == tail.integer(at: TaskRecords.countsSize, as: UInt32.self)
      else {
        throw CampaignError.damagedRecords(path: path, detail: "the checksum of its plan is wrong")
      }
      do {
        manifest = try JSONDecoder().decode(TaskManifest.self, from: Data(text))
      } catch {
        throw CampaignError.damagedRecords(path: path, detail: "its plan cannot be read")
      }
    }

    /// The next block; nil after the last.
    func next() throws -> RecordBlock? {
      guard let (decisions, rest) = try nextPart() else { return nil }
      let bytes = try read(rest)
      guard let block = RecordBlock(decisions, bytes) else { throw damaged("a block is no block") }
      offset = rest.end
      return block
    }

    /// The next block with a message to a number; nil after the last.
    ///
    /// Of the other blocks only the first part is read.
    func next(
      with number: E164
    ) throws -> RecordBlock? {
      while true {
        guard let (decisions, rest) = try nextPart() else { return nil }
        if decisions.has(number) {
          let bytes = try read(rest)
          guard let block = RecordBlock(decisions, bytes) else {
            throw damaged("a block is no block")
          }
          offset = rest.end
          return block
        }
        offset = rest.end
      }
    }

    /// What the rules look at in the next block; nil after the last.
    func nextDecisions() throws -> DecisionColumns? {
      guard let (decisions, rest) = try nextPart() else { return nil }
      offset = rest.end
      return decisions
    }

    /// Starts again with the first block.
    func rewind() {
      offset = TaskRecords.head.count
      position = 0
    }

    /// Where bytes lie in the file, and their checksum.
    private struct Part {
      var offset, count: Int
      var checksum: UInt32
      var end: Int { offset + count }
    }

    /// Reads the block's first part.
    private func nextPart() throws -> (DecisionColumns, rest: Part)? {
      guard offset < end else {
        guard position == messageCount else { throw damaged("messages are missing") }
        return nil
      }
      let start = offset
      let head = try file.read(at: start, count: TaskRecords.blockHeadSize)
      guard head.count == TaskRecords.blockHeadSize else { throw damaged("a block is cut off") }
      func part(_ index: Int, at offset: Int) -> Part {
        Part(
          offset: offset, count: Int(head.integer(at: index * 8, as: UInt32.self)),
          checksum: head.integer(at: index * 8 + 4, as: UInt32.self))
      }
      let first = part(0, at: start + head.count)
      let rest = part(1, at: first.end)
      guard max(first.count, rest.count) <= TaskRecords.blockLimit, rest.end <= end else {
        throw damaged("a block is cut off")
      }
      guard let decisions = DecisionColumns(try read(first), first: position) else {
        throw damaged("a block is no block")
      }
      position += decisions.count
      guard position <= messageCount else { throw damaged("there are too many messages") }
      return (decisions, rest)
    }

    private func read(_ part: Part) throws -> [UInt8] {
      let bytes = try file.read(at: part.offset, count: part.count)
      guard bytes.count == part.count, checksum32(bytes) == part.checksum else {
        throw damaged("the checksum is wrong")
      }
      return bytes
    }

    private func damaged(_ detail: String) -> CampaignError {
      .damagedRecords(path: path, detail: "\(detail) at byte \(offset)")
    }
  }
}
