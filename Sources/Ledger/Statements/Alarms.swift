/// Alarms of applications (SPEC ADMIN-4).
extension LedgerTransaction {
  /// Keeps alarms.
  ///
  /// - Returns: them with their numbers.
  package func add(_ alarms: [AlarmRow]) throws(LedgerError) -> [AlarmRow] {
    var alarms = alarms
    for (index, alarm) in alarms.enumerated() {
      alarms[index].id = try insert(
        into: "alarm", numberedBy: "id",
        [
          "application": alarm.application, "event": alarm.event, "text": alarm.text,
          "task": alarm.task ?? 0, "hour": alarm.hour, "time": alarm.time,
          "contacts": alarm.contacts.joined(separator: "\n"), "isInOutbox": false,
        ])
    }
    return alarms
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
    var wanted = Conditions()
    wanted.add("application", "=", application)
    wanted.add("event", "=", event)
    if isNew { wanted.add(Self.isWaiting) }
    wanted.add("id", "=", id)
    return try all(
      """
      SELECT id, application, event, text, task, time, contacts, hour FROM alarm \(wanted.clause)
      ORDER BY id
      """, wanted.arguments
    ) { (cells) throws(LedgerError) in
      let id = try cells.integer()
      let (application, event, text) = (try cells.text(), try cells.text(), try cells.text())
      let task = try cells.integer()
      var alarm = AlarmRow(
        application: application, event: event, text: text, task: task == 0 ? nil : task,
        time: try cells.integer(),
        contacts: try cells.text().split(separator: "\n").map(String.init))
      alarm.id = id
      alarm.hour = cells.optionalInteger()
      return alarm
    }
  }

  /// Notes that alarms up to a number are in the outbox.
  package func setInOutbox(through id: Int) throws(LedgerError) {
    try execute("UPDATE alarm SET isInOutbox = 1 WHERE id <= $1 AND \(Self.isWaiting)", [id])
  }

  /// As the index has it of the few that wait.
  private static let isWaiting = "isInOutbox = 0"
}
