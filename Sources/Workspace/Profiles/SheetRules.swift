internal import Sending
package import Spreadsheet

/// Which files a provider's console takes (SPEC PROFILE).
package struct SheetRules: Sendable, Equatable {
  package enum Names: String, Sendable, CaseIterable {
    case any
    /// Letters and digits of ASCII, without the ending.
    case lettersAndDigits
  }

  package var kinds: [FileKind] = [.xlsx, .csv]
  package var names = Names.any
  /// Numbers that may be entered without a sheet.
  package var entered = EnteredNumbers.limit

  package init() {}

  /// Makes sure that a sheet may be sent.
  ///
  /// - Throws: `CampaignError.notTaken` with what to do.
  package func check(_ facts: SheetFacts, provider: String) throws {
    guard kinds.contains(facts.kind) else {
      let wanted = kinds.map { $0 == .xlsx ? "XLSX" : "CSV" }.joined(separator: " or ")
      throw CampaignError.notTaken(
        file: facts.file, provider: provider,
        why: "takes \(wanted) only. Save the sheet as that.")
    }
    guard names == .lettersAndDigits else { return }
    let file = facts.file.split(separator: "/").last.map(String.init) ?? facts.file
    let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file[...]
    guard stem.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }) else {
      throw CampaignError.notTaken(
        file: facts.file, provider: provider,
        why: "takes names of letters and digits only. Rename the file.")
    }
  }
}

/// For which messages to the mainland a scheduled time must lie in the permitted hours.
package enum ScheduleHours: String, Sendable, CaseIterable {
  case all
  case marketing
  /// None: hours are only advised.
  case advised
}
