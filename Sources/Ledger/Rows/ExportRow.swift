/// A record of an export (SPEC EXP-2).
package struct ExportRow: Sendable, Equatable {
  package var number = 0
  package var task: Int
  /// The file's name without its folder.
  package var name: String
  /// The results that were exported, by their words.
  package var results: [String]
  /// The format of the file, by its word in the settings.
  package var format: String
  package var path: String?
  /// `succeeded` or `failed`.
  package var result: String
  package var reason: String?
  /// Milliseconds since 1970.
  package var time: Int

  package init(
    task: Int, name: String, results: [String], format: String, result: String, time: Int
  ) {
    self.task = task
    self.name = name
    self.results = results
    self.format = format
    self.result = result
    self.time = time
  }
}
