import ArgumentParser
import Carrier
import Files
import Ledger
import Messaging
import Providers
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

/// A sheet that is imported into the workspace.
struct ImportOptions: ParsableArguments {
  @OptionGroup(title: "Reading") var reading: SheetOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  /// A sheet that was opened, and where it is imported.
  struct Opened {
    let session: LedgerSession
    let settings: Settings
    let reader: any SheetReader
    let limits: Limits
    let header: ColumnMapping.HeaderRule
  }

  /// Opens a sheet, or takes numbers from standard input.
  ///
  /// - Parameters:
  ///   - path: of the sheet, or `-`.
  ///   - ledger: of the workspace.
  ///   - momentColumn: whose date cells are wanted as moments; nil for none.
  /// - Returns: the sheet, and where it is imported.
  /// - Throws: `CampaignError` when either cannot be opened.
  func open(
    _ path: String, _ ledger: LedgerOptions, momentColumn: Int? = nil
  ) throws -> Opened {
    let (session, settings) = try ledger.session(flags: limits.flags)
    var options = reading.reading(settings)
    options.momentColumn = momentColumn
    let source = try Recipients(path: path)
    return Opened(
      session: session, settings: settings, reader: try source.open(options),
      limits: options.limits, header: source.isEntered ? .no : reading.header)
  }
}
