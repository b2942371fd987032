import Ledger
import Testing

@Suite("TASK-2: the states of a task")
struct TaskStateTests {
  private static let due = 1_800_000_000_000

  @Test(
    "Every move of every state is allowed or refused as the SPEC says",
    arguments: TaskState.allCases)
  func moves(state: TaskState) {
    func isAllowed(_ move: (TaskState) throws(TaskError) -> Void) -> Bool {
      do throws(TaskError) {
        try move(state)
        return true
      } catch {
        return false
      }
    }
    let (isPending, isExecuting) = (state == .pending, state == .executing)
    let due = Self.due
    #expect(
      isAllowed { (state) throws(TaskError) in _ = try state.executed(at: due, due: due) }
        == isPending)
    #expect(
      isAllowed { (state) throws(TaskError) in
        _ = try state.canceled(at: due - 300_000, due: due)
      } == isPending)
    #expect(isAllowed { (state) throws(TaskError) in _ = try state.completed() } == isExecuting)
    #expect(
      isAllowed { (state) throws(TaskError) in _ = try state.failed() }
        == (isPending || isExecuting))
    #expect(
      isAllowed { (state) throws(TaskError) in try state.checkDeletable() }
        == (state == .canceled || state == .failed))
    #expect((state.expired(at: due + 86_400_001, due: due) == .canceled) == isPending)
  }

  @Test(
    "A pending task is executed from its time on, for 24 hours",
    arguments: [(-1, false), (0, true), (86_400_000, true), (86_400_001, false)])
  func execution(after: Int, isAllowed: Bool) {
    let next = try? TaskState.pending.executed(at: Self.due + after, due: Self.due)
    #expect(next == (isAllowed ? .executing : nil))
    let expired = TaskState.pending.expired(at: Self.due + after, due: Self.due)
    #expect(expired == (after > 86_400_000 ? .canceled : nil))
  }

  @Test(
    "It can be canceled until 5 minutes before",
    arguments: [(-300_000, true), (-299_999, false), (0, false), (1, false)])
  func cancellation(after: Int, isAllowed: Bool) {
    let next = try? TaskState.pending.canceled(at: Self.due + after, due: Self.due)
    #expect(next == (isAllowed ? .canceled : nil))
  }

  @Test(
    "Network file systems are told by their number or by what is behind FUSE",
    arguments: [
      (0x6969, "nfs4", "NFS"), (0xFE53_4D42, "cifs", "SMB2"), (0x0102_1994, "tmpfs", nil),
      (0xEF53, "ext4", nil), (0x6573_5546, "fuse.sshfs", "sshfs"),
      (0x6573_5546, "fuse.rclone", "rclone"), (0x6573_5546, "fuse.ntfs-3g", nil),
      (0x6573_5546, nil, nil), (0x794C_7630, "overlay", nil),
    ] as [(UInt, String?, String?)])
  func fileSystems(magic: UInt, type: String?, name: String?) {
    #expect(FileSystem.network(magic: magic, mountType: type) == name)
  }
}
