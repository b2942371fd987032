internal import Foundation

/// What a program said and how it ended.
public struct Outcome: Sendable {
  /// Its exit status.
  public var status: Int32
  /// Its standard output.
  public var output: String
  /// Its standard error.
  public var error: String

  /// The last line of its output as a JSON object.
  public func json() throws -> [String: Any] {
    let line = output.split(separator: "\n").last.map(String.init) ?? ""
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
    return object as? [String: Any] ?? [:]
  }
}

/// Runs programs, the built `broadsheet` among them.
public enum Tool {
  /// The project's folder.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The program that `make test` built, or that of an earlier build.
  public static let binary: String = {
    let environment = ProcessInfo.processInfo.environment
    return environment["BROADSHEET_BINARY"] ?? root + "/.build/release/broadsheet"
  }()

  /// Python with the packages of `Tests/requirements.txt`; nil when the tests were started without it.
  public static let python = ProcessInfo.processInfo.environment["BROADSHEET_TEST_PYTHON"]

  /// Runs `broadsheet` in the project's folder.
  public static func broadsheet(
    _ arguments: [String], in folder: String = root, input: String = "",
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(binary, arguments, in: folder, input: input, environment: environment)
  }

  /// Runs a Python script given as text, as `python -c` would.
  public static func python(_ script: String, _ arguments: [String] = []) throws -> Outcome {
    try captured(input: "") { streams in
      try PythonServer.run(python ?? "python3", script, arguments, in: root, streams: streams)
    }
  }

  /// Runs a program to its end.
  public static func run(
    _ program: String, _ arguments: [String], in folder: String = root, input: String = "",
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try captured(input: input) { streams in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [program] + arguments
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.standardInput = FileHandle(forReadingAtPath: streams[0])
      process.standardOutput = FileHandle(forWritingAtPath: streams[1])
      process.standardError = FileHandle(forWritingAtPath: streams[2])
      try process.run()
      process.waitUntilExit()
      return process.terminationReason == .uncaughtSignal
        ? 128 + process.terminationStatus : process.terminationStatus
    }
  }

  /// Hands over files for the standard streams, and gives what was written to them.
  ///
  /// Files, not pipes: a pipe fills up while nobody reads it.
  private static func captured(
    input: String, _ run: ([String]) throws -> Int32
  ) throws -> Outcome {
    let scratch = try Workdir()
    let streams = [
      try scratch.write("input", input), try scratch.write("output", ""),
      try scratch.write("error", ""),
    ]
    // The folder goes with its last use.
    return try withExtendedLifetime(scratch) {
      let status = try run(streams)
      func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
      }
      return Outcome(status: status, output: try text(streams[1]), error: try text(streams[2]))
    }
  }
}
