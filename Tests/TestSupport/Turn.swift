internal import Foundation
internal import Synchronization
public import Testing

/// How the tests of a suite share the machine with the others of their process.
///
/// A test that runs programs waits for them more than it computes. On Swift's own pool, with a thread a core, such
/// waits would stand in line; here each test has a thread, and more of them run at a time than there are cores.
///
///     @Suite("send: the main job", .sideBySide)
///     struct SendTests {
///       @Test("Within a second", .alone) func quick() throws {}
///
/// A test with a thread of its own may block. It must not wait for another test.
public struct Turn: SuiteTrait, TestTrait, TestScoping {
  fileprivate enum Kind { case sideBySide, alone }

  fileprivate let kind: Kind
  private static let line = Line()
  @TaskLocal private static var isTaken = false

  /// What a suite has, each of its tests has.
  public var isRecursive: Bool { true }

  /// Waits for the test's turn, and runs it on a thread of its own.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    // A suite's own scope has no test case; a test of two such suites waits once.
    guard testCase != nil, !Self.isTaken else { return try await function() }
    // What the test says of itself counts more than what its suite says.
    let isAlone = test.traits.contains { ($0 as? Turn)?.kind == .alone }
    await Self.line.enter(isAlone ? .alone : .sideBySide)
    let start = ContinuousClock.now
    defer {
      Self.line.leave()
      Times.note(test, testCase, ContinuousClock.now - start)
    }
    try await Self.$isTaken.withValue(true) {
      try await withTaskExecutorPreference(Threads.shared) { try await function() }
    }
  }
}

extension Trait where Self == Turn {
  /// Beside others: for what depends on nothing that other tests do.
  public static var sideBySide: Turn { Turn(kind: .sideBySide) }

  /// With no other test that has a turn: for what measures, or needs most of the machine.
  public static var alone: Turn { Turn(kind: .alone) }
}

/// Who runs, and who waits: those that run alone come when nobody else is left in the line.
private final class Line: Sendable {
  private struct State {
    var running = 0
    var isAlone = false
    var sideBySide: [CheckedContinuation<Void, Never>] = []
    var alone: [CheckedContinuation<Void, Never>] = []
  }

  /// Tests at a time: two for each core, unless the environment says how many.
  private let width: Int = {
    let wanted = ProcessInfo.processInfo.environment["BROADSHEET_TEST_WIDTH"].flatMap { Int($0) }
    return max(1, wanted ?? ProcessInfo.processInfo.activeProcessorCount * 2)
  }()
  private let state = Mutex(State())

  func enter(_ kind: Turn.Kind) async {
    await withCheckedContinuation { continuation in
      state.withLock {
        switch kind {
        case .sideBySide: $0.sideBySide.append(continuation)
        case .alone: $0.alone.append(continuation)
        }
        admit(&$0)
      }
    }
  }

  func leave() {
    state.withLock {
      $0.running -= 1
      $0.isAlone = false
      admit(&$0)
    }
  }

  private func admit(_ state: inout State) {
    guard !state.isAlone else { return }
    while state.running < width, !state.sideBySide.isEmpty {
      state.running += 1
      state.sideBySide.removeFirst().resume()
    }
    guard state.running == 0, !state.alone.isEmpty else { return }
    state.running = 1
    state.isAlone = true
    state.alone.removeFirst().resume()
  }
}

/// How long each test took from its turn on; what the test library prints has the wait for it in it, too.
private enum Times {
  /// The file that the environment names; nil: nobody wants to know.
  private static let file = Mutex(
    ProcessInfo.processInfo.environment["BROADSHEET_TEST_TIMES"].flatMap { path in
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      return FileHandle(forWritingAtPath: path)
    })

  static func note(_ test: Test, _ testCase: Test.Case?, _ duration: Duration) {
    file.withLock {
      try? $0?.write(contentsOf: Data("\(duration / .seconds(1)) \(test.id)\n".utf8))
    }
  }
}

/// Gives every piece of a task's work a thread, so that a wait holds up nobody else.
private final class Threads: TaskExecutor {
  static let shared = Threads()

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
