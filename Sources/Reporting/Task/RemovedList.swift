internal import Messaging
package import Sending
internal import Spreadsheet
internal import Tasks
package import Workspace

/// The list of the removed rows of a task in which nobody is accepted: all that it leaves (SPEC TASK-7).
package final class RemovedList: MessageSink {
  private let task: SendingTask
  private let plan: OutputOptions
  private let file: SingleTable
  private var tables: ResultTables

  /// Makes the file, as yet without a name.
  ///
  /// - Throws: `FileError` when the folder cannot be made or written to.
  package init(_ task: SendingTask, _ plan: OutputOptions) throws {
    self.task = task
    self.plan = plan
    let language = plan.format == .xlsx ? plan.language : .english
    tables = ResultTables(task, rowPerSegment: false, language: language)
    file = try SingleTable(
      Words.removed.text(language), columns: tables.removedColumns,
      properties: DocumentProperties(
        title: task.name, subject: Words.removedRows.text(language), created: task.start / 1_000),
      plan: plan)
  }

  package func take(_ batch: MessageBatch) throws {
    try tables.writeRemoved(of: batch, to: file.table)
  }

  /// Completes the file and gives it its name.
  ///
  /// - Returns: its path.
  package func publish() throws -> String {
    var time = TimeFormatter(task.zone)
    let name = OutputName(task: task.name, stamp: time.stamp(task.start), suffix: "_removed")
    return try file.complete().publish(
      inFolder: plan.folder, name: name, ending: plan.format.rawValue)
  }

  /// Reads a sheet and writes its removed rows.
  ///
  /// - Returns: the path of the list.
  package static func write(
    of pipeline: Pipeline, _ plan: OutputOptions
  ) throws -> String {
    let list = try RemovedList(pipeline.task, plan)
    _ = try pipeline.recipients { batch in
      try list.take(batch)
    }
    return try list.publish()
  }
}
