internal import Characters
internal import Messaging

/// What a sheet lacks that a template needs.
extension CampaignError {
  /// The sheet has fewer columns than the template has variables; `advice` is the sheet's own.
  package static func tooFewColumns(
    file: String, sheet: String?, row: Int, needed: Int, found: Int, advice: String? = nil
  ) -> CampaignError {
    .failure(
      .columns,
      "\(place(file, sheet)), row \(grouped(row)): the template needs \(needed) columns (the number and "
        + "\(needed - 1) variable\(needed == 2 ? "" : "s")), the sheet has \(found). "
        + "Add column \(found + 1), or choose another template." + (advice.map { " " + $0 } ?? ""))
  }

  /// A named variable that is in no column's header; `advice` is the sheet's own.
  package static func noColumnNamed(
    file: String, sheet: String?, name: String, headers: [String], advice: String? = nil
  ) -> CampaignError {
    .failure(
      .columns,
      "\(place(file, sheet)), row 1: no column is named “\(name)”, which the template uses. "
        + "The columns are: \(Masking.mask(headers.joined(separator: ", ")))."
        + (advice.map { " " + $0 } ?? ""))
  }

  /// A named variable that several columns have in their headers.
  package static func severalColumnsNamed(
    file: String, sheet: String?, name: String, columns: [String]
  ) -> CampaignError {
    .failure(
      .columns,
      "\(place(file, sheet)): columns \(columns.joined(separator: " and ")) are both named "
        + "“\(name.showingInvisible)”, which the template uses. Rename all but the one that is meant."
    )
  }

  package static func noRecipients(file: String) -> CampaignError {
    .failure(.noRecipients, "\(file): has a header but no recipients. Add rows below it.")
  }

  private static func place(_ file: String, _ sheet: String?) -> String {
    sheet.map { "\(file), worksheet “\($0)”" } ?? file
  }
}
