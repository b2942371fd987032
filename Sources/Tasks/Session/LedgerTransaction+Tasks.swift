internal import Ledger
internal import Sending

extension LedgerTransaction {
  /// The task of a number that must be there.
  ///
  /// - Throws: `CampaignError.noSuchTask`.
  func known(_ number: Int, withVerdicts: Bool = false) throws -> TaskRow {
    guard let row = try task(numbered: number, withVerdicts: withVerdicts) else {
      throw CampaignError.noSuchTask("\(number)")
    }
    return row
  }

  /// What of an application's messages went out, by the day since 1970, from a day on.
  func days(of application: String, from day: Int) throws(LedgerError) -> [Int: DayCounts] {
    var days: [Int: DayCounts] = [:]
    for (day, region, messages) in try dailyCounts(of: application, from: day) {
      days[day, default: DayCounts()].add(messages, to: region)
    }
    return days
  }
}
