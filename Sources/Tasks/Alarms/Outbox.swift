internal import Files
package import Ledger
package import Sending

/// The file that alarms are put into for whoever notifies the contacts: a line of JSON each, at the end.
///
/// A line is there before the ledger notes it; so after a crash one may stand there twice, by its number.
package enum Outbox {
  package static let fileName = "alarms.jsonl"

  /// Puts the alarms that are not in the file yet at its end.
  ///
  /// - Returns: those alarms.
  /// - Throws: `CampaignError` when the file cannot be written; the alarms wait for the next time.
  package static func fill(
    _ path: String, from session: LedgerSession, zone: Zone
  ) throws -> [AlarmRow] {
    let alarms = try session.read { try $0.alarms(isNew: true) }
    guard let last = alarms.last else { return [] }
    var time = TimeFormatter(zone)
    let lines = alarms.map { json($0, &time) + "\n" }.joined()
    try OutputFile.makeFolder(Folder.of(path))
    try OutputFile.append(Array(lines.utf8), to: path)
    try session.write { try $0.setInOutbox(through: last.id) }
    return alarms
  }

  /// An alarm as a line of the file, without its end.
  package static func json(_ alarm: AlarmRow, _ time: inout TimeFormatter) -> String {
    var object = JSONObject()
    object.add("alarm", alarm.id)
    object.add("time", time.string(alarm.time))
    object.add("application", alarm.application)
    object.add("event", alarm.event)
    object.add("message", alarm.text)
    object.add("task", alarm.task)
    object.add("contacts", alarm.contacts)
    return object.text
  }
}
