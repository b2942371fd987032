package import Campaign
internal import Carrier
package import Ledger
package import Messaging
internal import Spreadsheet

/// The reports over many tasks (SPEC STAT-1 to STAT-7), from sums of the ledger's counters.
package struct StatisticReport: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case overview, failures, receipts, countries, codes, clicks

    var title: Phrase {
      switch self {
      case .overview: Words.overview
      case .failures: Words.failures
      case .receipts: Words.receiptAnalysis
      case .countries: Words.countries
      case .codes: Words.codes
      case .clicks: Words.clicks
      }
    }
  }

  package let kind: Kind
  package let period: ReportPeriod
  package var filter: StatisticFilter
  package let language: Language
  package let currency: String

  package init(
    _ kind: Kind, period: ReportPeriod, filter: StatisticFilter, language: Language,
    currency: String
  ) {
    self.kind = kind
    self.period = period
    self.filter = filter
    self.language = language
    self.currency = currency
    self.filter.hours = period.hours
    if kind == .codes { self.filter.type = MessageType.verification.rawValue }
    if kind == .clicks { self.filter.hasLink = true }
  }

  /// Makes the report.
  ///
  /// - Throws: `CampaignError` when the ledger cannot be read.
  package func document(_ runner: TaskRunner) throws(CampaignError) -> ReportDocument {
    var document = ReportDocument(
      name: kind.rawValue, title: kind.title.text(language), language: language,
      currency: currency)
    document.facts = facts
    switch kind {
    case .overview: try addOverview(runner, to: &document)
    case .failures: addFailures(try runner.statistics(filter), to: &document)
    case .receipts: addReceipts(try runner.statistics(filter), to: &document)
    case .countries:
      document.tables = [countries(try runner.regionStatistics(filter))]
    case .codes: try addCodes(runner, to: &document)
    case .clicks: addClicks(try runner.statistics(filter), to: &document)
    }
    return document
  }

  private var facts: [ReportDocument.Fact] {
    var facts = [period.fact(language)]
    let filters: [(Phrase, String?)] = [
      (Words.application, filter.application), (Words.template, filter.template),
      (Words.signature, filter.signature), (Words.country, filter.region?.name(language)),
    ]
    for case (let label, let text?) in filters { facts.append(ReportDocument.Fact(label, text)) }
    return facts
  }

  // MARK: - Overview

  private func addOverview(
    _ runner: TaskRunner, to document: inout ReportDocument
  ) throws(CampaignError) {
    let statistics = try runner.statistics(filter)
    let total = statistics.total
    document.figures = [
      figure(Words.requests, total.requests, of: nil),
      figure(Words.requestsAccepted, total.accepted, of: total.requests),
      figure(Words.delivery, total.successful, of: total.withReceipt),
      figure(Words.billedItems, total.billed, of: nil, detail: money(total.cost)),
    ]
    document.tables = [
      series(statistics),
      breakdown("applications", Words.applications, Words.application, statistics) {
        $0.application
      },
      breakdown("templates", Words.templates, Words.template, statistics) { $0.template },
      breakdown("signatures", Words.signatures, Words.signature, statistics) { $0.signature },
      countries(try runner.regionStatistics(filter)),
    ]
  }

  private func figure(
    _ label: Phrase, _ value: Int, of whole: Int?, detail: String = ""
  ) -> ReportDocument.Figure {
    let share = whole.map { ReportTable.Value.share(value, of: $0).text } ?? detail
    return ReportDocument.Figure(label: label, value: grouped(value), detail: share)
  }

  private func money(_ amount: Money) -> String { "\(amount) \(currency)" }

  private static let sumColumns = [
    ReportTable.Column("requests", Words.requests, .count),
    ReportTable.Column("accepted", Words.requestsAccepted, .count),
    ReportTable.Column("acceptedRate", Words.acceptedRate, .share),
    ReportTable.Column("successful", Words.delivery, .count),
    ReportTable.Column("successRate", Words.successRate, .share),
    ReportTable.Column("billed", Words.billedItems, .count),
    ReportTable.Column("cost", Words.cost, .money),
  ]

  private func values(_ sum: StatisticSum) -> [ReportTable.Value] {
    [
      .count(sum.requests), .count(sum.accepted), .share(sum.accepted, of: sum.requests),
      .count(sum.successful), .share(sum.successful, of: sum.withReceipt), .count(sum.billed),
      .money(sum.cost),
    ]
  }

  /// The sums by day, or by hour where the days are few; times without messages are zero.
  private func series(_ statistics: Statistics) -> ReportTable {
    var table = ReportTable(
      "series", period.isShort ? Words.byHour : Words.byDay,
      [ReportTable.Column("time", period.isShort ? Words.hour : Words.day)] + Self.sumColumns)
    guard statistics.total.requests > 0 else { return table }
    table.rows = times(statistics).map { name, sum in [.text(name)] + values(sum) }
    table.total = [.text(Words.total.text(language))] + values(statistics.total)
    table.chart = .columns([1])
    return table
  }

  /// Every day or hour of the period with its sums.
  private func times(_ statistics: Statistics) -> [(name: String, sum: StatisticSum)] {
    if period.isShort {
      return period.hours.map {
        (ReportPeriod.text(hour: $0), statistics.byHour[$0] ?? StatisticSum())
      }
    }
    return days(statistics)
  }

  private func days(_ statistics: Statistics) -> [(name: String, sum: StatisticSum)] {
    let sums = statistics.byDay()
    return period.days.map { (ReportPeriod.text(day: $0), sums[$0] ?? StatisticSum()) }
  }

  private func breakdown(
    _ name: String, _ title: Phrase, _ column: Phrase, _ statistics: Statistics,
    _ group: (StatisticTask) -> String
  ) -> ReportTable {
    var table = ReportTable(
      name, title, [ReportTable.Column("name", column)] + Self.sumColumns)
    table.rows = statistics.grouped(group).map { name, sum in
      [.text(name.isEmpty ? Words.noSignature.text(language) : name)] + values(sum)
    }
    if table.rows.count > 1 { table.chart = .bars(1) }
    return table
  }

  // MARK: - Countries

  private func countries(
    _ regions: [(region: Region?, sum: StatisticSum)]
  ) -> ReportTable {
    var table = ReportTable(
      "countries", Words.countries,
      [
        ReportTable.Column("name", Words.country),
        ReportTable.Column("region", Words.code),
        ReportTable.Column("requests", Words.requests, .count),
        ReportTable.Column("accepted", Words.requestsAccepted, .count),
        ReportTable.Column("acceptedRate", Words.acceptedRate, .share),
        ReportTable.Column("billed", Words.billedItems, .count),
        ReportTable.Column("unitPrice", Words.unitPrice, .money),
        ReportTable.Column("cost", Words.cost, .money),
        ReportTable.Column("share", Words.share, .share),
      ])
    let requests = regions.reduce(0) { $0 + $1.sum.requests }
    table.rows = regions.map { region, sum in
      [
        .text(region?.name(language) ?? Words.unknown.text(language)),
        .text(region?.code ?? ""), .count(sum.requests), .count(sum.accepted),
        .share(sum.accepted, of: sum.requests), .count(sum.billed),
        sum.billed == 0
          ? .none : .money(Money(millionths: (sum.cost.millionths + sum.billed / 2) / sum.billed)),
        .money(sum.cost), .share(sum.requests, of: requests),
      ]
    }
    table.chart = .bars(2)
    return table
  }

  // MARK: - Failures

  private func addFailures(_ statistics: Statistics, to document: inout ReportDocument) {
    var table = ReportTable(
      "codes", Words.failures,
      [
        ReportTable.Column("code", Words.code),
        ReportTable.Column("count", Words.count, .count),
        ReportTable.Column("share", Words.share, .share),
        ReportTable.Column("decidedBy", Words.decidedBy),
        ReportTable.Column("reason", Words.reason),
        ReportTable.Column("suggestion", Words.suggestion),
      ])
    table.rows = codes(statistics) { $0 != .delivery }.map { status, count, share in
      let decider =
        switch status.kind {
        case .suppression: Words.byRule
        case .refusal: Words.byCarrier
        case .failure, .delivery: Words.byReceipt
        }
      return [
        .text("\(status.code)"), .count(count), share, .text(decider.text(language)),
        .text(status.reason.text(language)), .text(status.suggestion.text(language)),
      ]
    }
    table.chart = .bars(1)
    document.tables = [table]
  }

  /// Codes of some kinds with their counts and their shares, the most first.
  private func codes(
    _ statistics: Statistics, where isWanted: (StatusCode.Kind) -> Bool
  ) -> [(StatusCode, Int, ReportTable.Value)] {
    let counts = statistics.byStatus.filter { isWanted($0.key.kind) }
    let whole = counts.values.reduce(0, +)
    return counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { ($0.key, $0.value, .share($0.value, of: whole)) }
  }

  // MARK: - Receipts

  private func addReceipts(_ statistics: Statistics, to document: inout ReportDocument) {
    var days = ReportTable(
      "days", Words.byDay,
      [
        ReportTable.Column("day", Words.day),
        ReportTable.Column("accepted", Words.requestsAccepted, .count),
        ReportTable.Column("withReceipt", Words.with, .count),
        ReportTable.Column("without", Words.without, .count),
        ReportTable.Column("receiptRate", Words.receiptRate, .share),
        ReportTable.Column("successful", Words.delivery, .count),
        ReportTable.Column("failed", Words.deliveryFailed, .count),
        ReportTable.Column("successRate", Words.successRate, .share),
      ])
    func values(_ name: String, _ sum: StatisticSum) -> [ReportTable.Value] {
      [
        .text(name), .count(sum.accepted), .count(sum.withReceipt), .count(sum.sending),
        .share(sum.withReceipt, of: sum.accepted), .count(sum.successful), .count(sum.failed),
        .share(sum.successful, of: sum.withReceipt),
      ]
    }
    if statistics.total.requests > 0 {
      days.rows = self.days(statistics).map(values)
      days.total = values(Words.total.text(language), statistics.total)
      days.chart = .columns([5, 6])
    }
    var reasons = ReportTable(
      "reasons", Words.failureReasons,
      [
        ReportTable.Column("code", Words.code),
        ReportTable.Column("count", Words.count, .count),
        ReportTable.Column("share", Words.share, .share),
        ReportTable.Column("reason", Words.reason),
      ])
    reasons.rows = codes(statistics) { $0 == .failure }.map { status, count, share in
      [.text("\(status.code)"), .count(count), share, .text(status.reason.text(language))]
    }
    reasons.chart = .bars(1)
    let total = statistics.total
    document.figures = [
      figure(Words.with, total.withReceipt, of: total.accepted),
      figure(Words.without, total.sending, of: total.accepted),
      figure(Words.delivery, total.successful, of: total.withReceipt),
      figure(Words.deliveryFailed, total.failed, of: total.withReceipt),
    ]
    document.tables = [days, reasons]
  }

  // MARK: - Verification codes

  private func addCodes(
    _ runner: TaskRunner, to document: inout ReportDocument
  ) throws(CampaignError) {
    var wider = filter
    wider.hours = filter.hours.lowerBound - 24...filter.hours.upperBound
    let statistics = try runner.statistics(wider)
    let columns = [
      ReportTable.Column("requests", Words.requests, .count),
      ReportTable.Column("successful", Words.delivery, .count),
      ReportTable.Column("successRate", Words.successRate, .share),
      ReportTable.Column("dayBefore", Words.dayBefore, .count),
      ReportTable.Column("growth", Words.growth, .share),
    ]
    func values(_ name: String, _ sum: StatisticSum, before: Int) -> [ReportTable.Value] {
      [
        .text(name), .count(sum.requests), .count(sum.successful),
        .share(sum.successful, of: sum.withReceipt), .count(before),
        .share(sum.requests - before, of: before),
      ]
    }
    let nothing = StatisticSum()
    var hours = ReportTable(
      "hours", Words.byHour, [ReportTable.Column("hour", Words.hour)] + columns)
    let byHour = statistics.byHour
    let sums = period.hours.map { ($0, byHour[$0] ?? nothing, byHour[$0 - 24]?.requests ?? 0) }
    // Of one day every hour is shown; of many those that had any.
    let shown = sums.filter { period.isShort || $0.1.requests > 0 || $0.2 > 0 }
    if statistics.total.requests > 0 {
      hours.rows = shown.map { values(ReportPeriod.text(hour: $0), $1, before: $2) }
      hours.chart = .columns([1])
    }
    var days = ReportTable(
      "days", Words.byDay, [ReportTable.Column("day", Words.day)] + columns)
    let byDay = statistics.byDay()
    if statistics.total.requests > 0 {
      days.rows = period.days.map { day in
        values(
          ReportPeriod.text(day: day), byDay[day] ?? nothing,
          before: byDay[day - 1]?.requests ?? 0)
      }
    }
    document.tables = [hours, days]
  }

  // MARK: - Clicks

  private func addClicks(_ statistics: Statistics, to document: inout ReportDocument) {
    let columns = [
      ReportTable.Column("recipients", Words.gotLink, .count),
      ReportTable.Column("clicks", Words.clickCount, .count),
      ReportTable.Column("rate", Words.clickRate, .share),
    ]
    func values(_ name: String, _ sum: StatisticSum) -> [ReportTable.Value] {
      [
        .text(name), .count(sum.successful), .count(sum.clicks),
        .share(sum.clicks, of: sum.successful),
      ]
    }
    var templates = ReportTable(
      "templates", Words.templates, [ReportTable.Column("name", Words.template)] + columns)
    templates.rows = statistics.grouped(\.template).map(values)
    templates.chart = .bars(2)
    var days = ReportTable(
      "days", Words.byDay, [ReportTable.Column("day", Words.day)] + columns)
    if statistics.total.requests > 0 {
      days.rows = self.days(statistics).map(values)
      days.total = values(Words.total.text(language), statistics.total)
      days.chart = .columns([2])
    }
    document.tables = [templates, days]
  }
}
