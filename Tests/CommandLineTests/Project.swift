import Foundation
import TestSupport

/// A workspace of its own for one test: the project's templates, an output folder.
struct Project {
  let folder: Workdir

  init() throws {
    folder = try Workdir()
    try FileManager.default.copyItem(
      atPath: Tool.root + "/Templates", toPath: folder.file("Templates"))
    try FileManager.default.createDirectory(
      atPath: folder.file("Output"), withIntermediateDirectories: true)
  }

  /// Runs the program in the workspace, at a set time, so that names and results are known.
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    let sends = arguments.first == "send" || arguments.first == "check"
    return try Tool.broadsheet(
      arguments + (sends ? ["--now", "2026-11-20 19:30:05"] : []), in: folder.path, input: input,
      environment: environment)
  }

  /// What a command says: its output, or its exit status and its error.
  func says(_ arguments: [String]) throws -> String {
    let outcome = try run(arguments)
    return outcome.status == 0 ? outcome.output : "\(outcome.status) \(outcome.error)"
  }

  /// A small sheet for the template `monthly-bill`.
  func sheet(_ name: String = "bill.csv", rows: Int = 3) throws -> String {
    try folder.write(
      name,
      "手机号,姓名,金额\n" + (1...max(1, rows)).map { "\(17_400_001_000 + $0),王\($0),\($0).50\n" }.joined()
    )
  }

  func output() -> [String] { folder.names(in: "Output") }
}
