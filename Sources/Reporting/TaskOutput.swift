package import Campaign
internal import Messaging
package import Spreadsheet

/// The files that a task leaves: results, failed numbers and a report, all or none (SPEC OUT).
///
/// The pipeline's writing thread fills it through `take`; `finish` writes the counts, flushes everything to
/// the disk and only then gives the files their names.
package final class TaskOutput: MessageSink {
  package enum Format: String, Sendable, CaseIterable {
    case xlsx
    case csv
    case jsonl
  }

  /// Where a task's files go and how they look.
  package struct Options: Sendable {
    package var folder: String
    package var format = Format.xlsx
    package var rowPerSegment = false
    /// Whether every cell of a workbook names its place, for programs that want that.
    package var namesEveryCell = false
    package var zone: Zone

    package init(folder: String, zone: Zone) {
      self.folder = folder
      self.zone = zone
    }
  }

  /// The paths of the finished files.
  package struct Files: Sendable, Equatable {
    package var results: String
    package var failedNumbers: String
    /// Rows that were not sent, where the format has no room for them in the results.
    package var removed: String?
    package var report: String
  }

  private let task: SendingTask
  private let plan: ColumnPlan
  private let options: Options
  private let writer: any ResultWriter
  private var tables: ResultTables

  /// Makes the files, as yet without names.
  ///
  /// - Throws: `SheetError` when the folder cannot be made or written to.
  package init(_ task: SendingTask, plan: ColumnPlan, options: Options) throws(SheetError) {
    self.task = task
    self.plan = plan
    self.options = options
    tables = ResultTables(task, zone: options.zone, rowPerSegment: options.rowPerSegment)
    try OutputFile.makeFolder(options.folder)
    let columns = ResultColumns(
      recipients: tables.recipientColumns, removed: ResultTables.removedColumns,
      failed: ResultTables.failedColumns(plan))
    writer =
      switch options.format {
      case .xlsx:
        try WorkbookResultWriter(
          columns, folder: options.folder, task: task, namesEveryCell: options.namesEveryCell)
      case .csv:
        try TextResultWriter(columns, folder: options.folder, ending: ".csv") {
          (file, columns) throws(SheetError) in try CSVWriter(file: file, columns: columns)
        }
      case .jsonl:
        try TextResultWriter(columns, folder: options.folder, ending: ".jsonl") {
          JSONLinesWriter(file: $0, columns: $1)
        }
      }
  }

  package func take(_ batch: MessageBatch) throws(SheetError) {
    for message in batch.messages {
      try tables.write(message, of: batch, to: writer.recipients)
      guard message.result == .failed || message.result == .refused else { continue }
      try tables.writeFailed(
        message, of: batch, variables: plan.columns.count, to: writer.failed)
    }
    for removed in batch.removed { try tables.write(removed, of: batch, to: writer.removed) }
  }

  /// Completes the files and gives them their names; an older file is never replaced.
  ///
  /// - Throws: `SheetError`; none of the files has appeared then.
  package func finish(_ summary: Summary) throws(SheetError) -> Files {
    let report = try OutputFile(inFolder: options.folder)
    try report.write(Array((summary.text().joined(separator: "\n") + "\n").utf8))
    try report.sync()
    var files = try writer.finish(summary)
    files.append((report, ".txt"))
    let published = try publish(files)
    func path(_ suffix: String) -> String { published.first { $0.hasSuffix(suffix) } ?? "" }
    let ending = "." + options.format.rawValue
    return Files(
      results: published[0], failedNumbers: path("_failed" + ending),
      removed: published.first { $0.hasSuffix("_removed" + ending) }, report: path(".txt"))
  }

  /// Tries names until one is free for all of the files.
  private func publish(_ files: [(file: OutputFile, suffix: String)]) throws(SheetError) -> [String]
  {
    var time = TimeFormatter(options.zone)
    let name = OutputName(task: task.name, stamp: time.stamp(task.start))
    for attempt in 1...1_000 {
      let base = "\(options.folder)/\(name.alternative(attempt))"
      let paths = files.map { base + $0.suffix }
      if paths.contains(where: Folder.exists) { continue }
      if try OutputFile.publish(zip(files, paths).map { ($0.file, $1) }) { return paths }
    }
    throw .cannotWrite(path: options.folder, reason: "no name is free for \(name.base)")
  }
}
