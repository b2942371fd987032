internal import Files
internal import Messaging
package import Sending
internal import Spreadsheet
internal import Tasks
package import Workspace

/// The list of the removed rows of a task in which nobody is accepted: all that it leaves (SPEC TASK-7).
package final class RemovedList: MessageSink {
  private let task: SendingTask
  private let plan: OutputOptions
  private let file: TableFile
  private let table: any TableWriter
  private var tables: ResultTables

  /// Makes the file, as yet without a name.
  ///
  /// - Throws: `FileError` when the folder cannot be made or written to.
  package init(_ task: SendingTask, _ plan: OutputOptions) throws {
    self.task = task
    self.plan = plan
    tables = ResultTables(task, plan.format, rowPerSegment: false, language: plan.language)
    try OutputFile.makeFolder(plan.folder)
    file = try TableFile(plan, about: task, Words.removedRows)
    table = try file.addTable(Words.removed.text(plan.language), columns: tables.removedColumns)
  }

  package func take(_ batch: MessageBatch) throws {
    try tables.writeRemoved(of: batch, to: table)
  }

  /// Completes the file and gives it its name.
  ///
  /// - Returns: its path.
  package func publish() throws -> String {
    var time = TimeFormatter(task.zone)
    let name = OutputName(
      task: task.name, stamp: time.stamp(task.start), suffix: OutputRole.removed.suffix)
    return try file.complete().publish(
      inFolder: plan.folder, name: name, ending: plan.format.ending)
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
