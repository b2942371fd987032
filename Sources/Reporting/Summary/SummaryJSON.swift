internal import Carrier
package import Files
package import Ledger
internal import Messaging
internal import Sending
internal import Spreadsheet
package import Tasks

extension Summary {
  /// The summary as one line of JSON, stable for programs.
  ///
  /// - Parameters:
  ///   - files: what was written; nil for a check.
  ///   - seconds: wall time of the run.
  /// - Returns: the object, without a line end.
  package func json(files: OutputPaths?, seconds: Double) -> String {
    var object = JSONObject()
    object.add("schema", 1)
    object.add("task", task.name)
    object.add("id", task.id)
    if let number { object.add("number", number) }
    object.add("sheet", facts.file)
    object.add("template", task.template.name)
    object.add("check", !isSent)
    object.add(TaskRow.Counts(tally), isSent: isSent)
    object.add(raw: "cost", "\(tally.cost)")
    object.add("currency", task.prices.currency)
    object.add("notMobile", tally.notMobile)
    object.add(raw: "removed", Self.counts(removals))
    object.add(raw: "suppressions", Self.counts(suppressions))
    object.add(raw: "codes", Self.counts(failures))
    object.add("results", files?.results)
    object.add("failedNumbers", files?.failedNumbers)
    if let removed = files?.removed { object.add("removedRows", removed) }
    object.add("report", files?.report)
    object.add("notices", facts.notices)
    if let columns { object.add("headerRow", columns.headerRow ?? 0) }
    object.add(raw: "seconds", "\((seconds * 1_000).rounded() / 1_000)")
    return object.text
  }

  private static func counts(_ shares: [Share]) -> String {
    var object = JSONObject()
    for share in shares { object.add(share.code, share.count) }
    return object.text
  }
}

extension JSONObject {
  /// Adds the counts of SPEC NUM-8 under the names that every command gives them.
  package mutating func add(_ counts: TaskRow.Counts, isSent: Bool) {
    add("rows", counts.rows)
    add("blank", counts.blank)
    add("invalid", counts.invalid)
    add("duplicates", counts.duplicates)
    add("accepted", counts.accepted)
    add("suppressed", counts.suppressed)
    add("submitted", isSent ? counts.submitted : 0)
    add("refused", counts.refused)
    add("successful", counts.successful)
    add("failed", counts.failed)
    add("sending", counts.sending)
    add("segments", counts.segments)
    add("billed", counts.billed)
  }
}
