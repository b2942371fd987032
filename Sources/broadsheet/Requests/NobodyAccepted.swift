import Files
import Ledger
import Reporting
import Sending
import Tasks
import Workspace

/// What is left of a task in which nobody is accepted: the list of its removed rows (SPEC TASK-7).
enum NobodyAccepted {
  /// Does some work; if it ends because nobody was accepted, the list is written and named in the error.
  ///
  /// - Parameters:
  ///   - work: what may find nobody.
  ///   - list: reads the sheet again and writes the list; gives its path.
  /// - Returns: what the work gives.
  /// - Throws: what the work throws, with the list named.
  static func listed<Value>(
    _ work: () throws -> Value, list: () throws -> String
  ) throws -> Value {
    do {
      return try work()
    } catch {
      guard case CampaignError.nobodyAccepted(let file, let removed, nil, let hint) = error,
        removed > 0
      else {
        throw error
      }
      throw CampaignError.nobodyAccepted(file: file, removed: removed, list: try list(), hint: hint)
    }
  }
}

extension SendRequest {
  /// Reads the sheet again and writes the list of its removed rows.
  ///
  /// - Parameter folder: where; nil: where the task's files would be.
  /// - Returns: the path of the list.
  /// - Throws: the error when it cannot be read again, or the list not be written.
  func removedList(inFolder folder: String? = nil) throws -> String {
    let pipeline = try pipeline()
    var options = outputOptions(for: pipeline.facts)
    options.folder = folder ?? options.folder
    return try RemovedList.write(of: pipeline, options)
  }
}

extension LedgerSession {
  /// Ends a pending task in which nobody is accepted, as earlier versions could plan one.
  ///
  /// - Throws: `CampaignError.nobodyAccepted`, always once the task has failed.
  func refuse(_ row: TaskRow) throws {
    let archive = TaskArchive(self)
    let list = try RemovedList(try archive.manifest(of: row).task, try row.output())
    _ = try archive.replay(row, into: list)
    let path = try list.publish()
    let error = CampaignError.nobodyAccepted(
      file: row.sheet, removed: row.counts.invalid + row.counts.duplicates,
      list: Folder.relative(path))
    try TaskRegister(self).fail(row.number, error.description)
    throw error
  }
}
