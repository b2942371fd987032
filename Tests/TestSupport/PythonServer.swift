internal import Foundation
internal import Glibc
internal import Synchronization

/// A Python that has its libraries loaded and runs each script in a child of its own.
///
/// To start Python and load openpyxl takes half a second, and the tests have thousands of scripts run. A script sees
/// what it would see from `python -c`: its arguments, its standard streams, nothing of the scripts before it.
final class PythonServer: @unchecked Sendable {
  // Unchecked: one thread at a time has it, the one that took it from the idle ones.
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()

  private static let idle = Mutex<[PythonServer]>([])

  private static let program = """
    import collections, fcntl, hashlib, json, os, sqlite3, struct, sys, traceback, zipfile
    try: import openpyxl, wcwidth, xlsxwriter
    except ImportError: pass
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            status = 0
            try:
                for stream, path in enumerate(request['streams']):
                    opened = os.open(path, os.O_RDWR)
                    os.dup2(opened, stream)
                    os.close(opened)
                os.chdir(request['folder'])
                sys.stdin = open(0, encoding='utf-8')
                sys.argv = ['-c'] + request['arguments']
                exec(compile(request['script'], '<string>', 'exec'), {'__name__': '__main__'})
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
                if isinstance(end.code, str): print(end.code, file=sys.stderr)
            except BaseException:
                traceback.print_exc()
                status = 1
            finally:
                sys.stdout.flush(); sys.stderr.flush()
                os._exit(status)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(ended if ended >= 0 else 128 - ended, flush=True)
    """

  private init(_ python: String) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", Self.program]
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
  }

  /// Runs a script whose standard streams are files.
  ///
  /// - Returns: its exit status.
  static func run(
    _ python: String, _ script: String, _ arguments: [String], in folder: String,
    streams: [String]
  ) throws -> Int32 {
    struct Request: Encodable {
      var script: String
      var arguments, streams: [String]
      var folder: String
    }
    struct Failure: Error { var number: Int32 }
    let server = try idle.withLock { $0.popLast() } ?? PythonServer(python)
    let request = Request(
      script: script, arguments: arguments, streams: streams, folder: folder)
    try server.requests.fileHandleForWriting.write(
      contentsOf: JSONEncoder().encode(request) + [0x0A])
    guard let status = server.answer() else { throw Failure(number: errno) }
    idle.withLock { $0.append(server) }
    return status
  }

  /// Reads a line, which is all that is there when one script is asked for at a time.
  private func answer() -> Int32? {
    let line = answers.fileHandleForReading.fileDescriptor
    var text = ""
    while !text.hasSuffix("\n") {
      var byte: UInt8 = 0
      let count = read(line, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      text.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return Int32(text.dropLast())
  }
}
