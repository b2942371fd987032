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

/// The workspace's ledger, for commands that work with what it remembers.
struct LedgerOptions: ParsableArguments {
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup private var clock: ClockOptions

  /// What was given as now; nil: the system's clock.
  var now: String? { clock.now }

  func time(_ zone: Zone) -> Int { clock.time(zone) }

  /// A task that the user may do this with.
  func task(
    _ name: String, _ session: LedgerSession, _ settings: Settings
  ) throws -> TaskRow {
    let row = try TaskRegister(session).task(name)
    try workspace.permit(row.application, settings)
    return row
  }

  /// The ledger of the workspace.
  ///
  /// - Parameter flags: settings that were given for this run.
  /// - Returns: it at this time, and the settings.
  /// - Throws: `CampaignError.noWorkspace` in a folder without a ledger.
  func session(flags: SettingFlags = [:]) throws -> (LedgerSession, Settings) {
    let settings = try workspace.source(flags: flags).settings
    guard let ledger = try workspace.ledger(settings) else {
      throw CampaignError.noWorkspace(folder: workspace.workspace)
    }
    let now = clock.time(settings.zone)
    return (LedgerSession(ledger, now: now, accounts: settings.accounts), settings)
  }
}
