internal import Carrier
internal import Characters
internal import Ledger
package import Messaging
package import Sending
package import Spreadsheet
package import Tasks

/// The result of a task or a check in figures that add up, for people and for programs.
package struct Summary: Sendable {
  package var task: SendingTask
  package var facts: SheetFacts
  package var tally: Tally
  /// A check ends before anything is submitted.
  package var isSent: Bool
  /// The task's number in the ledger.
  package var number: Int?
  package var language: Language
  /// Which row was taken for the header, for a check to say; nil: it is not to be said.
  package var columns: ColumnMapping?

  package init(
    task: SendingTask, facts: SheetFacts, tally: Tally, isSent: Bool, language: Language
  ) {
    self.task = task
    self.facts = facts
    self.tally = tally
    self.isSent = isSent
    self.language = language
  }

  /// The summary of a task that the ledger knows.
  package init(_ outcome: TaskOutcome, language: Language) {
    self.init(
      outcome.manifest, tally: outcome.tally, number: outcome.row.number, language: language)
  }

  /// The summary of a task that the ledger knows, with its counts as of some time.
  package init(_ plan: TaskManifest, tally: Tally, number: Int, language: Language) {
    self.init(
      task: plan.task, facts: plan.facts, tally: tally, isSent: true, language: language)
    self.number = number
  }

  /// A line of the summary: what it is about, and what it says.
  struct Line {
    var label: Phrase
    var text: String
  }

  /// The account lines of SPEC NUM-8: each sum names its parts.
  var accounts: [Line] {
    func sum(_ label: Phrase, _ sum: Phrase, _ counts: Int...) -> Line {
      let figures = counts.map(grouped)
      return Line(label: label, text: sum.text(language, figures))
    }
    let tally = tally
    let rows = sum(
      Words.rows, Words.rowSum, tally.rows, tally.blank, tally.invalid, tally.duplicates,
      tally.accepted)
    guard isSent else { return [rows] + header }
    return [
      rows,
      sum(
        Words.accepted, Words.acceptedSum, tally.accepted, tally.suppressed, tally.submitted),
      sum(
        Words.submitted, Words.submittedSum, tally.submitted, tally.refused,
        tally.acceptedByCarrier),
      sum(
        Words.carrier, Words.carrierSum, tally.acceptedByCarrier, tally.successful, tally.failed,
        tally.sending),
    ]
  }

  /// The row that was taken for the header (SPEC SHEET-11).
  private var header: [Line] {
    guard let columns else { return [] }
    guard let header = columns.header, let row = columns.headerRow else {
      return [Line(label: Words.header, text: Words.headerNone.text(language))]
    }
    let names = Masking.mask(
      header.prefix(Self.headerNames).map(\.showingInvisible).joined(separator: ", "))
    return [Line(label: Words.header, text: Words.headerRow.text(language, grouped(row), names))]
  }

  /// Names of the header that are shown.
  private static let headerNames = 20

  var identity: [Line] {
    var time = TimeFormatter(task.zone)
    let template = Words.templateKind.text(
      language, task.template.name, Words.type(task.template.type).text(language),
      Words.region(task.template.region).text(language))
    var lines = [
      Line(label: Words.task, text: task.name),
      Line(
        label: Words.sheet,
        text: facts.sheet.map { Words.worksheet.text(language, facts.file, $0) } ?? facts.file),
      Line(
        label: Words.template,
        text: task.effectiveSignature.map { Words.withSignature.text(language, template, $0) }
          ?? template),
    ]
    if isSent {
      lines.append(
        Line(
          label: Words.sent,
          text: Words.sentAt.text(
            language, time.string(task.start), task.zone.name, number.map { "\($0), " } ?? "",
            task.id)))
      if let asOf = task.asOf { lines.append(Line(label: Words.asOf, text: time.string(asOf))) }
    }
    return lines
  }

  /// The cost with its currency.
  var cost: String { money(tally.cost) }

  func money(_ amount: Money) -> String { "\(amount) \(task.prices.currency)" }

  var messages: [Line] {
    var lines = [
      Line(
        label: Words.segments,
        text: Words.segmentSum.text(
          language, grouped(tally.segments), grouped(tally.accepted), grouped(tally.billed))),
      Line(label: Words.cost, text: cost),
    ]
    if let longest = tally.longest {
      let length = longest.length
      let unit = length.coding == .gsm ? Words.septets : Words.units
      let words = length.segments == 1 ? Words.longestOne : Words.longestMany
      lines.append(
        Line(
          label: Words.longest,
          text: words.text(
            language, "\(length.units)", unit.text(language), "\(length.segments)",
            grouped(longest.row))))
    }
    if let hint = tally.savings.hint {
      let share = hint.messages * 100 / max(1, tally.accepted)
      let words = hint.characters == 1 ? Words.oneCharacterLess : Words.charactersLess
      lines.append(
        Line(
          label: Words.hint,
          text: words.text(language, "\(hint.characters)", grouped(hint.messages), "\(share)")))
    }
    if tally.notMobile > 0 {
      let words = tally.notMobile == 1 ? Words.oneNotMobile : Words.notMobile
      lines.append(Line(label: Words.note, text: words.text(language, grouped(tally.notMobile))))
    }
    lines += facts.notices.map { Line(label: Words.note, text: $0) }
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
        count: count, code: "\(removal.code)", meaning: removal.reason.text(language),
        suggestion: removal.suggestion.text(language))
    }.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }

  /// Refusals and failures by code, the most first.
  var failures: [Share] { shares { $0.kind == .refusal || $0.kind == .failure } }

  /// What the rules suppressed by code, the most first.
  var suppressions: [Share] { shares { $0.isSuppression } }

  private func shares(where isWanted: (StatusCode) -> Bool) -> [Share] {
    tally.statuses.filter { isWanted($0.key) }.map { status, count in
      Share(
        count: count, code: "\(status.code)", meaning: status.reason.text(language),
        suggestion: status.suggestion.text(language))
    }.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }

  /// Messages, segments, billed items and cost by region, the most messages first.
  var regions: [(name: String, count: Tally.RegionCount, cost: Money)] {
    tally.regions.map { region, count in
      (
        region?.code ?? Words.unknown.text(language), count,
        task.prices.price(region) * count.billed
      )
    }.sorted { ($1.count.messages, $0.name) < ($0.count.messages, $1.name) }
  }
}
