internal import Carrier
internal import Ledger
package import Messaging
package import Sending
package import Tasks

/// The log of one number (SPEC STAT-2).
package struct NumberReport: Sendable {
  private let number: E164
  private let period: ReportPeriod
  private let zone: Zone
  private let language: Language
  private let currency: String
  private let showsNumber: Bool

  package init(
    _ number: E164, period: ReportPeriod, zone: Zone, language: Language, currency: String,
    showsNumber: Bool
  ) {
    self.number = number
    self.period = period
    self.zone = zone
    self.language = language
    self.currency = currency
    self.showsNumber = showsNumber
  }

  /// Makes the report; the newest messages come first.
  ///
  /// - Throws: `CampaignError` when the ledger or a task's records cannot be read.
  package func document(_ session: LedgerSession) throws -> ReportDocument {
    let entries = try NumberLog(session).entries(of: number, times: period.times(zone))
    let shown = number.text(whole: showsNumber)
    var document = ReportDocument(
      name: "number", title: Words.numberLog.text(language, shown), language: language,
      currency: currency)
    document.facts = [period.fact(language)]
    var table = ReportTable(
      "messages", Words.messages,
      [
        .init("time", Words.time), .init("task", Words.task), .init("type", Words.type),
        .init("characters", Words.characters, .count),
        .init("segments", Words.segments, .count), .init("result", Words.result),
        .init("code", Words.code), .init("remarks", Words.remarks),
        .init("content", Words.content),
      ])
    var time = TimeFormatter(zone)
    for entry in entries {
      let type = MessageType(rawValue: entry.task.type).map { Words.type($0).text(language) }
      table.rows.append([
        .text(time.string(entry.time)), .text(entry.task.name),
        .text(type ?? entry.task.type), .count(entry.length.units),
        .count(entry.length.segments), .text(entry.result.name.text(language)),
        .text(entry.status.map { "\($0.code)" } ?? ""),
        .text(entry.status.map { $0.reason.text(language) } ?? ""), .text(entry.content),
      ])
    }
    document.tables = [table, try replies(session, &time)]
    return document
  }

  /// What the number answered in the same days.
  private func replies(
    _ session: LedgerSession, _ time: inout TimeFormatter
  ) throws -> ReportTable {
    var filter = ReplyFilter()
    filter.numbers = [number]
    filter.times = period.times(zone)
    let wanted = filter
    var table = ReportTable(
      "replies", Words.replies,
      [
        .init("time", Words.time), .init("signature", Words.signature), .init("type", Words.type),
        .init("text", Words.content), .init("effect", Words.effect),
      ])
    table.whenEmpty = Words.noReplies
    for reply in try Replies(session).replies(wanted) {
      table.rows.append([
        .text(time.string(reply.time)), .text(reply.scope.name),
        .text(reply.scope.type.map { Words.type($0).text(language) } ?? ""), .text(reply.text),
        .text(reply.isOptOut ? Words.unsubscribes.text(language) : ""),
      ])
    }
    return table
  }
}
