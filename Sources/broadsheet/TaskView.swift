import Campaign
import Ledger
import Messaging
import Reporting
import Spreadsheet

/// A task in words and in JSON (SPEC TASK-6).
struct TaskView {
  private let row: TaskRow
  private let zone: Zone

  init(_ row: TaskRow, zone: Zone) {
    self.row = row
    self.zone = zone
  }

  private func time(_ milliseconds: Int?) -> String? {
    var formatter = TimeFormatter(zone)
    return milliseconds.map { formatter.string($0) }
  }

  /// One line of a list.
  func line() -> String {
    let when = time(row.started ?? row.due ?? row.created) ?? ""
    let result =
      row.state == TaskState.completed.rawValue
      ? "\(grouped(row.counts.successful)) of \(grouped(row.counts.accepted)) successful"
      : "\(grouped(row.counts.accepted)) messages"
    return "\(padded("\(row.number)", 6))\(padded(row.state, 11))\(when)  "
      + "\(padded(row.name, 30)) \(result)"
  }

  func lines() -> [String] {
    let counts = row.counts
    var lines = [
      "Task        \(row.number), \(row.name) (ID \(row.id))",
      "State       \(row.state)\(row.reason.map { ": \($0)" } ?? "")",
      "Application \(row.application)",
      "Template    \(row.template) (\(row.type), \(row.region))"
        + (row.signature.map { ", signature \($0)" } ?? ""),
      "Sheet       \(row.sheet)",
      "Created     \(time(row.created) ?? "")",
    ]
    if let due = time(row.due) { lines.append("Due         \(due)") }
    if let started = time(row.started) { lines.append("Sent        \(started)") }
    lines.append(
      "Rows        \(grouped(counts.rows)) = \(grouped(counts.blank)) blank + "
        + "\(grouped(counts.invalid)) invalid + \(grouped(counts.duplicates)) duplicate + "
        + "\(grouped(counts.accepted)) accepted")
    return lines
  }

  func json(_ counts: TaskRow.Counts? = nil) -> String {
    var object = JSONObject()
    object.add("number", row.number)
    object.add("id", row.id)
    object.add("task", row.name)
    object.add("state", row.state)
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
