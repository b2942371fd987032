internal import Carrier
internal import Characters
internal import Charts
internal import Messaging
internal import Sending
internal import Spreadsheet

/// The page of a task: what was sent, to how many, and the outcome.
struct TaskPage {
  let summary: Summary
  let examples: RemovedExamples
  private let language: Language

  init(_ summary: Summary, examples: RemovedExamples) {
    self.summary = summary
    self.examples = examples
    language = summary.language
  }

  /// The page as UTF-8 HTML, with links to the files beside it.
  func html(files: [Page.Link]) -> [UInt8] {
    let tally = summary.tally
    var page = Page(
      language: language, kind: Words.taskReport.text(language), title: summary.task.name)
    page.lead = Words.funnelDescription.text(
      language, grouped(tally.rows), grouped(tally.accepted), grouped(tally.acceptedByCarrier),
      grouped(tally.successful))
    page.facts =
      (summary.identity.dropFirst()
      + summary.facts.notices.map { .init(label: Words.note, text: $0) })
      .map { ReportDocument.Fact($0.label, $0.text) }
    page.figures = figures
    page.message = (Words.theMessage.text(language), message)
    page.sections = [funnel, receipts, results, removals, countries, segments, savings]
      .compactMap(\.self)
    page.files = files
    return page.html()
  }

  /// The template's text with its signature.
  private var message: String {
    (summary.task.effectiveSignature.map { "【\($0)】" } ?? "") + summary.task.template.content
  }

  private var figures: [ReportDocument.Figure] {
    let tally = summary.tally
    func share(_ part: Int, _ whole: Int) -> String {
      ReportTable.Value.share(part, of: whole).text
    }
    func detail(_ part: Int, _ whole: Int, _ words: Phrase) -> String {
      [share(part, whole), words.text(language, grouped(whole))].filter { !$0.isEmpty }
        .joined(separator: " ")
    }
    return [
      .init(
        label: Words.delivered, value: grouped(tally.successful),
        detail: detail(tally.successful, tally.accepted, Words.ofMessages)),
      .init(
        label: Words.withReceipt, value: grouped(tally.successful + tally.failed),
        detail: detail(
          tally.successful + tally.failed, tally.acceptedByCarrier, Words.ofTheCarrier)),
      .init(
        label: Words.rowsRemoved, value: grouped(tally.invalid + tally.duplicates),
        detail: detail(tally.invalid + tally.duplicates, tally.rows, Words.ofRows)),
      .init(
        label: Words.cost, value: summary.cost,
        detail: Words.forBilled.text(language, grouped(tally.billed))),
    ]
  }

  // MARK: - Sections

  /// The accounts of SPEC NUM-8, from the rows of the sheet to what was delivered.
  private var funnel: Page.Section {
    let tally = summary.tally
    let carrier = tally.acceptedByCarrier
    let stages: [(name: Phrase, count: Int, losses: [(Phrase, Int)])] = [
      (
        Words.rowsOfSheet, tally.rows,
        [
          (Words.blank, tally.blank), (Words.invalid, tally.invalid),
          (Words.duplicates, tally.duplicates),
        ]
      ),
      (Words.messagesMade, tally.accepted, [(Words.suppressed, tally.suppressed)]),
      (Words.messagesSubmitted, tally.submitted, [(Words.refused, tally.refused)]),
      (
        Words.messagesTaken, carrier,
        [(Words.failed, tally.failed), (Words.sending, tally.sending)]
      ),
      (Words.messagesDelivered, tally.successful, []),
    ]
    var table = ReportTable(
      "funnel", Words.funnel,
      [
        .init("stage", Words.stage), .init("count", Words.count, .count),
        .init("losses", Words.adds),
      ])
    table.rows = stages.enumerated().map { index, stage in
      let next = index + 1 < stages.count ? stages[index + 1] : nil
      let parts =
        stage.losses.map { "\(grouped($0.1)) \($0.0.text(language))" }
        + (next.map { ["\(grouped($0.count)) → \($0.name.text(language))"] } ?? [])
      return [
        .text(stage.name.text(language)), .count(stage.count),
        .text(parts.joined(separator: " + ")),
      ]
    }
    let chart = FunnelChart(
      Caption(
        id: "chart-funnel", title: Words.funnel.text(language),
        description: Words.funnelDescription.text(
          language, grouped(tally.rows), grouped(tally.accepted), grouped(carrier),
          grouped(tally.successful))),
      stages.map { stage in
        let lost = stage.losses.filter { $0.1 > 0 }.map { name, count in
          Words.lost.text(language, grouped(count), name.text(language))
        }
        let share = ReportTable.Value.share(stage.count, of: tally.rows).text
        return FunnelChart.Stage(
          name: stage.name.text(language), label: "\(grouped(stage.count)) · \(share)",
          value: Double(stage.count), losses: lost.joined(separator: "   "))
      })
    return Page.Section(table: table, chart: chart.svg, isFolded: true)
  }

  /// When the receipts came; nil without any.
  private var receipts: Page.Section? {
    let receipts = summary.tally.receipts
    guard let half = receipts.seconds(untilShare: 0.5),
      let most = receipts.seconds(untilShare: 0.99),
      let last = receipts.seconds(untilShare: 1)
    else { return nil }
    let span = Self.spans.first { $0 * Self.mostSpans >= most } ?? Self.spans.last ?? 1
    let spans = max(1, (most + span - 1) / span)
    let counts = receipts.counts(inSpansOf: span, spans: spans)
    var table = ReportTable(
      "receipts", Words.receiptsOverTime,
      [
        .init("until", Words.sinceStart), .init("count", Words.receipts, .count),
        .init("share", Words.shareSoFar, .share),
      ])
    table.note = Words.receiptSentence.text(
      language, grouped(receipts.total), duration(half), duration(most), duration(last))
    var sum = 0
    for (index, count) in counts.enumerated() {
      sum += count
      table.rows.append([
        .text(duration((index + 1) * span)), .count(count), .share(sum, of: receipts.total),
      ])
    }
    if sum < receipts.total {
      table.rows.append([
        .text(Words.later.text(language)), .count(receipts.total - sum), .share(1),
      ])
    }
    table.chart = .columns([1])
    return Page.Section(
      table: table, chart: table.svg(language), measure: table.measure(language), isFolded: true)
  }

  /// Lengths of a column in seconds, of which the first that needs no more columns than these is taken.
  private static let spans = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600]
  private static let mostSpans = 30

  private func duration(_ seconds: Int) -> String {
    switch seconds {
    case ..<120: Words.seconds.text(language, "\(seconds)")
    case ..<7_200: Words.minutes.text(language, Self.rounded(seconds, 60))
    default: Words.hours.text(language, Self.rounded(seconds, 3_600))
    }
  }

  /// With a decimal where there is one.
  private static func rounded(_ seconds: Int, _ unit: Int) -> String {
    let tenths = (seconds * 10 + unit / 2) / unit
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// The outcomes of messages, by code, with what to do.
  private var results: Page.Section {
    var table = ReportTable(
      "codes", Words.resultCodes,
      [
        .init("code", Words.code), .init("result", Words.result),
        .init("count", Words.count, .count),
        .init("share", Words.share, .share), .init("reason", Words.reason),
        .init("suggestion", Words.suggestion),
      ])
    let tally = summary.tally
    var rows: [(code: String, result: MessageBatch.Result, count: Int, status: StatusCode?)] =
      tally.statuses.map { ("\($0.key.code)", MessageBatch.Result($0.key), $0.value, $0.key) }
    if tally.sending > 0 {
      let name = MessageBatch.Result.sending.name.text(language)
      rows.append((name, .sending, tally.sending, nil))
    }
    table.rows = rows.sorted { ($1.count, $0.code) < ($0.count, $1.code) }.map { row in
      [
        .text(row.code), .text(row.result.name.text(language)), .count(row.count),
        .share(row.count, of: tally.accepted), .text(row.status?.reason.text(language) ?? ""),
        .text(row.status?.suggestion.text(language) ?? ""),
      ]
    }
    // What went well would make everything else too short to see.
    var drawn = table
    drawn.title = Words.notDeliveredByCode
    drawn.rows.removeAll { $0[0] == .text("\(StatusCode.delivered.code)") }
    drawn.chart = .bars(2)
    return Page.Section(
      table: table, chart: drawn.svg(language), measure: drawn.title.text(language), isWide: true)
  }

  /// Rows that were not sent; nil when all were.
  private var removals: Page.Section? {
    let shares = summary.removals
    guard !shares.isEmpty else { return nil }
    var table = ReportTable(
      "removed", Words.removedRows,
      [
        .init("reason", Words.reason), .init("count", Words.count, .count),
        .init("suggestion", Words.suggestion), .init("examples", Words.examples),
      ])
    table.note = Words.removedIntro.text(language)
    table.rows = shares.map { share in
      let examples = examples.of(share.code).map { example in
        Words.exampleOfRow.text(language, grouped(example.row), "“\(example.text)”")
      }
      return [
        .text(share.meaning), .count(share.count), .text(share.suggestion),
        .text(examples.joined(separator: "; ")),
      ]
    }
    return Page.Section(table: table, chart: nil, isWide: true)
  }

  private var countries: Page.Section? {
    let regions = summary.tally.regions
    guard !regions.isEmpty else { return nil }
    var table = ReportTable(
      "countries", Words.countries,
      [
        .init("name", Words.country), .init("messages", Words.messages, .count),
        .init("billed", Words.billedItems, .count), .init("unitPrice", Words.unitPrice, .money),
        .init("cost", Words.cost, .money),
      ])
    let prices = summary.task.prices
    table.rows = regions.sorted {
      ($1.value.messages, $0.key?.code ?? "") < ($0.value.messages, $1.key?.code ?? "")
    }.map { region, count in
      [
        .text(region?.name(language) ?? Words.unknown.text(language)), .count(count.messages),
        .count(count.billed), .money(prices.price(region)),
        .money(prices.price(region) * count.billed),
      ]
    }
    table.chart = .bars(1)
    let isLong = table.rows.count > 14
    return Page.Section(
      table: table, chart: table.rows.count > 1 ? table.svg(language) : nil,
      measure: table.measure(language), isFolded: isLong)
  }

  private var segments: Page.Section? {
    let counts = summary.tally.lengths.messages
    guard counts.contains(where: { $0 > 0 }) else { return nil }
    var table = ReportTable(
      "segments", Words.segmentsAndCost,
      [
        .init("segments", Words.segmentsEach), .init("messages", Words.messages, .count),
        .init("share", Words.share, .share),
      ])
    table.note = (summary.messages.prefix(3).map { "\($0.label.text(language)): \($0.text)" })
      .joined(separator: ". ")
    table.rows = counts.enumerated().filter { $0.element > 0 }.map { index, count in
      let name =
        index + 1 == SegmentCounts.most
        ? Words.orMore.text(language, "\(index + 1)") : "\(index + 1)"
      return [.text(name), .count(count), .share(count, of: summary.tally.accepted)]
    }
    table.chart = .bars(1)
    return Page.Section(
      table: table, chart: table.svg(language), measure: table.measure(language))
  }

  /// What a few characters less would be worth; nil when they would save nothing.
  private var savings: Page.Section? {
    let tally = summary.tally
    let steps = tally.savings.steps
    guard let last = steps.last, last > 0 else { return nil }
    var table = ReportTable(
      "savings", Words.shorter,
      [
        .init("characters", Words.lessCharacters), .init("messages", Words.messages, .count),
        .init("share", Words.share, .share), .init("cost", Words.wouldSave, .money),
      ])
    table.note = Words.shorterIntro.text(language)
    let price = tally.billed == 0 ? 0 : tally.cost.millionths / tally.billed
    for (index, messages) in steps.enumerated()
    where messages > 0 && (index == 0 || messages > steps[index - 1]) {
      table.rows.append([
        .text("\(index + 1)"), .count(messages), .share(messages, of: tally.accepted),
        .money(Money(millionths: messages * price)),
      ])
    }
    table.chart = .bars(1)
    return Page.Section(table: table, chart: nil)
  }
}

/// A few removed rows of each reason, with their numbers masked.
struct RemovedExamples {
  /// Rows of a reason that are shown.
  private static let most = 3
  /// Characters of a cell that are shown.
  private static let longest = 24

  struct Example {
    let row: Int
    let text: String
  }

  private var examples: [String: [Example]] = [:]
  private var counts = [Int](repeating: 0, count: Removal.allCases.count)

  mutating func note(_ removed: MessageBatch.Removed, of batch: MessageBatch) {
    let reason = Int(removed.removal.rawValue)
    guard counts[reason] < Self.most else { return }
    counts[reason] += 1
    let text = Masking.mask(batch.text(of: removed))
    examples["\(removed.removal.code)", default: []].append(
      Example(
        row: removed.row,
        text: text.count > Self.longest ? "\(text.prefix(Self.longest))…" : text))
  }

  func of(_ code: String) -> [Example] { examples[code] ?? [] }
}
