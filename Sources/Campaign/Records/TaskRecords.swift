internal import FoundationEssentials
package import Spreadsheet

/// Everything that a task needs to be sent once its sheet has been read: kept at the head of its records.
package struct TaskPlan: Sendable, Codable {
  package var task: SendingTask
  package var columns: ColumnPlan
  package var facts: SheetFacts
  /// The counts up to the accepted rows.
  package var tally: Tally
}

/// The records of a task: a file of its own with what became of every row of its sheet.
///
/// It is written while the sheet is read, appears whole or not at all, and never changes. What came of the
/// messages is not in it: the rules' verdicts are in the ledger, and the carrier's answers are a function
/// of what is here (SPEC SIM-1), as of any time (SPEC SIM-4).
///
///     "BSRECORD" 1 0 0 0 · blocks · plan as JSON · where the plan begins u64, messages u64,
///     checksum of the plan u32, "BSR1"
///
/// A block is its length u32, its checksum u32 (that of ZIP), and a `RecordBlock`.
package enum TaskRecords {
  fileprivate static let head: [UInt8] = Array("BSRECORD".utf8) + [1, 0, 0, 0]
  fileprivate static let mark: [UInt8] = Array("BSR1".utf8)
  fileprivate static let tailSize = 24
  /// The most bytes that a block may have: 2,048 rows of the largest size would be more, but a batch
  /// closes on bytes too.
  fileprivate static let blockLimit = 64 << 20

  /// Writes the records of a task, batch by batch.
  package final class Writer {
    private let file: OutputFile
    private let variables: Int
    private var messages = 0
    private var started = 0

    /// - Throws: `CampaignError.sheet` when the folder cannot be written to.
    package init(inFolder folder: String, variables: Int) throws(CampaignError) {
      self.variables = variables
      file = try wrapped { () throws(SheetError) in
        try OutputFile.makeFolder(folder)
        let file = try OutputFile(inFolder: folder)
        try file.write(TaskRecords.head)
        return file
      }
    }

    package func add(_ batch: MessageBatch) throws(CampaignError) {
      let block = RecordBlock.encode(batch, variables: variables)
      var head = ColumnBytes(capacity: 8)
      head.add(UInt32(block.count))
      head.add(checksum32(block))
      messages += batch.messages.count
      try wrapped { () throws(SheetError) in
        try file.write(head.bytes)
        try file.write(block)
        started = file.startWriting(from: started)
      }
    }

    /// Completes the file and flushes it to the disk.
    package func finish(_ plan: TaskPlan) throws(CampaignError) {
      let text: [UInt8]
      do {
        text = Array(try JSONEncoder().encode(plan))
      } catch {
        throw .damagedRecords(path: plan.task.name, detail: "the plan cannot be written: \(error)")
      }
      var tail = ColumnBytes(capacity: TaskRecords.tailSize)
      tail.add(UInt64(file.size))
      tail.add(UInt64(messages))
      tail.add(checksum32(text))
      tail.add(TaskRecords.mark)
      try wrapped { () throws(SheetError) in
        try file.write(text)
        try file.write(tail.bytes)
        try file.sync()
      }
    }

    /// Gives the file its name.
    ///
    /// - Returns: false when there is a file of that name.
    package func publish(as path: String) throws(CampaignError) -> Bool {
      try wrapped { () throws(SheetError) in try file.publish(as: path) }
    }
  }

  /// Reads the records of a task.
  package final class Reader {
    package let path: String
    package let plan: TaskPlan
    package let messageCount: Int
    private let file: InputFile
    private let end: Int
    private var offset = TaskRecords.head.count
    private var position = 0

    /// - Throws: `CampaignError.damagedRecords`, or `.sheet` when the file is missing or unreadable.
    package init(_ path: String) throws(CampaignError) {
      self.path = path
      let file = try wrapped { () throws(SheetError) in try InputFile(path, limit: .max) }
      self.file = file
      func read(_ offset: Int, _ count: Int) throws(CampaignError) -> [UInt8] {
        try wrapped { () throws(SheetError) in try file.read(at: offset, count: count) }
      }
      let head = try read(0, TaskRecords.head.count)
      let tail = try read(max(0, file.size - TaskRecords.tailSize), TaskRecords.tailSize)
      guard head == TaskRecords.head, tail.count == TaskRecords.tailSize,
        tail.suffix(4) == TaskRecords.mark[...]
      else {
        throw .damagedRecords(path: path, detail: "it is not a whole file of records")
      }
      func integer(_ range: Range<Int>) -> UInt64 {
        tail[range].reversed().reduce(0) { $0 << 8 | UInt64($1) }
      }
      end = Int(clamping: integer(0..<8))
      messageCount = Int(clamping: integer(8..<16))
      let length = file.size - TaskRecords.tailSize - end
      guard end >= TaskRecords.head.count, length > 0 else {
        throw .damagedRecords(path: path, detail: "its plan is nowhere")
      }
      let text = try read(end, length)
      guard UInt64(checksum32(text)) == integer(16..<20) else {
        throw .damagedRecords(path: path, detail: "the checksum of its plan is wrong")
      }
      do {
        plan = try JSONDecoder().decode(TaskPlan.self, from: Data(text))
      } catch {
        throw .damagedRecords(path: path, detail: "its plan cannot be read")
      }
    }

    /// The next block; nil after the last.
    func next() throws(CampaignError) -> RecordBlock? {
      guard offset < end else { return nil }
      let file = file
      let start = offset
      let head = try wrapped { () throws(SheetError) in try file.read(at: start, count: 8) }
      func integer(_ offset: Int) -> UInt32 {
        head[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
      }
      guard head.count == 8, case let length = Int(integer(0)), length <= TaskRecords.blockLimit,
        start + 8 + length <= end
      else { throw damaged("a block is cut off") }
      let bytes = try wrapped { () throws(SheetError) in
        try file.read(at: start + 8, count: length)
      }
      guard checksum32(bytes) == integer(4) else { throw damaged("the checksum is wrong") }
      guard let block = RecordBlock(bytes, position: position) else {
        throw damaged("a block is no block")
      }
      offset += 8 + length
      position += block.messageCount
      return block
    }

    /// Starts again with the first block.
    func rewind() {
      offset = TaskRecords.head.count
      position = 0
    }

    private func damaged(_ detail: String) -> CampaignError {
      .damagedRecords(path: path, detail: "\(detail) at byte \(offset)")
    }
  }
}

/// Makes a sheet's error a campaign's.
package func wrapped<Value>(_ work: () throws(SheetError) -> Value) throws(CampaignError) -> Value {
  do throws(SheetError) { return try work() } catch { throw .sheet(error) }
}
