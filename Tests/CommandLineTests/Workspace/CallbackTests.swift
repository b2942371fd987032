import TestSupport
import Testing

@Suite(
  "ADMIN-4, ADMIN-7: callbacks, against a server that fails, stalls, closes and answers late",
  .sideBySide)
struct CallbackTests {
  /// What `Tests/Callbacks/callbacks.py` tries; it compares what was posted with the results of the tasks.
  private static let scenarios = [
    "tencent", "tencent abroad", "alibaba", "alibaba abroad", "huawei", "huawei abroad",
    "tencent replies", "alibaba replies", "huawei replies", "fails", "stalls", "closes", "late",
    "given up", "at once",
    "large answer", "kills", "before the file", "side by side", "alone", "alarm", "kept",
  ]

  @Test("Every report arrives, in order, in its shape", arguments: scenarios)
  func scenario(_ name: String) throws {
    let outcome = try Tool.run(
      Tool.python ?? "python3", [Tool.root + "/Tests/Callbacks/callbacks.py", Tool.binary, name])
    #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.output)\(outcome.error)")
  }
}
