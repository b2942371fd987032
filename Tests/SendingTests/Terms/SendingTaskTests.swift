import Messaging
import Sending
import Testing

@Suite("TASK-1: what a task may be called")
struct SendingTaskTests {
  @Test(
    "A task's name has at most 30 characters", arguments: [(30, true), (31, false), (0, false)])
  func taskName(count: Int, isGood: Bool) throws {
    let template = Template(name: "t", type: .notification, region: .mainland, content: "x")
    let name = String(repeating: "名", count: count)
    let error = failure {
      _ = try SendingTask(name: name, template: template, start: 0)
    }
    #expect((error == nil) == isGood)
  }

  private func failure(_ work: () throws -> Void) -> (any Error)? {
    do { try work() } catch { return error }
    return nil
  }
}
