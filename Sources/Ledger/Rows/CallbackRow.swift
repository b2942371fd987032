/// What another program is notified of: the status reports of a task, replies that came together, or an alarm
/// (SPEC ADMIN-4, ADMIN-7).
package struct CallbackRow: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case status, replies, alarm
  }

  package enum State: String, Sendable, CaseIterable {
    /// Its file is not written yet.
    case new
    /// It is posted as soon as its time has come.
    case waiting
    /// All of it was answered for.
    case sent
    /// There is no address to post it to, only the file.
    case kept
    /// It was tried for too long.
    case failed
  }

  package var id = 0
  package var application: String
  package var kind: Kind
  /// The number of the task, or of the alarm, that it is about.
  package var subject: Int?
  package var state = State.new
  /// Whose form its posts have, by its word in the settings; nil before there is a file.
  package var shape: String?
  /// Where what is posted stands, a post a line.
  package var file: String?
  /// Posts in the file.
  package var posts = 0
  /// Those that were answered for; the next one begins at a place in the file.
  package var sent = 0
  package var place = 0
  /// Tries in a row that failed.
  package var attempts = 0
  /// What was wrong with the last one.
  package var problem: String?
  // Milliseconds since 1970.
  package var created: Int
  /// When it is tried next.
  package var due: Int

  package init(_ kind: Kind, of subject: Int?, application: String, at time: Int) {
    self.kind = kind
    self.subject = subject
    self.application = application
    created = time
    due = time
  }
}
