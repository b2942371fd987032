/// Where the records of tasks are kept, and who works on which task: files of one machine today, a server's
/// tables tomorrow.
///
/// The records of a task are one block of bytes, written once while its sheet is read and read many times. A
/// store knows nothing of what is in them. They are called `<task's ID>-<attempt>.records`; the ledger keeps
/// that name with the task, so records are named before a task refers to them, and removed after none does.
///
/// All methods may be called from any thread. They throw `FileError` or `LedgerError`.
package protocol RecordStore: Sendable {
  /// Begins the records of a task; they have no name, and vanish with the value or the process, until they are
  /// published.
  func draft() throws -> any RecordsDraft

  /// Opens records that were published.
  func open(_ name: String) throws -> any StoredRecords

  /// Claims the work on the task of these records, without waiting.
  ///
  /// Asked for before each step of a task's life, so that of all processes on all machines one works on it. A
  /// process whose own claim still lives is refused, too.
  ///
  /// - Throws: when it cannot be known; nobody may work on the task then.
  func claim(_ name: String) throws -> RecordsClaim

  /// Claims a duty of the workspace that one process at a time may do, such as posting callbacks.
  ///
  /// - Returns: nil when another has it.
  func claim(duty: String) throws -> (any Claim)?

  /// Removes records, if they are there; whoever reads them reads on.
  func remove(_ name: String)

  /// Removes records that no task refers to: a kill between publishing and the ledger's transaction leaves them.
  ///
  /// Those that are claimed or younger than an hour may be of a task that is about to start, and stay.
  ///
  /// - Parameter known: gives the names that tasks refer to; asked once, after the store has looked for its own,
  ///   so that none is missed that appears meanwhile.
  /// - Throws: what `known` throws, and when the store cannot be looked through.
  func removeStrays(besides known: () throws -> Set<String>) throws
}

/// Records that are being written, by one thread.
package protocol RecordsDraft: AnyObject {
  /// Bytes so far.
  var size: Int { get }

  /// Adds bytes at the end: some hundred kilobytes a call, and up to gigabytes in all.
  func write(_ bytes: borrowing [UInt8]) throws

  /// Makes all of it last and gives it the first name of the task that is free; nothing is written after that.
  ///
  /// When it has returned, the records are there whole even after a power failure; when it throws or the process
  /// is killed, they are there whole or not at all.
  ///
  /// - Returns: the name.
  func publish(for task: String) throws -> String
}

/// Records that are read, by one thread at a time.
package protocol StoredRecords: AnyObject {
  /// What messages call them: a path, or a place and a name.
  var place: String { get }
  var size: Int { get }

  /// Reads bytes from a place on, fewer at the end; mostly some hundred kilobytes, one block behind the other.
  func read(at offset: Int, count: Int) throws -> [UInt8]
}

/// The outcome of a claim on the work on a task.
package enum RecordsClaim {
  case mine(any Claim)
  /// Another works on it, or this process does so elsewhere.
  case taken
  /// There are no such records; nobody can work on the task.
  case missing

  package var claim: (any Claim)? { if case .mine(let claim) = self { claim } else { nil } }
}

/// Says that a process works on something, as long as the value lives; it ends with the process at the latest.
package protocol Claim: AnyObject, Sendable {}
