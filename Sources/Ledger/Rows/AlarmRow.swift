/// An alarm of an application (SPEC ADMIN-4).
package struct AlarmRow: Sendable, Equatable {
  package var id = 0
  package var application: String
  /// What it is about, by its word in the settings.
  package var event: String
  package var text: String
  /// The task that raised it; nil: none did.
  package var task: Int?
  /// The hour that it is about, counted from 1970-01-01 on by the clock of the task's zone; nil: of none.
  package var hour: Int?
  /// Milliseconds since 1970.
  package var time: Int
  /// Who is to be notified.
  package var contacts: [String]

  package init(
    application: String, event: String, text: String, task: Int?, time: Int, contacts: [String]
  ) {
    self.application = application
    self.event = event
    self.text = text
    self.task = task
    self.time = time
    self.contacts = contacts
  }
}
