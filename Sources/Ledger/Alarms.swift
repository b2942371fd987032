internal import Foundation
internal import GRDB

/// An alarm of an application (SPEC ADMIN-4).
package struct AlarmRow: Sendable, Equatable {
  package var id = 0
  package var application: String
  /// What it is about, by its word in the settings.
  package var event: String
  package var text: String
  /// The task that raised it; nil: none did.
  package var task: Int?
  /// Milliseconds since 1970.
  package var time: Int
  /// Who is to be told.
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

extension LedgerTransaction {
  /// Keeps alarms.
  ///
  /// - Returns: them with their numbers.
  package func add(_ alarms: [AlarmRow]) throws(LedgerError) -> [AlarmRow] {
    try run { database in
      var alarms = alarms
      for (index, alarm) in alarms.enumerated() {
        try database.execute(
          sql: """
            INSERT INTO alarm (application, event, text, task, time, contacts, isInOutbox)
            VALUES (?, ?, ?, ?, ?, ?, 0)
            """,
          arguments: [
            alarm.application, alarm.event, alarm.text, alarm.task ?? 0, alarm.time,
            alarm.contacts.joined(separator: "\n"),
          ])
        alarms[index].id = Int(database.lastInsertedRowID)
      }
      return alarms
    }
  }

  /// Alarms, the oldest first.
  ///
  /// - Parameters:
  ///   - application: nil: of all.
  ///   - event: nil: all.
  ///   - isNew: whether only those are wanted that are not in the outbox.
  ///   - id: nil: of all numbers.
  /// - Returns: the alarms.
  /// - Throws: `LedgerError`.
  package func alarms(
    application: String? = nil, event: String? = nil, isNew: Bool = false, id: Int? = nil
  ) throws(LedgerError) -> [AlarmRow] {
    try run { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM alarm WHERE (?1 IS NULL OR application = ?1) AND (?2 IS NULL OR event = ?2)
            AND (NOT ?3 OR NOT isInOutbox) AND (?4 IS NULL OR id = ?4)
          ORDER BY id
          """, arguments: [application, event, isNew, id]
      ).map { row in
        var alarm = AlarmRow(
          application: row["application"], event: row["event"], text: row["text"],
          task: row["task"] == 0 ? nil : row["task"], time: row["time"],
          contacts: (row["contacts"] as String).split(separator: "\n").map(String.init))
        alarm.id = row["id"]
        return alarm
      }
    }
  }

  /// Notes that alarms up to a number are in the outbox.
  package func setInOutbox(through id: Int) throws(LedgerError) {
    try run { database in
      try database.execute(
        sql: "UPDATE alarm SET isInOutbox = 1 WHERE id <= ? AND NOT isInOutbox", arguments: [id])
    }
  }
}
