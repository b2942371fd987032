import Characters
import Files
import Ledger
import Messaging
import Reporting
import Sending

/// A task in words and in JSON (SPEC TASK-6).
struct TaskView {
  private let row: TaskRow
  private let zone: Zone
  private let language: Language

  init(_ row: TaskRow, zone: Zone, language: Language) {
    self.row = row
    self.zone = zone
    self.language = language
  }

  private func time(_ milliseconds: Int?) -> String? {
    var formatter = TimeFormatter(zone)
    return milliseconds.map { formatter.string($0) }
  }

  /// One line of a list.
  func line() -> String {
    let when = time(row.started ?? row.due ?? row.created) ?? ""
    let (successful, accepted) = (grouped(row.counts.successful), grouped(row.counts.accepted))
    let result =
      row.state == .completed
      ? Words.successfulOf.text(language, successful, accepted)
      : Words.someMessages.text(language, accepted)
    return "\(padded("\(row.number)", 6))\(padded(state, 11))\(when)  "
      + "\(padded(row.name, 30)) \(result)"
  }

  private var state: String {
    Words.state(row.state).text(language)
  }

  func lines() -> [String] {
    let counts = row.counts
    func line(_ label: Phrase, _ text: String) -> String {
      "\(padded(label.text(language), 12))\(text)"
    }
    var lines = [
      line(Words.task, Words.taskNamed.text(language, "\(row.number)", row.name, row.id)),
      line(Words.state, "\(state)\(row.reason.map { ": \($0)" } ?? "")"),
      line(Words.application, row.application),
      line(Words.template, template),
      line(Words.sheet, row.sheet),
      line(Words.created, time(row.created) ?? ""),
    ]
    if let due = time(row.due) { lines.append(line(Words.due, due)) }
    if let started = time(row.started) { lines.append(line(Words.sent, started)) }
    let figures = [
      counts.rows, counts.blank, counts.invalid, counts.duplicates, counts.accepted,
    ]
    lines.append(line(Words.rows, Words.rowSum.text(language, figures.map(grouped))))
    return lines
  }

  private var template: String {
    let type = MessageType(rawValue: row.type).map { Words.type($0).text(language) }
    let region = MessageRegion(rawValue: row.region).map { Words.region($0).text(language) }
    let template = Words.templateKind.text(
      language, row.template, type ?? row.type, region ?? row.region)
    return row.signature.map { Words.withSignature.text(language, template, $0) } ?? template
  }

  func json(_ counts: TaskRow.Counts? = nil) -> String {
    var object = JSONObject()
    object.add("number", row.number)
    object.add("id", row.id)
    object.add("task", row.name)
    object.add("state", row.state.rawValue)
    object.add("reason", row.reason)
    object.add("application", row.application)
    object.add("template", row.template)
    object.add("signature", row.signature)
    object.add("sheet", row.sheet)
    object.add("created", time(row.created))
    object.add("due", time(row.due))
    object.add("sent", time(row.started))
    object.add(counts ?? row.counts, isSent: row.started != nil)
    return object.text
  }
}
