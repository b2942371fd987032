package import Campaign
internal import Carrier
internal import Ledger
internal import Messaging
package import Spreadsheet

/// The result of a task or a check in figures that add up, for people and for programs.
package struct Summary: Sendable {
  package var task: SendingTask
  package var facts: SheetFacts
  package var tally: Tally
  /// A check ends before anything is submitted.
  package var isSent: Bool
  /// The task's number in the ledger.
  package var number: Int?

  package init(task: SendingTask, facts: SheetFacts, tally: Tally, isSent: Bool) {
    self.task = task
    self.facts = facts
    self.tally = tally
    self.isSent = isSent
  }

  /// The summary of a task that the ledger knows.
  package init(_ result: TaskRunner.Result) {
    self.init(result.plan, tally: result.tally, number: result.row.number)
  }

  /// The summary of a task that the ledger knows, with its counts as of some time.
  package init(_ plan: TaskPlan, tally: Tally, number: Int) {
    self.init(task: plan.task, facts: plan.facts, tally: tally, isSent: true)
    self.number = number
  }

  /// A line of the summary: what it is about, and what it says.
  struct Line {
    var label: String
    var text: String
  }

  /// The account lines of SPEC NUM-8: each sum names its parts.
  var accounts: [Line] {
    var lines = [
      Line(
        label: "Rows",
        text: "\(grouped(tally.rows)) = \(grouped(tally.blank)) blank + \(grouped(tally.invalid)) "
          + "invalid + \(grouped(tally.duplicates)) duplicate + \(grouped(tally.accepted)) accepted"
      )
    ]
    guard isSent else { return lines }
    lines.append(
      Line(
        label: "Accepted",
        text: "\(grouped(tally.accepted)) = \(grouped(tally.suppressed)) suppressed + "
          + "\(grouped(tally.submitted)) submitted"))
    lines.append(
      Line(
        label: "Submitted",
        text: "\(grouped(tally.submitted)) = \(grouped(tally.refused)) refused + "
          + "\(grouped(tally.acceptedByCarrier)) accepted by the carrier"))
    lines.append(
      Line(
        label: "Carrier",
        text: "\(grouped(tally.acceptedByCarrier)) = \(grouped(tally.successful)) successful + "
          + "\(grouped(tally.failed)) failed + \(grouped(tally.sending)) sending"))
    return lines
  }

  var identity: [Line] {
    var time = TimeFormatter(task.zone)
    var lines = [
      Line(label: "Task", text: task.name),
      Line(label: "Sheet", text: facts.file + (facts.sheet.map { ", worksheet “\($0)”" } ?? "")),
      Line(
        label: "Template",
        text:
          "\(task.template.name) (\(task.template.type.rawValue), \(task.template.region.rawValue))"
          + (task.effectiveSignature.map { ", signature \($0)" } ?? "")),
    ]
    if isSent {
      lines.append(
        Line(
          label: "Sent",
          text:
            "\(time.string(task.start)) (\(task.zone.name)), task \(number.map { "\($0), " } ?? "")ID \(task.id)"
        ))
      if let asOf = task.asOf {
        lines.append(Line(label: "As of", text: time.string(asOf)))
      }
    }
    return lines
  }

  var messages: [Line] {
    var lines = [
      Line(
        label: "Segments",
        text: "\(grouped(tally.segments)) in \(grouped(tally.accepted)) messages, "
          + "\(grouped(tally.billed)) billed"),
      Line(label: "Cost", text: "\(tally.cost) \(task.prices.currency)"),
    ]
    if let longest = tally.longest {
      let length = longest.length
      let unit = length.coding == .gsm ? "GSM septets" : "UTF-16 units"
      lines.append(
        Line(
          label: "Longest",
          text: "\(length.units) \(unit) in \(length.segments) segment"
            + "\(length.segments == 1 ? "" : "s") (row \(grouped(longest.row)))"))
    }
    if let hint = tally.savings.hint {
      let share = hint.messages * 100 / max(1, tally.accepted)
      lines.append(
        Line(
          label: "Hint",
          text: "\(hint.characters) character\(hint.characters == 1 ? "" : "s") less would save a "
            + "segment for \(grouped(hint.messages)) recipients (\(share)%)"))
    }
    if tally.notMobile > 0 {
      lines.append(
        Line(
          label: "Note",
          text:
            "\(grouped(tally.notMobile)) accepted number\(tally.notMobile == 1 ? " is" : "s are") "
            + "in no range assigned to mobiles"))
    }
    lines += facts.notices.map { Line(label: "Note", text: $0) }
    return lines
  }

  /// A count of one kind, with its code and what it means.
  struct Share {
    var count: Int
    var code: String
    var meaning: String
    var suggestion: String
  }

  /// Removed rows by reason, the most first.
  var removals: [Share] {
    tally.removed.map { removal, count in
      Share(
        count: count, code: "\(removal.code)", meaning: "\(removal.reason)",
        suggestion: "\(removal.suggestion)")
    }.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }

  /// Refusals and failures by code, the most first.
  var failures: [Share] { shares { $0.kind == .refusal || $0.kind == .failure } }

  /// What the rules suppressed by code, the most first.
  var suppressions: [Share] { shares { $0.isSuppression } }

  private func shares(where isWanted: (StatusCode) -> Bool) -> [Share] {
    tally.statuses.filter { isWanted($0.key) }.map { status, count in
      Share(
        count: count, code: "\(status.code)", meaning: "\(status.reason)",
        suggestion: "\(status.suggestion)")
    }.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }

  /// Messages, segments, billed items and cost by region, the most messages first.
  var regions: [(name: String, count: Tally.RegionCount, cost: Money)] {
    tally.regions.map { region, count in
      (region?.code ?? "unknown", count, task.prices.price(region) * count.billed)
    }.sorted { ($1.count.messages, $0.name) < ($0.count.messages, $1.name) }
  }
}
