package import Files
package import Ledger
internal import Messaging
package import Sending
internal import Spreadsheet
package import Workspace

/// Exports of a task's recipients with their latest results (SPEC EXP-1, EXP-2).
package struct TaskExports: Sendable {
  /// How long after an export of a task the next is possible, in milliseconds.
  package static let exportPause = 5 * 60_000

  /// Writes the rows of an export.
  package typealias MakeExport = (TaskManifest, ExportRequest) throws -> any ExportSink

  private let session: LedgerSession

  package init(_ session: LedgerSession) { self.session = session }

  /// Exports of the last 60 days, the newest first: of a name or a part of one, of a result, or all.
  package func exports(
    name: String? = nil, isExact: Bool = false, result: String? = nil
  ) throws -> [ExportRow] {
    try session.read { try $0.exports(name: name, isExact: isExact, result: result) }
      .filter { $0.time >= session.now - TaskArchive.retention }
  }

  /// Whether there is an export of a number.
  package func has(_ number: Int) throws -> Bool {
    try session.read { try $0.export(numbered: number) } != nil
  }

  /// The export of a number.
  ///
  /// - Throws: `CampaignError.tryLater` when there is none.
  package func export(numbered number: Int) throws -> ExportRow {
    guard let record = try session.read({ try $0.export(numbered: number) }) else {
      throw CampaignError.tryLater(
        "There is no export \(number). `broadsheet export list` shows them.")
    }
    return record
  }

  /// Forgets an export; its file stays.
  package func delete(_ number: Int) throws { try session.write { try $0.deleteExport(number) } }

  /// Exports a task.
  ///
  /// The record is there before the file, as a failed one; so a kill leaves a record that can be retried.
  ///
  /// - Parameters:
  ///   - row: a task that was executed, of the last 60 days.
  ///   - request: what of it.
  ///   - record: a failed one that is retried; nil for a new one.
  ///   - make: makes the file.
  /// - Returns: the record.
  /// - Throws: `CampaignError.tryLater` less than five minutes after the last export.
  package func export(
    _ row: TaskRow, _ request: ExportRequest, retrying record: ExportRow? = nil, _ make: MakeExport
  ) throws -> ExportRow {
    guard let started = row.started else {
      throw CampaignError.tryLater(
        "Task \(row.number) is \(row.state.rawValue); there is nothing to export yet.")
    }
    guard session.now - started <= TaskArchive.retention else {
      throw CampaignError.recordsDropped(task: row.number)
    }
    guard session.now - started <= request.days * 86_400_000 else {
      throw CampaignError.refused(
        "Task \(row.number) was sent more than \(request.days) days ago, and the setting exports.days allows no more."
      )
    }
    let manifest = try TaskArchive(session).manifest(of: row)
    var time = TimeFormatter(manifest.task.zone)
    let name = OutputName(task: row.name, stamp: time.stamp(session.now), suffix: "_export")
    let now = session.now
    var record = try session.write { ledger in
      let last = try ledger.exports(result: "succeeded", task: row.number).first
      if let last, now - last.time < Self.exportPause, now >= last.time {
        let seconds = (Self.exportPause - (now - last.time) + 999) / 1_000
        throw CampaignError.tryLater(
          "Task \(row.number) was exported less than 5 minutes ago. Try again in \(seconds) seconds."
        )
      }
      var new =
        record
        ?? ExportRow(
          task: row.number, name: name.base, results: request.words,
          format: request.format.rawValue, result: "failed", time: now)
      new.reason = "interrupted"
      new.time = now
      new.number = try ledger.save(new)
      return new
    }
    do {
      let sink = try make(manifest, request)
      _ = try TaskArchive(session).replay(row, asOf: request.asOf, into: sink)
      record.path = try Self.publish(sink, request, name: name)
      record.name = record.path.map(FileName.last) ?? name.base
      record.result = "succeeded"
      record.reason = nil
    } catch {
      record.reason = error.explanation
      let failed = record
      // What stopped the export may stop this too; the record then says that it was interrupted.
      _ = try? session.write { _ = try $0.save(failed) }
      throw error
    }
    let done = record
    try session.write { _ = try $0.save(done) }
    return done
  }

  /// Tries a failed export again.
  package func retry(
    _ number: Int, folder: String, settings: Settings, _ make: MakeExport
  ) throws -> ExportRow {
    let record = try export(numbered: number)
    guard record.result == "failed", var request = ExportRequest(record, folder: folder) else {
      throw CampaignError.tryLater(
        "Export \(number) has succeeded; only a failed one can be retried.")
    }
    request.language = settings.language
    request.days = settings.exportDays
    return try export(
      try TaskRegister(session).task(numbered: record.task), request, retrying: record, make)
  }

  private static func publish(
    _ sink: any ExportSink, _ request: ExportRequest, name: OutputName
  ) throws -> String {
    try sink.complete().publish(
      inFolder: request.folder, name: name, ending: request.format.ending)
  }
}

/// Takes the messages of an export.
package protocol ExportSink: MessageSink {
  /// Completes the file and flushes it to the disk.
  func complete() throws -> OutputFile
}
