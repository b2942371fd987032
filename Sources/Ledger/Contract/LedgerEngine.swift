/// A place that keeps a ledger, and how its transactions come about: a file of one machine today, a server
/// that many share tomorrow.
///
/// An engine knows nothing of tasks or lists. The statements, which are the same for all of them, are in
/// `Statements`; an engine brings the tables that they speak of (with the names and columns of
/// `SQLite/Schema.swift`) and runs them. `Tests/LedgerTests/Contract` holds each engine to what follows.
///
/// - Opening is the engine's own initializer. It makes what is missing, brings tables of an older version up to
///   date while it keeps all others out, and refuses those of a newer one (`LedgerError.tooNew`).
/// - Both methods may be called from any thread, by many at once, and block until they are done. They are not
///   nested: `work` begins no transaction of the same ledger.
/// - `work` may be run again from its start, when the engine knows that nothing of it was committed, such as
///   after a lost connection. So it leaves no traces but in the transaction: what it writes elsewhere a second
///   run overwrites.
/// - What `work` throws is thrown on as it is. All other errors are `LedgerError`.
package protocol LedgerEngine: Sendable {
  /// Where the ledger is, as messages name it: a path, or an address without its password.
  var place: String { get }

  /// Runs `work` on the ledger as it is at one moment, whatever is written meanwhile.
  ///
  /// Called many times a task. It does not wait for the writers of other processes, nor do they wait for it.
  /// A statement that changes something is refused (`LedgerError.readOnly`).
  func read<Value>(_ work: (any LedgerConnection) throws -> Value) throws -> Value

  /// Runs `work` and commits all of it, or nothing when it throws.
  ///
  /// Called a few times a task; the longest, which counts a task's recipients, takes seconds. Writers wait for
  /// each other, on all machines, and each sees what those before it have committed: a limit that is looked up
  /// and then used in one transaction holds. Whoever waits longer than ten minutes gets `LedgerError.busy`.
  /// What has returned survives a kill and a power failure.
  ///
  /// An engine whose claims (`RecordStore.claim`) can be lost refuses the writes of a process that has lost one.
  func write<Value>(_ work: (any LedgerConnection) throws -> Value) throws -> Value
}
