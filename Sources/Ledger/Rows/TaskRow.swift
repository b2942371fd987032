/// A task as the ledger has it.
package struct TaskRow: Sendable, Equatable {
  /// The counts of SPEC NUM-8 and what they cost.
  package struct Counts: Sendable, Equatable {
    package var blank = 0
    package var invalid = 0
    package var duplicates = 0
    package var accepted = 0
    package var suppressed = 0
    package var refused = 0
    package var successful = 0
    package var failed = 0
    package var sending = 0
    package var segments = 0
    package var billed = 0
    /// Millionths of the currency.
    package var cost = 0

    package var rows: Int { blank + invalid + duplicates + accepted }
    package var submitted: Int { accepted - suppressed }

    package init() {}
  }

  /// What people call it; 0 before it is in the ledger.
  package var number = 0
  /// What the carrier calls it.
  package var id: String
  package var name: String
  package var application: String
  package var template: String
  package var signature: String?
  package var type: String
  package var region: String
  package var sheet: String
  package var state: TaskState
  /// Why it failed or was canceled; of an executing task what its last attempt met.
  package var reason: String?
  // Milliseconds since 1970.
  package var created: Int
  /// When it is to be sent; nil: at once.
  package var due: Int?
  package var started: Int?
  package var ended: Int?
  /// A hash of the sheet's bytes and all that decides what is sent.
  package var identity: String
  /// The file of its records; nil once they are dropped.
  package var records: String?
  /// How its output is written, as JSON.
  package var settings: String
  /// For each message a byte, 0 or why it was suppressed; empty when none was.
  package var verdicts: [UInt8] = []
  /// The names that its output gets, as JSON, from when they are chosen on.
  package var files: String?
  /// The taken file of a drop folder that it is of; nil for other tasks.
  package var origin: String?
  /// How often its delivery has failed by a fault that is not the environment's.
  package var attempts = 0
  /// Whether the user was shown its end.
  package var isReported = false
  package var counts = Counts()

  package init(
    id: String, name: String, application: String, template: String, signature: String?,
    type: String, region: String, sheet: String, state: TaskState, created: Int, identity: String,
    settings: String
  ) {
    self.id = id
    self.name = name
    self.application = application
    self.template = template
    self.signature = signature
    self.type = type
    self.region = region
    self.sheet = sheet
    self.state = state
    self.created = created
    self.identity = identity
    self.settings = settings
  }
}

/// Which tasks are listed (SPEC TASK-6).
package struct TaskFilter: Sendable {
  /// A part of the name.
  package var name: String?
  package var states: [TaskState] = []
  package var identity: String?
  package var origin: String?
  /// Tasks that were sent at a time or after it, in milliseconds since 1970.
  package var startedFrom: Int?
  /// The most tasks that are listed.
  package var limit = 1_000

  package init() {}
}
