internal import Carrier
internal import Characters
package import Ledger
package import Messaging
internal import Sending
package import Tasks

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
  package func document(_ session: LedgerSession) throws -> ReportDocument {
    var document = ReportDocument(
      name: kind.rawValue, title: kind.title.text(language), language: language,
      currency: currency)
    document.facts = facts
    switch kind {
    case .overview: try addOverview(session, to: &document)
    case .failures: addFailures(try Statistics(filter, session), to: &document)
    case .receipts: addReceipts(try Statistics(filter, session), to: &document)
    case .countries:
      document.tables = [countries(try Statistics.regions(filter, session))]
    case .codes: try addCodes(session, to: &document)
    case .clicks: addClicks(try Statistics(filter, session), to: &document)
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
    _ session: LedgerSession, to document: inout ReportDocument
  ) throws {
    let statistics = try Statistics(filter, session)
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
      countries(try Statistics.regions(filter, session)),
    ]
  }

  func figure(
    _ label: Phrase, _ value: Int, of whole: Int?, detail: String = ""
  ) -> ReportDocument.Figure {
    let share = whole.map { ReportTable.Value.share(value, of: $0).text } ?? detail
    return ReportDocument.Figure(label: label, value: grouped(value), detail: share)
  }

  private func money(_ amount: Money) -> String { "\(amount) \(currency)" }

  private static let sums: [SumColumn] = [
    .requests, .accepted, .acceptedRate, .successful, .successRate, .billed, .cost,
  ]

  /// The sums by day, or by hour where the days are few; times without messages are zero.
  private func series(_ statistics: Statistics) -> ReportTable {
    var table = ReportTable(
      "series", period.isShort ? Words.byHour : Words.byDay,
      [ReportTable.Column("time", period.isShort ? Words.hour : Words.day)] + Self.sums.columns)
    guard statistics.total.requests > 0 else { return table }
    table.rows = times(statistics).map { name, sum in [.text(name)] + Self.sums.values(sum) }
    table.total = [.text(Words.total.text(language))] + Self.sums.values(statistics.total)
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

  func days(_ statistics: Statistics) -> [(name: String, sum: StatisticSum)] {
    let sums = statistics.byDay()
    return period.days.map { (ReportPeriod.text(day: $0), sums[$0] ?? StatisticSum()) }
  }

  private func breakdown(
    _ name: String, _ title: Phrase, _ column: Phrase, _ statistics: Statistics,
    _ group: (StatisticTask) -> String
  ) -> ReportTable {
    var table = ReportTable(
      name, title, [ReportTable.Column("name", column)] + Self.sums.columns)
    table.rows = statistics.grouped(group).map { name, sum in
      [.text(name.isEmpty ? Words.noSignature.text(language) : name)] + Self.sums.values(sum)
    }
    if table.rows.count > 1 { table.chart = .bars(1) }
    return table
  }

  // MARK: - Countries

  private func countries(
    _ regions: [(region: Region?, sum: StatisticSum)]
  ) -> ReportTable {
    let sums: [SumColumn] = [.requests, .accepted, .acceptedRate, .billed, .unitPrice, .cost]
    var table = ReportTable(
      "countries", Words.countries,
      [
        ReportTable.Column("name", Words.country),
        ReportTable.Column("region", Words.code),
      ] + sums.columns + [ReportTable.Column("share", Words.share, .share)])
    let requests = regions.reduce(0) { $0 + $1.sum.requests }
    table.rows = regions.map { region, sum in
      let name = region?.name(language) ?? Words.unknown.text(language)
      return [.text(name), .text(region?.code ?? "")] + sums.values(sum)
        + [.share(sum.requests, of: requests)]
    }
    table.chart = .bars(2)
    return table
  }
}
