package import Files
package import Ledger
package import Messaging
package import Sending
package import Spreadsheet
package import Workspace

/// Exports of a task's recipients with their latest results (SPEC EXP-1, EXP-2).
extension TaskRunner {
  /// How long after an export of a task the next is possible, in milliseconds.
  package static let exportPause = 5 * 60_000

  /// What is exported.
  package struct ExportRequest: Sendable {
    /// The results that are wanted.
    package var results: Set<MessageBatch.Result>
    package var format = TableFormat.xlsx
    package var folder: String
    package var asOf: Int?
    package var language = Language.english
    /// Days after its start for which a task can be exported.
    package var days = Settings().exportDays

    package init(results: Set<MessageBatch.Result>, folder: String) {
      self.results = results
      self.folder = folder
    }

    /// The results as the record says them.
    package var data: String {
      let names = results.sorted { $0.rawValue < $1.rawValue }.map(\.word)
      return names.joined(separator: ",") + " as \(format.rawValue)"
    }

    /// The plan of a record, to be tried again.
    init?(_ record: ExportRow, folder: String) {
      let words = record.data.split(separator: " ")
      guard words.count == 3, let format = TableFormat(rawValue: String(words[2])) else {
        return nil
      }
      let names = words[0].split(separator: ",")
      results = Set(
        MessageBatch.Result.allCases.filter { names.contains($0.word[...]) })
      self.format = format
      self.folder = folder
    }
  }

  /// Writes the rows of an export.
  package typealias MakeExport =
    (TaskManifest, ExportRequest) throws -> any ExportSink

  /// Exports a task.
  ///
  /// The record is there before the file, as a failed one; so a kill leaves a record that can be retried.
  ///
  /// - Parameters:
  ///   - row: a task that was executed, of the last 60 days.
  ///   - plan: what of it.
  ///   - record: a failed one that is retried; nil for a new one.
  ///   - make: makes the file.
  /// - Returns: the record.
  /// - Throws: `CampaignError.tryLater` less than five minutes after the last export.
  package func export(
    _ row: TaskRow, _ plan: ExportRequest, retrying record: ExportRow? = nil, _ make: MakeExport
  ) throws -> ExportRow {
    guard let started = row.started else {
      throw CampaignError.tryLater(
        "Task \(row.number) is \(row.state); there is nothing to export yet.")
    }
    guard now - started <= Self.retention else {
      throw CampaignError.recordsDropped(task: row.number)
    }
    guard now - started <= plan.days * 86_400_000 else {
      throw CampaignError.refused(
        "Task \(row.number) was sent more than \(plan.days) days ago, and the setting exports.days allows no more."
      )
    }
    let manifest = try manifest(of: row)
    var time = TimeFormatter(manifest.task.zone)
    let name = OutputName(task: row.name, stamp: time.stamp(now), suffix: "_export")
    var record = try change { [now] book in
      let last = try book.exports(result: "succeeded", task: row.number).first
      if let last, now - last.time < Self.exportPause, now >= last.time {
        let seconds = (Self.exportPause - (now - last.time) + 999) / 1_000
        throw CampaignError.tryLater(
          "Task \(row.number) was exported less than 5 minutes ago. Try again in \(seconds) seconds."
        )
      }
      var new =
        record
        ?? ExportRow(
          task: row.number, name: name.base, data: plan.data, result: "failed", time: now)
      new.reason = "interrupted"
      new.time = now
      new.number = try book.save(new)
      return new
    }
    do {
      let sink = try make(manifest, plan)
      _ = try replay(row, asOf: plan.asOf, into: sink)
      record.path = try Self.publish(sink, plan, name: name)
      record.name = record.path.map(FileName.last) ?? name.base
      record.result = "succeeded"
      record.reason = nil
    } catch {
      record.reason = error.explanation
      let failed = record
      // What stopped the export may stop this too; the record then says that it was interrupted.
      _ = try? change { _ = try $0.save(failed) }
      throw error
    }
    let done = record
    try change { _ = try $0.save(done) }
    return done
  }

  /// Tries a failed export again.
  package func retry(
    _ number: Int, folder: String, settings: Settings, _ make: MakeExport
  ) throws -> ExportRow {
    guard let record = try look({ try $0.export(numbered: number) }) else {
      throw CampaignError.tryLater(
        "There is no export \(number). `broadsheet export list` shows them.")
    }
    guard record.result == "failed", var plan = ExportRequest(record, folder: folder) else {
      throw CampaignError.tryLater(
        "Export \(number) has succeeded; only a failed one can be retried.")
    }
    plan.language = settings.language
    plan.days = settings.exportDays
    return try export(try task(numbered: record.task), plan, retrying: record, make)
  }

  private static func publish(
    _ sink: any ExportSink, _ plan: ExportRequest, name: OutputName
  ) throws -> String {
    try sink.complete().publish(
      inFolder: plan.folder, name: name, ending: plan.format.ending)
  }
}

/// Takes the messages of an export.
package protocol ExportSink: MessageSink {
  /// Completes the file and flushes it to the disk.
  func complete() throws -> OutputFile
}
