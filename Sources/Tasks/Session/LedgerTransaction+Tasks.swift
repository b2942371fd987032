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
}
