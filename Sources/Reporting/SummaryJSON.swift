package import Campaign
internal import Carrier
internal import Messaging
internal import Spreadsheet

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
    object.add("rows", tally.rows)
    object.add("blank", tally.blank)
    object.add("invalid", tally.invalid)
    object.add("duplicates", tally.duplicates)
    object.add("accepted", tally.accepted)
    object.add("suppressed", tally.suppressed)
    object.add("submitted", tally.submitted)
    object.add("refused", tally.refused)
    object.add("successful", tally.successful)
    object.add("failed", tally.failed)
    object.add("sending", tally.sending)
    object.add("segments", tally.segments)
    object.add("billed", tally.billed)
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
    object.add(raw: "seconds", "\((seconds * 1_000).rounded() / 1_000)")
    return object.text
  }

  private static func counts(_ shares: [Share]) -> String {
    var object = JSONObject()
    for share in shares { object.add(share.code, share.count) }
    return object.text
  }
}
