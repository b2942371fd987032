import Carrier
import Foundation
import Ledger
import Messaging
import Sending
import Spreadsheet
import Tasks
import TestSupport
import Testing
import Workspace

@Suite("Records of a task")
struct TaskRecordsTests {
  private let folder: Workdir
  private let session: LedgerSession
  private let row: TaskRow
  private let path: String

  /// The records of a sheet with messages, removed rows, long and empty values.
  init() throws {
    folder = try Workdir()
    let template = Template(
      name: "t", type: .notification, region: .international, signature: "博阔",
      content: "{1}：{2}")
    let task = try SendingTask(name: "t", template: template, start: 1_795_000_000_000)
    let lines = (0..<3_000).map { index in
      switch index % 10 {
      case 0: "12345,a,b"
      case 1: "+33639980101,same,1"
      case 2: "+12025550101,\(String(repeating: "长", count: index % 90)),x"
      default: "+1202555\(1_000 + index),值\(index),\(index)"
      }
    }
    let sheet = try folder.write("s.csv", lines.joined(separator: "\n"))
    session = LedgerSession(try Ledger(folder: folder.file("Ledger")), now: task.start)
    let pipeline = try Pipeline(
      task, reading: try SheetFile.open(sheet, options: ReadingOptions()), header: .no)
    row = try TaskPlanner(session).prepare(
      pipeline, output: OutputOptions(folder: folder.path), identity: TaskIdentity("")
    ).row
    path = folder.file("Ledger/records/\(try #require(row.records))")
  }

  /// Sends what the records hold, and gives the whole outcome.
  private func deliver() throws -> [String] {
    let reader = try TaskRecords.Reader(path)
    let started = try TaskPlanner(session).start(row, application: reader.manifest.task.application)
    let sink = Texts()
    _ = try TaskDeliverer(session) { _, _, _ in sink }.deliver(started.number)
    return sink.texts
  }

  private func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  @Test("They give what the sheet gives")
  func roundTrip() throws {
    let reader = try TaskRecords.Reader(path)
    let pipeline = try Pipeline(
      reader.manifest.task,
      reading: try SheetFile.open(folder.file("s.csv"), options: ReadingOptions()), header: .no)
    let sink = Texts()
    let tally = try pipeline.send(to: sink)
    let direct = sink.texts
    #expect(reader.manifest.tally.accepted == tally.accepted && tally.accepted > 2_000)
    #expect(reader.manifest.tally.removed == tally.removed && tally.invalid > 200)
    #expect(reader.messageCount == tally.accepted)
    let delivered = try deliver()
    try #require(delivered.count == direct.count)
    // Sending straight from the sheet has no memory for the limits of a number.
    let same = zip(delivered, direct).filter { $0 == $1 || $0.contains("suppressed") }.count
    #expect(same == direct.count)
  }

  @Test("Each bit is under a checksum: damage is an error, never another message")
  func damage() throws {
    let whole = try bytes()
    var random = SeededRandom(5)
    for round in 0..<400 {
      var damaged = whole
      switch round % 4 {
      case 0:
        damaged[Int.random(in: 0..<damaged.count, using: &random)] ^=
          1 << UInt8.random(in: 0..<8, using: &random)
      case 1: damaged.removeLast(Int.random(in: 1..<damaged.count, using: &random))
      case 2:
        let start = Int.random(in: 0..<damaged.count - 8, using: &random)
        for offset in 0..<8 { damaged[start + offset] = .random(in: 0...255, using: &random) }
      default:
        let start = Int.random(in: 0..<damaged.count - 40, using: &random)
        damaged.removeSubrange(start..<start + Int.random(in: 1...40, using: &random))
      }
      guard damaged != whole else { continue }
      try damaged.write(to: URL(fileURLWithPath: path))
      do {
        _ = try deliver()
        Issue.record("round \(round) went through")
      } catch {
        #expect(error.failureKind == .damagedRecords)
      }
    }
    try whole.write(to: URL(fileURLWithPath: path))
  }
}

/// Keeps what comes of each row as text.
private final class Texts: TaskDelivery {
  var texts: [String] = []

  func take(_ batch: MessageBatch) {
    for message in batch.messages {
      let content = batch.content(of: message)
      let text = content.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
      let result =
        message.result == .suppressed ? "suppressed" : "\(message.messageID) \(message.result)"
      texts.append(
        "\(message.row) \(message.recipient.number.digits) \(message.recipient.facts) \(text) "
          + "\(message.length) \(result)")
    }
    for removed in batch.removed {
      texts.append(
        "\(removed.row) \(removed.removal) \(removed.variable ?? -1) \(removed.repeats ?? -1)")
    }
  }

  func complete(_ tally: Tally, facts: SheetFacts) -> [PendingFile] { [] }
}
