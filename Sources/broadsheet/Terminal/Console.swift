import CLinux
import Files
import Glibc
import Synchronization

/// Standard output, error and input, and whether a person is behind them.
enum Console {
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) != 0 }
  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) != 0 }

  /// A reader such as `head` may close the pipe early; that is no failure.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Lets blocks of a MiB and more go back to the system as soon as they are free.
  ///
  /// Left alone, the allocator raises this threshold after the first. Smaller blocks, batches among
  /// them, are used again without asking the system for fresh pages.
  static func returnLargeBlocks() {
    mallopt(M_MMAP_THRESHOLD, 1 << 20)
    // Less than what a batch of messages takes, and each would be fresh pages again.
    mallopt(M_TRIM_THRESHOLD, 4 << 20)
  }

  /// Writes a line that is the result: as it is, but for bytes of names that are not UTF-8.
  static func print(_ line: String = "") {
    let text = FileName.hasRawBytes(line) ? FileName.shownLines(line) : line
    write(Array((text + "\n").utf8), to: STDOUT_FILENO)
  }

  /// Writes a line about the run.
  static func error(_ line: String) {
    write(Array((FileName.shownLines(line) + "\n").utf8), to: STDERR_FILENO)
  }

  /// The system's error for a write to standard output that failed; what follows is not written any more.
  private static let outputFailure = Atomic<Int32>(0)

  /// Makes sure that all of the result was written.
  ///
  /// - Returns: 74, and says why, when it was not; 0 when all is well.
  static func checkOutput() -> Int32 {
    let number = outputFailure.load(ordering: .relaxed)
    guard number != 0 else { return 0 }
    error(
      "broadsheet: standard output could not be written: \(systemMessage(number)). "
        + "What was shown is not all of it; make room and run it again.")
    return 74
  }

  /// Writes all of the bytes; a closed pipe ends the program quietly.
  static func write(_ bytes: [UInt8], to descriptor: Int32 = STDOUT_FILENO) {
    let isOutput = descriptor == STDOUT_FILENO
    if isOutput, outputFailure.load(ordering: .relaxed) != 0 { return }
    var written = 0
    while written < bytes.count {
      let sent = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if sent < 0, errno == EINTR { continue }
      if sent < 0, errno == EPIPE { exit(0) }
      guard sent > 0 else {
        if isOutput { outputFailure.store(sent < 0 ? errno : EIO, ordering: .relaxed) }
        return
      }
      written += sent
    }
  }

  /// Reads standard input to its end, or to so many bytes.
  static func read(atMost limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count < limit {
      let got = Glibc.read(STDIN_FILENO, &chunk, min(chunk.count, limit - bytes.count))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      bytes.append(contentsOf: chunk[..<got])
    }
    return bytes
  }

  /// Asks a question; only `y` or `yes` is a yes.
  static func confirm(_ question: String) -> Bool {
    write(Array("\(question) [y/N] ".utf8), to: STDERR_FILENO)
    let answer = readLine()?.lowercased() ?? ""
    return answer == "y" || answer == "yes"
  }

  /// Milliseconds since 1970.
  static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }

  /// Seconds of a clock that only goes forward.
  static func uptime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
