/// A record of an export (SPEC EXP-2).
package struct ExportRow: Sendable, Equatable {
  package var number = 0
  package var task: Int
  /// The file's name without its folder.
  package var name: String
  /// What was exported: results, joined by commas.
  package var data: String
  package var path: String?
  /// `succeeded` or `failed`.
  package var result: String
  package var reason: String?
  /// Milliseconds since 1970.
  package var time: Int

  package init(task: Int, name: String, data: String, result: String, time: Int) {
    self.task = task
    self.name = name
    self.data = data
    self.result = result
    self.time = time
  }
}
